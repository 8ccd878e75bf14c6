import { completed, converted, entered, exited, hasTrait, isIn, journeyTest, refused, sent, sentInOrder, tagged } from 'volano/test';
import { house } from '../house.ts';
import { somebody } from '../shared/people.ts';

const ORDER = { order_id: 'A1', revenue: 120 };

journeyTest('first order: thanks at once, tips on day 3, care with the coupon on day 6, an idea on day 14', () => {
  somebody('anna')
    .does('Order Completed', ORDER)
    .expect(sent('order_thanks', { body: 'A1' }))
    .after('71 hours')
    .expectNot(sent('how_to_use'), tagged('uses_coupons'))
    .after('1 hour')
    .expect(sent('how_to_use'))
    .after('71 hours')
    .expectNot(sent('care_coupon'))
    .after('1 hour')
    .expect(sent('care_coupon', { body: 'CARE30' }))
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
    .does('Order Completed', { order_id: 'A2', revenue: 80, coupon: 'CARE30' })
    .expect(converted('second_order'), hasTrait('orders', 2), hasTrait('coupons_used', 1), tagged('uses_coupons'))
    .after('30 days')
    .does('Order Completed', { order_id: 'A3', revenue: 80 })
    .expect(entered('second_order', { times: 1 }), sent('order_thanks', { times: 1 }), hasTrait('coupons_used', 1))
    .expectNot(sent('care_coupon'));
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
  somebody('anna')
    .withdraws(house.purposes.offer)
    .does('Order Completed', ORDER)
    .after('20 days')
    .expect(sentInOrder('order_thanks', 'how_to_use'), refused('consent', { template: 'care_coupon' }))
    .expect(refused('consent', { template: 'second_order' }));
});

journeyTest('first order: who wants no care gets none', () => {
  somebody('anna')
    .withdraws(house.purposes.care)
    .does('Order Completed', ORDER)
    .after('7 days')
    .expect(refused('consent', { template: 'order_thanks' }), refused('consent', { template: 'how_to_use' }), sent('care_coupon'));
});
