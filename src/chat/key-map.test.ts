import { describe, expect, it } from 'vitest';
import { chatCommand, isSendKey } from './key-map.ts';

const NONE = {
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
};

describe('chatCommand', () => {
  it.each([
    ['Escape', {}, 'text-field', 'stop'],
    ['Escape', { isComposing: true }, 'text-field', undefined],
    ['ArrowUp', { altKey: true }, 'text-field', 'previous'],
    ['ArrowDown', { altKey: true }, 'elsewhere', 'next'],
    ['ArrowUp', {}, 'elsewhere', undefined],
    ['k', {}, 'elsewhere', 'pause'],
    ['k', {}, 'control', 'pause'],
    ['k', {}, 'text-field', undefined],
    ['k', { ctrlKey: true }, 'elsewhere', undefined],
    [' ', {}, 'elsewhere', 'pause'],
    [' ', {}, 'control', undefined],
    ['?', { shiftKey: true }, 'elsewhere', 'keys'],
    ['?', { shiftKey: true }, 'text-field', undefined],
    ['/', {}, 'control', 'compose'],
    ['a', {}, 'elsewhere', undefined],
  ] as const)('%j with %j in %s', (key, modifiers, place, expected) => {
    expect(chatCommand({ ...NONE, ...modifiers, key }, place)).toBe(expected);
  });
});

describe('isSendKey', () => {
  it.each([
    ['Enter', {}, true],
    ['Enter', { shiftKey: true }, false],
    ['Enter', { isComposing: true }, false],
    ['Enter', { ctrlKey: true }, false],
    ['a', {}, false],
  ] as const)('%s with %j', (key, modifiers, expected) => {
    expect(isSendKey({ ...NONE, ...modifiers, key })).toBe(expected);
  });
});
