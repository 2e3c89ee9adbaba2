import { describe, expect, it } from 'vitest';
import { namesIn } from './check-server.ts';
import { serverAddress } from './server-address.ts';
import { messageIn, responseFailure, retryAfterMs } from './server-response.ts';

describe('serverAddress', () => {
  it.each([
    ['https://voice.example', 'https://voice.example/v1'],
    ['https://voice.example/v1/', 'https://voice.example/v1'],
    ['http://localhost:8880/v1/audio/speech', 'http://localhost:8880/v1'],
    ['https://voice.example/tts/v2', 'https://voice.example/tts/v2'],
    ['localhost:8880', 'http://localhost:8880/v1'],
    ['192.168.0.7:8880/v1', 'http://192.168.0.7:8880/v1'],
    ['voice.example/v1', 'https://voice.example/v1'],
  ])('%s', (written, address) => {
    expect(serverAddress(written)).toBe(address);
  });

  it.each([
    '',
    'ftp://a',
    'https://me:secret@a',
    'https://a/?key=secret',
    'https://a/#secret',
    ':',
  ])('refuses %j, and does not repeat it', (written) => {
    let message = '';
    try {
      serverAddress(written);
    } catch (error) {
      expect(error).toMatchObject({ code: 'option-invalid' });
      message = (error as Error).message;
    }
    expect(message).not.toBe('');
    expect(message).not.toContain('secret');
  });
});

describe('messageIn', () => {
  it.each([
    ['{"error":{"message":"no model","type":"x"}}', 'no model'],
    ['{"error":"busy"}', 'busy'],
    ['{"detail":[{"loc":["voice"],"msg":"field required"}]}', 'field required'],
    ['{"detail":"Not Found"}', 'Not Found'],
    ['{"message":"two\\n lines\\u0007"}', 'two lines'],
    ['plain text', 'plain text'],
    ['<html>gateway</html>', ''],
    ['{}', ''],
    ['', ''],
  ])('%s', (body, message) => {
    expect(messageIn(body)).toBe(message);
  });

  it('is bounded', () => {
    expect(messageIn('x'.repeat(9999)).length).toBeLessThan(310);
    expect(messageIn(`${'['.repeat(2000)}${']'.repeat(2000)}`)).toBe('');
  });
});

describe('responseFailure', () => {
  it.each([
    [401, 'speech-server-unauthorized', false],
    [404, 'speech-server-failed', false],
    [429, 'speech-server-busy', true],
    [500, 'speech-server-failed', true],
    [503, 'speech-server-busy', true],
  ])('of status %i', async (status, code, isPassing) => {
    const response = new Response('{"error":"the key sk-1 is wrong"}', { status });
    const failure = await responseFailure('http://a/v1', response, 'sk-1');
    expect(failure).toMatchObject({ isPassing, error: { code } });
    expect(failure.error.message).toBe(`a answered with status ${status}: the key … is wrong`);
  });
});

describe('retryAfterMs', () => {
  it.each([
    [null, undefined],
    ['3', 3000],
    ['Thu, 01 Jan 1970 00:00:10 GMT', 9000],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['soon', undefined],
    ['99999999999', 24 * 3_600_000],
  ])('%j', (header, ms) => {
    expect(retryAfterMs(header, 1000)).toBe(ms);
  });
});

describe('namesIn', () => {
  it.each([
    ['{"data":[{"id":"tts-1"},{"id":"tts-1-hd"}]}', ['tts-1', 'tts-1-hd']],
    ['{"voices":["ana","bia","ana"]}', ['ana', 'bia']],
    ['{"voices":[{"voice_id":"ana","name":"Ana"}]}', ['ana']],
    ['["ana",7,null,{}]', ['ana']],
    ['{"voices":{"ana":1}}', []],
    ['<html>', []],
    ['null', []],
  ])('%s', (body, names) => {
    expect(namesIn(body)).toEqual(names);
  });
});
