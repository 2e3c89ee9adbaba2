import type { PortugueseVariant } from './numbers.ts';

/** A unit: its symbol, its name in singular and plural; `f` for the feminine ones. */
type Unit = readonly [symbol: string, one: string, many: string, gender?: 'f'];

const METRIC: readonly Unit[] = [
  ['km/h', 'quilômetro por hora', 'quilômetros por hora'],
  ['Km/h', 'quilômetro por hora', 'quilômetros por hora'],
  ['kmh', 'quilômetro por hora', 'quilômetros por hora'],
  ['m/s²', 'metro por segundo ao quadrado', 'metros por segundo ao quadrado'],
  ['m/s', 'metro por segundo', 'metros por segundo'],
  ['km²', 'quilômetro quadrado', 'quilômetros quadrados'],
  ['m²', 'metro quadrado', 'metros quadrados'],
  ['cm²', 'centímetro quadrado', 'centímetros quadrados'],
  ['m³', 'metro cúbico', 'metros cúbicos'],
  ['cm³', 'centímetro cúbico', 'centímetros cúbicos'],
  ['m2', 'metro quadrado', 'metros quadrados'],
  ['km2', 'quilômetro quadrado', 'quilômetros quadrados'],
  ['m3', 'metro cúbico', 'metros cúbicos'],
  ['kg/m³', 'quilo por metro cúbico', 'quilos por metro cúbico'],
  ['hab./km²', 'habitante por quilômetro quadrado', 'habitantes por quilômetro quadrado'],
  ['km', 'quilômetro', 'quilômetros'],
  ['Km', 'quilômetro', 'quilômetros'],
  ['cm', 'centímetro', 'centímetros'],
  ['mm', 'milímetro', 'milímetros'],
  ['nm', 'nanômetro', 'nanômetros'],
  ['m', 'metro', 'metros'],
  ['ha', 'hectare', 'hectares'],
  ['kg', 'quilo', 'quilos'],
  ['Kg', 'quilo', 'quilos'],
  ['mg', 'miligrama', 'miligramas'],
  ['g', 'grama', 'gramas'],
  ['t', 'tonelada', 'toneladas', 'f'],
  ['ml', 'mililitro', 'mililitros'],
  ['mL', 'mililitro', 'mililitros'],
  ['cl', 'centilitro', 'centilitros'],
  ['L', 'litro', 'litros'],
  ['l', 'litro', 'litros'],
  ['°C', 'grau Celsius', 'graus Celsius'],
  ['ºC', 'grau Celsius', 'graus Celsius'],
  ['° C', 'grau Celsius', 'graus Celsius'],
  ['º C', 'grau Celsius', 'graus Celsius'],
  ['°F', 'grau Fahrenheit', 'graus Fahrenheit'],
  ['ºF', 'grau Fahrenheit', 'graus Fahrenheit'],
  ['lb', 'libra', 'libras', 'f'],
  ['lbs', 'libra', 'libras', 'f'],
  ['oz', 'onça', 'onças', 'f'],
  ['ft', 'pé', 'pés'],
  ['mph', 'milha por hora', 'milhas por hora', 'f'],
  ['pol', 'polegada', 'polegadas', 'f'],
];

const TECHNICAL: readonly Unit[] = [
  ['kbps', 'quilobit por segundo', 'quilobits por segundo'],
  ['Mbps', 'megabit por segundo', 'megabits por segundo'],
  ['Gbps', 'gigabit por segundo', 'gigabits por segundo'],
  ['MB/s', 'megabyte por segundo', 'megabytes por segundo'],
  ['GB/s', 'gigabyte por segundo', 'gigabytes por segundo'],
  ['kB', 'quilobyte', 'quilobytes'],
  ['KB', 'quilobyte', 'quilobytes'],
  ['MB', 'megabyte', 'megabytes'],
  ['GB', 'gigabyte', 'gigabytes'],
  ['TB', 'terabyte', 'terabytes'],
  ['Hz', 'hertz', 'hertz'],
  ['kHz', 'quilohertz', 'quilohertz'],
  ['MHz', 'megahertz', 'megahertz'],
  ['GHz', 'gigahertz', 'gigahertz'],
  ['kWh', 'quilowatt-hora', 'quilowatts-hora'],
  ['kW', 'quilowatt', 'quilowatts'],
  ['MW', 'megawatt', 'megawatts'],
  ['W', 'watt', 'watts'],
  ['V', 'volt', 'volts'],
  ['mAh', 'miliampere-hora', 'miliamperes-hora'],
  ['dB', 'decibel', 'decibéis'],
  ['hp', 'cavalo-vapor', 'cavalos-vapor'],
  ['cv', 'cavalo', 'cavalos'],
  ['px', 'pixel', 'pixels'],
  ['MP', 'megapixel', 'megapixels'],
  ['fps', 'quadro por segundo', 'quadros por segundo'],
  ['FPS', 'quadro por segundo', 'quadros por segundo'],
  ['rpm', 'rotação por minuto', 'rotações por minuto', 'f'],
  ['bpm', 'batida por minuto', 'batidas por minuto', 'f'],
  ['ppm', 'parte por milhão', 'partes por milhão', 'f'],
  ['kcal', 'quilocaloria', 'quilocalorias', 'f'],
  ['cal', 'caloria', 'calorias', 'f'],
  ['ms', 'milissegundo', 'milissegundos'],
  ['s', 'segundo', 'segundos'],
  ['seg', 'segundo', 'segundos'],
  ['min', 'minuto', 'minutos'],
  ['hrs', 'hora', 'horas', 'f'],
  ['hs', 'hora', 'horas', 'f'],
  ['h', 'hora', 'horas', 'f'],
];

/** Metric prefixes and a few names are written otherwise in Portugal; they sound otherwise too. */
const EUROPEAN: readonly (readonly [RegExp, string])[] = [
  [/ômetro/gu, 'ómetro'],
  [/\bquadro(s?) por segundo/gu, 'fotograma$1 por segundo'],
  [/pixels/gu, 'píxeis'],
  [/\bpixel/gu, 'píxel'],
  [/megapíxel$/gu, 'megapíxel'],
];

/** The units by symbol. */
export function portugueseUnits(variant: PortugueseVariant): ReadonlyMap<string, Unit> {
  const spell = (name: string): string =>
    variant === 'BR' ? name : EUROPEAN.reduce((out, [from, to]) => out.replace(from, to), name);
  return new Map(
    [...METRIC, ...TECHNICAL].map(([symbol, one, many, gender]) => [
      symbol,
      [symbol, spell(one), spell(many), ...(gender ? [gender] : [])] as unknown as Unit,
    ]),
  );
}
