import { describe, expect, it } from 'vitest';
import { seededRandom } from '../audio/seeded-random-fixture.ts';
import { BlobFile } from './blob-file.ts';

describe('BlobFile', () => {
  it('holds what an array would hold after the same writes', async () => {
    const random = seededRandom(3);
    for (let lap = 0; lap < 30; lap++) {
      const file = new BlobFile();
      const expected: number[] = [];
      for (let write = 0; write < 20; write++) {
        const position = Math.floor(random() * (expected.length + 1));
        const bytes = Uint8Array.from({ length: random() * 9 }, () => 256 * random());
        file.write(bytes, position);
        expected.splice(position, bytes.length, ...bytes);
        bytes.fill(0);
      }
      const blob = file.toBlob('audio/webm');
      expect([...new Uint8Array(await blob.arrayBuffer())]).toEqual(expected);
      expect(blob.type).toBe('audio/webm');
    }
  });

  it('refuses to leave a gap', () => {
    const file = new BlobFile();
    file.write(new Uint8Array(2), 0);
    expect(() => file.write(new Uint8Array(1), 3)).toThrow(RangeError);
  });
});
