import type { CutWords } from './cut-words.ts';

/** Chinese has no spaces: `leaning` holds single characters, `joining` pairs of them. */
export const ZH: CutWords = {
  beforeName: '',
  beforeNumber: '',
  numbered: '',
  insideSentence: '',
  months: '',
  leaning:
    '在 把 被 向 从 從 对 對 给 給 和 与 與 跟 很 不 没 沒 最 更 太 非 每 这 這 那 哪 第 其 以 为 為 让 讓 将 將 于 於 是 有 我 你 他 她 它 们 ' +
    '老 小 大 新 之 而 但 因 所 如 虽 雖 或 并 並',
  joining:
    '但是 可是 不过 不過 因为 因為 所以 如果 虽然 雖然 然后 然後 而且 或者 以及 并且 並且 于是 於是 因此 然而 当然 當然 那么 那麼 只要 只有 无论 無論 除非 尽管 ' +
    '儘管 直到',
};
