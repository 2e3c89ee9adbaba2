import { describe, expect, it } from 'vitest';
import { attributeName, controlsIn, SETTING_RULES, type SettingName } from './setting-rules.ts';

describe('attributes of <xtts-player>', () => {
  it.each<[SettingName, string, unknown]>([
    ['device', 'WebGPU', 'webgpu'],
    ['device', 'gpu', undefined],
    ['device', '', undefined],
    ['profile', 'cinematic', 'CINEMATIC'],
    ['profile', 'slow', undefined],
    ['speed', '0.5', 0.5],
    ['speed', '2.1', undefined],
    ['speed', 'fast', undefined],
    ['speed', '', undefined],
    ['playbackRate', ' 4 ', 4],
    ['playbackRate', '4.01', undefined],
    ['playbackRate', '1e999', undefined],
    ['volume', '0', 0],
    ['volume', '-0.1', undefined],
    ['volume', 'NaN', undefined],
    ['muted', 'false', true],
    ['preload', 'metadata', undefined],
    ['interfaceLanguage', 'pt-br', 'pt-BR'],
    ['interfaceLanguage', 'de', undefined],
    ['voice', ' slt ', 'slt'],
    ['controls', '', ''],
    ['controls', 'none', 'none'],
    ['controls', 'save  transport', 'save  transport'],
    ['controls', 'transport none', undefined],
    ['controls', 'stop', undefined],
  ])('%s="%s" is %s', (name, text, value) => {
    expect(SETTING_RULES[name].parse(text)).toBe(value);
  });

  it.each<[SettingName, unknown, boolean]>([
    ['device', 'wasm', true],
    ['device', 'WASM', false],
    ['speed', '1', false],
    ['speed', NaN, false],
    ['volume', 1, true],
    ['muted', 'yes', false],
    ['pack', new URL('https://example.org/'), false],
    ['controls', ['save'], false],
  ])('the property %s takes %s: %s', (name, value, isTaken) => {
    expect(SETTING_RULES[name].accepts(value)).toBe(isTaken);
  });

  it('have the names that HTML would give them', () => {
    expect(Object.keys(SETTING_RULES).map(attributeName)).toEqual([
      'pack',
      'device',
      'profile',
      'llm-model',
      'voice',
      'language',
      'speed',
      'playback-rate',
      'volume',
      'muted',
      'autoplay',
      'preload',
      'interface-language',
      'show-text',
      'controls',
    ]);
  });
});

describe('controlsIn', () => {
  it.each([
    ['', ['transport', 'position', 'speed', 'volume']],
    ['none', []],
    ['save transport', ['transport', 'save']],
  ])('%j is %j', (list, controls) => {
    expect([...controlsIn(list)]).toEqual(controls);
  });
});
