/** The checks as a table for people. */
import type { DemoResult } from './run.ts';
import type { DemoSay, DemoTextKey } from './texts/index.ts';

const HEAD: readonly DemoTextKey[] = ['check.name', 'check.expected', 'check.live', 'check.warehouse'];

export function checksText({ checks, elapsedSeconds }: DemoResult, say: DemoSay): string {
  const rows = [
    [...HEAD.map((key) => say(key)), ''],
    ...checks.map(({ name, about = '', expected, live, warehouse, ok }) => [
      say(`check.${name}` as DemoTextKey, { about }),
      ...[expected, live, warehouse].map(cellOf),
      say(ok ? 'check.ok' : 'check.failed'),
    ]),
  ];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? padEnd(cell, widths[0]!) : column < HEAD.length ? padStart(cell, widths[column]!) : cell))
      .join('  '),
  );
  const examples = checks.flatMap(({ ok, examples: found = [] }) => (ok ? [] : found.map((example) => `  ${example}`)));
  const ok = checks.filter((check) => check.ok).length;
  const summary = say('done.checks', { ok, failed: checks.length - ok, seconds: elapsedSeconds });
  return [say('check.title'), ...lines, ...examples, summary].join('\n');
}

function cellOf(value: number | string | null): string {
  if (value === null) return '–';
  return typeof value === 'number' ? value.toLocaleString('en-US', { maximumFractionDigits: 4 }) : value;
}

/** Columns on a terminal: Chinese characters and full-width signs take two. */
function widthOf(text: string): number {
  return [...text].reduce(
    (width, character) =>
      width + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/.test(character) ? 2 : 1),
    0,
  );
}

function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}
