/** How throughput falls as rules, customers and journeys grow: one chart each, in one SVG. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Curve, text } from '../rows/bench.ts';
import { RESULTS } from './report.ts';

const WIDTH = 320;
const HEIGHT = 240;
const MARGIN = 56;

/** Returns the path. */
export function writeChart(curves: readonly Curve[]): string {
  mkdirSync(RESULTS, { recursive: true });
  const path = join(RESULTS, 'curves.svg');
  const width = WIDTH * curves.length;
  const charts = curves.map((curve, index) => `<g transform="translate(${index * WIDTH} 0)">${chartOf(curve)}</g>`);
  writeFileSync(
    path,
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="white"/>
${charts.join('\n')}
</svg>
`,
  );
  return path;
}

/** Both axes start at nought in throughput and are logarithmic in what grows. The dashed line is what linear cost would give. */
function chartOf({ title, points }: Curve): string {
  const top = Math.max(...points.map(({ perSecond }) => perSecond)) * 1.1;
  const xOf = (index: number) => MARGIN + (index / Math.max(1, points.length - 1)) * (WIDTH - 2 * MARGIN);
  const yOf = (perSecond: number) => HEIGHT - MARGIN - (perSecond / top) * (HEIGHT - 2 * MARGIN);
  const [first] = points;
  const line = (values: readonly number[]) => values.map((value, index) => `${xOf(index).toFixed(1)},${yOf(value).toFixed(1)}`).join(' ');
  const linear = points.map(({ x }) => (first ? (first.perSecond * first.x) / x : 0));
  const marks = points.map(
    ({ x, perSecond }, index) => `<circle cx="${xOf(index)}" cy="${yOf(perSecond)}" r="3" fill="#0a6"/>
<text x="${xOf(index)}" y="${yOf(perSecond) - 8}" text-anchor="middle">${text(perSecond)}/s</text>
<text x="${xOf(index)}" y="${HEIGHT - MARGIN + 16}" text-anchor="middle">${text(x)}</text>`,
  );
  return `<text x="${WIDTH / 2}" y="20" text-anchor="middle" font-weight="bold">${title} -> events per second of CPU</text>
<line x1="${MARGIN}" y1="${HEIGHT - MARGIN}" x2="${WIDTH - MARGIN}" y2="${HEIGHT - MARGIN}" stroke="#888"/>
<polyline points="${line(linear)}" fill="none" stroke="#bbb" stroke-dasharray="4 3"/>
<polyline points="${line(points.map(({ perSecond }) => perSecond))}" fill="none" stroke="#0a6" stroke-width="2"/>
${marks.join('\n')}`;
}
