/** A small shop: a cart journey with a wait for the order, quiet hours, a cap, and two channels. */
import {
  all,
  branch,
  defineChannel,
  defineJourney,
  defineNamespace,
  definePolicy,
  defineProject,
  definePurpose,
  defineSegment,
  defineTag,
  defineTemplate,
  defineTrait,
  defineWorkspace,
  event,
  type JourneyDefinition,
  occurs,
  onEvent,
  onSegment,
  type Project,
  send,
  split,
  type Text,
  trait,
  update,
  wait,
  waitFor,
} from '../define/index.ts';

const name: Text = { en: 'Name', zh: '名称' };
const OFFER = { purpose: 'offers' } as const;

/** Reminds of a cart after two hours and once more a day later, until an order comes. */
export const cart: JourneyDefinition = defineJourney({
  id: 'cart',
  name: { en: 'Cart', zh: '购物车' },
  stage: 'repurchase',
  trigger: onEvent('Product Added'),
  reentry: 'always',
  goal: occurs('Order Completed'),
  holdout: 0.1,
  steps: [
    wait('2h', { id: 'pause' }),
    send({ id: 'remind', channel: 'mail', template: 'cart_reminder', ...OFFER }),
    waitFor('Email Link Clicked', {
      id: 'click',
      timeout: '1d',
      then: [update({ interest: 'hot' }, { id: 'note' })],
      otherwise: [send({ id: 'again', channel: 'text', template: 'cart_text', ...OFFER })],
    }),
    wait('1d', { id: 'last' }),
  ],
});

const lapsed = defineJourney({
  id: 'lapsed',
  name: { en: 'Lapsed', zh: '流失' },
  stage: 'retain',
  trigger: onSegment('silent'),
  reentry: { after: '60d' },
  goal: occurs('Order Completed'),
  steps: [
    split(
      [
        { id: 'a', share: 0.5, steps: [send({ id: 'miss_a', channel: 'mail', template: 'miss_you', ...OFFER })] },
        { id: 'b', share: 0.5, steps: [send({ id: 'miss_b', channel: 'text', template: 'miss_you', ...OFFER })] },
      ],
      { id: 'which' },
    ),
    branch({
      id: 'hot',
      when: trait('interest').is('hot'),
      then: [send({ id: 'call', channel: 'text', template: 'cart_text', ...OFFER })],
    }),
    wait('7d', { id: 'week' }),
  ],
});

export function shop(...journeys: readonly JourneyDefinition[]): Project {
  return defineProject(
    defineWorkspace({ id: 'shop', name, timeZone: 'Europe/Berlin', currency: 'EUR', seed: 'shop' }),
    defineNamespace({ id: 'user_id', name, priority: 1, limit: 1 }),
    defineNamespace({ id: 'anonymous_id', name, priority: 2, limit: 5 }),
    definePurpose({ id: 'offers', name, basis: 'opt_out' }),
    definePolicy({
      quietHours: { from: '22:00', to: '08:00', classes: ['marketing'] },
      caps: [{ id: 'two_a_week', max: 2, per: '7d', classes: ['marketing'] }],
      globalControl: 0.05,
    }),
    defineChannel({ id: 'mail', name, type: 'email', from: { name: 'Shop', address: 'shop@example.com' } }),
    defineChannel({ id: 'text', name, type: 'sms', signature: 'Shop' }),
    defineTrait({ id: 'email', name, type: 'string' }),
    defineTrait({ id: 'phone', name, type: 'string' }),
    defineTrait({ id: 'interest', name, type: 'string' }),
    defineTrait({ id: 'orders', name, aggregate: 'count', event: 'Order Completed' }),
    defineTrait({ id: 'spent', name, aggregate: 'sum', event: 'Order Completed', property: 'revenue' }),
    defineTrait({ id: 'rank', name, score: { of: 'spent', bins: 2 } }),
    defineTag({ id: 'buyer', name, owner: 'crm', rule: trait('orders').atLeast(1) }),
    defineSegment({ id: 'top', name, condition: trait('rank').is(2) }),
    defineSegment({
      id: 'silent',
      name,
      condition: all(trait('orders').atLeast(1), event('Order Completed').notPerformed({ within: { last: '30d' } })),
    }),
    defineTemplate({
      id: 'cart_reminder',
      name,
      subject: 'Still thinking of {{ event.name | default: "it" }}?',
      body: 'Leave: {{ message.unsubscribe_url }}',
    }),
    defineTemplate({ id: 'cart_text', name, body: 'Your cart waits.' }),
    defineTemplate({ id: 'miss_you', name, subject: 'We miss you', body: 'Come back.' }),
    ...(journeys.length === 0 ? [cart, lapsed] : journeys),
  );
}

/** Nobody is held out: whom chance takes depends on ids, and those on positions. */
export function withoutChance({ definitions }: Project): Project {
  return {
    definitions: definitions.map((one) => {
      if (one.kind === 'policy') return { ...one, globalControl: 0 };
      return one.kind === 'journey' ? { ...one, holdout: 0 } : one;
    }),
  };
}
