import type { CutWords } from './cut-words.ts';

export const KO: CutWords = {
  beforeName: '',
  beforeNumber: '',
  numbered: '제 약 오전 오후 기원전 서기 번호 버전 최대 최소',
  insideSentence: '',
  months: '',
  leaning:
    '그 이 저 한 두 세 네 다섯 여섯 일곱 여덟 아홉 열 모든 각 매우 아주 더 가장 안 못 및 또는 그리고 그러나 하지만 새 첫',
  joining: '그리고 그러나 하지만 그래서 그런데 또는 또한 왜냐하면 만약 그러면',
};
