/** A difference with its interval, on an axis around 0. */
import type { ReactNode } from 'react';
import type { JourneyEffect } from '../../api/index.ts';

export interface IntervalProps {
  readonly estimate: JourneyEffect['lift']['conversionLift'];
  /** The axis goes so far on both sides. */
  readonly bounds: number;
  readonly verdict: JourneyEffect['verdict'];
  /** In words. */
  readonly label: string;
  readonly text: (value: number) => string;
}

const WIDTH = 640;
const MARGIN = 8;
const MIDDLE = 16;

export function Interval({ estimate: { difference, low, high }, bounds, verdict, label, text }: IntervalProps): ReactNode {
  if (low === null || high === null) return null;
  const x = (value: number): number => WIDTH / 2 + (value / bounds) * (WIDTH / 2 - MARGIN);
  return (
    <svg className={`measure-interval measure-${verdict}`} viewBox={`0 0 ${WIDTH} 44`} role="img" aria-label={label}>
      <line className="measure-zero" x1={x(0)} x2={x(0)} y1={0} y2={32} />
      <line className="measure-range" x1={x(low)} x2={x(high)} y1={MIDDLE} y2={MIDDLE} />
      <circle className="measure-point" cx={x(difference)} cy={MIDDLE} r={6} />
      <text x={MARGIN} y={43} textAnchor="start">
        {text(-bounds)}
      </text>
      <text x={x(0)} y={43} textAnchor="middle">
        0
      </text>
      <text x={WIDTH - MARGIN} y={43} textAnchor="end">
        {text(bounds)}
      </text>
    </svg>
  );
}
