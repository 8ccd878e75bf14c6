/** A launch that localizes itself: by climate, city, language and the customer's own clock. */
import {
  all,
  branch,
  type Definition,
  defineJourney,
  defineSegment,
  defineTrait,
  event,
  not,
  occurs,
  onSchedule,
  type Text,
  trait,
  wait,
} from 'volano';
import type { House, Playbook } from 'volano/library';
import { ORDER } from '../shared/traits.ts';

/** Cities by climate; all others are mild. */
const DRY = ['Beijing', 'Nanjing'];
const HUMID = ['Guangzhou', 'Shenzhen'];

export const launch: Playbook = {
  id: 'launch',
  name: { en: 'Launch that speaks of here', zh: '本地化新品首发' },
  summary: {
    en: 'The same new product on the same day at noon of each customer’s clock, told for the climate, the city and the language. For those with wishes.',
    zh: '同一新品、同一天、客户当地中午，按气候、城市与语言讲述。面向有收藏的客户。',
  },
  adapt: {
    en: 'The day, the cities by climate, and what the product does for each. A further climate is one more way of the branch.',
    zh: '日期、各气候城市，以及新品对各地的卖点。增加气候只需在分支中加一路。',
  },
  definitions: (house) => [
    defineTrait({ id: 'city', name: { en: 'City', zh: '城市' }, type: 'string' }),
    defineTrait({ id: 'timezone', name: { en: 'Time zone', zh: '时区' }, type: 'string' }),
    defineTrait({ id: 'locale', name: { en: 'Locale', zh: '语言' }, type: 'string' }),
    defineSegment({
      id: 'launch_audience',
      name: { en: 'Invited to launches', zh: '新品首发人群' },
      condition: all(event('Product Added to Wishlist').performed(), ...(house.spared ? [not(house.spared)] : [])),
    }),
    defineJourney({
      id: 'launch',
      name: { en: 'Launch that speaks of here', zh: '本地化新品首发' },
      description: {
        en: 'The same new product on the same day, told for the climate, the city, the language and the clock of each customer.',
        zh: '同一新品、同一天，按客户的气候、城市、语言与当地时间讲述。',
      },
      stage: 'activate',
      trigger: onSchedule({ every: 'month', day: 18, at: '12:00', segment: 'launch_audience' }),
      reentry: 'once',
      goal: occurs(ORDER),
      holdout: 0.2,
      kpi: { metric: 'lift', target: 0.02, within: '14d' },
      steps: [
        branch({
          id: 'climate',
          branches: [
            { when: trait('city').oneOf(...DRY), steps: [house.reach('launch_dry', 'offer', ['mp_subscription', 'email', 'in_app'])] },
            { when: trait('city').oneOf(...HUMID), steps: [house.reach('launch_humid', 'offer', ['mp_subscription', 'email', 'in_app'])] },
          ],
          otherwise: [house.reach('launch_mild', 'offer', ['mp_subscription', 'email', 'in_app'])],
        }),
        wait('10d', { id: 'time-to-try' }),
      ],
    }),
    ...content(house),
  ],
};

function content(house: House): readonly Definition[] {
  return [
    told(house, 'launch_dry', {
      name: { en: 'Launch, dry climate', zh: '新品首发（干燥地区）' },
      zh: ['干燥季的第一层保湿', '{{ trait.city }}空气干，新修护霜锁水一整天'],
      en: ['Moisture for dry days', 'The air in {{ trait.city }} is dry: our new cream keeps skin moist all day'],
    }),
    told(house, 'launch_humid', {
      name: { en: 'Launch, humid climate', zh: '新品首发（潮热地区）' },
      zh: ['潮热天也清爽', '{{ trait.city }}潮热，新凝露轻薄不黏'],
      en: ['Light on humid days', 'It is humid in {{ trait.city }}: our new gel is light and never sticky'],
    }),
    told(house, 'launch_mild', {
      name: { en: 'Launch, mild climate', zh: '新品首发（温和地区）' },
      zh: ['新品首发', '{{ trait.city | default: "您所在城市" }}门店已到新修护系列'],
      en: ['New today', 'The new repair line has come to {{ trait.city | default: "your city" }}'],
    }),
  ].flat();
}

interface LaunchWords {
  readonly name: Text;
  /** Subject and text. */
  readonly zh: readonly [string, string];
  readonly en: readonly [string, string];
}

/** The same launch, told for a climate. */
function told(house: House, id: string, { name, zh, en }: LaunchWords): readonly Definition[] {
  return house.letter({
    id,
    name,
    path: '/new/repair',
    zh: { subject: zh[0], preview: '今天首发', text: `${zh[1]}。`, button: '看新品' },
    en: { subject: en[0], preview: 'Out today', text: `${en[1]}.`, button: 'See it' },
  });
}
