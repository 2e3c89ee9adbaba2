/** Twenty seconds or so to read aloud, with most sounds of the language: Aesop's fable. */
const TEXTS: Readonly<Record<string, string>> = {
  en:
    'The north wind and the sun were arguing which of them was the stronger, when a traveller ' +
    'came along, wrapped in a warm cloak. They agreed that whoever first made him take it off ' +
    'should be thought the stronger. The wind blew as hard as it could, but the more it blew, ' +
    'the closer the traveller held his cloak around him.',
  pt:
    'O vento norte e o sol discutiam qual dos dois era o mais forte, quando passou um viajante ' +
    'envolto em uma capa quente. Combinaram que o primeiro que o fizesse tirar a capa seria o ' +
    'mais forte. O vento soprou com toda a força, mas quanto mais soprava, mais o viajante se ' +
    'agasalhava com ela.',
};

/** A text to read aloud in a language; `undefined` where there is none. */
export function readingText(language: string): string | undefined {
  return TEXTS[language.split('-')[0]!.toLowerCase()];
}
