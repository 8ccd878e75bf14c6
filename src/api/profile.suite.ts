/** What happened to the customer of the shop's cart, where the values of its traits come from, and whether it is in a segment, and why. */
import type { Condition } from '../define/index.ts';
import type { Preview, Timeline } from '../runtime/index.ts';
import { CART_COMMAND, NOON } from './cart.suite.ts';
import type { ApiDependencies } from './deps.ts';

type Lineage = NonNullable<Awaited<ReturnType<ApiDependencies['lineage']>>>;
type Row = Timeline['rows'][number];

const HOUR = 3_600_000;
const { customer, message, journey, step } = CART_COMMAND;

const event = (seq: number, at: number, name: string, properties: Extract<Row, { kind: 'events' }>['properties']): Row => ({
  kind: 'events',
  id: `0-${seq}`,
  at,
  time: at - 200,
  event: name,
  source: 'shop',
  message: `call-${seq}`,
  customer,
  properties,
});
const fact = (
  seq: number,
  at: number,
  of: Partial<Extract<Row, { kind: 'facts' | 'messages' }>['fact']> & { kind: string; action: string },
): Row => ({
  kind: of.kind === 'message' || of.kind === 'verdict' ? 'messages' : 'facts',
  id: `0-${seq}`,
  at,
  fact: { customer, name: '', version: 0, ...of },
});

/** Newest first. */
export const ROWS: readonly Row[] = [
  fact(118, NOON + 2 * HOUR, {
    kind: 'journey',
    action: 'converted',
    name: journey,
    version: 2,
    journey,
    rule: 'goal.event',
    read: { event: 'Order Completed' },
  }),
  event(117, NOON + 2 * HOUR, 'Order Completed', { order_id: 'O-20817-4', revenue: 268, products: [{ name: 'Camellia serum 30 ml' }] }),
  fact(110, NOON + HOUR, { kind: 'message', action: 'clicked', name: 'cart_reminder', version: 1, journey, step, message }),
  fact(99, NOON + 12, { kind: 'message', action: 'sent', name: 'cart_reminder', version: 1, journey, step, message, channel: 'capture' }),
  fact(97, NOON, {
    kind: 'verdict',
    action: 'send',
    name: journey,
    version: 2,
    journey,
    step,
    message,
    rule: 'allowed',
    read: { purpose: 'offers', choice: 'granted', caps: { marketing_per_day: 0 } },
  }),
  fact(96, NOON, { kind: 'segment', action: 'entered', name: 'repurchase_due', version: 1, read: { 'trait.orders_90d': 3 } }),
  fact(95, NOON, { kind: 'tag', action: 'set', name: 'high_value', version: 1, read: { 'trait.revenue_365d': 1842.5 } }),
  fact(91, NOON - 2 * HOUR, {
    kind: 'decision',
    action: 'entered',
    name: journey,
    version: 2,
    journey,
    rule: 'trigger.event',
    read: { 'trait.orders_90d': 3, 'property.total': 268 },
  }),
  event(90, NOON - 2 * HOUR, 'Product Added', { name: 'Camellia serum 30 ml', total: 268 }),
];

export const LINEAGE: Lineage['traits'] = [
  {
    trait: 'orders_90d',
    kind: 'computed',
    version: 2,
    value: 3,
    last: {
      event: 'Order Completed',
      source: 'pos',
      message: 'o-3',
      time: NOON - 41 * 24 * HOUR,
      at: NOON - 41 * 24 * HOUR,
      position: 9_118,
    },
  },
  {
    trait: 'average_order_value',
    kind: 'formula',
    version: 1,
    value: 614.1667,
    reads: ['revenue_365d', 'orders_90d'],
    last: {
      event: 'Order Completed',
      source: 'pos',
      message: 'o-3',
      time: NOON - 41 * 24 * HOUR,
      at: NOON - 41 * 24 * HOUR,
      position: 9_118,
      through: 'orders_90d',
    },
  },
  {
    trait: 'first_name',
    kind: 'declared',
    version: 1,
    value: '晓雯',
    last: {
      event: '$identify',
      source: 'mini_program',
      message: 'i-1',
      time: NOON - 90 * 24 * HOUR,
      at: NOON - 90 * 24 * HOUR,
      position: 4_001,
    },
  },
];

/** Two rules hold, the third does not. */
export const MATCH: NonNullable<Preview['match']> = {
  customer,
  identifiers: [['user_id', 'u-20817']],
  holds: false,
  read: { 'trait.orders_90d': 3, 'tag.high_value': true },
  from: 'state',
  why: {
    holds: false,
    combinator: 'and',
    rules: [
      { holds: true, rule: { field: 'trait.orders_90d', operator: '>=', value: 2 }, read: { 'trait.orders_90d': 3 } },
      { holds: true, rule: { field: 'tag.high_value', operator: '=', value: true }, read: { 'tag.high_value': true } },
      {
        holds: false,
        rule: { field: 'event.Order Completed', operator: 'notPerformed', value: { within: { last: '30d' } } },
        read: { 'event.Order Completed': NOON - 41 * 24 * HOUR },
      },
    ],
  },
};

/** Who is in them. */
export const HIGH_VALUE: Condition = { combinator: 'and', rules: [{ field: 'trait.revenue_365d', operator: '>=', value: 1_000 }] };
export const REPURCHASE_DUE: Condition = {
  combinator: 'and',
  rules: [{ field: 'event.Order Completed', operator: 'notPerformed', value: { within: { last: '30d' } } }],
};

/** The segments and tags of the shop. */
export const GROUPS: Awaited<ReturnType<ApiDependencies['groups']>>['groups'] = [
  {
    kind: 'segment',
    id: 'repurchase_due',
    name: { en: 'Repurchase due', zh: '复购窗口期' },
    version: 2,
    state: 'live',
    members: 1_204,
    growth7d: 86,
    changedAt: NOON,
    reachable: 0.82,
    usedBy: ['journey.win_back', 'journey.first_order'],
  },
  {
    kind: 'segment',
    id: 'members',
    name: { en: 'Members', zh: '会员' },
    version: 1,
    state: 'preparing',
    members: 0,
    growth7d: 0,
    usedBy: [],
  },
  {
    kind: 'tag',
    id: 'high_value',
    name: { en: 'High value', zh: '高价值' },
    version: 1,
    state: 'live',
    members: 311,
    growth7d: -4,
    changedAt: NOON - HOUR,
    reachable: 0.9,
    usedBy: ['journey.cart_abandonment'],
  },
];
