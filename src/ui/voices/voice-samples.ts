/** A sentence to hear a voice by, in the languages of XTTS v2. */
const SAMPLES: Readonly<Record<string, string>> = {
  ar: 'مرحباً! هكذا يبدو صوتي.',
  cs: 'Dobrý den! Takhle zní můj hlas.',
  de: 'Hallo! So klingt meine Stimme.',
  en: 'Hello! This is how my voice sounds.',
  es: '¡Hola! Así suena mi voz.',
  fr: 'Bonjour ! Voici le son de ma voix.',
  hi: 'नमस्ते! मेरी आवाज़ ऐसी सुनाई देती है।',
  hu: 'Jó napot! Így szól a hangom.',
  it: 'Ciao! Questa è la mia voce.',
  ja: 'こんにちは。これが私の声です。',
  ko: '안녕하세요! 제 목소리는 이렇습니다.',
  nl: 'Hallo! Zo klinkt mijn stem.',
  pl: 'Dzień dobry! Tak brzmi mój głos.',
  pt: 'Olá! É assim que soa a minha voz.',
  ru: 'Здравствуйте! Так звучит мой голос.',
  tr: 'Merhaba! Sesim böyle geliyor.',
  zh: '你好！这就是我的声音。',
};

/** What a voice says when it is tried in a language; English in one that is not known here. */
export function voiceSample(language: string): string {
  return SAMPLES[language.split('-')[0]!.toLowerCase()] ?? SAMPLES['en']!;
}
