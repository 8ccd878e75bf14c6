/** Spans of time as definitions write them: `45s`, `30m`, `4h`, `7d`, `2w`. */

export const UNITS = ['m', 'h', 'd', 'w'] as const;
export type Unit = (typeof UNITS)[number] | 's';

const MS: Readonly<Record<Unit, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

export interface Span {
  readonly count: number;
  readonly unit: Unit;
}

/** Undefined where it is no span. */
export function spanOf(duration: string): Span | undefined {
  const [, count, unit] = /^(\d+)([smhdw])$/.exec(duration) ?? [];
  return count === undefined ? undefined : { count: Number(count), unit: unit as Unit };
}

export function msOf(duration: string): number | undefined {
  const span = spanOf(duration);
  return span && span.count * MS[span.unit];
}
