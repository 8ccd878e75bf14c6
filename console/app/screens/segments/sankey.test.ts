import { expect, test } from 'vitest';
import { type Move, sankeyOf } from './sankey.ts';

const WORDS = {
  here: 'Loyal',
  nameOf: (segment: string) => segment.toUpperCase(),
  noneBefore: 'left none',
  noneAfter: 'entered none',
  others: (count: number) => `${count} others`,
  number: (value: number) => `#${value}`,
};

interface Series {
  readonly data: readonly { readonly name: string; readonly depth: number }[];
  readonly links: readonly { readonly source: string; readonly target: string; readonly value: number }[];
  readonly label: { readonly formatter: (node: { readonly name: string }) => string };
}

function drawn(cameFrom: readonly Move[], wentTo: readonly Move[]): { readonly series: Series; readonly tip: (about: object) => string } {
  const { series, tooltip } = sankeyOf({ cameFrom, wentTo }, WORDS) as unknown as {
    readonly series: readonly Series[];
    readonly tooltip: { readonly formatter: (about: object) => string };
  };
  return { series: series[0]!, tip: tooltip.formatter };
}

test('what was left is at the left, what was entered at the right, and one segment may be both', () => {
  const { series, tip } = drawn(
    [
      { segment: 'x', customers: 5 },
      { segment: null, customers: 2 },
    ],
    [{ segment: 'x', customers: 3 }],
  );
  const label = (name: string): string => series.label.formatter({ name });
  expect(series.data.map(({ name, depth }) => [label(name), depth])).toEqual([
    ['Loyal', 1],
    ['X', 0],
    ['left none', 0],
    ['X', 2],
  ]);
  expect(new Set(series.data.map(({ name }) => name)).size).toBe(4);
  expect(series.links.map(({ source, target, value }) => [label(source), label(target), value])).toEqual([
    ['X', 'Loyal', 5],
    ['left none', 'Loyal', 2],
    ['Loyal', 'X', 3],
  ]);
  const [first] = series.links;
  expect(tip({ name: 'whatever', value: 5, data: first })).toBe('X → Loyal: #5');
  expect(tip({ name: 'here', value: 7, data: { name: 'here' } })).toBe('Loyal: #7');
});

test('beyond seven of a side the rest is one band, and nobody is lost', () => {
  const many = Array.from({ length: 10 }, (_, i): Move => ({ segment: `s${i}`, customers: 10 - i }));
  const { series } = drawn([...many, { segment: null, customers: 4 }], []);
  const bands = series.links.map(({ source, value }) => [series.label.formatter({ name: source }), value]);
  expect(bands).toHaveLength(9);
  expect(bands.slice(-2)).toEqual([
    ['3 others', 6],
    ['left none', 4],
  ]);
  expect(series.links.reduce((sum, { value }) => sum + value, 0)).toBe(59);
});
