import { expect, test } from 'vitest';
import { type Answers, compared } from './comparison.ts';

const answers = (held: Readonly<Record<string, readonly string[]>>): Answers =>
  new Map(Object.entries(held).map(([customer, tags]) => [customer, new Set(tags)]));

test('of those whom both know: how often they say the same, and where not', () => {
  const engine = answers({ ada: ['high'], bob: ['high', 'old'], cid: [], dan: [], eva: ['high'] });
  const events = answers({ ada: ['high'], bob: ['old'], cid: ['high'], dan: [], fay: [] });
  const { customers, tags, disagreements } = compared(engine, events, ['high', 'old']);
  expect(customers).toBe(4);
  expect(disagreements).toEqual([
    { customer: 'bob', tag: 'high', engine: true, events: false },
    { customer: 'cid', tag: 'high', engine: false, events: true },
  ]);
  expect(tags).toMatchObject([
    { tag: 'high', agreement: { count: 2, of: 4, share: 0.5 }, holders: { count: 1, of: 2 }, others: { count: 1, of: 2 } },
    { tag: 'old', agreement: { count: 4, of: 4, share: 1, high: 1 }, holders: { count: 1, of: 1 }, others: { count: 3, of: 3 } },
  ]);
  // Four of four by chance: Wilson's lower end.
  expect(tags[1]!.agreement.low).toBeCloseTo(0.5101, 4);
});

test('where both know nobody there is nothing to say', () => {
  expect(compared(answers({ ada: [] }), answers({}), ['high'])).toEqual({ customers: 0, tags: [], disagreements: [] });
});
