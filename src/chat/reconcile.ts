import type { Element as HastElement, ElementContent, Properties, Text as HastText } from 'hast';

/** Attributes that belong to the component and are no part of the tree. */
const OWN = /^data-(?:caret|result)$/u;

const NAMES: Readonly<Record<string, string>> = {
  ariaLabel: 'aria-label',
  className: 'class',
  tabIndex: 'tabindex',
};

/** Called with each text of the tree and the node that shows it. */
export type OnText = (node: Text, text: HastText) => void;

/**
 * Makes the children of a node those of a tree, changing as little as possible: what is selected or
 * focused stays so, and text that grows is appended to. Builds elements and texts only, never from
 * HTML.
 */
export function reconcileChildren(
  parent: Element,
  children: readonly ElementContent[],
  onText: OnText,
): void {
  let node = parent.firstChild;
  for (const child of children) {
    if (child.type !== 'element' && child.type !== 'text') continue;
    const shown = reconcileNode(parent, node, child, onText);
    node = shown.nextSibling;
  }
  while (node) {
    const next = node.nextSibling;
    node.remove();
    node = next;
  }
}

function reconcileNode(
  parent: Element,
  node: ChildNode | null,
  child: HastElement | HastText,
  onText: OnText,
): ChildNode {
  if (child.type === 'text') {
    const text = node instanceof Text ? node : place(parent, node, document.createTextNode(''));
    setText(text, child.value);
    onText(text, child);
    return text;
  }
  const isSame = node instanceof Element && node.localName === child.tagName;
  const element = isSame ? node : place(parent, node, document.createElement(child.tagName));
  reconcileElement(element, child, onText);
  return element;
}

/** Makes an element show a node of a tree that has its name. */
export function reconcileElement(element: Element, tree: HastElement, onText: OnText): void {
  setAttributes(element, tree.properties);
  reconcileChildren(element, tree.children, onText);
}

function place<T extends ChildNode>(parent: Element, old: ChildNode | null, made: T): T {
  if (old) old.replaceWith(made);
  else parent.append(made);
  return made;
}

/** Replaces only what differs: a selection in the rest of the text is kept. */
function setText(node: Text, value: string): void {
  const { data } = node;
  if (data === value) return;
  if (value.startsWith(data)) {
    node.appendData(value.slice(data.length));
    return;
  }
  let same = 0;
  while (same < data.length && data[same] === value[same]) same++;
  node.replaceData(same, data.length - same, value.slice(same));
}

function setAttributes(element: Element, properties: Properties): void {
  const wanted = new Map<string, string>();
  for (const [property, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    wanted.set(
      NAMES[property] ?? property.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`),
      value === true ? '' : Array.isArray(value) ? value.join(' ') : String(value),
    );
  }
  for (const name of element.getAttributeNames()) {
    if (!wanted.has(name) && !OWN.test(name)) element.removeAttribute(name);
  }
  for (const [name, value] of wanted) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
}
