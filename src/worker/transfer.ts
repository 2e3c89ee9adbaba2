import { transferHandlers } from 'comlink';
import { isTtsError, TtsError, type TtsErrorCode } from '../errors.ts';
import { isLicenseError, LicenseError } from '../pack/license.ts';
import type { PackLicense } from '../pack/manifest.ts';

/**
 * Teaches Comlink what it cannot carry by itself: an `AbortSignal` going to the worker, and errors
 * coming back with their code. Both sides call this before the first message.
 */
export function registerTransferHandlers(): void {
  transferHandlers.set('abort-signal', {
    canHandle: (value): value is AbortSignal => value instanceof AbortSignal,
    serialize: sendSignal,
    deserialize: receiveSignal,
  });
  // Comlink's own handler keeps only name, message and stack.
  const thrown = transferHandlers.get('throw')!;
  transferHandlers.set('throw', {
    canHandle: (value): value is unknown => thrown.canHandle(value),
    serialize: (value) => [packError((value as { value: unknown }).value), []],
    deserialize: (wire) => {
      throw unpackError(wire as ErrorWire);
    },
  });
}

interface SignalWire {
  readonly aborted: boolean;
  readonly port: MessagePort;
}

function sendSignal(signal: AbortSignal): [SignalWire, Transferable[]] {
  const { port1, port2 } = new MessageChannel();
  signal.addEventListener('abort', () => port1.postMessage(null), { once: true });
  return [{ aborted: signal.aborted, port: port2 }, [port2]];
}

function receiveSignal({ aborted, port }: SignalWire): AbortSignal {
  const controller = new AbortController();
  if (aborted) controller.abort();
  port.onmessage = () => {
    controller.abort();
    port.close();
  };
  return controller.signal;
}

interface ErrorWire {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly code?: TtsErrorCode | undefined;
  readonly license?: PackLicense | undefined;
  readonly cause?: ErrorWire | undefined;
}

/** What of an error crosses the thread: name, code, licence, message, stack, and its causes' too. */
export function packError(error: unknown): ErrorWire {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  return {
    name: error.name,
    message: error.message,
    stack: error.stack,
    code: isTtsError(error) ? error.code : undefined,
    license: isLicenseError(error) ? error.license : undefined,
    cause: error.cause === undefined ? undefined : packError(error.cause),
  };
}

/** The error again, on this thread: a `TtsError`, an abort, or a plain error of the same name. */
export function unpackError({ name, message, stack, code, license, cause }: ErrorWire): Error {
  if (license) return new LicenseError(license);
  const options = cause === undefined ? {} : { cause: unpackError(cause) };
  if (code !== undefined) return new TtsError(code, message, options);
  if (name === 'AbortError') return new DOMException(message, name);
  const error = new Error(message, options);
  error.name = name;
  if (stack !== undefined) error.stack = stack;
  return error;
}
