import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readJapaneseDictionary } from '../../tools/japanese-dictionary.ts';
import { TtsError } from '../errors.ts';
import { loadRomaji, registerJapanese } from './japanese.ts';
import { hasCleaner, loadCleaner } from './xtts-cleaner.ts';

describe('the dictionary', () => {
  it('is read when Japanese is first spoken, and once', async () => {
    const source = vi.fn(readJapaneseDictionary);
    registerJapanese(source);
    expect(hasCleaner('ja-JP')).toBe(true);
    expect((await loadCleaner('en'))('Hi')).toBe('hi');
    expect(source).not.toHaveBeenCalled();
    await Promise.all([loadCleaner('ja'), loadCleaner('ja-JP')]);
    expect(source).toHaveBeenCalledOnce();
  });

  it('is asked for again after a failure', async () => {
    const source = vi
      .fn(readJapaneseDictionary)
      .mockRejectedValueOnce(new TtsError('network', 'gone'));
    registerJapanese(source);
    await expect(loadCleaner('ja')).rejects.toMatchObject({ code: 'network' });
    expect((await loadCleaner('ja'))('はい')).toBe('hai');
    expect(source).toHaveBeenCalledTimes(2);
  });
});

describe('romaji', () => {
  let romanize: (text: string) => string;
  beforeAll(async () => {
    registerJapanese(readJapaneseDictionary);
    romanize = await loadRomaji();
  });

  it.each([
    // As cutlet's own tests expect them.
    ['本を読みました。', 'hon wo yomimashita.'],
    ['新橋行きの電車に乗った。', 'shinbashiiki no densha ni notta.'],
    [
      '酵素とは、生体で起こる化学反応に対して触媒として機能する分子である。',
      'kouso to wa, seitai de okoru kagaku hannou ni taishite shokubai to shite kinou suru bunshi de aru.',
    ],
    ['やっちゃった！', 'yacchatta!'],
    ['暖かかった', 'atatakakatta'],
    ['赤いです', 'akai desu'],
    ['美味しいです', 'oishii desu'],
    ['吾輩は猫である', 'wagahai wa neko de aru'],
    ['カツカレーは美味しい', 'katsu karee wa oishii'],
    ['ケメコデラックス', 'kemekoderakkusu'],
    ['頑張って', 'ganbatte'],
    ['お茶漬け', 'ochazuke'],
    // Sentences.
    ['今日はいい天気ですね。', 'kyou wa ii tenki desu ne.'],
    ['明日、学校へ行きますか？', 'ashita, gakkou e ikimasu ka?'],
    ['私の名前は田中です。', 'watashi no namae wa tanaka desu.'],
    ['コーヒーを飲みませんでした', 'koohii wo nomimasendeshita'],
    [
      '日本語を勉強しているので、楽しかったです。',
      'nihongo wo benkyou shite iru no de, tanoshikatta desu.',
    ],
    ['行きたければ行けばいいのに', 'ikitakereba ikeba ii no ni'],
    ['見られた', 'mirareta'],
    ['静かな人だった', 'shizuka na hito datta'],
    ['これは「本」です。あれは？', 'kore wa "hon" desu. are wa?'],
    ['繊維、専用、抹茶、重量', "sen'i, sen'you, matcha, juuryou"],
    ['こんにちは', 'konnichiwa'],
    // Kana alone.
    ['すもももももももものうち', 'sumomo mo momo mo momo no uchi'],
    ['ありがとう', 'arigatou'],
    // Half width, long vowels, small vowels.
    ['ﾎﾟｰﾙ', 'pooru'],
    ['プラトーーーン', 'puratoon'],
    ['あっ', 'a'],
    // With Latin letters and digits.
    ['東京タワーの高さは333mです', 'tokyo tawaa no takasa wa 333m desu'],
    ['Windowsを使う', 'windows wo tsukau'],
    ["It's McDonald's [04:30.748].", "it's mcdonald's [04:30.748]."],
    ['アマガミ Sincerely Your S', 'amagami sincerely your s'],
    ['ｃｕｔｌｅｔ２３', 'cutlet23'],
    // Nothing known, nothing there.
    ['「彁」は字', '"" wa ji'],
    ['панда', 'панда'],
    ['はい😀🙂。', 'hai.'],
    ['😀', ''],
    ['', ''],
    [' \n ', ''],
  ])('%s → %s', (text, romaji) => {
    expect(romanize(text)).toBe(romaji);
  });

  it.each([
    ['三百六十本', 'sanbyaku roku juppon'],
    ['三百本', 'sanbyappon'],
    ['千九百八十五年', 'sen kyuu hyaku hachi juu go nen'],
    ['八百と三千と八千', 'happyaku to sanzen to hassen'],
    ['四時と七時三分と九時十分', 'yoji to shichiji sanpun to kuji juppun'],
    ['一人と二人と三人', 'hitori to futari to san nin'],
    ['四月一日と二十日', 'shigatsu tsuitachi to hatsuka'],
    ['一個と六回と八歳', 'ikko to rokkai to hassai'],
    ['一点五', 'itten go'],
    ['二十', 'ni juu'],
  ])('counts %s → %s', (text, romaji) => {
    expect(romanize(text)).toBe(romaji);
  });

  it('finishes long rows at once', () => {
    const started = performance.now();
    for (const row of ['あ', '漢', 'ー', 'っ', '一', '百', 'は、', '「', '1', ' ', 'a', '\ud83d']) {
      romanize(row.repeat(4000));
    }
    expect(performance.now() - started).toBeLessThan(8000);
  });
});
