/** The parts of the player, for tests that use them one by one. */
import { FifoNode } from '../../src/audio/fifo-node.ts';
import { FifoProducer } from '../../src/audio/fifo-producer.ts';
import { seededRandom } from '../../src/audio/seeded-random-fixture.ts';
import { TtsPlayer } from '../../src/player/player.ts';

const parts = {
  FifoNode,
  FifoProducer,
  TtsPlayer,
  seededRandom,
};

declare global {
  interface Window {
    xttsParts?: typeof parts;
  }
}

window.xttsParts = parts;
