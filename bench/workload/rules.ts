/**
 * Computed traits, each with a tag that reads it. Every tenth pair follows every event, so that an event of any kind touches at least a
 * tenth of the rules; the others follow five events in turn.
 */
import {
  type ComputedTraitInput,
  type Definition,
  defineTag,
  defineTrait,
  property,
  type Rule,
  trait,
  type Window,
} from '../../src/define/index.ts';
import { BRANDS, CATEGORIES, EVENTS } from './calls.ts';

const FOLLOWED = ['Product Viewed', 'Product List Viewed', 'Product Added', 'Products Searched', 'Order Completed'];
const WINDOWS: readonly Window[] = [
  { last: '7d' },
  'ever',
  { last: '30d' },
  { this: 'month' },
  { last: '90d' },
  { last: '1d' },
  { this: 'day' },
  { last: '14d' },
  { previous: 'week' },
];

type Shape = Pick<ComputedTraitInput, 'aggregate' | 'property' | 'unit'>;

/** What a pair computes: of numbers the tag compares, of texts it asks for one. */
const SHAPES: readonly Shape[] = [
  { aggregate: 'count' },
  { aggregate: 'sum', property: 'value' },
  { aggregate: 'distinct_count', property: 'category' },
  { aggregate: 'most_frequent', property: 'category' },
  { aggregate: 'max', property: 'value' },
  { aggregate: 'time_since', unit: 'day' },
  { aggregate: 'average', property: 'value' },
  { aggregate: 'last', property: 'brand' },
  { aggregate: 'streak', unit: 'day' },
  { aggregate: 'min', property: 'value' },
];
const EVERY_EVENT: readonly Shape[] = [
  { aggregate: 'count' },
  { aggregate: 'time_since', unit: 'hour' },
  { aggregate: 'streak', unit: 'day' },
];
const TEXTS: Readonly<Record<string, readonly string[]>> = { most_frequent: CATEGORIES, last: BRANDS };
/** Selective, as tags of a shop are: most customers have few of them. */
const LEVELS: Readonly<Record<string, number>> = { sum: 2_000, average: 260, max: 390, distinct_count: 8, count: 15 };

/** Half of `count` traits, half tags. */
export function rulesOf(count: number): readonly Definition[] {
  return Array.from({ length: count / 2 }, (_, index) => pairOf(index)).flat();
}

/** The smallest share of the rules that an event of the mix touches. */
export function leastShareTouched(count: number): number {
  const followed = rulesOf(count).flatMap((one) => (one.kind === 'trait' && 'aggregate' in one ? [one.event] : []));
  const shares = EVENTS.map((event) => followed.filter((name) => name === '*' || name === event).length / followed.length);
  return Math.min(...shares);
}

function pairOf(index: number): readonly Definition[] {
  const turn = Math.floor(index / 10);
  const everyEvent = index % 10 === 0;
  const shape = everyEvent ? EVERY_EVENT[turn % EVERY_EVENT.length]! : SHAPES[(index + turn) % SHAPES.length]!;
  const { aggregate } = shape;
  const id = `rule_${index}`;
  const windowless = aggregate === 'streak' || aggregate === 'time_since';
  const filtered = !everyEvent && index % 4 === 3;
  const rule = ruleOf(id, aggregate, index);
  return [
    defineTrait({
      id,
      name: both(`Trait ${index}`),
      event: everyEvent ? '*' : FOLLOWED[index % FOLLOWED.length]!,
      ...shape,
      ...(!windowless && { window: WINDOWS[(index + turn) % WINDOWS.length]! }),
      ...(filtered && { where: property('category').oneOf(...some(CATEGORIES, index, 4)) }),
    }),
    defineTag({ id: `tag_${index}`, name: both(`Tag ${index}`), owner: 'bench', rule, ...(index % 10 === 5 && { expiry: '30d' }) }),
  ];
}

function ruleOf(id: string, aggregate: string, index: number): Rule {
  const texts = TEXTS[aggregate];
  if (texts) return trait(id).is(texts[index % texts.length]!);
  if (aggregate === 'min') return trait(id).atMost(3);
  return trait(id).atLeast((LEVELS[aggregate] ?? 3) + (index % 3));
}

function some(list: readonly string[], start: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, offset) => list[(start + offset) % list.length]!);
}

function both(text: string): { en: string; zh: string } {
  return { en: text, zh: text };
}
