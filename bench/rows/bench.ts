/** What a benchmark gets and gives. */

export interface Row {
  readonly id: string;
  readonly what: string;
  /** Null when it was not measured. */
  readonly value: number | null;
  readonly unit: string;
  readonly target: string;
  readonly met: boolean | null;
  readonly detail: string;
}

/** A figure measured: the rest of the row stands in `targets.ts`. */
export type Measured = Pick<Row, 'id' | 'value' | 'met' | 'detail'>;

/** What the cost is drawn against, and the throughput measured there. */
export interface Curve {
  readonly title: string;
  readonly points: readonly { readonly x: number; readonly perSecond: number }[];
}

export interface Bench {
  /** Sizes and durations are multiplied by this; 1 is the full run. */
  readonly scale: number;
  /** Whether the row is wanted. */
  readonly wants: (id: string) => boolean;
  readonly say: (line: string) => void;
  /** Keeps a figure; what fails later does not take it away. */
  readonly record: (measured: Measured) => void;
  /** A new empty directory; it is removed at the end. */
  readonly directory: () => string;
  /** Events per second of the whole loop, once it is known. */
  loopRate: number | undefined;
  readonly curves: Curve[];
}

/** `full` times the scale, at least `least`, rounded. */
export function scaled({ scale }: Bench, full: number, least: number): number {
  return Math.round(Math.max(least, full * Math.min(1, scale)));
}

/** Three significant digits, with thousands separated. */
export function text(value: number): string {
  const digits = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  return digits.toLocaleString('en-US');
}
