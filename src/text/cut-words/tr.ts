import type { CutWords } from './cut-words.ts';

export const TR: CutWords = {
  beforeName:
    'dr prof doç yrd öğr av müh mim gen yzb tğm sn hz st cad mah bul apt örn bkz yani krş vb.nin ' +
    'çev yak yakl',
  beforeNumber: 's sf ss no nu md mad böl bl cilt c şek tab tel yy',
  numbered:
    'sayfa bölüm numara madde cilt şekil tablo kısım perde sahne kitap seviye adım sürüm sezon ' +
    'yıl yılı saat',
  insideSentence: 'vb vs vd v.b ltd şti a.ş jr m.ö m.s mr dk sn min maks tl krş oca şub mar nis',
  months: 'ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık',
  leaning:
    've veya ya da ile ama fakat ancak ki bir bu şu o her hiç bazı çok daha en pek ne nasıl için ' +
    'gibi kadar benim senin onun bizim sizin onların iki üç dört beş altı yedi sekiz dokuz on yüz ' +
    'bin',
  joining: 'ama fakat ancak çünkü eğer ki yani oysa ise',
  ordinalDigits: 2,
};
