/** Bytes in the unit that suits them, e.g. `1.1 GB` or `1,1 GB`; powers of 1000, as disks are sold. */
export function formatBytes(bytes: number, locale: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  // From 999.5 on it would be written as 1000 of the smaller unit.
  const exponent = bytes < 1 ? 0 : Math.floor(Math.log10(bytes / 0.9995) / 3);
  const step = Math.min(exponent, units.length - 1);
  const value = bytes / 1000 ** step;
  return value.toLocaleString(locale, {
    style: 'unit',
    unit: units[step],
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step === 3 || (step === 2 && value < 10) ? 1 : 0,
  });
}

/** A part of a whole, e.g. `43%`; whole only when it is. */
export function formatPercent(part: number, whole: number, locale: string): string {
  const fraction = whole > 0 ? Math.min(1, part / whole) : 0;
  return (Math.floor(fraction * 100) / 100).toLocaleString(locale, { style: 'percent' });
}

/** How long something will take, as rough as one can know it, e.g. `3 minutes` or `40 seconds`. */
export function formatDuration(seconds: number, locale: string): string {
  const write = (value: number, unit: string): string =>
    value.toLocaleString(locale, { style: 'unit', unit, unitDisplay: 'long' });
  if (seconds <= 50) return write(Math.max(10, Math.ceil(seconds / 10) * 10), 'second');
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 90) return write(minutes, 'minute');
  return write(Math.round(minutes / 30) / 2, 'hour');
}
