import { copyFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readWav } from '../src/audio/wav.ts';
import { bytesSource } from '../src/checkpoint/byte-source.ts';
import { openSafetensors } from '../src/checkpoint/safetensors.ts';
import { CLI_ENTRY, runCli } from './cli-fixture.ts';
import { BUNDLED_PACK } from './commands/command.ts';
import { GOLDEN, maxDifference, readGolden } from './golden.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xtts-web-'));
});
afterAll(() => rm(folder, { recursive: true }));

const run = (...args: string[]) => runCli(args, folder);

/** The files of a folder over HTTP. */
async function serve(root: string): Promise<Server> {
  const server = createServer((request, response) => {
    readFile(join(root, request.url ?? '')).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return server;
}

it('says a sentence with the bundled voice, in a language it was not trained for with a warning', async () => {
  const out = join(folder, 'ola.wav');
  const { code, stderr } = await run('say', 'Olá, aventureiro.', '--lang', 'pt', '--out', out);
  expect(stderr).toContain('warning: this model was not trained for "pt"');
  expect(code).toBe(0);
  const { sampleRate, channels } = readWav(new Uint8Array(await readFile(out)));
  expect(sampleRate).toBe(24_000);
  const seconds = channels[0]!.length / sampleRate;
  expect(seconds).toBeGreaterThan(0.5);
  expect(seconds).toBeLessThan(4);
});

it('speaks a checkpoint folder as the reference does, and dumps every stage', async () => {
  const golden = await readGolden('end_to_end');
  const { code, stderr } = await run(
    ...['say', 'Hello world.', '--lang', 'en', '--model', GOLDEN, '--voice', 'Ana Teste'],
    ...['--greedy', '--repetition-penalty', '5', '--max-codes', '90'],
    ...['--out', join(folder, 'hello.wav'), '--dump', folder],
  );
  expect(code, stderr).toBe(0);
  const bytes = new Uint8Array(await readFile(join(folder, 'chunk-000.safetensors')));
  const dump = await openSafetensors(bytesSource(bytes, 'dump'));
  expect(dump.names().toSorted()).toEqual(['codes', 'ids', 'latents', 'pcm']);
  const pcm = new Float32Array((await dump.read('pcm')).bytes.slice().buffer);
  expect(maxDifference(pcm, golden('en.ana.greedy.wav').data)).toBeLessThanOrEqual(2e-4);
});

it('writes the conditioning of a recording', async () => {
  const out = join(folder, 'voice.safetensors');
  const reference = join(GOLDEN, 'ref_b_22050.wav');
  const { code, stderr } = await run('condition', reference, '--model', GOLDEN, '--out', out);
  expect(code, stderr).toBe(0);
  const file = await openSafetensors(bytesSource(new Uint8Array(await readFile(out)), 'voice'));
  expect(file.info('ref_b_22050/conditioning_latents').shape).toEqual([32, 64]);
  const golden = await readGolden('conditioning');
  const tensor = await file.read('ref_b_22050/conditioning_latents');
  const latents = new Float32Array(tensor.bytes.slice().buffer);
  expect(maxDifference(latents, golden('b.gpt_cond_latent').data, 1e-3)).toBeLessThanOrEqual(2e-4);
});

it('speaks with a voice from a file as with the same one of the model', async () => {
  const file = join(folder, 'ana.pth');
  await copyFile(join(GOLDEN, 'speakers_xtts.pth'), file);
  const said = async (name: string, ...voice: string[]) => {
    const out = join(folder, name);
    const options = ['--lang', 'en', '--greedy', '--max-codes', '20', '--model', GOLDEN];
    const { code, stderr } = await run('say', 'Hello.', ...options, ...voice, '--out', out);
    expect(code, stderr).toBe(0);
    return readFile(out);
  };
  const expected = await said('own.wav', '--voice', 'Voz 3');
  expect(await said('file.wav', '--voice-file', file, '--voice', 'Voz 3')).toEqual(expected);
});

it.each([
  ['the bundled pack', [], ['slt']],
  ['a checkpoint folder', [GOLDEN], ['Ana Teste', 'Zoë Ünïcode', 'Voz 3']],
  ['a file', [join(GOLDEN, 'speakers_xtts.pth')], ['Ana Teste', 'Zoë Ünïcode', 'Voz 3']],
])('lists the voices of %s', async (_, args, names) => {
  const { code, stdout } = await run('voices', ...args);
  expect([code, stdout.trimEnd().split('\n')]).toEqual([0, names]);
});

it('inspects a checkpoint as JSON', async () => {
  const { code, stdout } = await run('inspect', GOLDEN, '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    format: 'torch',
    config: { gpt: { layers: 3, width: 64, heads: 4 } },
    voices: ['Ana Teste', 'Zoë Ünïcode', 'Voz 3'],
  });
});

it('verifies the bundled pack', async () => {
  const { code, stdout, stderr } = await run('verify', BUNDLED_PACK);
  expect(code, stderr).toBe(0);
  const { files } = JSON.parse(await readFile(join(BUNDLED_PACK, 'manifest.json'), 'utf8')) as {
    files: { name: string; bytes: number }[];
  };
  for (const { name, bytes } of files)
    expect(stdout).toMatch(new RegExp(`${name} +${bytes} bytes ok`));
  expect(stdout).not.toContain('PROBLEM');
});

it('verifies a pack behind a URL, and fails for a damaged one as JSON', async () => {
  const damaged = join(folder, 'damaged');
  await cp(BUNDLED_PACK, damaged, { recursive: true });
  const weights = await readFile(join(damaged, 'gpt.safetensors'));
  weights[weights.length - 5]! ^= 0x40;
  await writeFile(join(damaged, 'gpt.safetensors'), weights);
  const server = await serve(damaged);
  const { port } = server.address() as AddressInfo;
  const { code, stdout, stderr } = await run('verify', `http://localhost:${port}/`, '--json');
  server.close();
  expect(code).toBe(1);
  expect(stderr).toContain('pack-invalid');
  const report = JSON.parse(stdout) as {
    sound: boolean;
    files: { name: string; problems: string[] }[];
  };
  expect(report.sound).toBe(false);
  const damages = report.files.filter((file) => file.problems.length > 0);
  expect(damages).toMatchObject([
    { name: 'gpt.safetensors', problems: ['differs from its checksum'] },
  ]);
});

it('cuts a text as it would arrive from a language model', async () => {
  const text = 'Claro! Vou explicar como funciona o sistema de magia.';
  const { stdout } = await run('chunk', text, '--lang', 'pt', '--rate', '20');
  const lines = stdout.trimEnd().split('\n');
  const chunks = lines.map((line) => JSON.parse(line) as { text: string; atMs: number });
  expect(chunks.map((c) => c.text).join(' ')).toBe(text);
  expect(chunks.every((c, i) => c.atMs >= (chunks[i - 1]?.atMs ?? 0))).toBe(true);
});

it('writes numbers out as they are said', async () => {
  const { stdout } = await run('normalize', 'Custa R$ 50.', '--lang', 'pt-BR');
  expect(JSON.parse(stdout)).toEqual({
    text: 'Custa R$ 50.',
    normalized: 'Custa cinquenta reais.',
  });
});

it.each<[string, number, string[]]>([
  ['usage: xtts-web', 2, []],
  ['no command "sing"', 2, ['sing']],
  ['--out FILE.wav is missing', 2, ['say', 'Hello.']],
  ['--temperature wants a number', 2, ['say', 'Hi', '--out', 'x.wav', '--temperature', 'warm']],
  ["Unknown option '--volume'", 2, ['say', 'Hi', '--volume', '3']],
  ['--rate must be above 0', 2, ['chunk', 'Hi', '--rate', '0']],
  ['language-unsupported', 1, ['say', 'Hi', '--out', 'x.wav', '--lang', 'xx']],
  ['voice-unknown', 1, ['say', 'Hi', '--out', 'x.wav', '--voice', 'nobody']],
  [
    'of width 64, this one has 192',
    1,
    ['say', 'Hi', '--out', 'x.wav', '--voice-file', join(GOLDEN, 'speakers_xtts.pth')],
  ],
  ['voice-invalid', 1, ['voices', CLI_ENTRY]],
  ['ENOENT', 1, ['voices', 'no/such/folder']],
  ['no licence "cpml" was accepted', 1, ['licenses', '--withdraw', 'cpml']],
  ['text-empty', 1, ['say', '...', '--out', 'x.wav']],
  ['give one PACK', 2, ['verify']],
  ['pack-file-missing', 1, ['verify', 'no/such/pack']],
  ['checkpoint-invalid', 1, ['inspect', CLI_ENTRY]],
  ['ENOENT', 1, ['inspect', 'no/such/file.pth']],
])('fails with "%s" and exit code %i', async (message, expected, args) => {
  const { code, stdout, stderr } = await run(...args);
  expect(stderr).toContain(message);
  expect(stdout).toBe('');
  expect(code).toBe(expected);
});
