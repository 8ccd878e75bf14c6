/** Steps whose fallback has taken over: where customers go, and what is said of it. In virtual time. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR } from '../../base/index.ts';
import type { Definition, JourneyDefinition, SendStep, Step } from '../../define/index.ts';
import type { RerouteEntry } from '../entry.ts';
import { cart, send, text, wait, world } from './cart.suite.ts';
import { rerouted, rerouteKey } from './reroutes.ts';
import { type Answer, compileWorld, Walkthrough } from './walkthrough.suite.ts';

const definitions: readonly Definition[] = [
  { kind: 'channel', id: 'box', type: 'in_app', name: text },
  { kind: 'channel', id: 'other', type: 'in_app', name: text },
];
const entry = (more: Partial<RerouteEntry> = {}): RerouteEntry => ({
  type: 'reroute',
  journey: 'cart',
  step: 'ask',
  action: 'on',
  who: 'diagnosis',
  by: 'diagnosis',
  reason: 'error',
  ...more,
});
const asking = (change: Partial<SendStep>): Step => ({ ...(send('ask') as SendStep), channel: 'box', ...change });

/** Customers who walk the journey while its step `ask` is rerouted. */
function walked(
  steps: readonly Step[],
  customers = 1,
  more: { journey?: Partial<JourneyDefinition>; answer?: Answer } = {},
): Walkthrough[] {
  const { journey = {}, ...others } = more;
  const given = world(cart({ steps, ...journey }), { definitions, templates: { note: {}, brief: {} }, ...others });
  const compiled = compileWorld(given);
  const plans = compiled.plans.map((plan) => ({ ...plan, reroutes: rerouted(new Map(), entry(), 1) }));
  return Array.from({ length: customers }, (_, index) =>
    new Walkthrough(given, `c${index}`, { ...compiled, plans }).event('Added').pass(HOUR),
  );
}
const came = (customer: Walkthrough, step: string) => customer.facts.filter((fact) => fact.action === 'moved' && fact.step === step);
const ways = (customer: Walkthrough) => customer.sends().map(({ step, channel, template }) => `${step} ${channel} ${template}`);
const ALL = 1e-9;

describe('a rerouted step', () => {
  const because = { because: 'error', by: 'diagnosis' };

  test('sends in the other way', () => {
    const [customer] = walked([asking({ fallback: { channel: 'other', template: 'brief', probe: ALL } }), send('after')]);
    expect(ways(customer!)).toEqual(['ask other brief', 'after capture note']);
    expect(came(customer!, 'ask').map(({ detail }) => detail)).toEqual([{ rerouted: 'other/brief', ...because }]);
  });

  test('is passed by', () => {
    const [customer] = walked([asking({ fallback: { skip: true, probe: ALL } }), send('after')]);
    expect(ways(customer!)).toEqual(['after capture note']);
    expect(came(customer!, 'ask')[0]!.detail).toEqual({ rerouted: 'skip', ...because });
  });

  test('a wait is passed by with all that is inside it', () => {
    const asks: Step = {
      type: 'wait_for',
      id: 'ask',
      event: 'Seen',
      timeout: '5d',
      steps: [send('inside')],
      fallback: { skip: true, probe: ALL },
    };
    expect(ways(walked([asks, send('after')])[0]!)).toEqual(['after capture note']);
  });

  test('goes on with a later step, also one behind an end', () => {
    const steps = [asking({ fallback: { step: 'call', probe: ALL } }), send('after'), { type: 'exit', id: 'stop' } as const, send('call')];
    expect(ways(walked(steps)[0]!)).toEqual(['call capture note']);
  });

  test('a deferred send is asked again on the way that is in force by then', () => {
    const answer: Answer = (_, now) =>
      now % (24 * HOUR) < 12.5 * HOUR
        ? { verdict: 'defer', rule: 'quiet_hours.deferred', until: now + HOUR, read: {} }
        : { verdict: 'send', read: {} };
    const [customer] = walked([asking({ fallback: { channel: 'other', template: 'brief', probe: ALL } })], 1, { answer });
    expect(ways(customer!)).toEqual(['ask other brief']);
  });

  test('is probed by a share, the same whenever it is asked', () => {
    const steps = [asking({ fallback: { skip: true, probe: 0.2 } }), wait('end', '5d')];
    const probing = walked(steps, 400).map((customer) => customer.sends().length);
    const share = probing.reduce((sum, one) => sum + one, 0) / 400;
    expect(share).toBeGreaterThan(0.13);
    expect(share).toBeLessThan(0.27);
    expect(walked(steps, 400).map((customer) => customer.sends().length)).toEqual(probing);
  });

  test('without a fallback goes its usual way', () => {
    expect(ways(walked([asking({})])[0]!)).toEqual(['ask box note']);
  });

  test('a fallback leads to no earlier step', () => {
    expect(() => walked([send('before'), asking({ fallback: { step: 'before' } })])).toThrow('no step "before" comes after "ask"');
    const exit: Step = { type: 'exit', id: 'ask', fallback: { channel: 'other', template: 'brief' } };
    expect(() => walked([exit])).toThrow('only a send can go another way');
  });
});

describe('what stands about a step', () => {
  test('a person has the last word (V1)', () => {
    const key = rerouteKey('cart', 'ask');
    const person = { who: 'person', by: 'Li' } as const;
    let standing = rerouted(new Map(), entry(), 1);
    expect(standing.get(key)).toEqual({ on: true, held: false, by: 'diagnosis', reason: 'error', since: 1 });
    standing = rerouted(standing, entry({ ...person, action: 'off' }), 2);
    expect(standing.get(key)).toMatchObject({ on: false, held: true, by: 'Li' });
    expect(rerouted(standing, entry(), 3)).toBe(standing);
    standing = rerouted(standing, entry({ ...person, action: 'auto' }), 4);
    expect(standing.size).toBe(0);
    standing = rerouted(rerouted(standing, entry({ ...person, action: 'on' }), 5), entry({ action: 'off' }), 6);
    expect(standing.get(key)).toMatchObject({ on: true, held: true });
    standing = rerouted(standing, entry({ ...person, action: 'auto' }), 7);
    expect(standing.get(key)).toMatchObject({ on: true, held: false });
    expect(rerouted(standing, entry({ action: 'off' }), 8).size).toBe(0);
  });

  test('what comes twice changes nothing (V2)', () => {
    const entries = fc.record({
      step: fc.constantFrom('ask', 'after'),
      action: fc.constantFrom('on' as const, 'off' as const, 'auto' as const),
      who: fc.constantFrom('diagnosis' as const, 'person' as const),
    });
    fc.assert(
      fc.property(fc.array(entries, { maxLength: 12 }), (list) => {
        let standing = rerouted(new Map(), entry({ action: 'off' }), 0);
        for (const [index, one] of list.entries()) {
          if (one.who === 'diagnosis' && one.action === 'auto') continue;
          const after = rerouted(standing, entry(one), index);
          expect(rerouted(after, entry(one), index + 100)).toBe(after);
          standing = after;
        }
      }),
    );
  });
});
