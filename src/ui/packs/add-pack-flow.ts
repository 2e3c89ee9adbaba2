import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isAbort } from '../../errors.ts';
import type {
  ConversionSource,
  PackDtype,
  Packs,
  SourceSummary,
  StorageRoom,
  StoredPack,
} from '../../player/pack-manager.ts';
import type { LicenseQuestion } from '../licenses/license-dialog.ts';
import { LongTask } from '../long-task.ts';

/** What was found at a source, and what of it is wanted. */
export interface ReviewedSource {
  readonly source: ConversionSource;
  readonly summary: SourceSummary;
  readonly dtype: PackDtype;
  readonly room: StorageRoom;
}

/** Where adding a model stands. */
export type AddPackStep =
  | { readonly name: 'start' }
  | { readonly name: 'inspecting'; readonly source: ConversionSource }
  /** The source is none that can be added, or could not be read. */
  | { readonly name: 'refused'; readonly source: ConversionSource; readonly error: unknown }
  | ({ readonly name: 'review' } & ReviewedSource)
  | ({ readonly name: 'adding'; readonly task: LongTask } & ReviewedSource)
  /** The user has stopped it, or, with an `error`, it has failed; it can go on. */
  | ({
      readonly name: 'stopped';
      readonly error?: unknown;
      readonly hasBegun: boolean;
    } & ReviewedSource)
  | { readonly name: 'done'; readonly pack: StoredPack };

export interface AddPackFlowOptions {
  readonly host: ReactiveControllerHost;
  readonly packs: () => Packs | undefined;
  /** Asks for consent where it is needed; resolves to whether one may go on. */
  readonly requestConsent: (question: LicenseQuestion) => Promise<boolean>;
  readonly acceptedLicenses: () => readonly string[];
  /** The storage may hold more than before. */
  readonly onStored: () => void;
}

/** Takes a model from where it is found to where it speaks, one step after the other. */
export class AddPackFlow implements ReactiveController {
  readonly #options: AddPackFlowOptions;
  #step: AddPackStep = { name: 'start' };
  #inspection: AbortController | undefined;

  constructor(options: AddPackFlowOptions) {
    this.#options = options;
    options.host.addController(this);
  }

  get step(): AddPackStep {
    return this.#step;
  }

  hostDisconnected(): void {
    this.cancel();
  }

  /** Looks at a source, without reading anything large. */
  async inspect(source: ConversionSource): Promise<void> {
    const packs = this.#options.packs();
    if (!packs || this.#step.name === 'adding') return;
    this.#inspection?.abort();
    const inspection = new AbortController();
    this.#inspection = inspection;
    this.#go({ name: 'inspecting', source });
    try {
      const [summary, room] = await Promise.all([
        packs.inspect(source, inspection.signal),
        packs.room(),
      ]);
      if (inspection.signal.aborted) return;
      const dtype = summary.kind === 'pack' ? summary.dtype : 'f16';
      this.#go({ name: 'review', source, summary, dtype, room });
    } catch (error) {
      // One that was given up has no say any more, however it ended.
      const isOver = inspection.signal.aborted;
      inspection.abort();
      if (!isOver && !isAbort(error)) this.#go({ name: 'refused', source, error });
    }
  }

  /** Chooses how a checkpoint's weights will be stored. */
  choose(dtype: PackDtype): void {
    if (this.#step.name === 'review') this.#go({ ...this.#step, dtype });
  }

  /** Adds what was reviewed; what was stopped or has failed goes on where it was. */
  async add(): Promise<void> {
    const { packs, requestConsent, acceptedLicenses, host, onStored } = this.#options;
    const manager = packs();
    const step = this.#step;
    if (!manager || (step.name !== 'review' && step.name !== 'stopped')) return;
    const { source, summary, dtype, room } = step;
    if (missingBytes(step) > 0 && step.name === 'review') return;
    if (!(await requestConsent(licenseQuestion(summary)))) return;
    // While it was asked, another source may have come, or the element gone.
    if (this.#step !== step) return;
    const task = new LongTask(() => host.requestUpdate());
    const reviewed: ReviewedSource = { source, summary, dtype, room };
    this.#go({ name: 'adding', task, ...reviewed });
    try {
      const request = { dtype, acceptedLicenses: acceptedLicenses() };
      const pack = await manager.add(source, request, task.follow, task.signal);
      this.#go({ name: 'done', pack });
    } catch (error) {
      const hasBegun = (task.progress?.loadedBytes ?? 0) > 0;
      this.#go({
        name: 'stopped',
        ...(isAbort(error) ? {} : { error }),
        hasBegun,
        ...reviewed,
      });
    }
    onStored();
  }

  /** Stops what is under way; what is there is kept. */
  cancel(): void {
    if (this.#step.name === 'adding') this.#step.task.cancel();
    if (this.#step.name === 'inspecting') this.back();
  }

  /** Begins anew. */
  back(): void {
    this.#inspection?.abort();
    this.#go({ name: 'start' });
  }

  #go(step: AddPackStep): void {
    this.#step = step;
    this.#options.host.requestUpdate();
  }
}

/** Bytes that the pack will take. */
export function neededBytes({ summary, dtype }: ReviewedSource): number {
  return summary.kind === 'pack' ? summary.totalBytes : summary.packBytes[dtype];
}

/** Bytes that the storage lacks for it, 0 when there is room. */
export function missingBytes(reviewed: ReviewedSource): number {
  return Math.max(0, neededBytes(reviewed) - reviewed.room.freeBytes);
}

function licenseQuestion(summary: SourceSummary): LicenseQuestion {
  const { license, name: packName } = summary;
  const licenseText = summary.kind === 'pack' ? summary.licenseText : undefined;
  return { license, packName, licenseText };
}
