/** What a key does wherever the focus is on the page. */
export type ChatCommand = 'stop' | 'pause' | 'previous' | 'next' | 'compose' | 'keys';

/** Where the focus is: letters and spaces mean other things there. */
export type FocusPlace = 'text-field' | 'control' | 'elsewhere';

type Key = Pick<
  KeyboardEvent,
  'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing'
>;

/** What a key means, `undefined` when it is not the page's. */
export function chatCommand(key: Key, place: FocusPlace): ChatCommand | undefined {
  if (key.isComposing || key.ctrlKey || key.metaKey) return undefined;
  if (key.altKey) {
    if (key.shiftKey) return undefined;
    if (key.key === 'ArrowUp') return 'previous';
    return key.key === 'ArrowDown' ? 'next' : undefined;
  }
  if (key.key === 'Escape') return 'stop';
  if (place === 'text-field') return undefined;
  if (key.key === '?') return 'keys';
  if (key.shiftKey) return undefined;
  if (key.key === 'k') return 'pause';
  if (key.key === '/') return 'compose';
  return key.key === ' ' && place === 'elsewhere' ? 'pause' : undefined;
}

/** What Enter does in the composer: sends, unless it makes a new line or ends a composition. */
export function isSendKey(key: Key): boolean {
  const { altKey, ctrlKey, metaKey, shiftKey, isComposing } = key;
  return key.key === 'Enter' && !(altKey || ctrlKey || metaKey || shiftKey || isComposing);
}
