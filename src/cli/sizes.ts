/** Bytes as people read them: `512 B`, `3.4 MiB`. */
const UNITS: readonly string[] = ['KiB', 'MiB', 'GiB', 'TiB'];

export function sizeText(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`;
  let value = bytes / 1_024;
  let unit = 0;
  for (; value >= 1_024 && unit < UNITS.length - 1; unit++) value /= 1_024;
  return `${value.toFixed(1)} ${UNITS[unit]}`;
}
