/** The language of the page where an element stands, out of its shadow trees too; '' if it says none. */
export function nearestLanguage(element: Element): string {
  for (let node: Element | undefined = element; node;) {
    const speaker: Element | null = node.closest('[lang]');
    if (speaker) return speaker.getAttribute('lang') ?? '';
    const root: Node = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : undefined;
  }
  return '';
}
