import type { PackLicense } from '../src/player/license.ts';
import { PackManager, type PackDtype, type StoredPack } from '../src/player/pack-manager.ts';
import { EngineClient } from '../src/worker/engine-client.ts';
import type { EngineInfo } from '../src/worker/engine-api.ts';

declare global {
  interface Window {
    /** Called by `convert-in-browser.ts` through Playwright, with the folder of `#folder`. */
    benchConvert?: (dtype: PackDtype) => Promise<StoredPack>;
    benchLoad?: (packUrl: string, device: 'webgpu' | 'wasm') => Promise<EngineInfo>;
    benchRemove?: (key: string) => Promise<void>;
    /** Given by Playwright: told when a stage begins. */
    benchStage?: (stage: string) => Promise<void>;
  }
}

const { signal } = new AbortController();

/** Tells of each stage once. */
function stageTeller(): (progress: { readonly stage: string }) => void {
  let last = '';
  return ({ stage }) => {
    if (stage !== last) void window.benchStage!(stage);
    last = stage;
  };
}

/** Whoever runs a bench has accepted what the pack asks for. */
function idsOf(packs: readonly { readonly license: PackLicense }[]): string[] {
  return packs.flatMap(({ license }) => license.id ?? []);
}

window.benchConvert = async (dtype) => {
  const packs = new PackManager();
  const { files } = document.querySelector<HTMLInputElement>('#folder')!;
  const source = { kind: 'files', files: [...files!] } as const;
  const summary = await packs.inspect(source, signal);
  const request = { dtype, acceptedLicenses: idsOf([summary]) };
  const pack = await packs.add(source, request, stageTeller(), signal);
  await packs.close();
  return pack;
};

window.benchLoad = async (packUrl, device) => {
  const engine = new EngineClient();
  const packs = await new PackManager().list();
  const acceptedLicenses = idsOf(packs);
  try {
    return await engine.load({ packUrl, device, acceptedLicenses }, stageTeller());
  } finally {
    await engine.close();
  }
};

window.benchRemove = async (key) => {
  const packs = new PackManager();
  await packs.remove(key);
  await packs.close();
};
