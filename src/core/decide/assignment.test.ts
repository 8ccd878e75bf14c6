import { expect, test } from 'vitest';
import { DAY } from '../../base/index.ts';
import type { JourneyDefinition, Released, Step } from '../../define/index.ts';
import { cart, walk } from './cart.suite.ts';
import type { SendRequest } from './index.ts';
import { START, Walkthrough, type World } from './walkthrough.suite.ts';

const text = { en: 'x', zh: 'x' };
const send: Step = { type: 'send', id: 's', channel: 'capture', template: 'note', purpose: 'offers' };

function journey(id: string, holdout: number | undefined, version = 1): Released<JourneyDefinition> {
  const definition: JourneyDefinition = {
    kind: 'journey',
    id,
    name: text,
    stage: 'retain',
    trigger: { type: 'event', event: 'Go' },
    reentry: 'always',
    steps: [send],
  };
  return { version, definition: holdout === undefined ? definition : { ...definition, holdout } };
}

function world(releases: World['releases'], more: Partial<World> = {}): World {
  return { releases, templates: { note: {} }, ...more };
}

/** A world that notes what is asked of guard. */
function asking(releases: World['releases'], more: Partial<World> = {}): { asked: SendRequest[]; world: World } {
  const asked: SendRequest[] = [];
  const answer: World['answer'] = (request) => {
    asked.push(request);
    return { verdict: 'send', read: {} };
  };
  return { asked, world: world(releases, { ...more, answer }) };
}

const exposures = (customer: Walkthrough) => customer.facts.filter(({ kind }) => kind === 'exposure').map(({ action }) => action);

function shareOf(releases: World['releases'], more: Partial<World>, isIn: (customer: Walkthrough) => boolean): number {
  let count = 0;
  for (let i = 0; i < 4_000; i++) if (isIn(new Walkthrough(world(releases, more), `c${i}`).event('Go'))) count++;
  return count / 4_000;
}

test('the holdout has its share of the customers, and each customer the same arm in every replay', () => {
  const held = (customer: Walkthrough) => exposures(customer)[0] === 'holdout';
  expect(shareOf([[journey('a', 0.2)]], {}, held)).toBeCloseTo(0.2, 1);
  const arms = (seed: string) =>
    Array.from({ length: 200 }, (_, i) => exposures(new Walkthrough(world([[journey('a', 0.5)]], { seed }), `c${i}`).event('Go'))[0]);
  expect(arms('one')).toEqual(arms('one'));
  expect(arms('one')).not.toEqual(arms('two'));
});

test('holdouts of two journeys are drawn apart', () => {
  const both = (customer: Walkthrough) => exposures(customer).every((arm) => arm === 'holdout');
  const share = shareOf([[journey('a', 0.5), journey('b', 0.5)]], {}, both);
  expect(share).toBeGreaterThan(0.2);
  expect(share).toBeLessThan(0.3);
});

test('J4: an arm stays when the share changes, and is not used while the journey has no holdout', () => {
  const releases = [[journey('a', 0.999)], [journey('a', 0.001, 2)], [journey('a', undefined, 3)], [journey('a', 0.001, 4)]];
  const { asked, world: where } = asking(releases);
  const customer = new Walkthrough(where).event('Go');
  customer.release(1).event('Go').release(2).event('Go').release(3).event('Go');
  expect(exposures(customer)).toEqual(['holdout', 'holdout', 'treatment', 'holdout']);
  expect(asked.map(({ heldOut }) => heldOut)).toEqual([true, true, false, true]);
});

test('without a holdout nothing is drawn, so that a later one draws among everybody', () => {
  const customer = new Walkthrough(world([[journey('a', undefined)], [journey('a', 0.999, 2)]])).event('Go');
  expect(customer.journeys.records).toEqual([{ journey: 'a', entered: 1, last: customer.now }]);
  expect(exposures(customer.release(1).event('Go'))).toEqual(['treatment', 'holdout']);
});

test('the global control group is drawn once over all journeys and never part of a holdout', () => {
  const releases = [[journey('a', 0.5), journey('b', 0.5)]];
  const globalControl = 0.15;
  const inControl = (customer: Walkthrough) => {
    const arms = exposures(customer);
    const isIn = arms.includes('global_control');
    if (isIn) expect(arms).toEqual(['global_control', 'global_control']);
    expect(customer.journeys.records.some(({ arm }) => arm !== undefined)).toBe(!isIn);
    return isIn;
  };
  expect(shareOf(releases, { globalControl }, inControl)).toBeCloseTo(0.15, 1);
});

test('guard is told of both groups, and what is stored counts while the policy has the group', () => {
  const releases = [[journey('a', 0.999)]];
  const { asked, world: where } = asking(releases, { globalControl: 0.999 });
  const customer = new Walkthrough(where).event('Go');
  expect(asked[0]).toMatchObject({ heldOut: false, globalControl: true, messageClass: 'marketing', purpose: 'offers', channel: 'capture' });
  const without = asking(releases);
  const later = new Walkthrough(without.world, customer.customer);
  later.journeys = customer.journeys;
  later.event('Go').pass(DAY);
  expect(without.asked[0]).toMatchObject({ heldOut: true, globalControl: false });
  expect(later.journeys.globalControl).toBe(true);
});

test('every entry has exactly one exposure, under the id of its instance', () => {
  const customer = new Walkthrough(world([[journey('a', 0.3)]])).event('Go').event('Go').event('Go');
  const entered = customer.facts.filter(({ kind, action }) => kind === 'journey' && action === 'entered').map(({ subject }) => subject);
  const exposed = customer.facts.filter(({ kind }) => kind === 'exposure').map(({ subject }) => subject);
  expect(exposed).toEqual(entered);
  expect(new Set(entered).size).toBe(3);
});

test('each exposure of a journey with a holdout is an event that other tools can read', () => {
  const viewed = (change: Partial<JourneyDefinition>, more: Partial<World> = {}) =>
    walk(cart({ name: { en: 'Cart', zh: '购物车' }, steps: [send], ...change }, 3), more)
      .event('Added')
      .event('Added')
      .commands.filter((command) => command.type === 'emit');
  expect(viewed({})).toEqual([]);
  const [event, again, ...others] = viewed({ holdout: 0.000_001 });
  expect(others).toEqual([]);
  expect(event).toEqual({
    type: 'emit',
    message: 'e-c1-1',
    customer: 'c1',
    call: 'track',
    event: 'Experiment Viewed',
    properties: {
      experiment_id: 'cart',
      experiment_name: 'Cart',
      variation_id: 'treatment',
      variation_name: 'treatment',
      journey_version: 3,
      instance: 'j-c1-0',
    },
    at: START,
  });
  expect(again?.properties.instance).not.toBe('j-c1-0');
  expect(viewed({ holdout: 0.999_999 })[0]?.properties).toMatchObject({ variation_id: 'holdout' });
  expect(viewed({ holdout: 0.5 }, { globalControl: 0.999_999 })[0]?.properties).toMatchObject({
    variation_id: 'global_control',
    variation_name: 'global control',
  });
});
