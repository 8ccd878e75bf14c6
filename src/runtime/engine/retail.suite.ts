/** A small shop: every kind of definition, with windows short enough that days decide. */
import type { Definition } from '../../define/index.ts';
import { NAME } from './trial.suite.ts';

const rule = (field: string, operator: string, value?: unknown) => ({ field, operator, ...(value !== undefined && { value }) });
const all = (...rules: unknown[]) => ({ combinator: 'and', rules });

const WORKSPACE = { kind: 'workspace', id: 'w', name: NAME, timeZone: 'Europe/London', currency: 'GBP', seed: 'seed' };

const IDENTITY = [
  { kind: 'namespace', id: 'user_id', name: NAME, priority: 1, limit: 2 },
  { kind: 'namespace', id: 'device', name: NAME, priority: 2, limit: 4 },
];

const TRAITS = [
  { kind: 'trait', id: 'orders', name: NAME, aggregate: 'count', event: 'Order' },
  { kind: 'trait', id: 'spent_30d', name: NAME, aggregate: 'sum', event: 'Order', property: 'total', window: { last: '30d' } },
  { kind: 'trait', id: 'today', name: NAME, aggregate: 'count', event: 'View', window: { this: 'day' } },
  { kind: 'trait', id: 'recency', name: NAME, aggregate: 'time_since', event: 'Order' },
  {
    kind: 'trait',
    id: 'favorite',
    name: NAME,
    aggregate: 'most_frequent',
    event: 'Order',
    property: 'lines[].sku',
    window: { last: '7d' },
  },
  { kind: 'trait', id: 'city', name: NAME, type: 'string' },
  { kind: 'trait', id: 'streak', name: NAME, aggregate: 'streak', event: 'View' },
  { kind: 'trait', id: 'rank', name: NAME, score: { of: 'spent_30d', bins: 3 } },
];

const AUDIENCE = [
  { kind: 'tag_group', id: 'value', name: NAME, exclusive: true },
  { kind: 'tag', id: 'big', name: NAME, owner: 'crm', group: 'value', priority: 2, rule: all(rule('trait.spent_30d', '>=', 100)) },
  { kind: 'tag', id: 'small', name: NAME, owner: 'crm', group: 'value', priority: 1, rule: all(rule('trait.spent_30d', '<', 100)) },
  { kind: 'tag', id: 'visitor', name: NAME, owner: 'crm', expiry: '2d', rule: all(rule('event.View', 'performed')) },
  { kind: 'segment', id: 'lapsed', name: NAME, condition: all(rule('trait.recency', '>=', 3)) },
  { kind: 'segment', id: 'top', name: NAME, condition: all(rule('trait.rank', '=', 3)) },
  { kind: 'segment', id: 'keen', name: NAME, condition: all(rule('event.View', 'performed', { atLeast: 2, within: { last: '1d' } })) },
  {
    kind: 'segment',
    id: 'left',
    name: NAME,
    condition: all(rule('event.View', 'performedWithout', { without: { event: 'Order' }, after: '4h', within: '2d' })),
  },
];

const GUARD = [
  { kind: 'purpose', id: 'offers', name: NAME, basis: 'opt_out' },
  {
    kind: 'policy',
    id: 'default',
    quietHours: { from: '22:00', to: '08:00', classes: ['marketing'] },
    caps: [{ id: 'weekly', max: 2, per: '7d', classes: ['marketing'] }],
  },
];

const send = (id: string) => ({ type: 'send', id, channel: 'capture', template: 'note', purpose: 'offers' });

const JOURNEYS = [
  { kind: 'template', id: 'note', name: NAME, body: 'Hello' },
  {
    kind: 'journey',
    id: 'cart',
    name: NAME,
    stage: 'repurchase',
    trigger: { type: 'event', event: 'View' },
    reentry: { after: '1d' },
    goal: { event: 'Order' },
    holdout: 0.2,
    steps: [
      { type: 'wait', id: 'pause', duration: '2h' },
      { ...send('remind'), fallback: { step: 'longer', probe: 0.3 } },
      { type: 'wait', id: 'longer', duration: '1d' },
      {
        type: 'branch',
        id: 'worth',
        branches: [{ when: all(rule('tag.big', '=', true)), steps: [send('gift')] }],
        otherwise: [send('nudge')],
      },
    ],
  },
  {
    kind: 'journey',
    id: 'winback',
    name: NAME,
    stage: 'retain',
    trigger: { type: 'segment', segment: 'lapsed' },
    reentry: 'always',
    exits: [{ event: 'Order' }],
    steps: [{ ...send('miss'), fallback: { skip: true } }, { type: 'wait', id: 'week', duration: '7d' }, send('last')],
  },
];

export const FIRST: readonly Definition[] = [
  WORKSPACE,
  ...IDENTITY,
  ...TRAITS,
  ...AUDIENCE,
  ...GUARD,
  ...JOURNEYS,
] as unknown as Definition[];

/** Windows change, a tag goes, a segment comes, the journey has another step. */
export const SECOND: readonly Definition[] = [
  ...FIRST.filter(({ kind, id }) => !(kind === 'tag' && id === 'visitor') && !(kind === 'journey' && id === 'cart')).map((one) =>
    one.kind === 'segment' && one.id === 'keen'
      ? { ...one, condition: all(rule('event.View', 'performed', { atLeast: 1, within: { last: '2d' } })) }
      : one,
  ),
  { kind: 'segment', id: 'quiet', name: NAME, condition: all(rule('event.View', 'notPerformed', { within: { last: '1d' } })) },
  { kind: 'trait', id: 'lowest', name: NAME, aggregate: 'min', event: 'Order', property: 'total', window: { last: '2d' } },
  { kind: 'tag', id: 'bargain', name: NAME, owner: 'crm', rule: all(rule('trait.lowest', '<', 20)) },
  { ...(JOURNEYS[1] as object), steps: [{ type: 'wait', id: 'pause', duration: '1h' }, send('remind')] },
] as unknown as Definition[];
