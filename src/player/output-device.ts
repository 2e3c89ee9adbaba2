import { TtsError } from '../errors.ts';

/**
 * Where sound goes: '' is the system's default device, other strings are the `deviceId` of an
 * `audiooutput`, and `none` renders without a device, in step with a clock of the browser's.
 */
export type SinkId = string | { readonly type: 'none' };

/** TypeScript does not know `AudioContext.setSinkId` yet: Chrome and Edge have it. */
interface SinkSelectable {
  readonly sinkId: SinkId;
  setSinkId(id: SinkId): Promise<void>;
}

/**
 * Sends a context's sound to another device. The default is always at hand, also where devices
 * cannot be chosen.
 * @throws TtsError `audio-output-failed` if devices cannot be chosen or this one cannot be used;
 *   the context stays with the device it had
 */
export async function selectSink(context: AudioContext, id: SinkId): Promise<void> {
  if (!isSelectable(context)) {
    if (id === '') return;
    const message = 'this browser cannot choose the output device: no AudioContext.setSinkId()';
    throw new TtsError('audio-output-failed', message);
  }
  try {
    await context.setSinkId(id);
  } catch (cause) {
    const name = typeof id === 'string' ? `"${id}"` : id.type;
    throw new TtsError('audio-output-failed', `no sound can be sent to the device ${name}`, {
      cause,
    });
  }
}

/** The device of a context; the default where devices cannot be chosen. */
export function sinkOf(context: AudioContext): SinkId {
  return isSelectable(context) ? context.sinkId : '';
}

/** True for one device by its id: it can be unplugged, and the others cannot. */
export function isDevice(id: SinkId): boolean {
  return typeof id === 'string' && id !== '';
}

export interface WatchDeviceOptions {
  /** The device was there and is gone; called once. */
  readonly onLost: () => void;
  /** Ends the watch. */
  readonly signal: AbortSignal;
}

/**
 * Watches whether a device stays plugged in. Without the permission to see the device's id nothing
 * can be told, and nothing is.
 */
export async function watchDevice(
  id: string,
  { onLost, signal }: WatchDeviceOptions,
): Promise<void> {
  const { navigator } = globalThis as { navigator?: Partial<Navigator> };
  const devices = navigator?.mediaDevices;
  if (!devices) return;
  let wasListed = false;
  const look = async () => {
    const all = await devices.enumerateDevices().catch(() => undefined);
    if (!all || signal.aborted) return;
    const isListed = all.some(({ kind, deviceId }) => kind === 'audiooutput' && deviceId === id);
    if (wasListed && !isListed) onLost();
    wasListed = isListed;
  };
  devices.addEventListener('devicechange', () => void look(), { signal });
  await look();
}

function isSelectable(context: AudioContext): context is AudioContext & SinkSelectable {
  return 'setSinkId' in context;
}
