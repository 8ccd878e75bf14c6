/** A release and a report as a shop has them, for tests. */

import type { Definition, DefinitionKind, Release, Text } from '../define/index.ts';
import type { Report } from '../learn/index.ts';
import { changesBetween, type Review } from '../runtime/index.ts';

const RULE = { combinator: 'and', rules: [{ field: 'trait.is_member', operator: '=', value: true }] };

/** What a definition of a kind has beside its name, where a test does not care. */
const NEEDED: Readonly<Partial<Record<DefinitionKind, object>>> = {
  journey: {
    stage: 'retain',
    trigger: { type: 'event', event: 'Cart Viewed' },
    reentry: 'always',
    steps: [{ type: 'wait', id: 'first_wait', duration: '1h' }],
  },
  template: { body: 'Hello' },
  purpose: { basis: 'opt_in' },
  namespace: { priority: 1, limit: 5 },
  trait: { type: 'string' },
  tag: { owner: 'crm', rule: RULE },
  segment: { condition: RULE },
};

export function named(
  kind: DefinitionKind,
  id: string,
  { en, zh, ...more }: Text & Readonly<Record<string, unknown>>,
): Release['definitions'][number] {
  const definition = { kind, id, name: { en, zh }, ...('aggregate' in more ? {} : NEEDED[kind]), ...more };
  return { version: 1, definition: definition as unknown as Definition };
}

/** Nobody has bought. */
export const REPORT: Report = {
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
  totals: { events: 286_411, customers: 8_214, rows: 0, orders: 18_532, buyers: 0, revenue: 8_911_407.904 },
  months: [],
  rfm: undefined,
  cohorts: [],
  journeys: [],
  messages: { decided: 0, sent: 0, failed: 0, withdrawn: [], verdicts: [] },
  lift: [],
  conversions: [],
  attribution: [],
  returns: [],
  latency: { count: 0, p50: null, p90: null, p99: null, max: null, withinPromise: 0 },
};

/** The release before it: the journey waited longer, the reminder said something else, and there was no win-back. */
export function before(release: Release): Release {
  const definitions = release.definitions
    .filter(({ definition }) => definition.id !== 'win_back')
    .map((one) => {
      const { definition } = one;
      if (definition.id === 'cart_abandonment' && definition.kind === 'journey')
        return { ...one, definition: { ...definition, steps: [{ type: 'wait' as const, id: 'wait_answer', duration: '2h' as const }] } };
      if (definition.id === 'cart_reminder' && definition.kind === 'template')
        return { ...one, definition: { ...definition, body: 'Hello, your cart is waiting' } };
      return one;
    });
  return { number: release.number - 1, note: 'Opening', definitions };
}

/** What it would come to: somebody rests at a step that goes. */
export function reviewBetween(from: Release, to: Release): Review {
  const step = { version: 2, step: 'first_wait', inside: 412, becomes: 'removed', edit: 'stay', isSaid: true } as const;
  return {
    number: from.number + 1,
    changes: changesBetween(
      from.definitions.map(({ definition }) => definition),
      to.definitions.map(({ definition }) => definition),
    ),
    findings: [],
    journeys: [
      {
        ...{ journey: 'cart_abandonment', action: 'changed', inside: 530 },
        steps: [step, { ...step, step: 'wait_answer', inside: 118, becomes: 'changed' }],
      },
    ],
    rollouts: [],
    groups: [],
  };
}
