/**
 * A binary min-heap of numbers: the candidates of a byte-pair merge, each a rank and a position
 * packed into one safe integer, so that the lowest rank comes out first and, among equals, the
 * leftmost. With a heap a word of n characters takes O(n log n); rescanning for the best pair would
 * take O(n²), and a model may well write a word of 50 000 characters.
 */
export class MergeQueue {
  readonly #heap: number[] = [];

  push(key: number): void {
    const heap = this.#heap;
    let child = heap.length;
    heap.push(key);
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (heap[parent]! <= key) break;
      heap[child] = heap[parent]!;
      child = parent;
    }
    heap[child] = key;
  }

  /** Removes and returns the smallest key, or `undefined` when there is none. */
  pop(): number | undefined {
    const heap = this.#heap;
    const smallest = heap[0];
    const moved = heap.pop();
    if (moved === undefined || heap.length === 0) return smallest;
    let parent = 0;
    for (;;) {
      let child = 2 * parent + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++;
      if (heap[child]! >= moved) break;
      heap[parent] = heap[child]!;
      parent = child;
    }
    heap[parent] = moved;
    return smallest;
  }
}
