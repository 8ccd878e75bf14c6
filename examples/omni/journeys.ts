/** Three journeys with holdouts: the cart that was left, the first order, and silence. */
import {
  any,
  branch,
  defineJourney,
  event,
  exit,
  type JourneyDefinition,
  not,
  occurs,
  onEvent,
  onSegment,
  property,
  segment,
  send,
  tag,
  trait,
  wait,
} from 'volano';

const ORDER = 'Order Completed';
const CHANNEL = 'capture';

export const journeys: readonly JourneyDefinition[] = [
  defineJourney({
    id: 'cart_abandonment',
    name: { en: 'Cart left behind', zh: '购物车挽回' },
    description: { en: 'Something was added and nothing ordered for two hours.', zh: '加购后两小时未下单。' },
    stage: 'activate',
    trigger: onEvent('Product Added', { where: property('price').greaterThan(0) }),
    when: not(segment('needs_service')),
    reentry: { after: '7d' },
    goal: occurs(ORDER),
    exits: [occurs('Consent Preference Updated')],
    holdout: 0.1,
    steps: [
      wait('2h'),
      branch({
        id: 'how-far',
        when: event('Checkout Started').performed({ within: { last: '3h' } }),
        then: [send({ channel: CHANNEL, template: 'checkout_help', purpose: 'care', messageClass: 'service' })],
        otherwise: [send({ channel: CHANNEL, template: 'cart_reminder', purpose: 'promotions' })],
      }),
      wait('1d'),
      send({ channel: CHANNEL, template: 'cart_last_call', purpose: 'promotions' }),
      wait('2d', { id: 'time-to-order' }),
    ],
  }),
  defineJourney({
    id: 'first_order',
    name: { en: 'Welcome after the first order', zh: '首单欢迎' },
    stage: 'retain',
    trigger: onEvent(ORDER),
    when: trait('orders').atMost(1),
    reentry: 'once',
    goal: trait('orders').atLeast(2),
    exits: [occurs('Order Refunded', property('whole').is(true))],
    holdout: 0.1,
    steps: [
      send({ channel: CHANNEL, template: 'welcome', purpose: 'care', messageClass: 'service' }),
      wait('3d'),
      send({ channel: CHANNEL, template: 'how_to_use', purpose: 'care', messageClass: 'service' }),
      wait('18d'),
      branch({ id: 'good-time', when: any(tag('critic'), tag('unhappy_chat')), then: [exit({ id: 'service-first' })] }),
      send({ channel: CHANNEL, template: 'second_order', purpose: 'promotions' }),
      wait('30d', { id: 'time-for-second' }),
    ],
  }),
  defineJourney({
    id: 'win_back',
    name: { en: 'Win back after silence', zh: '沉默召回' },
    stage: 'repurchase',
    trigger: onSegment('dormant_60d'),
    reentry: { after: '90d' },
    goal: occurs(ORDER),
    exits: [segment('needs_service')],
    holdout: 0.15,
    steps: [
      send({ channel: CHANNEL, template: 'miss_you', purpose: 'promotions' }),
      wait('7d'),
      branch({
        id: 'by-tier',
        branches: [
          {
            when: any(tag('tier_platinum'), tag('tier_gold')),
            steps: [send({ channel: CHANNEL, template: 'miss_you_gold', purpose: 'promotions' }), wait('14d')],
          },
          { when: trait('interest').atLeast(20), steps: [wait('3d', { id: 'let-them-look' })] },
        ],
        otherwise: [exit({ id: 'leave-in-peace' })],
      }),
    ],
  }),
];
