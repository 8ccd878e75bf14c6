/** Why the customer of the shop's cart got their message, and how they stand to the journeys, as `explain` answers it. */
import type { Explanation } from '../runtime/index.ts';
import { CART_COMMAND, NOON } from './cart.suite.ts';

type Message = NonNullable<Explanation['message']>;
type Journey = NonNullable<Explanation['journeys']>[number];
type Evidence = Message['chain'][number]['evidence'];
type FactEvidence = Extract<Evidence, { table: 'facts' }>;

const HOUR = 3_600_000;
const { customer, message, journey, instance, channel, template, purpose } = CART_COMMAND;
const TREATED = { share: 0.1, drawn: 0.6204 };
const ALLOWED = { purpose, choice: 'granted', caps: { marketing_per_day: 0 } };

function fact(seq: number, kindAndAction: string, more: Partial<FactEvidence> = {}): FactEvidence {
  const [kind = '', action = ''] = kindAndAction.split('/');
  const about = { customer, position: 40 + seq, at: NOON, name: journey, version: 2, detail: {} };
  return { table: 'facts', id: `0-${seq}`, kind, action, ...about, ...more };
}

const SIGNAL: Evidence = {
  table: 'events',
  id: '0-40',
  position: 131,
  at: NOON - 2 * HOUR,
  customer,
  event: 'Product Added',
  messageId: 'call-17',
  source: 'shop',
  time: NOON - 2 * HOUR,
  properties: { total: 268 },
};
const ENTERED = fact(91, 'decision/entered', {
  at: NOON - 2 * HOUR,
  subject: instance,
  detail: { rule: 'trigger.event', trigger: 'Product Added', read: { 'trait.orders_90d': 3, 'property.total': 268 } },
});
const EXPOSED = fact(92, 'exposure/treatment', { at: NOON - 2 * HOUR, subject: instance, detail: { read: TREATED } });
const VERDICT = fact(97, 'verdict/send', { journey, step: 'remind', subject: message, detail: { rule: 'allowed', read: ALLOWED } });
const own = (seq: number, action: string, at: number, detail: FactEvidence['detail'] = {}): FactEvidence =>
  fact(seq, `message/${action}`, { at, name: '', version: 0, journey, step: 'remind', subject: message, detail });
const SENT = own(99, 'sent', NOON + 12, { channel });

const OUTCOME = { message, journey, step: 'remind', channel, template, purpose, status: 'sent', rule: 'allowed', read: ALLOWED } as const;

/** Every link of the chain has something to tell. */
export const CART_EXPLAINED: Message = {
  ...OUTCOME,
  evidence: SENT,
  journeyName: { en: 'Cart abandonment', zh: '购物车挽回' },
  journeyVersion: 2,
  instance,
  chain: [
    { link: 'signal', evidence: SIGNAL },
    { link: 'identity', evidence: fact(12, 'identity/linked', { name: 'phone', version: 0, detail: { value: '+8613800001234' } }) },
    { link: 'knowledge', evidence: fact(90, 'profile/changed', { name: 'orders_90d', version: 1, detail: { from: 2, to: 3 } }) },
    { link: 'trigger', evidence: ENTERED },
    { link: 'decision', evidence: ENTERED },
    { link: 'decision', evidence: EXPOSED },
    { link: 'step', evidence: fact(93, 'journey/moved', { step: 'first_wait', subject: instance, detail: { until: NOON } }) },
    { link: 'verdict', evidence: VERDICT },
    { link: 'delivery', evidence: SENT },
    { link: 'receipt', evidence: own(104, 'delivered', NOON + 400) },
    { link: 'receipt', evidence: own(110, 'clicked', NOON + HOUR, { link: 'https://shop.example/cart' }) },
    {
      link: 'conversion',
      evidence: fact(118, 'journey/converted', {
        at: NOON + 2 * HOUR,
        subject: instance,
        detail: { rule: 'goal.event', read: { event: 'Order Completed' } },
      }),
    },
  ],
};

/** Went by mail and is not kept. */
export const MAIL_EXPLAINED: Message = { ...CART_EXPLAINED, message: 'm_mailed', channel: 'mail', evidence: SENT };

/** Inside one journey, held out of another, refused by a third, and a fourth that never looked. */
export const JOURNEYS_EXPLAINED: readonly Journey[] = [
  {
    journey,
    name: { en: 'Cart abandonment', zh: '购物车挽回' },
    version: 2,
    standing: 'inside',
    entered: 1,
    way: {
      instance,
      version: 2,
      enteredAt: NOON - 2 * HOUR,
      step: 'wait_answer',
      until: NOON + 24 * HOUR,
      arm: 'treatment',
      evidence: [ENTERED, EXPOSED],
    },
    messages: [{ ...OUTCOME, evidence: SENT }],
  },
  {
    journey: 'first_order',
    name: { en: 'After the first order', zh: '首单关怀' },
    version: 1,
    standing: 'refused',
    entered: 0,
    refused: {
      count: 2,
      rule: 'when.false',
      read: { 'trait.orders_90d': 3 },
      evidence: fact(80, 'decision/not_entered', { name: 'first_order', detail: { rule: 'when.false', read: { 'trait.orders_90d': 3 } } }),
    },
    messages: [],
  },
  {
    journey: 'ripe',
    version: 1,
    standing: 'untriggered',
    entered: 0,
    untriggered: { rule: 'trigger.segment_outside', read: { segment: 'repurchase_due', inside: false, 'trait.is_member': null } },
    messages: [],
  },
];
