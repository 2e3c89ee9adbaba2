import type { InterfaceLanguage } from '../../errors.ts';
import type { ReplyOutcome } from './latency-recorder.ts';

export interface LatencyMessages {
  readonly title: string;
  readonly help: string;
  readonly empty: string;
  readonly reply: string;
  readonly exportJson: string;
  readonly replyName: (number: string, time: string) => string;
  readonly outcomes: Readonly<Record<ReplyOutcome, string>>;
  readonly outcome: string;
  readonly moments: string;
  readonly firstChunk: string;
  readonly firstToken: string;
  readonly firstAudio: string;
  readonly playback: string;
  readonly audible: string;
  readonly realTimeFactor: string;
  readonly tokensPerSecond: string;
  readonly underruns: string;
  readonly profile: string;
  readonly unknown: string;
  readonly timeline: string;
  readonly buffer: string;
  readonly chunks: string;
  readonly chunkTable: string;
  readonly text: string;
  readonly expected: string;
  readonly actual: string;
  readonly generation: string;
  readonly played: string;
  readonly underrun: string;
  readonly chunk: string;
  readonly mostBuffered: string;
  readonly chartsFailed: string;
}

export const LATENCY_MESSAGES: Readonly<Record<InterfaceLanguage, LatencyMessages>> = {
  en: {
    title: 'Latency',
    help: 'How each reply came to be heard. Times count from its first piece of text.',
    empty: 'Nothing has been spoken yet.',
    reply: 'Reply',
    exportJson: 'Export JSON',
    replyName: (number, time) => `Reply ${number}, ${time}`,
    outcomes: {
      open: 'being spoken',
      ended: 'heard to its end',
      cancelled: 'stopped early',
      failed: 'failed',
    },
    outcome: 'Outcome',
    moments: 'Moments of the reply',
    firstChunk: 'First chunk of text',
    firstToken: 'First token',
    firstAudio: 'First audio',
    playback: 'Playback',
    audible: 'First sound',
    realTimeFactor: 'Real-time factor',
    tokensPerSecond: 'Tokens per second',
    underruns: 'Underruns',
    profile: 'Profile',
    unknown: 'not known yet',
    timeline: 'Timeline: when each chunk was generated and played',
    buffer: 'Audio waiting in the buffer',
    chunks: 'Expected and actual length of each chunk, and the time it took',
    chunkTable: 'The chunks in numbers',
    text: 'Text',
    expected: 'Expected',
    actual: 'Actual',
    generation: 'Generated in',
    played: 'Played',
    underrun: 'Underrun',
    chunk: 'Chunk',
    mostBuffered: 'Fullest buffer',
    chartsFailed: 'The charts could not be loaded. The numbers are complete.',
  },
  'pt-BR': {
    title: 'Latência',
    help: 'Como cada resposta chegou a ser ouvida. Os tempos contam desde o primeiro trecho de texto.',
    empty: 'Nada foi falado ainda.',
    reply: 'Resposta',
    exportJson: 'Exportar JSON',
    replyName: (number, time) => `Resposta ${number}, ${time}`,
    outcomes: {
      open: 'sendo falada',
      ended: 'ouvida até o fim',
      cancelled: 'interrompida',
      failed: 'falhou',
    },
    outcome: 'Resultado',
    moments: 'Momentos da resposta',
    firstChunk: 'Primeiro trecho de texto',
    firstToken: 'Primeiro token',
    firstAudio: 'Primeiro áudio',
    playback: 'Reprodução',
    audible: 'Primeiro som',
    realTimeFactor: 'Fator de tempo real',
    tokensPerSecond: 'Tokens por segundo',
    underruns: 'Falhas do buffer',
    profile: 'Perfil',
    unknown: 'ainda desconhecido',
    timeline: 'Linha do tempo: quando cada trecho foi gerado e tocado',
    buffer: 'Áudio à espera no buffer',
    chunks: 'Duração esperada e real de cada trecho, e o tempo que levou',
    chunkTable: 'Os trechos em números',
    text: 'Texto',
    expected: 'Esperado',
    actual: 'Real',
    generation: 'Gerado em',
    played: 'Tocado',
    underrun: 'Falha do buffer',
    chunk: 'Trecho',
    mostBuffered: 'Buffer mais cheio',
    chartsFailed: 'Os gráficos não puderam ser carregados. Os números estão completos.',
  },
};
