/** Journeys for tests. */
import fc from 'fast-check';
import { type Journey, placedIn, type Slot, STEP_TYPES, type Step, waysOf } from './document.ts';

const PAYS = { combinator: 'and', rules: [{ field: 'trait.orders', operator: '>=', value: 2 }] } as const;

/** One with every kind of way in it. */
export const CART: Journey = {
  kind: 'journey',
  id: 'cart',
  name: { en: 'Cart', zh: '购物车' },
  stage: 'repurchase',
  trigger: { type: 'event', event: 'Product Added' },
  reentry: 'once',
  holdout: 0.1,
  goal: { event: 'Order Completed' },
  steps: [
    { type: 'wait', id: 'pause', duration: '2h' },
    {
      type: 'branch',
      id: 'loyal',
      branches: [
        {
          when: { ...PAYS, rules: [...PAYS.rules] },
          steps: [
            { type: 'send', id: 'mail', channel: 'email', template: 'cart', purpose: 'offers', onFailure: [{ type: 'exit', id: 'lost' }] },
          ],
        },
      ],
      otherwise: [
        {
          type: 'split',
          id: 'test',
          arms: [
            { id: 'A', share: 0.5, steps: [{ type: 'set_tag', id: 'tag-a', tag: 'a' }] },
            { id: 'B', share: 0.25, steps: [] },
          ],
        },
      ],
    },
    { type: 'wait_for', id: 'click', event: 'Email Link Clicked', timeout: '2d', otherwise: [{ type: 'exit', id: 'cold' }] },
    { type: 'send', id: 'last', channel: 'sms', template: 'cart_sms', purpose: 'offers' },
  ],
};

/** Every place at which a step may be put. */
export function slotsOf(journey: Journey): readonly Slot[] {
  const lists = [
    { steps: journey.steps },
    ...placedIn(journey).flatMap(({ step }) =>
      waysOf(step)
        .filter(({ holdsSteps }) => holdsSteps)
        .map(({ key, steps }) => ({ owner: step.id, way: key, steps })),
    ),
  ];
  return lists.flatMap(({ steps, ...place }) => Array.from({ length: steps.length + 1 }, (_, index) => ({ ...place, index })));
}

/** Ids of all steps, in reading order. */
export function idsOf(journey: Pick<Journey, 'steps'>): readonly string[] {
  return placedIn(journey).map(({ step }) => step.id);
}

/** What is wrong with a document's structure (D1). */
export function faultsOf(journey: Journey): readonly string[] {
  const ids = idsOf(journey);
  const double = ids.filter((id, index) => ids.indexOf(id) !== index);
  return [...double, ...(Array.isArray(journey.steps) ? [] : ['steps']), ...placedIn(journey).flatMap(({ step }) => badLists(step))];
}

function badLists(step: Step): readonly string[] {
  const fields = step as unknown as Readonly<Record<string, unknown>>;
  const ways = [...((fields.branches ?? []) as { steps: unknown }[]), ...((fields.arms ?? []) as { steps: unknown }[])];
  const lists = [
    ...ways.map(({ steps }) => steps),
    ...['otherwise', 'onFailure', 'steps'].filter((name) => name in fields).map((name) => fields[name]),
  ];
  return lists.every(Array.isArray) ? [] : [`lists of ${step.id}`];
}

/** One thing that somebody does; numbers choose among what there is. */
export const actions = fc.oneof(
  fc.record({ do: fc.constant('insert' as const), type: fc.constantFrom(...STEP_TYPES), at: fc.nat() }),
  fc.record({ do: fc.constant('move' as const), one: fc.nat(), at: fc.nat() }),
  fc.record({ do: fc.constantFrom('remove' as const, 'duplicate' as const), one: fc.nat() }),
  fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const) }),
);
