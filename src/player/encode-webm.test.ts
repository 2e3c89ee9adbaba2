import { afterEach, describe, expect, it, vi } from 'vitest';
import { encodeWebm, type PcmStream } from './encode-webm.ts';
import { canEncodeOpus } from './opus-config.ts';

/** What goes on inside an encoder that the test stands in for. */
interface FakeBehavior {
  readonly isSupported?: boolean;
  /** Blocks after which it takes no more, or fails. */
  readonly stallsAfter?: number;
  readonly failsAfter?: number;
}

/** Real encoding is tested in a browser, by `e2e/save.spec.ts`; here is what must not happen there. */
describe('encodeWebm', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('refuses where there is no encoder, before it reads anything', async () => {
    expect(await canEncodeOpus()).toBe(false);
    const { stream, taken } = seconds(3);
    await expect(encodeWebm(stream)).rejects.toMatchObject({ code: 'encoder-unavailable' });
    expect(taken()).toBe(0);
  });

  it('refuses where the encoder does not know Opus', async () => {
    stubEncoder({ isSupported: false });
    expect(await canEncodeOpus()).toBe(false);
    await expect(encodeWebm(seconds(3).stream)).rejects.toMatchObject({
      code: 'encoder-unavailable',
    });
  });

  it.each([0, -1, NaN, 5999, 510_001, Infinity])('refuses a bitrate of %s', async (bitrate) => {
    stubEncoder({});
    await expect(encodeWebm(seconds(1).stream, { bitrate })).rejects.toMatchObject({
      code: 'option-invalid',
    });
  });

  it('does not begin when it is aborted already', async () => {
    const signal = AbortSignal.abort(new Error('never mind'));
    const { stream, taken } = seconds(3);
    await expect(encodeWebm(stream, { signal })).rejects.toBe(signal.reason);
    expect(taken()).toBe(0);
  });

  it('ends with the cause when the encoder fails, and closes it', async () => {
    const encoders = stubEncoder({ failsAfter: 2 });
    await expect(encodeWebm(seconds(9).stream)).rejects.toMatchObject({
      code: 'encoder-unavailable',
      cause: { message: 'broken' },
    });
    expect(encoders[0]?.state).toBe('closed');
  });

  it('reads no further than the encoder takes, and stops while it waits for it', async () => {
    const encoders = stubEncoder({ stallsAfter: 4 });
    const { stream, taken, isClosed } = seconds(50);
    const controller = new AbortController();
    const encoding = encodeWebm(stream, { signal: controller.signal });
    const rejection = expect(encoding).rejects.toThrow('enough');
    await vi.waitFor(() => expect(encoders[0]?.encodeQueueSize).toBe(3));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(taken()).toBe(7);
    controller.abort(new Error('enough'));
    await rejection;
    expect(encoders[0]?.state).toBe('closed');
    expect(isClosed()).toBe(true);
  });

  it('passes on what the recording throws', async () => {
    const encoders = stubEncoder({});
    const blocks = (async function* () {
      yield new Float32Array(8000);
      throw new Error('unreadable');
    })();
    const stream = { sampleRate: 8000, frames: 16_000, blocks };
    await expect(encodeWebm(stream)).rejects.toThrow('unreadable');
    expect(encoders[0]?.state).toBe('closed');
  });
});

/** Silence in blocks of a second, and how many of them have been asked for. */
function seconds(count: number) {
  let taken = 0;
  let isClosed = false;
  const blocks = (async function* () {
    try {
      for (; taken < count;) {
        taken++;
        yield new Float32Array(8000);
      }
    } finally {
      isClosed = true;
    }
  })();
  const stream: PcmStream = { sampleRate: 8000, frames: 8000 * count, blocks };
  return { stream, taken: () => taken, isClosed: () => isClosed };
}

/** Puts a stand-in for WebCodecs in place, which gives no packets; the encoders made come back. */
function stubEncoder({ isSupported = true, stallsAfter, failsAfter }: FakeBehavior) {
  const encoders: FakeEncoder[] = [];
  class FakeEncoder extends EventTarget {
    static isConfigSupported = async () => ({ supported: isSupported });
    readonly #onError: (error: Error) => void;
    state = 'unconfigured';
    encodeQueueSize = 0;
    #count = 0;
    constructor({ error }: { readonly error: (error: Error) => void }) {
      super();
      this.#onError = error;
      encoders.push(this);
    }
    configure() {
      this.state = 'configured';
    }
    encode() {
      this.encodeQueueSize++;
      const count = ++this.#count;
      setTimeout(() => {
        if (count > (stallsAfter ?? Infinity)) return;
        if (count > (failsAfter ?? Infinity)) {
          this.state = 'closed';
          this.#onError(new Error('broken'));
          return;
        }
        this.encodeQueueSize--;
        this.dispatchEvent(new Event('dequeue'));
      });
    }
    async flush() {}
    close() {
      this.state = 'closed';
    }
  }
  vi.stubGlobal('AudioEncoder', FakeEncoder);
  vi.stubGlobal(
    'AudioData',
    class {
      close() {}
    },
  );
  return encoders;
}
