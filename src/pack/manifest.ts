import { TtsError } from '../errors.ts';
import { shown } from './shown.ts';
import { checkXttsConfig, type XttsConfig } from './xtts-config.ts';

/** The version that this code writes and the latest that it reads. */
export const PACK_FORMAT_VERSION = 1;

/**
 * Abilities beyond version 1 that a pack may ask of its reader: `matmulnbits` is weights in blocks of
 * 8 or 4 bits. A reader refuses a pack that asks for one that it does not know, and ignores fields
 * that it does not know.
 */
const PACK_ABILITIES = ['matmulnbits'] as const;

/**
 * How a pack stores its weights: all f32, all f16, or f16 with the GPT's matrices in blocks of 32
 * values of 8 or 4 bits.
 */
export const PACK_DTYPES = ['f32', 'f16', 'q8f16', 'q4f16'] as const;
/** How the weights of a pack are stored. */
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
  /** Other folders that hold the same files, in the order to try them in. */
  readonly mirrors?: readonly string[] | undefined;
  /** For dtypes of fewer bits: each matrix that was tried. */
  readonly quantization?: readonly QuantizedTensor[] | undefined;
  readonly files: readonly PackFile[];
}

/** The largest file of a pack: what a browser can hold as one buffer without trouble. */
export const MAX_SHARD_BYTES = 256 * 2 ** 20;
/** Roles whose files are read as a whole and parsed; real ones are far smaller. */
const MAX_ROLE_BYTES: Readonly<Record<PackFile['role'], number>> = {
  weights: MAX_SHARD_BYTES,
  voices: MAX_SHARD_BYTES,
  'self-test': MAX_SHARD_BYTES,
  vocab: 4 * 2 ** 20,
  license: 2 ** 20,
};

/** Far more than a manifest of a thousand files. */
export const MAX_MANIFEST_BYTES = 2 ** 20;
const MAX_FILES = 1000;
const MAX_MIRRORS = 16;
const MAX_NAME_CHARS = 200;
const MAX_TEXT_CHARS = 20_000;

/** A plain name, which no file system and no URL takes for anything else. */
const FILE_NAME = /^\w[\w.-]{0,99}$/;
/** As a folder may be called: no separator, no control character, no hidden name, no half character. */
const ID = /^(?!\.)[^/\\\p{Cc}\p{Cs}]{1,100}$/u;

const LICENSE_ID = /^[\w.-]{1,100}$/;

type Json = Readonly<Record<string, unknown>>;
type Check = (ok: boolean, what: string) => void;

/**
 * Parses `manifest.json` and checks every field that this version knows; others are left alone.
 * @throws TtsError `pack-invalid`, saying which field
 */
export function parseManifest(text: string): PackManifest {
  const check: Check = (ok, what) => {
    if (!ok) throw new TtsError('pack-invalid', `manifest.json: ${what}`);
  };
  check(text.length <= MAX_MANIFEST_BYTES, `${text.length} characters are not plausible`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new TtsError('pack-invalid', 'manifest.json is not valid JSON', { cause });
  }
  checkManifest(json, check);
  return json;
}

function checkManifest(json: unknown, check: Check): asserts json is PackManifest {
  check(isObject(json), 'not an object');
  const manifest = json as Json;
  const { format, formatVersion, id, name, dtype } = manifest;
  check(format === 'xtts-web-pack', `format is ${shown(format)}`);
  check(
    formatVersion === PACK_FORMAT_VERSION,
    `formatVersion ${shown(formatVersion)} is not ${PACK_FORMAT_VERSION}; update xtts-web`,
  );
  check(typeof id === 'string' && ID.test(id), `id ${shown(id)} is not a plain name`);
  check(isText(name, MAX_NAME_CHARS), `name is ${shown(name)}`);
  check(isOneOf(PACK_DTYPES, dtype), `dtype ${shown(dtype)} is unknown`);
  checkAbilities(manifest['requires'], check);
  check(isObject(manifest['config']), 'config is missing');
  checkXttsConfig(manifest['config'], check);
  for (const [key, min] of [
    ['maxChunkChars', 1],
    ['tailFadeMs', 0],
  ] as const) {
    const value = manifest[key];
    const ok = value === undefined || (isCount(value, MAX_TEXT_CHARS) && value >= min);
    check(ok, `${key} is ${shown(value)}`);
  }
  checkLicense(manifest['license'], check);
  checkMirrors(manifest['mirrors'], check);
  checkQuantization(manifest['quantization'], check);
  checkFiles(manifest['files'], check);
}

function checkAbilities(requires: unknown, check: Check): void {
  if (requires === undefined) return;
  check(Array.isArray(requires), 'requires is no list');
  for (const ability of requires as unknown[]) {
    const known = isOneOf(PACK_ABILITIES, ability);
    check(known, `requires ${shown(ability)}, which is unknown; update xtts-web`);
  }
}

function checkMirrors(mirrors: unknown, check: Check): void {
  if (mirrors === undefined) return;
  check(Array.isArray(mirrors) && mirrors.length <= MAX_MIRRORS, 'mirrors is no short list');
  for (const url of mirrors as unknown[]) check(isWebAddress(url), `mirrors has ${shown(url)}`);
}

function checkLicense(license: unknown, check: Check): void {
  check(isObject(license), 'license is missing');
  const { name, id, url, notice, consent } = license as Json;
  check(isText(name, MAX_NAME_CHARS), `license.name is ${shown(name)}`);
  const word = typeof id === 'string' && LICENSE_ID.test(id);
  check(id === undefined || word, `license.id is ${shown(id)}`);
  check(url === undefined || isWebAddress(url), `license.url is ${shown(url)}`);
  const noticed = typeof notice === 'string' && notice.length <= MAX_TEXT_CHARS;
  check(notice === undefined || noticed, 'license.notice is no text');
  check(
    consent === undefined || typeof consent === 'boolean',
    `license.consent: ${shown(consent)}`,
  );
  check(consent !== true || id !== undefined, 'license.consent needs license.id');
}

const STORED = ['q8', 'q4', 'f16'] as const satisfies readonly QuantizedTensor['stored'][];

function checkQuantization(quantization: unknown, check: Check): void {
  if (quantization === undefined) return;
  check(Array.isArray(quantization), 'quantization is no list');
  for (const entry of quantization as unknown[]) {
    check(isObject(entry), 'quantization: an entry is no object');
    const { name, stored, relativeError } = entry as Json;
    check(isText(name, MAX_NAME_CHARS), `quantization: name is ${shown(name)}`);
    check(isOneOf(STORED, stored), `quantization of ${shown(name)}: stored is ${shown(stored)}`);
    const ok = typeof relativeError === 'number' && relativeError >= 0;
    check(ok && Number.isFinite(relativeError), `quantization of ${shown(name)}: no relativeError`);
  }
}

function checkFiles(list: unknown, check: Check): void {
  check(Array.isArray(list), 'files is missing');
  const files = list as unknown[];
  check(files.length <= MAX_FILES, `${files.length} files are more than ${MAX_FILES}`);
  // Some file systems do not tell upper from lower case.
  const names = new Set(['manifest.json']);
  const roles = new Map<unknown, number>();
  for (const file of files) {
    check(isObject(file), 'a file is no object');
    const { name, role, part, bytes, sha256 } = file as Json;
    const plain = typeof name === 'string' && FILE_NAME.test(name);
    check(plain, `file name ${shown(name)} is not a plain name`);
    const folded = (name as string).toLowerCase();
    check(!names.has(folded), `the file ${shown(name)} is there twice`);
    names.add(folded);
    const limit = isOneOf(ROLES, role) ? MAX_ROLE_BYTES[role] : undefined;
    check(limit !== undefined, `${shown(name)}: unknown role ${shown(role)}; update xtts-web`);
    const ofPart = role === 'weights' ? isOneOf(PACK_PARTS, part) : part === undefined;
    check(ofPart, `${shown(name)}: unknown part ${shown(part)}`);
    check(isCount(bytes, limit!), `${shown(name)}: bad size ${shown(bytes)}`);
    const hashed = typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256);
    check(hashed, `${shown(name)}: bad sha256`);
    roles.set(role, (roles.get(role) ?? 0) + 1);
  }
  for (const role of ['vocab', 'voices']) check(roles.get(role) === 1, `needs one ${role} file`);
  for (const role of ['self-test', 'license']) {
    check((roles.get(role) ?? 0) <= 1, `has more than one ${role} file`);
  }
}

const ROLES = Object.keys(MAX_ROLE_BYTES) as PackFile['role'][];

function isOneOf<T>(values: readonly T[], value: unknown): value is T {
  return (values as readonly unknown[]).includes(value);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown, maxChars: number): value is string {
  return typeof value === 'string' && value !== '' && value.length <= maxChars;
}

/** An address that a link may lead to: no `javascript:`. */
function isWebAddress(value: unknown): boolean {
  return isText(value, MAX_TEXT_CHARS) && /^https?:\/\//.test(value) && URL.canParse(value);
}

function isCount(value: unknown, max: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= max;
}
