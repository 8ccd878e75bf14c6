/** A small shop for the crash tests: waits and windows of seconds, so that time decides things too while the process lives. */
import {
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
  occurs,
  onEvent,
  onSegment,
  type Project,
  send,
  trait,
  wait,
} from 'volano';

const ORDER = 'Order Completed';
const both = (name: string) => ({ en: name, zh: name });
const message = { channel: 'capture', purpose: 'news' } as const;
/** Goes out for good, to a receiver that fails at times. */
const hook = { channel: 'hook', purpose: 'news' } as const;

export const project: Project = defineProject(
  defineWorkspace({ id: 'crash', name: both('Crash'), timeZone: 'Europe/London', currency: 'GBP', seed: 'crash' }),
  [
    defineNamespace({ id: 'user_id', name: both('User'), priority: 1, limit: 1 }),
    defineNamespace({ id: 'anonymous_id', name: both('Device'), priority: 2, limit: 50 }),
  ],
  defineChannel({ id: 'hook', type: 'webhook', name: both('Hook') }),
  definePurpose({ id: 'news', name: both('News'), basis: 'opt_out' }),
  definePolicy({ caps: [{ id: 'in_10s', max: 4, per: '10s', classes: ['marketing'] }] }),
  [
    defineTrait({ id: 'orders', name: both('Orders'), event: ORDER, aggregate: 'count' }),
    defineTrait({ id: 'spent', name: both('Spent'), event: ORDER, aggregate: 'sum', property: 'revenue' }),
    defineTrait({ id: 'views_3s', name: both('Views'), event: 'Product Viewed', aggregate: 'count', window: { last: '3s' } }),
    defineTrait({ id: 'favorite', name: both('Favourite'), event: 'Product Viewed', aggregate: 'most_frequent', property: 'sku' }),
  ],
  defineTag({ id: 'buyer', name: both('Buyer'), owner: 'crm', expiry: '5s', rule: trait('orders').atLeast(1) }),
  [
    defineSegment({ id: 'active', name: both('Active'), condition: event('*').performed({ within: { last: '3s' } }) }),
    defineSegment({ id: 'keen', name: both('Keen'), condition: trait('views_3s').atLeast(2) }),
  ],
  [
    defineTemplate({ id: 'hello', name: both('Hello'), body: 'Hello, {{ trait.orders | default: 0 }} orders' }),
    defineTemplate({
      id: 'cart',
      name: both('Cart'),
      body: 'Still there: {{ event.sku }}, since {{ event.madeAt | default: "a moment ago" }}',
    }),
  ],
  [
    defineJourney({
      id: 'back',
      name: both('Back again'),
      stage: 'retain',
      trigger: onSegment('active'),
      reentry: 'always',
      holdout: 0.1,
      steps: [
        send({ ...message, template: 'hello', messageClass: 'service' }),
        wait('700ms'),
        send({ ...hook, template: 'hello', messageClass: 'service', id: 'again' }),
      ],
    }),
    defineJourney({
      id: 'cart',
      name: both('Cart left'),
      stage: 'activate',
      trigger: onEvent('Product Added'),
      reentry: 'always',
      goal: occurs(ORDER),
      steps: [wait('400ms'), send({ ...message, template: 'cart' }), wait('300ms'), send({ ...hook, template: 'cart', id: 'last-call' })],
    }),
  ],
);
