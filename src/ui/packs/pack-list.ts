import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isAbort } from '../../errors.ts';
import type {
  Packs,
  PackOrigin,
  SourceSummary,
  StorageRoom,
  StoredPack,
} from '../../player/pack-manager.ts';
import { LongTask } from '../long-task.ts';
import type { PackOutcome } from './messages.ts';
import { offerFile } from '../offer-file.ts';

/** What is being done to a pack. */
export interface PackTask {
  readonly kind: 'check' | 'export' | 'resume';
  readonly task: LongTask;
}

/** The packs of this browser and what is being done to them, kept for a panel that shows them. */
export class PackList implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #manager: Packs | undefined;
  #packs: readonly StoredPack[] | undefined;
  #room: StorageRoom | undefined;
  #bundled: SourceSummary | undefined;
  #error: unknown;
  #outcome: { readonly outcome: PackOutcome; readonly name: string } | undefined;
  readonly #tasks = new Map<string, PackTask>();
  readonly #errors = new Map<string, unknown>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** `undefined` until the storage has answered. */
  get packs(): readonly StoredPack[] | undefined {
    return this.#packs;
  }

  get room(): StorageRoom | undefined {
    return this.#room;
  }

  /** The page's own pack, as soon as its manifest is read. */
  get bundled(): SourceSummary | undefined {
    return this.#bundled;
  }

  /** Why the storage cannot be shown. */
  get error(): unknown {
    return this.#error;
  }

  /** How the last task has ended. */
  get outcome(): { readonly outcome: PackOutcome; readonly name: string } | undefined {
    return this.#outcome;
  }

  taskOf({ key }: StoredPack): PackTask | undefined {
    return this.#tasks.get(key);
  }

  /** What the last task on the pack failed with. */
  errorOf({ key }: StoredPack): unknown {
    return this.#errors.get(key);
  }

  get tasks(): readonly PackTask[] {
    return [...this.#tasks.values()];
  }

  hostDisconnected(): void {
    for (const { task } of this.#tasks.values()) task.cancel();
  }

  /** Shows the packs of another manager, beside the page's own at `bundledUrl`. */
  async open(manager: Packs, bundledUrl: string | undefined): Promise<void> {
    this.#manager = manager;
    await Promise.all([this.refresh(), bundledUrl && this.#inspectBundled(manager, bundledUrl)]);
  }

  /** Looks at the storage anew. */
  async refresh(): Promise<void> {
    const manager = this.#manager;
    if (!manager) return;
    try {
      const [packs, room] = await Promise.all([manager.list(), manager.room()]);
      [this.#packs, this.#room, this.#error] = [packs, room, undefined];
    } catch (error) {
      this.#error = error;
    }
    this.#host.requestUpdate();
  }

  check(pack: StoredPack): Promise<void> {
    return this.#run(pack, 'check', async (manager, { follow, signal }) => {
      const { damagedFiles } = await manager.verify(pack.key, follow, signal);
      return damagedFiles.length === 0 ? 'whole' : 'damaged';
    });
  }

  /** Hands the pack to the user as a file. */
  export(pack: StoredPack): Promise<void> {
    return this.#run(pack, 'export', async (manager, { follow, signal }) => {
      offerFile(await manager.export(pack.key, follow, signal), `${pack.id}.zip`);
      return 'exported';
    });
  }

  /** Goes on with a pack that is not complete, or heals one. */
  resume(pack: StoredPack, acceptedLicenses: readonly string[]): Promise<void> {
    return this.#run(pack, 'resume', async (manager, { follow, signal }) => {
      await manager.resume(pack.key, acceptedLicenses, follow, signal);
      return 'completed';
    });
  }

  async remove(pack: StoredPack): Promise<void> {
    this.#errors.delete(pack.key);
    try {
      await this.#manager?.remove(pack.key);
      this.#outcome = { outcome: 'removed', name: pack.name };
    } catch (error) {
      this.#errors.set(pack.key, error);
    }
    await this.refresh();
  }

  /** Asks the browser to keep the packs; resolves to whether it promises so. */
  async persist(): Promise<boolean> {
    const isKept = (await this.#manager?.persist()) ?? false;
    await this.refresh();
    return isKept;
  }

  /** One task at a time for a pack. */
  async #run(
    pack: StoredPack,
    kind: PackTask['kind'],
    work: (manager: Packs, task: LongTask) => Promise<PackOutcome>,
  ): Promise<void> {
    const { key, name } = pack;
    if (!this.#manager || this.#tasks.has(key)) return;
    const task = new LongTask(() => this.#host.requestUpdate());
    this.#tasks.set(key, { kind, task });
    this.#errors.delete(key);
    this.#outcome = undefined;
    this.#host.requestUpdate();
    try {
      this.#outcome = { outcome: await work(this.#manager, task), name };
    } catch (error) {
      if (!isAbort(error)) this.#errors.set(key, error);
      // A check or an export that was stopped leaves nothing to go on with.
      else if (kind === 'resume') this.#outcome = { outcome: 'stopped', name };
    }
    this.#tasks.delete(key);
    await this.refresh();
  }

  async #inspectBundled(manager: Packs, url: string): Promise<void> {
    try {
      this.#bundled = await manager.inspect({ kind: 'url', url }, new AbortController().signal);
    } catch {
      // Listed without particulars: if it cannot be fetched, the player has said so already.
      this.#bundled = undefined;
    }
    this.#host.requestUpdate();
  }
}

/** Whether a pack can be gone on with without asking the user for files. */
export function canResume(origin: PackOrigin): boolean {
  return origin.kind === 'download' || (origin.kind === 'conversion' && origin.url !== undefined);
}
