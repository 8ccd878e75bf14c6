import { describe, expect, test } from 'vitest';
import {
  type Definition,
  defineEvent,
  defineJourney,
  definePolicy,
  defineTag,
  defineTemplate,
  exit,
  onEvent,
  type Release,
  send,
  trait,
  wait,
} from '../../define/index.ts';
import { namesOf } from './names.ts';

const name = (en: string, zh: string) => ({ en, zh });
const released = (...definitions: readonly Definition[]): Release['definitions'] =>
  definitions.map((definition) => ({ version: 1, definition }));
const post = send({ id: 'remind', channel: 'capture', template: 'cart', purpose: 'offers' });
const JOURNEY = defineJourney({
  id: 'basket',
  name: name('Basket', '购物车'),
  stage: 'retain',
  trigger: onEvent('Product Viewed'),
  reentry: 'once',
  steps: [
    wait('2h', { id: 'rest' }),
    {
      type: 'wait_for',
      id: 'answer',
      event: 'Order Completed',
      timeout: '3d',
      steps: [{ type: 'set_tag', id: 'mark', tag: 'vip' }, exit({ id: 'end' })],
    },
    post,
  ],
});
const DEFINITIONS = released(
  JOURNEY,
  defineTemplate({ id: 'cart', name: name('Cart reminder', '购物车提醒'), subject: 'Cart', body: 'Your cart' }),
  defineTag({ id: 'vip', name: name('VIP', '贵宾'), owner: 'crm', rule: trait('orders').atLeast(1) }),
  defineEvent({ id: 'Order Completed', name: name('Order completed', '完成订单') } as never),
  definePolicy({
    caps: [
      { id: 'week', max: 3, per: '7d', classes: ['marketing'] },
      { id: 'once', max: 1, per: '1d', classes: ['marketing', 'service'] },
      { id: 'month', max: 8, per: { this: 'month' }, classes: ['marketing'] },
    ],
  }),
);

describe('names', () => {
  const names = namesOf(DEFINITIONS, [{ kind: 'tag', id: 'new', name: name('New', '新'), action: 'new' }]);

  test('are those of the release, and of what is new', () => {
    expect(names.journey).toEqual({ basket: name('Basket', '购物车') });
    expect(names.tag).toEqual({ vip: name('VIP', '贵宾'), new: name('New', '新') });
  });

  test('of steps are what they do, wherever in the journey they are', () => {
    expect(names.step).toEqual({
      'basket/rest': name('Wait 2 hours', '等待 2 小时'),
      'basket/answer': name('Wait for “Order completed”', '等待“完成订单”发生'),
      'basket/mark': name('Set the tag “VIP”', '打标签“贵宾”'),
      'basket/end': name('Exit', '退出旅程'),
      'basket/remind': name('Cart reminder', '购物车提醒'),
    });
  });

  test('of caps are what they allow', () => {
    expect(names.cap).toEqual({
      week: name('Marketing: at most 3 in 7 days', '营销：7 天内最多 3 条'),
      once: name('Marketing, Service: at most 1 in 1 day', '营销、服务：1 天内最多 1 条'),
      month: name('Marketing: at most 8 a month', '营销：每月最多 8 条'),
    });
  });

  test('of what the release does not have are ids', () => {
    expect(namesOf(released(JOURNEY), []).step?.['basket/remind']).toEqual(name('cart', 'cart'));
  });
});
