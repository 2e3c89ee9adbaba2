import { TtsError } from '../errors.ts';
import type { XttsConfig } from './xtts-config.ts';

/** The version that this code writes and the latest that it reads. */
export const PACK_FORMAT_VERSION = 1;

/**
 * Abilities beyond version 1 that a pack may ask of its reader: `matmulnbits` is weights in blocks of
 * 8 or 4 bits. A reader refuses a pack that asks for one that it does not know, and ignores fields
 * that it does not know.
 */
export const PACK_ABILITIES = ['matmulnbits'] as const;
export type PackAbility = (typeof PACK_ABILITIES)[number];

/**
 * How a pack stores its weights: all f32, all f16, or f16 with the GPT's matrices in blocks of 32
 * values of 8 or 4 bits.
 */
export const PACK_DTYPES = ['f32', 'f16', 'q8f16', 'q4f16'] as const;
export type PackDtype = (typeof PACK_DTYPES)[number];

/** Parts of the model: one or more safetensors shards each, so that a part can be loaded alone. */
export const PACK_PARTS = ['embeddings', 'gpt', 'vocoder', 'conditioning', 'speaker'] as const;
export type PackPart = (typeof PACK_PARTS)[number];

export interface PackFile {
  readonly name: string;
  /** `self-test`: see `docs/pack-format.md`; `license`: the licence's text, in UTF-8. */
  readonly role: 'weights' | 'vocab' | 'voices' | 'self-test' | 'license';
  /** For weights: the part of the model. */
  readonly part?: PackPart | undefined;
  readonly bytes: number;
  /** SHA-256 of the file, hexadecimal. */
  readonly sha256: string;
}

/** What may be done with a pack's weights, and with what they say. */
export interface PackLicense {
  /** For people, e.g. `Coqui Public Model License 1.0.0`. */
  readonly name: string;
  /** Under which an acceptance is kept, e.g. `cpml`. Needed where `consent` is set. */
  readonly id?: string | undefined;
  /** Where it can be read. */
  readonly url?: string | undefined;
  /** What must be said with the pack. */
  readonly notice?: string | undefined;
  /** Whether it must be accepted before the pack is fetched or loaded. @default false */
  readonly consent?: boolean | undefined;
}

/** What storing a tensor with fewer bits did to it. */
export interface QuantizedTensor {
  readonly name: string;
  /** `f16` where fewer bits would have cost too much. */
  readonly stored: 'q8' | 'q4' | 'f16';
  /** ‖stored − exact‖ / ‖exact‖ of the bits that were tried. */
  readonly relativeError: number;
}

/** `manifest.json` of a pack: what is in it and how it wants to be used. */
export interface PackManifest {
  readonly format: 'xtts-web-pack';
  readonly formatVersion: number;
  /** Short name for storage and URLs. */
  readonly id: string;
  /** Name for people. */
  readonly name: string;
  readonly dtype: PackDtype;
  /** What a reader must know beyond version 1. @default nothing */
  readonly requires?: readonly string[] | undefined;
  readonly config: XttsConfig;
  /** The longest chunk that the model was trained for, in characters, if shorter than XTTS's own. */
  readonly maxChunkChars?: number | undefined;
  /** Fade at the end of each chunk, in milliseconds. @default 0 */
  readonly tailFadeMs?: number | undefined;
  readonly license: PackLicense;
  /** For dtypes of fewer bits: each matrix that was tried. */
  readonly quantization?: readonly QuantizedTensor[] | undefined;
  readonly files: readonly PackFile[];
}

/** The largest file of a pack: what a browser can hold as one buffer without trouble. */
export const MAX_SHARD_BYTES = 256 * 2 ** 20;

/**
 * Parses and checks `manifest.json`.
 * @throws TtsError `pack-invalid`, saying which field
 */
export function parseManifest(text: string): PackManifest {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new TtsError('pack-invalid', 'manifest.json is not valid JSON', { cause });
  }
  const fail = (what: string): never => {
    throw new TtsError('pack-invalid', `manifest.json: ${what}`);
  };
  const check = (ok: boolean, what: string): void => {
    if (!ok) fail(what);
  };
  const manifest = json as PackManifest;
  check(typeof json === 'object' && json !== null, 'not an object');
  check(manifest.format === 'xtts-web-pack', `format is ${String(manifest.format)}`);
  check(
    manifest.formatVersion === PACK_FORMAT_VERSION,
    `formatVersion ${String(manifest.formatVersion)} is not ${PACK_FORMAT_VERSION}; update xtts-web`,
  );
  check(typeof manifest.id === 'string' && manifest.id !== '', 'id is missing');
  check(PACK_DTYPES.includes(manifest.dtype), `dtype ${String(manifest.dtype)} is unknown`);
  checkConfig(manifest.config, check);
  checkLicense(manifest.license, check);
  for (const key of ['maxChunkChars', 'tailFadeMs'] as const) {
    const value = manifest[key];
    check(value === undefined || isCount(value), `${key} is not a whole number`);
  }
  check(Array.isArray(manifest.files), 'files is missing');
  for (const file of manifest.files) {
    check(typeof file === 'object' && file !== null, 'a file is no object');
    const named = typeof file.name === 'string' && /^[\w][\w.-]*$/.test(file.name);
    check(named, `file name ${JSON.stringify(file.name)} is not a plain name`);
    check(isCount(file.bytes) && file.bytes <= MAX_SHARD_BYTES, `${file.name}: bad size`);
    check(/^[0-9a-f]{64}$/.test(file.sha256), `${file.name}: bad sha256`);
    const known = file.role !== 'weights' || PACK_PARTS.includes(file.part!);
    check(known, `${file.name}: unknown part ${String(file.part)}`);
  }
  for (const role of ['vocab', 'voices'] as const) {
    check(manifest.files.filter((f) => f.role === role).length === 1, `needs one ${role} file`);
  }
  return manifest;
}

function checkConfig(config: XttsConfig, check: (ok: boolean, what: string) => void): void {
  check(typeof config === 'object' && config !== null, 'config is missing');
  const gpt = config.gpt;
  check(typeof gpt === 'object' && gpt !== null, 'config.gpt is missing');
  const counts = { ...gpt, ...pickCounts(config) };
  for (const [key, value] of Object.entries(counts)) {
    check(isCount(value), `config: ${key} is ${String(value)}`);
  }
  check(gpt.width % gpt.heads === 0, 'config.gpt: width is not a multiple of heads');
  check(Array.isArray(config.languages) && config.languages.length > 0, 'config.languages');
  const sampling = Object.values(config.sampling ?? {});
  check(sampling.length === 4 && sampling.every((v) => v > 0), 'config.sampling');
}

function checkLicense(license: PackLicense, check: (ok: boolean, what: string) => void): void {
  check(typeof license === 'object' && license !== null, 'license is missing');
  const { name, id, url, notice, consent } = license;
  check(typeof name === 'string' && name !== '', 'license.name is missing');
  check(id === undefined || (typeof id === 'string' && /^[\w.-]+$/.test(id)), 'license.id');
  // It becomes a link on pages.
  check(url === undefined || (typeof url === 'string' && /^https?:\/\//.test(url)), 'license.url');
  check(notice === undefined || typeof notice === 'string', 'license.notice');
  check(consent === undefined || typeof consent === 'boolean', 'license.consent');
  check(consent !== true || id !== undefined, 'license.id is missing, under which it is accepted');
}

function pickCounts({ inputSampleRate, outputSampleRate, codeStride }: XttsConfig) {
  return { inputSampleRate, outputSampleRate, codeStride };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
