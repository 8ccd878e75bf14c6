/** Three journeys with holdouts: towards the second order, win-back after silence, thanks for high value. */
import { any, branch, defineJourney, type JourneyDefinition, occurs, onEvent, onSegment, send, tag, trait, wait } from 'volano';
import { CANCELLATION, PURCHASE, paid } from './paid.ts';

const CHANNEL = 'capture';

export const journeys: readonly JourneyDefinition[] = [
  defineJourney({
    id: 'second_order',
    name: { en: 'Towards the second order', zh: '第二单培育' },
    stage: 'repurchase',
    trigger: onEvent(PURCHASE, { where: paid() }),
    when: trait('orders').atMost(1),
    reentry: 'once',
    goal: trait('orders').atLeast(2),
    exits: [occurs(CANCELLATION)],
    holdout: 0.1,
    steps: [
      wait('7d'),
      send({ channel: CHANNEL, template: 'after_first_order', purpose: 'care', messageClass: 'service' }),
      wait('21d'),
      send({ channel: CHANNEL, template: 'second_order_offer', purpose: 'offers' }),
      wait('30d', { id: 'time-for-second' }),
    ],
  }),
  defineJourney({
    id: 'win_back',
    name: { en: 'Win back after silence', zh: '沉默召回' },
    stage: 'repurchase',
    trigger: onSegment('silent_90d'),
    reentry: { after: '120d' },
    goal: occurs(PURCHASE, paid()),
    holdout: 0.2,
    steps: [
      branch({
        id: 'by-value',
        when: any(tag('tier_a'), trait('order_value').atLeast(800)),
        then: [send({ channel: CHANNEL, template: 'win_back_account', purpose: 'offers' })],
        otherwise: [send({ channel: CHANNEL, template: 'win_back', purpose: 'offers' })],
      }),
      wait('30d'),
    ],
  }),
  defineJourney({
    id: 'high_value_thanks',
    name: { en: 'Thanks for high value', zh: '高价值感谢' },
    stage: 'advocate',
    trigger: onSegment('high_value'),
    reentry: { after: '90d' },
    goal: occurs(PURCHASE, paid()),
    holdout: 0.1,
    steps: [wait('2d'), send({ channel: CHANNEL, template: 'thanks', purpose: 'offers' }), wait('28d', { id: 'time-to-return' })],
  }),
];
