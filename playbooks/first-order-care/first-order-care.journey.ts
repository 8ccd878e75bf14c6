import {
  codes,
  completed,
  converted,
  entered,
  exited,
  failed,
  given,
  hasTrait,
  isIn,
  journeyTest,
  refused,
  sent,
  sentInOrder,
  tagged,
} from 'volano/test';
import { house } from '../house.ts';
import { somebody } from '../shared/people.ts';

const ORDER = { order_id: 'A1', revenue: 120 };

journeyTest('first order: thanks at once, tips on day 3, care with the coupon on day 6, an idea on day 14', () => {
  codes('care_coupon', ['C1', 'C2']);
  somebody('anna')
    .does('Order Completed', ORDER)
    .expect(sent('order_thanks', { body: 'A1' }))
    .after('71 hours')
    .expectNot(sent('how_to_use'), tagged('uses_coupons'))
    .after('1 hour')
    .expect(sent('how_to_use'))
    .after('71 hours')
    .expectNot(sent('care_coupon'), given('care_coupon'))
    .after('1 hour')
    .expect(given('care_coupon', { code: 'C1', times: 1 }), sent('care_coupon', { body: 'C1' }))
    .after('191 hours')
    .expectNot(sent('second_order'))
    .after('1 hour')
    .expect(sentInOrder('order_thanks', 'how_to_use', 'care_coupon', 'second_order'))
    .after('383 hours')
    .expect(isIn('second_order', 'time-for-second'))
    .after('1 hour')
    .expect(completed('second_order'));
});

journeyTest('first order: the second one is what it is for, and starts nothing anew', () => {
  somebody('anna')
    .does('Order Completed', ORDER)
    .after('4 days')
    .does('Order Completed', { order_id: 'A2', revenue: 80, coupon: 'C1' })
    .expect(converted('second_order'), hasTrait('orders', 2), hasTrait('coupons_used', 1), tagged('uses_coupons'))
    .after('30 days')
    .does('Order Completed', { order_id: 'A3', revenue: 80 })
    .expect(entered('second_order', { times: 1 }), sent('order_thanks', { times: 1 }), hasTrait('coupons_used', 1))
    .expectNot(sent('care_coupon'));
});

journeyTest('first order: when no code is left there is the care without it, and the idea all the same', () => {
  codes('care_coupon', ['C1']);
  const [anna, bo] = [somebody('anna'), somebody('bo')];
  anna.does('Order Completed', ORDER);
  bo.does('Order Completed', { order_id: 'B1', revenue: 60 }).after('15 days');
  anna.expect(given('care_coupon', { code: 'C1' }), sentInOrder('order_thanks', 'how_to_use', 'care_coupon', 'second_order'));
  bo.expect(sentInOrder('order_thanks', 'how_to_use', 'care_only', 'second_order')).expectNot(given('care_coupon'), failed('care_coupon'));
});

journeyTest('first order: a refund of the whole ends it, one of a part does not', () => {
  somebody('anna')
    .does('Order Completed', ORDER)
    .after('1 day')
    .does('Order Refunded', { order_id: 'A1', whole: true })
    .expect(exited('second_order'))
    .after('10 days')
    .expectNot(sent('how_to_use'));
  somebody('bo').does('Order Completed', ORDER).does('Order Refunded', { order_id: 'A1', whole: false }).expectNot(exited('second_order'));
});

journeyTest('first order: who wants no offers gets the care, and no coupon', () => {
  codes('care_coupon', ['C1']);
  somebody('anna')
    .withdraws(house.purposes.offer)
    .does('Order Completed', ORDER)
    .after('20 days')
    .expect(sentInOrder('order_thanks', 'how_to_use'), refused('consent', { template: 'care_coupon' }))
    .expect(refused('consent', { template: 'second_order' }));
});

journeyTest('first order: who wants no care gets none', () => {
  codes('care_coupon', ['C1']);
  somebody('anna')
    .withdraws(house.purposes.care)
    .does('Order Completed', ORDER)
    .after('7 days')
    .expect(refused('consent', { template: 'order_thanks' }), refused('consent', { template: 'how_to_use' }), sent('care_coupon'));
});

journeyTest('first order: who wants no care gets none when no code is left either', () => {
  somebody('anna')
    .withdraws(house.purposes.care)
    .does('Order Completed', ORDER)
    .after('7 days')
    .expect(refused('consent', { template: 'care_only' }));
});
