import type { PackLicense } from '../../player/license.ts';

/** A licence that the user has accepted, as it is kept. */
export interface AcceptedLicense {
  readonly id: string;
  /** Of the licence, for people. */
  readonly name: string;
  readonly url?: string | undefined;
  /** Of the pack for which it was asked, where that was known. */
  readonly packName?: string | undefined;
  /** ISO 8601, e.g. `2026-03-01T12:00:00.000Z`. */
  readonly acceptedAt: string;
}

type AnswerStorage = Pick<Storage, 'getItem' | 'setItem'>;

const STORAGE_KEY = 'xtts-web.accepted-licenses';
/** No user accepts more; of what is beyond the last are kept. */
const MAX_ENTRIES = 100;
const MAX_TEXT_CHARS = 500;

/**
 * The licences that the user has accepted in this browser; where it keeps nothing, on this page.
 * Emits `change`, also when another tab has changed them.
 */
export class AcceptedLicenses extends EventTarget {
  readonly #storage: AnswerStorage | null;
  /** What counts where the storage refuses. */
  #unsaved: readonly AcceptedLicense[] | undefined;

  /** `storage` is `null` where the browser has none. */
  constructor(storage: AnswerStorage | null = localStorageIfAllowed()) {
    super();
    this.#storage = storage;
    globalThis.addEventListener?.('storage', (event) => {
      if (event.key === STORAGE_KEY || event.key === null) this.#emit();
    });
  }

  get entries(): readonly AcceptedLicense[] {
    return this.#unsaved ?? parseAcceptedLicenses(this.#read());
  }

  /** What a pack manager or a player takes as `acceptedLicenses`. */
  get ids(): readonly string[] {
    return this.entries.map(({ id }) => id);
  }

  /** Whether the user must be asked before a pack under this licence is fetched or loaded. */
  needsConsent(license: PackLicense): boolean {
    return license.consent === true && !this.ids.includes(licenseId(license));
  }

  accept(license: PackLicense, packName?: string): void {
    const id = licenseId(license);
    const acceptedAt = new Date().toISOString();
    // An address of such a length could not be read again, and the answer with it.
    const url = isShortText(license.url) ? license.url : undefined;
    const accepted = { id, name: license.name, url, packName, acceptedAt };
    this.#write([...this.entries.filter((entry) => entry.id !== id), accepted]);
  }

  withdraw(id: string): void {
    this.#write(this.entries.filter((entry) => entry.id !== id));
  }

  #read(): string | null {
    try {
      return this.#storage?.getItem(STORAGE_KEY) ?? null;
    } catch {
      // As if nothing had been accepted: the user is asked again.
      return null;
    }
  }

  #write(entries: readonly AcceptedLicense[]): void {
    try {
      if (!this.#storage) throw new DOMException('no storage', 'SecurityError');
      this.#storage.setItem(STORAGE_KEY, JSON.stringify(entries));
      this.#unsaved = undefined;
    } catch {
      // Refused, e.g. in a private window: the answer lasts as long as the page.
      this.#unsaved = entries;
    }
    this.#emit();
  }

  #emit(): void {
    this.dispatchEvent(new Event('change'));
  }
}

/** Under what an acceptance is kept: a licence that should have an id and lacks it, by its name. */
export function licenseId({ id, name }: PackLicense): string {
  return id ?? name;
}

/** What of a stored text is an acceptance; anything can have been written there. */
export function parseAcceptedLicenses(text: string | null): readonly AcceptedLicense[] {
  let json: unknown;
  try {
    json = JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
  if (!Array.isArray(json)) return [];
  const byId = new Map<string, AcceptedLicense>();
  for (const value of json.slice(-MAX_ENTRIES) as unknown[]) {
    if (isAcceptedLicense(value)) byId.set(value.id, value);
  }
  return [...byId.values()];
}

function isAcceptedLicense(value: unknown): value is AcceptedLicense {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name, url, packName, acceptedAt } = value as Record<keyof AcceptedLicense, unknown>;
  return (
    [id, name, acceptedAt].every(isShortText) &&
    [url, packName].every((text) => text === undefined || isShortText(text)) &&
    !Number.isNaN(Date.parse(acceptedAt as string))
  );
}

function isShortText(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= MAX_TEXT_CHARS;
}

function localStorageIfAllowed(): AnswerStorage | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}
