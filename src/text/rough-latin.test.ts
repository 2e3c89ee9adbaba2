import { expect, it } from 'vitest';
import { roughLatin } from './rough-latin.ts';

it.each([
  ['문이', 'mana'],
  ['천천히', 'zanzanha'],
  ['닭', 'tak'],
  ['दरवाज़ा', 'darawaza'],
  ['हिन्दी', 'handa'],
  ['आग', 'ag'],
  ['है।', 'ha।'],
  ['ゆっくり', 'yukkuri'],
  ['カメラ', 'kamera'],
  ['開き', '開ki'],
  ['الباب', 'alabab'],
  ['يُفتح', 'jafatah'],
  ['door', 'door'],
  ['дверь', 'дверь'],
  ['古老 42', '古老 42'],
  ['', ''],
])('%s is roughly %j', (word, latin) => {
  expect(roughLatin(word)).toBe(latin);
});
