/**
 * Words that pinyin-pro 3.29.4 reads otherwise than pypinyin 0.55, on whose readings XTTS was
 * trained; known from the golden vectors.
 */
const READINGS: Readonly<Record<string, string>> = {
  电量: 'diàn liàng',
  第一名: 'dì yì míng',
};

/**
 * Loads the table of readings (0.3 MB, only when Chinese is spoken) and gives the function that
 * writes Chinese as XTTS knows it: `你好` → `ni3hao3`, the neutral tone as 5, ü as v, no separators;
 * everything else is copied.
 */
export async function loadPinyin(): Promise<(text: string) => string> {
  const { customPinyin, pinyin } = await import('pinyin-pro');
  customPinyin(READINGS);
  return (text) =>
    pinyin(text, { toneType: 'num', type: 'all', v: true, nonZh: 'consecutive' })
      .map(({ isZh, origin, pinyin: reading }) => (isZh ? reading.replace(/0$/, '5') : origin))
      .join('');
}
