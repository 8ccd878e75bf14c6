/** Journeys with holdouts: the cart that was left, welcome, the second order, silence, high value, what follows a refund; and occasions. */
import {
  all,
  any,
  branch,
  defineJourney,
  event,
  exit,
  type JourneyDefinition,
  type MessageClass,
  not,
  occurs,
  onDate,
  onEvent,
  onSegment,
  property,
  type StepInput,
  segment,
  send,
  split,
  tag,
  trait,
  update,
  wait,
  waitFor,
  waitUntil,
} from 'volano';

const ORDER = 'Order Completed';

type Way = 'advisor' | 'email' | 'sms' | 'mini_program' | 'app';
const ADDRESS = { advisor: 'external_userid', email: 'email', sms: 'phone', mini_program: 'openid' } as const;

/** The same message by the first of these ways on which the customer can be reached; the last one is taken without asking. */
function reach(
  template: string,
  ways: readonly Way[],
  options: { readonly purpose: string; readonly messageClass?: MessageClass },
): StepInput {
  const by = (way: Way): StepInput =>
    send({ id: `${template}-${way}`, channel: way, template: way === 'email' ? template : `${template}_text`, ...options });
  const asked = ways.slice(0, -1);
  return branch({
    id: `${template}-by`,
    branches: asked.map((way) => ({ when: trait(ADDRESS[way as keyof typeof ADDRESS]).present(), steps: [by(way)] })),
    otherwise: [by(ways.at(-1)!)],
  });
}

const OFFER = { purpose: 'promotions' } as const;
const CARE = { purpose: 'care', messageClass: 'service' } as const;

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
    holdout: 0.15,
    steps: [
      wait('2h'),
      branch({
        id: 'how-far',
        when: event('Checkout Started').performed({ within: { last: '3h' } }),
        then: [reach('checkout_help', ['mini_program', 'app'], CARE)],
        otherwise: [reach('cart_reminder', ['mini_program', 'app'], OFFER)],
      }),
      wait('1d'),
      reach('cart_last_call', ['email', 'app'], OFFER),
      wait('2d', { id: 'time-to-order' }),
    ],
  }),
  defineJourney({
    id: 'welcome',
    name: { en: 'Welcome', zh: '欢迎入会' },
    description: { en: 'Joined a day ago and has not ordered yet.', zh: '入会一天，尚未下单。' },
    stage: 'acquire',
    trigger: onSegment('new_members'),
    reentry: 'once',
    goal: occurs(ORDER),
    holdout: 0.2,
    steps: [
      reach('welcome', ['email', 'sms'], CARE),
      wait('5d'),
      reach('welcome_favorites', ['mini_program', 'email', 'sms'], OFFER),
      wait('9d', { id: 'time-to-order' }),
    ],
  }),
  defineJourney({
    id: 'second_order',
    name: { en: 'Towards the second order', zh: '第二单培育' },
    stage: 'retain',
    trigger: onEvent(ORDER),
    when: trait('orders').atMost(1),
    reentry: 'once',
    goal: trait('orders').atLeast(2),
    exits: [occurs('Order Refunded', property('whole').is(true))],
    holdout: 0.2,
    steps: [
      reach('order_thanks', ['mini_program', 'email', 'sms'], CARE),
      wait('3d'),
      reach('how_to_use', ['advisor', 'mini_program', 'email', 'sms'], CARE),
      wait('11d'),
      branch({ id: 'good-time', when: any(tag('critic'), tag('unhappy_chat')), then: [exit({ id: 'service-first' })] }),
      reach('second_order', ['email', 'sms'], OFFER),
      wait('16d', { id: 'time-for-second' }),
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
    holdout: 0.2,
    steps: [
      reach('miss_you', ['sms', 'mini_program', 'app'], OFFER),
      wait('7d'),
      branch({
        id: 'by-tier',
        branches: [
          {
            when: any(tag('tier_platinum'), tag('tier_gold')),
            steps: [reach('miss_you_gold', ['advisor', 'email', 'sms'], OFFER), wait('14d')],
          },
          { when: trait('interest').atLeast(20), steps: [wait('3d', { id: 'let-them-look' })] },
        ],
        otherwise: [exit({ id: 'leave-in-peace' })],
      }),
    ],
  }),
  defineJourney({
    id: 'high_value_thanks',
    name: { en: 'Thanks for high value', zh: '高价值感谢' },
    stage: 'advocate',
    trigger: onSegment('high_value'),
    when: all(not(segment('needs_service')), trait('orders').atLeast(2)),
    reentry: { after: '90d' },
    goal: occurs(ORDER),
    holdout: 0.2,
    steps: [wait('2d'), reach('thanks', ['advisor', 'email', 'sms'], OFFER), wait('19d', { id: 'time-to-return' })],
  }),
  defineJourney({
    id: 'refund_follow_up',
    name: { en: 'After a refund', zh: '退款跟进' },
    description: { en: 'Says sorry and asks. It is not meant to sell.', zh: '致歉与询问，不以销售为目的。' },
    stage: 'retain',
    trigger: onEvent('Order Refunded'),
    key: 'order_id',
    reentry: 'once',
    holdout: 0.2,
    steps: [
      wait('1d'),
      reach('refund_sorry', ['advisor', 'sms', 'mini_program', 'app'], CARE),
      wait('6d'),
      reach('refund_survey', ['mini_program', 'app'], CARE),
      wait('7d', { id: 'time-to-answer' }),
    ],
  }),
  defineJourney({
    id: 'birthday_gift',
    name: { en: 'Gift in the birthday month', zh: '生日月礼遇' },
    stage: 'retain',
    trigger: onDate('birthday', { on: 'month', at: '10:00' }),
    when: segment('repeat_buyers'),
    reentry: { after: '300d' },
    goal: occurs(ORDER),
    holdout: 0.2,
    steps: [
      waitUntil('10:30', { id: 'on-a-weekend', weekdays: [6, 7] }),
      reach('birthday_gift', ['advisor', 'mini_program', 'email', 'sms'], OFFER),
      wait('14d', { id: 'time-to-come' }),
    ],
  }),
  defineJourney({
    id: 'expecting_care',
    name: { en: 'From late pregnancy to the first weeks', zh: '孕晚期到产后' },
    stage: 'retain',
    trigger: onDate('due_date', { every: 'once', daysBefore: 28, at: '10:00' }),
    reentry: 'once',
    holdout: 0.2,
    steps: [
      reach('hospital_bag', ['advisor', 'mini_program', 'email', 'app'], CARE),
      wait('35d', { id: 'until-it-is-there' }),
      update({ declared_need: 'postnatal' }),
      reach('first_weeks', ['advisor', 'mini_program', 'email', 'app'], CARE),
    ],
  }),
  defineJourney({
    id: 'class_follow_up',
    name: { en: 'After a class', zh: '课后跟进' },
    description: { en: 'The recipe once per class, if no order has come by itself.', zh: '每堂课一次；未自行下单才发配方。' },
    stage: 'repurchase',
    trigger: onEvent('Class Attended'),
    key: 'class_id',
    reentry: 'once',
    goal: occurs(ORDER),
    holdout: 0.2,
    steps: [
      waitFor(ORDER, {
        id: 'bought-anyway',
        timeout: '1d',
        then: [exit({ id: 'already-cooking' })],
        otherwise: [reach('class_recipe', ['mini_program', 'email', 'app'], CARE)],
      }),
      wait('13d', { id: 'time-to-cook' }),
    ],
  }),
  defineJourney({
    id: 'trial_invitation',
    name: { en: 'Invitation to try what is new', zh: '新品试用邀请' },
    stage: 'activate',
    trigger: onSegment('new_product_fans'),
    reentry: { after: '60d' },
    goal: occurs(ORDER),
    holdout: 0.2,
    steps: [
      split([
        { id: 'at-once', share: 0.5, steps: [wait('1h')] },
        { id: 'in-the-evening', share: 0.5, steps: [waitUntil('19:30')] },
      ]),
      reach('trial_invitation', ['advisor', 'mini_program', 'email', 'app'], OFFER),
      wait('10d', { id: 'time-to-try' }),
    ],
  }),
];
