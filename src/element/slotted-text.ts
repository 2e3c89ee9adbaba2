/** As much of a DOM tree as is read here. */
export interface TextTree {
  readonly nodeType: number;
  readonly childNodes: Iterable<TextTree>;
  /** Of a text node. */
  readonly data?: string | undefined;
  /** Of an element. */
  readonly localName?: string | undefined;
  readonly hidden?: boolean | undefined;
  readonly ariaHidden?: string | null | undefined;
}

/** A place in a text node, in UTF-16 units. */
export interface TextPlace {
  readonly node: TextTree;
  readonly offset: number;
}

/** A stretch of the text without white space, and where it came from. */
interface Run extends TextPlace {
  readonly start: number;
  readonly length: number;
}

const TEXT_NODE = 3;
const ELEMENT_NODE = 1;

const UNSPOKEN = new Set(['script', 'style', 'template', 'noscript', 'rt', 'rp', 'svg', 'math']);
const BLOCKS = new Set(
  (
    'address article aside blockquote dd details div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table td th tr ul'
  ).split(' '),
);

/**
 * What nodes of a page say when they are read aloud: white space as it is shown, a paragraph for each
 * block. Each word can be found again in the page.
 */
export class SlottedText {
  readonly #runs: Run[] = [];
  #text = '';
  #gap = '';

  constructor(nodes: Iterable<TextTree>) {
    this.#readAll(nodes);
  }

  get text(): string {
    return this.#text;
  }

  /** Where a part of the text is in the page; `undefined` if it holds no word. */
  placesOf(charIndex: number, charLength: number): readonly [TextPlace, TextPlace] | undefined {
    const end = charIndex + charLength;
    const runs = this.#runs.filter((run) => run.start < end && run.start + run.length > charIndex);
    const [first, last] = [runs[0], runs.at(-1)];
    if (!first || !last) return undefined;
    return [
      { node: first.node, offset: first.offset + Math.max(0, charIndex - first.start) },
      { node: last.node, offset: last.offset + Math.min(last.length, end - last.start) },
    ];
  }

  #readAll(nodes: Iterable<TextTree>): void {
    for (const node of nodes) this.#read(node);
  }

  #read(node: TextTree): void {
    if (node.nodeType === TEXT_NODE) this.#readText(node, node.data ?? '');
    if (node.nodeType !== ELEMENT_NODE) return;
    const { localName = '', hidden, ariaHidden } = node;
    if (UNSPOKEN.has(localName) || hidden === true || ariaHidden === 'true') return;
    const gap = localName === 'br' ? '\n' : BLOCKS.has(localName) ? '\n\n' : '';
    this.#widenGap(gap);
    this.#readAll(node.childNodes);
    this.#widenGap(gap);
  }

  #readText(node: TextTree, data: string): void {
    let read = 0;
    for (const { 0: word, index } of data.matchAll(/\S+/g)) {
      if (index > read) this.#widenGap(' ');
      if (this.#text !== '') this.#text += this.#gap;
      this.#gap = '';
      this.#runs.push({ node, offset: index, start: this.#text.length, length: word.length });
      this.#text += word;
      read = index + word.length;
    }
    if (data.length > read) this.#widenGap(' ');
  }

  #widenGap(gap: string): void {
    if (gap.length > this.#gap.length || gap === '\n') this.#gap = gap;
  }
}
