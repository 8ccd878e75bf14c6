/** J9: coming to steps and leaving them, each once. That it adds up is checked by every walkthrough after each of its steps. */
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import type { JourneyDefinition, Released, Step } from '../../define/index.ts';
import { bought, cart, orders, send, text, wait, walk, world } from './cart.suite.ts';
import { Walkthrough } from './walkthrough.suite.ts';

/** As `step how`, with the rule of those that have one. */
const passed = ({ passages }: Walkthrough, journey = 'cart'): string[] =>
  passages
    .filter((one) => one.journey === journey && one.how !== 'entered')
    .map(({ version, step, how, rule }) => [`${step}@${version}`, how, ...(rule === undefined ? [] : [rule])].join(' '));
const asking: Step = { ...(send('ask') as Extract<Step, { type: 'send' }>), onFailure: [send('sorry')] };
const awaiting: Step = { ...asking, await: { outcome: 'delivered', timeout: '1d' } } as Step;

describe('an instance leaves each step that it has come to', () => {
  test('for what follows, at its own moment', () => {
    const customer = walk(cart()).event('Added');
    expect(customer.passages).toEqual([{ journey: 'cart', version: 1, step: 'pause', how: 'entered' }]);
    expect(passed(customer.pass(2 * HOUR))).toEqual(['pause@1 proceeded', 'remind@1 proceeded']);
  });

  test.each<[string, (customer: Walkthrough) => Walkthrough, string]>([
    ['a goal', (customer) => customer.event('Order Completed'), 'pause@1 exited goal.condition'],
    ['an exit', (customer) => customer.event('Left'), 'pause@1 exited exit.event'],
  ])('for the end, by %s', (_, ends, expected) => {
    const customer = walk(cart({ goal: bought(1), exits: [{ event: 'Left' }] })).event('Added');
    expect(passed(ends(customer))).toEqual([expected]);
  });

  test('at an exit step, failed where it says so', () => {
    const ending = (failed: boolean): Step => ({ type: 'exit', id: 'end', ...(failed && { failed }) });
    expect(passed(walk(cart({ steps: [ending(false)] })).event('Added'))).toEqual(['end@1 exited exit.step']);
    expect(passed(walk(cart({ steps: [ending(true)] })).event('Added'))).toEqual(['end@1 failed exit.step']);
  });
});

describe('a step that fails', () => {
  test('says why: what guard has refused', () => {
    const customer = walk(cart({ steps: [asking] }), { answer: () => ({ verdict: 'suppress', rule: 'consent.missing', read: {} }) });
    expect(passed(customer.event('Added'))).toEqual(['ask@1 failed consent.missing', 'sorry@1 failed consent.missing']);
  });

  test('not because it was put off', () => {
    let asked = 0;
    const until = new Walkthrough(world(cart())).now + HOUR;
    const customer = walk(cart({ steps: [asking] }), {
      answer: () => (asked++ === 0 ? { verdict: 'defer', rule: 'quiet_hours.deferred', until, read: {} } : { verdict: 'send', read: {} }),
    }).event('Added');
    expect(passed(customer)).toEqual([]);
    expect(passed(customer.pass(HOUR))).toEqual(['ask@1 proceeded']);
    expect(customer.passages.filter(({ how }) => how === 'entered')).toHaveLength(1);
  });

  test.each(['failed', 'withdrawn'] as const)('and what became of the message: %s', (kind) => {
    const customer = walk(cart({ steps: [awaiting] })).event('Added');
    customer.handedOver(customer.sends()[0]!.message, kind);
    expect(passed(customer)).toEqual([`ask@1 failed ${kind}`, 'sorry@1 proceeded']);
  });

  test('or that nothing was heard', () => {
    const customer = walk(cart({ steps: [awaiting] })).event('Added');
    expect(passed(customer.pass(DAY))).toEqual(['ask@1 failed await.timeout', 'sorry@1 proceeded']);
  });

  test('or that there is no benefit left', () => {
    const benefit = { kind: 'benefit', id: 'gift', name: text, type: 'coupon' } as const;
    const customer = walk(cart({ steps: [{ type: 'benefit', id: 'give', benefit: 'gift' }] }), { definitions: [benefit] });
    expect(passed(customer.event('Added'))).toEqual(['give@1 failed benefit.empty']);
  });

  test('is none to a customer of the holdout', () => {
    const customer = walk(cart({ holdout: 0.999999999, steps: [asking] }), {
      answer: ({ heldOut }) => ({ verdict: 'suppress', rule: heldOut ? 'holdout.journey' : 'consent.missing', read: {} }),
    });
    expect(passed(customer.event('Added'))).toEqual(['ask@1 proceeded']);
  });
});

test('a release that moves an instance takes it out of one step and brings it to another', () => {
  const versions = [cart({ steps: [wait('pause', '10h')] }, 1), cart({ steps: [wait('rest', '20h'), send('new')] }, 2)];
  const moving = (to: string) =>
    new Walkthrough({
      definitions: [orders],
      releases: versions.map((one) => [one]),
      edits: [[], [{ journey: 'cart', version: 2, steps: { pause: { moveTo: to } } }]],
      templates: { note: {} },
    })
      .event('Added')
      .release(1)
      .refresh();
  expect(passed(moving('rest'))).toEqual(['pause@1 exited release.move']);
  expect(passed(moving('rest').pass(DAY))).toEqual(['pause@1 exited release.move', 'rest@2 proceeded', 'new@2 proceeded']);
  expect(passed(moving('new'))).toEqual(['pause@1 exited release.move', 'new@2 proceeded']);
});

test('of two profiles in one journey the younger instance exits where it rests', () => {
  const a = walk(cart()).event('Added').pass(HOUR);
  const b = new Walkthrough(a.world, 'c2').event('Added').pass(HOUR);
  expect(passed(a.absorb(b))).toEqual(['pause@1 exited merged']);
});

describe('a journey that is stopped by what it has started', () => {
  const named = (id: string, steps: readonly Step[]): Released<JourneyDefinition> => cart({ id, trigger: { type: 'start' }, steps });
  const starting: Step = { type: 'start_journey', id: 'upgrade', journey: 'better' };
  const stopping: Step = { type: 'stop_journey', id: 'stop', journey: 'cart' };
  const customer = new Walkthrough({
    releases: [[cart({ steps: [starting, send('late'), wait('p', '1d')] }), named('better', [stopping, wait('q', '1d')])]],
    templates: { note: {} },
  }).event('Added');

  test('has ended there: it sends nothing more, and ends once (J1)', () => {
    expect(customer.sends()).toEqual([]);
    expect(customer.told('journey').filter((one) => / (completed|exited) /.test(one))).toEqual(['journey exited cart exit.stopped']);
    expect(customer.journeys.instances.map(({ journey, step }) => `${journey}/${step}`)).toEqual(['better/q']);
    expect(passed(customer)).toEqual(['upgrade@1 exited exit.stopped']);
  });

  test('and the other goes on', () => {
    expect(passed(customer.pass(DAY), 'better')).toEqual(['stop@1 proceeded', 'q@1 proceeded']);
  });
});
