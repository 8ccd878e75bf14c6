/** A gift in the birthday month, and a better one for the top tiers. */
import { branch, type Definition, defineJourney, defineTrait, occurs, onDate, trait, wait, waitUntil } from 'volano';
import { HELLO, type House, type Playbook } from 'volano/library';
import { customerName, ORDER, orders, revenue } from '../shared/traits.ts';

/** Who counts as a top tier where the house does not say: revenue from this on, in the workspace's currency. */
const VALUED = 3000;

export const birthdayGift: Playbook = {
  id: 'birthday-gift',
  name: { en: 'Gift in the birthday month', zh: '生日月礼遇' },
  summary: {
    en: 'On the first weekend of the birthday month, whoever has ordered twice is told of a gift; the top tiers of a full-size one, by their advisor.',
    zh: '生日月首个周末，向复购客户发送生日礼；高等级客户由顾问送上正装礼盒。',
  },
  adapt: {
    en: 'The gifts, and who belongs to the top tiers (`valued` of the house). Birthdays without a year will do.',
    zh: '礼品，以及高等级客户的范围（house 的 `valued`）。生日可不含年份。',
  },
  definitions: (house) => [
    customerName,
    orders,
    ...(house.valued ? [] : [revenue]),
    defineTrait({ id: 'birthday', name: { en: 'Birthday', zh: '生日' }, type: 'string' }),
    defineJourney({
      id: 'birthday_gift',
      name: { en: 'Gift in the birthday month', zh: '生日月礼遇' },
      stage: 'retain',
      trigger: onDate('birthday', { on: 'month', at: '10:00' }),
      when: trait('orders').atLeast(2),
      reentry: { after: '300d' },
      goal: occurs(ORDER),
      holdout: 0.2,
      kpi: { metric: 'lift', target: 0.03, within: '14d' },
      steps: [
        waitUntil('10:30', { id: 'on-a-weekend', weekdays: [6, 7] }),
        branch({
          id: 'by-tier',
          when: house.valued ?? trait('revenue').atLeast(VALUED),
          then: [house.reach('birthday_vip', 'offer', ['wecom_task', 'mp_subscription', 'email', 'sms'])],
          otherwise: [house.reach('birthday_gift', 'offer', ['wecom_task', 'mp_subscription', 'email', 'sms'])],
        }),
        wait('14d', { id: 'time-to-come' }),
      ],
    }),
    ...content(house),
  ],
};

function content(house: House): readonly Definition[] {
  return [
    house.letter({
      id: 'birthday_gift',
      name: { en: 'Birthday gift', zh: '生日礼' },
      path: '/gift',
      zh: { subject: '生日快乐', preview: '一份小礼物等您领取', text: `${HELLO.zh}生日月快乐！一份小礼物等您领取。`, button: '领取' },
      en: {
        subject: 'Happy birthday',
        preview: 'A small gift is waiting',
        text: `${HELLO.en}it is your month: a small gift is waiting.`,
        button: 'Collect it',
      },
    }),
    house.letter({
      id: 'birthday_vip',
      name: { en: 'Birthday gift, top tiers', zh: '贵宾生日礼' },
      path: '/gift/vip',
      zh: {
        subject: '为您备了一份生日礼',
        preview: '由顾问亲自送上',
        text: `${HELLO.zh}生日月快乐！顾问为您备了一份正装礼盒，到店或寄送都可以。`,
        button: '预约领取',
      },
      en: {
        subject: 'A gift for your birthday',
        preview: 'From your advisor',
        text: `${HELLO.en}happy birthday month! Your advisor has a full-size gift for you, in the store or by mail.`,
        button: 'Choose how',
      },
    }),
  ].flat();
}
