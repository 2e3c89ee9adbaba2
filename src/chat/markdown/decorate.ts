import type { Element, ElementContent, Properties } from 'hast';
import type { MessageBodyMessages } from '../message-body-messages.ts';
import { isSafeHref } from './message-schema.ts';

/** Blocks whose direction follows from their own text. */
const DIRECTED: ReadonlySet<string> = new Set('p h3 h4 h5 h6 li td th blockquote'.split(' '));

/**
 * Makes what Markdown gives into what a message shows: headings below those of the page, links that
 * open elsewhere, code that can be copied, tables that can be scrolled, boxes with a name. Changes
 * the tree in place, which must be sanitized.
 */
export function decorate(children: ElementContent[], messages: MessageBodyMessages): void {
  for (const [index, child] of children.entries()) {
    if (child.type !== 'element') continue;
    const language = languageOf(child);
    decorate(child.children, messages);
    children[index] = decorated(child, messages, language);
  }
}

function decorated(
  element: Element,
  messages: MessageBodyMessages,
  language: string | undefined,
): Element {
  const heading = /^h([1-6])$/u.exec(element.tagName);
  if (heading) element.tagName = `h${Math.min(6, Number(heading[1]) + 2)}`;
  const { properties } = element;
  if (DIRECTED.has(element.tagName)) properties['dir'] = 'auto';
  switch (element.tagName) {
    case 'a':
      return link(element, messages);
    case 'pre':
      return codeBlock(element, messages, language);
    case 'code':
      element.properties = {};
      return element;
    case 'table':
      return group('table', messages.table, [element]);
    case 'td':
    case 'th':
      if (properties['align']) properties['dataAlign'] = properties['align'];
      delete properties['align'];
      if (element.tagName === 'th') properties['scope'] = 'col';
      return element;
    case 'input':
      properties['ariaLabel'] = properties['checked'] ? messages.done : messages.toDo;
      return element;
    case 'li':
      name(properties);
      return element;
    case 'section':
      element.properties = { className: ['notes'], ariaLabel: messages.notes };
      // Its heading would repeat the name.
      element.children = element.children.filter(
        (child) => child.type !== 'element' || !/^h\d$/u.test(child.tagName),
      );
      return element;
    default:
      return element;
  }
}

/** An id becomes a name that only the message knows. */
function name(properties: Properties): void {
  if (properties['id'] !== undefined) {
    properties['dataName'] = properties['id'];
    properties['tabIndex'] = -1;
  }
  delete properties['id'];
}

function link(element: Element, messages: MessageBodyMessages): Element {
  const { properties } = element;
  const { href } = properties;
  const isBack = 'dataFootnoteBackref' in properties;
  if (isBack || 'dataFootnoteRef' in properties) {
    const first = element.children[0];
    const number = first?.type === 'text' ? first.value : '';
    const button: Properties = {
      type: 'button',
      className: ['note'],
      dataTo: String(href).slice(1),
      ariaLabel: isBack ? messages.backToText : messages.note(number),
    };
    if (properties['id'] !== undefined) button['dataName'] = properties['id'];
    return { ...element, tagName: 'button', properties: button };
  }
  delete properties['id'];
  if (!isSafeHref(href)) delete properties['href'];
  else {
    properties['target'] = '_blank';
    properties['rel'] = ['noopener', 'noreferrer', 'nofollow'];
  }
  return element;
}

function languageOf(pre: Element): string | undefined {
  const code = pre.tagName === 'pre' ? pre.children[0] : undefined;
  if (code?.type !== 'element') return undefined;
  const names = code.properties['className'];
  const first = Array.isArray(names) ? String(names[0] ?? '') : '';
  return first.slice('language-'.length, 'language-'.length + 30) || undefined;
}

function codeBlock(
  pre: Element,
  messages: MessageBodyMessages,
  language: string | undefined,
): Element {
  const label = language === undefined ? messages.plainCode : messages.code(language);
  pre.properties = { tabIndex: 0, role: 'group', ariaLabel: label, dir: 'ltr' };
  const bar = box('bar', [
    { type: 'element', tagName: 'span', properties: {}, children: [text(language ?? '')] },
    {
      type: 'element',
      tagName: 'button',
      properties: { type: 'button', className: ['small', 'quiet', 'copy'], dataCopy: '' },
      children: [text(messages.copy)],
    },
  ]);
  const block = box('code', [bar, pre]);
  if (pre.position) block.position = pre.position;
  return block;
}

function group(className: string, label: string, children: Element[]): Element {
  const element = box(className, children);
  Object.assign(element.properties, { role: 'group', ariaLabel: label, tabIndex: 0 });
  const position = children[0]?.position;
  if (position) element.position = position;
  return element;
}

function box(className: string, children: Element[]): Element {
  return { type: 'element', tagName: 'div', properties: { className: [className] }, children };
}

function text(value: string): ElementContent {
  return { type: 'text', value };
}
