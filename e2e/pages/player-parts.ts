/** The parts of the player, for tests that use them one by one. */
import { FifoNode } from '../../src/audio/fifo-node.ts';
import { FifoProducer } from '../../src/audio/fifo-producer.ts';
import { seededRandom } from '../../src/audio/seeded-random-fixture.ts';
import { PcmRecorder } from '../../src/audio/pcm-recorder.ts';
import { TtsPlayer } from '../../src/player/player.ts';
import { canSaveWebm, SpeechRecording } from '../../src/player/recording.ts';

const parts = {
  FifoNode,
  FifoProducer,
  PcmRecorder,
  SpeechRecording,
  TtsPlayer,
  canSaveWebm,
  seededRandom,
};

declare global {
  interface Window {
    xttsParts?: typeof parts;
  }
}

window.xttsParts = parts;
