/** A cart journey and what it lives in, for tests to vary. */
import type { Condition, Definition, JourneyDefinition, Released, Step } from '../../define/index.ts';
import { Walkthrough, type World } from './walkthrough.suite.ts';

export const text = { en: 'x', zh: 'x' };
export const bought = (atLeast: number): Condition => ({
  combinator: 'and',
  rules: [{ field: 'trait.orders', operator: '>=', value: atLeast }],
});
export const orders: Definition = { kind: 'trait', id: 'orders', name: text, aggregate: 'count', event: 'Order Completed' };
export const city: Definition = { kind: 'trait', id: 'city', name: text, aggregate: 'last', event: 'Seen', property: 'city' };
export const lapsed: Definition = {
  kind: 'segment',
  id: 'lapsed',
  name: text,
  condition: {
    combinator: 'and',
    rules: [
      { field: 'event.Order Completed', operator: 'performed' },
      { field: 'event.Order Completed', operator: 'notPerformed', value: { within: { last: '30d' } } },
    ],
  },
};

export const send = (id: string): Step => ({
  type: 'send',
  id,
  channel: 'capture',
  template: 'note',
  purpose: 'offers',
});
export const wait = (id: string, duration: string): Step => ({ type: 'wait', id, duration });

export function cart(change: Partial<JourneyDefinition> = {}, version = 1): Released<JourneyDefinition> {
  const definition: JourneyDefinition = {
    kind: 'journey',
    id: 'cart',
    name: text,
    stage: 'repurchase',
    trigger: { type: 'event', event: 'Added' },
    reentry: 'always',
    steps: [wait('pause', '2h'), send('remind')],
    ...change,
  };
  return { version, definition };
}

export function world(journey: Released<JourneyDefinition>, more: Partial<World> = {}): World {
  return { definitions: [orders, city, lapsed], releases: [[journey]], templates: { note: {} }, ...more };
}

export const walk = (journey: Released<JourneyDefinition>, more: Partial<World> = {}): Walkthrough => new Walkthrough(world(journey, more));
