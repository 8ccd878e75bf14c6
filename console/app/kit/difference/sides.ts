/** A change as the server tells it (the definition as JSON, line by line) is both definitions at once, and a table of two columns. */
import type { Change } from '../../api/index.ts';

/** A definition, or a part of one. */
export type Plain = Readonly<Record<string, unknown>>;

export interface Sides {
  /** Absent of what is new. */
  readonly before?: Plain;
  /** Absent of what goes. */
  readonly after?: Plain;
}

type Line = Change['lines'][number];

export function sidesOf({ lines }: Pick<Change, 'lines'>): Sides {
  const side = (own: Line['sign']): Plain | undefined => {
    const text = lines.filter(({ sign }) => sign === ' ' || sign === own).map((line) => line.text);
    return text.length === 0 ? undefined : (JSON.parse(text.join('\n')) as Plain);
  };
  const [before, after] = [side('-'), side('+')];
  return { ...(before && { before }), ...(after && { after }) };
}

export interface PairedRow {
  /** Of the JSON, from 0; unique. */
  readonly at: number;
  readonly left?: string;
  readonly right?: string;
  readonly isKept: boolean;
}

/** Kept lines that are shown around what differs. */
const AROUND = 3;

/** What was beside what is, with some lines around; `undefined` stands for lines that are left out. */
export function pairedRows(lines: readonly Line[]): readonly (PairedRow | undefined)[] {
  const rows = pairs(lines);
  const isNear = (index: number): boolean => rows.slice(Math.max(index - AROUND, 0), index + AROUND + 1).some(({ isKept }) => !isKept);
  const shown: (PairedRow | undefined)[] = [];
  rows.forEach((row, index) => {
    if (isNear(index)) shown.push(row);
    else if (index === 0 || isNear(index - 1)) shown.push(undefined);
  });
  return shown;
}

function pairs(lines: readonly Line[]): readonly PairedRow[] {
  const rows: PairedRow[] = [];
  let [removed, added]: [string[], string[]] = [[], []];
  const flush = (): void => {
    for (let index = 0; index < Math.max(removed.length, added.length); index++) {
      const [left, right] = [removed[index], added[index]];
      rows.push({ at: rows.length, isKept: false, ...(left !== undefined && { left }), ...(right !== undefined && { right }) });
    }
    [removed, added] = [[], []];
  };
  for (const { sign, text } of lines) {
    if (sign === '-') removed.push(text);
    else if (sign === '+') added.push(text);
    else {
      flush();
      rows.push({ at: rows.length, isKept: true, left: text, right: text });
    }
  }
  flush();
  return rows;
}
