import type { Element, ElementContent, Text } from 'hast';
import { sanitize } from 'hast-util-sanitize';
import type { Html, Image, ImageReference, InlineCode, Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toHast, type State } from 'mdast-util-to-hast';
import { gfm } from 'micromark-extension-gfm';
import type { MessageBodyMessages } from '../message-body-messages.ts';
import { decorate } from './decorate.ts';
import { isTooInvolved } from './markdown-limits.ts';
import { MESSAGE_SCHEMA } from './message-schema.ts';

/** Markup that nests deeper than this is shown as it was written. */
const MAX_DEPTH = 60;

/** The blocks of a piece of Markdown, safe to be shown, with places in that piece. */
export interface ParsedMessage {
  readonly blocks: readonly Element[];
  /** What defines a link or a note may change anything before and behind it. */
  readonly hasDefinitions: boolean;
  /** Where the last block begins that more text can still change. */
  readonly lastBlockStart: number;
}

const SYNTAX = gfm({ singleTilde: false });
// The transforms look for addresses once more in finished text, and lose the places of it.
const FROM_MARKDOWN = gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] }));

/** Parses Markdown, sanitizes it and makes it ready to be shown. Nothing of it is live HTML. */
export function parseMessage(markdown: string, messages: MessageBodyMessages): ParsedMessage {
  if (isTooInvolved(markdown)) return plainMessage(markdown);
  // A mark of byte order at the start would shift all places; both characters are invisible.
  const source = markdown.replaceAll('\ufeff', '\u2060');
  const root = fromMarkdown(source, { extensions: [SYNTAX], mdastExtensions: FROM_MARKDOWN });
  const survey = surveyTree(root);
  if (survey.depth > MAX_DEPTH) return plainMessage(markdown);
  const tree = toHast(root, {
    clobberPrefix: '',
    handlers: {
      html: (_: State, node: Html, parent: Nodes | undefined) => rawHtml(node, parent),
      image: (state: State, node: Image) => imageLink(state, node, node.url, messages),
      imageReference: (state: State, node: ImageReference) => {
        const url = state.definitionById.get(node.identifier.toUpperCase())?.url ?? '';
        return imageLink(state, node, url, messages);
      },
      inlineCode: (_: State, node: InlineCode) => inlineCode(node, source),
    },
  });
  const safe = sanitize(tree, MESSAGE_SCHEMA);
  const children = (safe.type === 'root' ? safe.children : [safe]) as ElementContent[];
  decorate(children, messages);
  return {
    blocks: children.filter((child) => child.type === 'element'),
    hasDefinitions: survey.hasDefinitions,
    lastBlockStart: lineStart(source, root.children.at(-1)?.position?.start.offset ?? 0),
  };
}

/** Blocks are told apart by their columns, so that a part must begin where a line does. */
function lineStart(source: string, offset: number): number {
  return Math.max(source.lastIndexOf('\n', offset - 1), source.lastIndexOf('\r', offset - 1)) + 1;
}

function surveyTree(root: Root): { depth: number; hasDefinitions: boolean } {
  let depth = 0;
  let hasDefinitions = false;
  const open: [Nodes, number][] = [[root, 0]];
  for (let entry = open.pop(); entry; entry = open.pop()) {
    const [node, level] = entry;
    depth = Math.max(depth, level);
    hasDefinitions ||= node.type === 'definition' || node.type === 'footnoteDefinition';
    if ('children' in node) for (const child of node.children) open.push([child, level + 1]);
  }
  return { depth, hasDefinitions };
}

/** Text as it was written, in paragraphs. */
function plainMessage(markdown: string): ParsedMessage {
  const blocks: Element[] = [];
  for (const { 0: value, index } of markdown.matchAll(/[^\n](?:[^\n]|\n(?!\s*\n))*/gu)) {
    const text: Text = { type: 'text', value, position: positionOf(index, index + value.length) };
    blocks.push({
      type: 'element',
      tagName: 'p',
      properties: { dir: 'auto', className: ['plain'] },
      children: [text],
      position: positionOf(index, index + value.length),
    });
  }
  return { blocks, hasDefinitions: false, lastBlockStart: 0 };
}

function positionOf(start: number, end: number): NonNullable<Text['position']> {
  return {
    start: { line: 1, column: 1, offset: start },
    end: { line: 1, column: 1, offset: end },
  };
}

/** HTML is shown as the text that it is; tags within a line are left out, as in speech. */
function rawHtml(node: Html, parent: Nodes | undefined): Element | undefined {
  const isBlock = parent?.type !== 'paragraph' && parent?.type !== 'heading' && !isInline(parent);
  if (!isBlock) {
    return /^<br\s*\/?>$/iu.test(node.value)
      ? { type: 'element', tagName: 'br', properties: {}, children: [] }
      : undefined;
  }
  if (/^<!--[\s\S]*-->\s*$/u.test(node.value)) return undefined;
  return paragraph(node, { type: 'text', value: node.value });
}

function isInline(parent: Nodes | undefined): boolean {
  return /^(?:emphasis|strong|delete|link|linkReference|tableCell)$/u.test(parent?.type ?? '');
}

function paragraph(node: Html, text: Text): Element {
  const element: Element = { type: 'element', tagName: 'p', properties: {}, children: [text] };
  if (node.position) text.position = element.position = node.position;
  return element;
}

/** An image is not fetched before the reader asks for it: it is a link. */
function imageLink(
  state: State,
  node: Image | ImageReference,
  url: string,
  messages: MessageBodyMessages,
): Element {
  const text: Text = { type: 'text', value: node.alt || messages.image };
  const { position } = node;
  if (node.alt && position?.start.offset !== undefined && position.end.offset !== undefined) {
    text.position = positionOf(position.start.offset + 2, position.end.offset);
  }
  const result: Element = {
    type: 'element',
    tagName: 'a',
    properties: { href: url },
    children: [text],
  };
  state.patch(node, result);
  return result;
}

function inlineCode(node: InlineCode, source: string): Element {
  const text: Text = { type: 'text', value: node.value.replace(/\r?\n|\r/gu, ' ') };
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  if (start !== undefined && end !== undefined) {
    let marks = 0;
    while (source[start + marks] === '`') marks++;
    text.position = positionOf(start + marks, end - marks);
  }
  return { type: 'element', tagName: 'code', properties: {}, children: [text] };
}
