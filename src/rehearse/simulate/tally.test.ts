import { describe, expect, test } from 'vitest';
import { DAY } from '../../base/index.ts';
import type { Release } from '../../define/index.ts';
import { shop } from '../shop.suite.ts';
import type { FactRow } from '../virtual/world.ts';
import { Tally } from './tally.ts';

/** Late evening in Berlin: the next day by UTC has not begun, the local one has. */
const NIGHT = Date.UTC(2026, 0, 5, 23, 30);
const RELEASE: Release = {
  number: 1,
  definitions: shop().definitions.map((definition) => ({
    version: 1,
    definition: definition.kind === 'channel' && definition.id === 'text' ? { ...definition, price: 0.05 } : definition,
  })),
};

let seq = 0;
const fact = (more: Partial<FactRow> & Pick<FactRow, 'kind' | 'action'>): FactRow => ({
  seq: ++seq,
  position: 1,
  customer: 'a',
  at: NIGHT,
  name: 'cart',
  ...more,
});
const message = (customer: string, journey: string, more: Partial<FactRow> = {}) =>
  fact({ kind: 'message', action: 'decided', name: 'note', customer, journey, detail: { channel: 'text' }, ...more });

function tallied(...facts: readonly FactRow[]) {
  const tally = new Tally(RELEASE);
  for (const one of facts) tally.add(one);
  return tally.result();
}

describe('a tally', () => {
  test('of nothing is empty', () => {
    expect(tallied()).toMatchObject({
      journeys: [],
      channels: [],
      perCustomer: [],
      currency: 'EUR',
      conflicts: { customerDays: 0, pairs: [] },
      breaks: [],
    });
    expect(tallied().cost).toBeUndefined();
  });

  test('says what breaks, by step and measure; what a person did, and what is no journey, is left out', () => {
    const at = { name: 'error', journey: 'cart', step: 'remind' };
    const reroute = (who: string) =>
      fact({ kind: 'reroute', action: 'on', journey: 'cart', step: 'remind', detail: { who, reason: 'error' } });
    const { breaks } = tallied(
      fact({ kind: 'alert', action: 'raised', ...at }),
      reroute('diagnosis'),
      fact({ kind: 'alert', action: 'cleared', ...at }),
      fact({ kind: 'reroute', action: 'off', journey: 'cart', step: 'remind', detail: { who: 'diagnosis', reason: 'error' } }),
      fact({ kind: 'alert', action: 'raised', ...at }),
      reroute('person'),
      fact({ kind: 'alert', action: 'raised', name: 'volume' }),
      fact({ kind: 'alert', action: 'raised', name: 'fatigue', journey: 'cart' }),
    );
    expect(breaks).toEqual([
      { journey: 'cart', measure: 'fatigue', raised: 1, rerouted: 0 },
      { journey: 'cart', step: 'remind', measure: 'error', raised: 2, rerouted: 1 },
    ]);
  });

  test('follows customers through journeys, each once a step', () => {
    const moved = (customer: string, step: string) => fact({ kind: 'journey', action: 'moved', customer, step });
    const verdict = (action: string, rule: string) => fact({ kind: 'verdict', action, step: 'remind', detail: { rule } });
    const { journeys, verdicts } = tallied(
      fact({ kind: 'decision', action: 'entered' }),
      fact({ kind: 'journey', action: 'entered' }),
      fact({ kind: 'decision', action: 'not_entered', detail: { rule: 'reentry.once' } }),
      moved('a', 'pause'),
      moved('b', 'pause'),
      moved('a', 'pause'),
      verdict('defer', 'quiet_hours.deferred'),
      verdict('send', 'allowed'),
      verdict('suppress', 'cap.user'),
      fact({ kind: 'journey', action: 'completed' }),
      fact({ kind: 'journey', action: 'exited', detail: { rule: 'exit.event' } }),
    );
    expect(journeys).toEqual([
      {
        journey: 'cart',
        entered: 1,
        completed: 1,
        converted: 0,
        turnedAway: { 'reentry.once': 1 },
        exited: { 'exit.event': 1 },
        steps: [
          { step: 'pause', customers: 2, sent: 0, deferred: 0, suppressed: 0 },
          { step: 'remind', customers: 1, sent: 1, deferred: 1, suppressed: 1 },
        ],
      },
    ]);
    expect(verdicts).toEqual({ allowed: 1, 'cap.user': 1, 'quiet_hours.deferred': 1 });
  });

  test('counts messages by customer and by day of the workspace, ten and more as one', () => {
    const many = Array.from({ length: 12 }, () => message('b', 'cart'));
    const { messages, perCustomer, perCustomerDay, channels, cost } = tallied(
      message('a', 'cart'),
      message('a', 'cart', { at: NIGHT + DAY, detail: { channel: 'mail' } }),
      ...many,
      message('c', 'cart', { subject: 'm1' }),
      fact({ kind: 'message', action: 'sent', subject: 'm1' }),
      fact({ kind: 'message', action: 'sent', subject: 'decided before' }),
    );
    expect(messages).toMatchObject({ decided: 15, sent: 1, failed: 0, withdrawn: 0, byTemplate: { note: 15 } });
    expect(messages.byDay).toEqual([
      { day: '2026-01-06', messages: 14 },
      { day: '2026-01-07', messages: 1 },
    ]);
    expect(perCustomer).toEqual([
      { messages: 1, count: 1 },
      { messages: 2, count: 1 },
      { messages: 10, count: 1 },
    ]);
    expect(perCustomerDay).toEqual([
      { messages: 1, count: 3 },
      { messages: 10, count: 1 },
    ]);
    expect(channels).toEqual([
      { channel: 'mail', messages: 1 },
      { channel: 'text', messages: 14, price: 0.05, cost: 0.7 },
    ]);
    expect(cost).toBe(0.7);
  });

  test('finds journeys that want one customer on one day', () => {
    const { conflicts } = tallied(
      message('a', 'cart'),
      message('a', 'lapsed'),
      message('a', 'cart', { at: NIGHT + DAY }),
      message('b', 'cart'),
      message('b', 'lapsed'),
      message('b', 'thanks'),
      message('c', 'cart'),
      message('c', 'lapsed', { at: NIGHT + DAY }),
    );
    expect(conflicts).toEqual({
      customerDays: 2,
      customers: 2,
      pairs: [
        { journeys: ['cart', 'lapsed'], customerDays: 2 },
        { journeys: ['cart', 'thanks'], customerDays: 1 },
        { journeys: ['lapsed', 'thanks'], customerDays: 1 },
      ],
    });
  });
});
