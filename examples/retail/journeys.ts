/** Five journeys with holdouts: welcome, towards the second order, win-back after silence, thanks for high value, after a cancellation. */
import {
  any,
  branch,
  defineJourney,
  type JourneyDefinition,
  type MessageClass,
  occurs,
  onEvent,
  onSegment,
  property,
  type StepInput,
  send,
  tag,
  trait,
  wait,
} from 'volano';
import { CANCELLATION, PURCHASE, paid } from './paid.ts';

/** By e-mail to those who gave an address, else in the portal. */
function write(template: string, options: { readonly purpose: string; readonly messageClass?: MessageClass }): StepInput {
  return branch({
    id: `${template}-by`,
    when: trait('email').present(),
    then: [send({ id: `${template}-email`, channel: 'email', template, ...options })],
    otherwise: [send({ id: `${template}-portal`, channel: 'portal', template, ...options })],
  });
}

const OFFER = { purpose: 'offers' } as const;
const CARE = { purpose: 'care', messageClass: 'service' } as const;

export const journeys: readonly JourneyDefinition[] = [
  defineJourney({
    id: 'welcome',
    name: { en: 'Welcome', zh: '欢迎' },
    stage: 'activate',
    trigger: onEvent(PURCHASE, { where: paid() }),
    when: trait('orders').atMost(1),
    reentry: 'once',
    exits: [occurs(CANCELLATION)],
    holdout: 0.1,
    steps: [write('welcome', CARE), wait('5d'), write('how_to_order', OFFER), wait('2d', { id: 'time-to-read' })],
  }),
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
      write('after_first_order', CARE),
      wait('21d'),
      write('second_order_offer', OFFER),
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
        then: [send({ channel: 'letter', template: 'win_back_account', purpose: 'offers' })],
        otherwise: [write('win_back', OFFER)],
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
    steps: [wait('2d'), send({ channel: 'letter', template: 'thanks', purpose: 'offers' }), wait('28d', { id: 'time-to-return' })],
  }),
  defineJourney({
    id: 'refund_follow_up',
    name: { en: 'After a cancellation', zh: '取消后跟进' },
    stage: 'retain',
    trigger: onEvent(CANCELLATION, { where: property('customer_id').present() }),
    reentry: { after: '30d' },
    holdout: 0.1,
    steps: [wait('1d'), write('cancelled', CARE), wait('13d', { id: 'time-to-answer' })],
  }),
];
