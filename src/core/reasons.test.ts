import { describe, expect, test } from 'vitest';
import type { CustomerId } from '../base/index.ts';
import type { Condition, Definition } from '../define/index.ts';
import type { EventEntry, JsonObject } from './entry.ts';
import { compilePlan, type Plan } from './plan.ts';
import { holdsOfBlank, type Reason, reasonsOf, refolded } from './reasons.ts';

const DAY = 86_400_000;
const T = Date.UTC(2024, 0, 15, 12);
const name = { en: 'x', zh: 'x' };
const ID = 'c1' as CustomerId;

const condition = (...rules: Condition['rules']): Condition => ({ combinator: 'and', rules });
const many = condition({ field: 'trait.orders', operator: '>=', value: 2 });
const definitions: readonly Definition[] = [
  { kind: 'trait', id: 'orders', name, aggregate: 'count', event: 'Order', window: { last: '10d' } },
  { kind: 'trait', id: 'city', name, type: 'string' },
  { kind: 'tag', id: 'buyer', name, owner: 'crm', rule: many, expiry: '5d' },
  { kind: 'segment', id: 'good', name, condition: condition({ field: 'tag.buyer', operator: '=', value: true }) },
  {
    kind: 'segment',
    id: 'asked',
    name,
    condition: {
      combinator: 'or',
      not: true,
      rules: [
        { field: 'segment.good', operator: '=', value: true },
        condition(
          { field: 'event.View', operator: 'performed', value: { atLeast: 1 } },
          { field: 'trait.city', operator: '=', value: 'Rome' },
        ),
      ],
    },
  },
];
const asked = (definitions[4] as { condition: Condition }).condition;
const plan: Plan = compilePlan([{ number: 1, definitions: definitions.map((definition) => ({ version: 1, definition })) }], new Map());

function entry(event: string, at: number, more: JsonObject = {}): { position: number; at: number; entry: EventEntry } {
  const call = event === '$identify' ? 'identify' : 'track';
  const about = { messageId: `m${at}`, source: 's', time: at, receivedAt: at, identifiers: [], properties: {}, context: {} };
  return { position: at, at, entry: { type: 'event', call, event, ...about, ...more } as unknown as EventEntry };
}

const past = [
  entry('Order', T),
  entry('Order', T + DAY),
  entry('View', T + 2 * DAY),
  entry('$identify', T + 2 * DAY + 1, { traits: { city: 'Rome' } }),
];

function why(now: number, of: Condition = asked): Reason {
  const customer = refolded(ID, past, { plan, now });
  return reasonsOf(customer, { condition: of, definitions }, { plan, now });
}

describe('reasons', () => {
  test('say of every rule whether it holds and what it read, and of a group what its rules come to', () => {
    expect(why(T + 3 * DAY)).toEqual({
      holds: false,
      combinator: 'or',
      not: true,
      rules: [
        {
          holds: true,
          rule: { field: 'segment.good', operator: '=', value: true },
          read: { 'segment.good': true },
          of: {
            holds: true,
            combinator: 'and',
            rules: [
              {
                holds: true,
                rule: { field: 'tag.buyer', operator: '=', value: true },
                read: { 'tag.buyer': true },
                of: { holds: true, combinator: 'and', rules: [{ holds: true, rule: many.rules[0], read: { 'trait.orders': 2 } }] },
              },
            ],
          },
        },
        {
          holds: true,
          combinator: 'and',
          rules: [
            { holds: true, rule: (asked.rules[1] as Condition).rules[0], read: expect.anything() },
            { holds: true, rule: (asked.rules[1] as Condition).rules[1], read: { 'trait.city': 'Rome' } },
          ],
        },
      ],
    });
  });

  test('follow time: a window that has passed, a tag that has expired', () => {
    const later = why(T + 7 * DAY, condition({ field: 'tag.buyer', operator: '=', value: true }));
    expect(later).toMatchObject({ holds: false, rules: [{ holds: false, read: { 'tag.buyer': false }, of: { holds: true } }] });
    expect(why(T + 12 * DAY, many)).toMatchObject({ holds: false, rules: [{ read: { 'trait.orders': 0 } }] });
  });

  test('of a group are its rules joined', () => {
    const joined = (reason: Reason): boolean => {
      if (!('rules' in reason)) return reason.holds;
      const parts = reason.rules.map(joined);
      const holds = reason.combinator === 'and' ? parts.every(Boolean) : parts.some(Boolean);
      return holds !== (reason.not === true);
    };
    for (let day = 0; day < 15; day++) expect(joined(why(T + day * DAY))).toBe(why(T + day * DAY).holds);
  });
});

describe('of somebody of whom nothing is known', () => {
  const blank = (of: Condition): boolean => holdsOfBlank(of, { plan, now: T });

  test('what asks for something is false, and what asks for nothing true', () => {
    expect(blank(many)).toBe(false);
    expect(blank({ ...many, not: true })).toBe(true);
    expect(blank(asked)).toBe(true);
    expect(blank(condition())).toBe(true);
    expect(blank(condition({ field: 'trait.orders', operator: '=', value: 0 }))).toBe(true);
  });
});

describe('a customer folded anew', () => {
  test('is one of whom nothing is known without events', () => {
    const customer = refolded(ID, [], { plan, now: T });
    expect(reasonsOf(customer, { condition: many, definitions }, { plan, now: T }).holds).toBe(false);
  });

  test('does not depend on the order in which its events came', () => {
    const turned = [...past].reverse().map((one, i) => ({ ...one, at: T + 3 * DAY, position: i }));
    const customer = refolded(ID, turned, { plan, now: T + 3 * DAY });
    expect(reasonsOf(customer, { condition: asked, definitions }, { plan, now: T + 3 * DAY })).toEqual(why(T + 3 * DAY));
  });
});
