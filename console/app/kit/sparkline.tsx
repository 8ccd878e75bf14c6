/** A small line of values, without axes: how something went. Missing values leave a gap. */
import type { ReactNode } from 'react';

export interface SparklineProps {
  readonly values: readonly (number | undefined)[];
  /** What it shows, in words. */
  readonly label: string;
  /** Px. */
  readonly width?: number;
  readonly height?: number;
}

export function Sparkline({ values, label, width = 96, height = 24 }: SparklineProps): ReactNode {
  return (
    <svg role="img" aria-label={label} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <path
        d={pathOf(values, width, height)}
        fill="none"
        stroke="var(--accent)"
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}

/** From the least value at the bottom to the greatest at the top; all alike: a line in the middle. */
export function pathOf(values: readonly (number | undefined)[], width: number, height: number): string {
  const known = values.filter((value) => value !== undefined);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const margin = 2;
  const y = (value: number): number =>
    high === low ? height / 2 : height - margin - ((value - low) / (high - low)) * (height - 2 * margin);
  const x = (index: number): number => (values.length < 2 ? width / 2 : margin + (index / (values.length - 1)) * (width - 2 * margin));
  let path = '';
  values.forEach((value, index) => {
    if (value === undefined) return;
    const isStart = index === 0 || values[index - 1] === undefined;
    // A value between two gaps is a dot: a line of no length with round ends.
    path += `${isStart ? 'M' : 'L'}${x(index).toFixed(1)} ${y(value).toFixed(1)}${isStart && values[index + 1] === undefined ? 'h0.1' : ''}`;
  });
  return path;
}
