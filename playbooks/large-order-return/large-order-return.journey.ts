import { completed, converted, entered, inSegment, isIn, journeyTest, refused, sent, tagged, turnedAway } from 'volano/test';
import { house } from '../house.ts';
import { somebody } from '../shared/people.ts';

const ORDER = { revenue: 600 };

journeyTest('large orders, seldom: 30 days after the last one', () => {
  somebody('anna')
    .does('Order Completed', ORDER)
    .expect(tagged('rare_but_large'))
    .at('2026-02-03T23:59')
    .expectNot(entered('large_order_return'))
    .at('2026-02-04T00:00')
    .expect(sent('companion', { times: 1 }), isIn('large_order_return', 'time-to-return'))
    .after('311 hours')
    .expect(isIn('large_order_return', 'time-to-return'))
    .after('1 hour')
    .expect(completed('large_order_return'))
    .at('2026-03-05T23:59')
    .expect(inSegment('large_orders_resting'))
    .at('2026-03-06T00:00')
    .expectNot(inSegment('large_orders_resting'));
});

journeyTest('large orders, seldom: not for small ones, nor for the third', () => {
  somebody('ben').does('Order Completed', { revenue: 599 }).expectNot(tagged('rare_but_large'));
  const cleo = somebody('cleo').does('Order Completed', ORDER).does('Order Completed', ORDER).expect(tagged('rare_but_large'));
  cleo.does('Order Completed', ORDER).expectNot(tagged('rare_but_large')).after('40 days').expectNot(entered('large_order_return'));
});

journeyTest('large orders, seldom: an order is what it is for, and within 180 days there is no second message', () => {
  somebody('anna')
    .does('Order Completed', ORDER)
    .after('32 days')
    .does('Order Completed', ORDER)
    .expect(converted('large_order_return'))
    .after('40 days')
    .expect(turnedAway('large_order_return', { rule: 'reentry' }), entered('large_order_return', { times: 1 }));
});

journeyTest('large orders, seldom: half a year is long enough, and not much less is', () => {
  const [anna, ben] = [somebody('anna').does('Order Completed', ORDER), somebody('ben').does('Order Completed', ORDER)];
  anna
    .after('170 days')
    .does('Order Completed', ORDER)
    .after('35 days')
    .expect(entered('large_order_return', { times: 1 }));
  ben
    .after('20 days')
    .does('Order Completed', ORDER)
    .after('31 days')
    .expect(entered('large_order_return', { times: 2 }));
});

journeyTest('large orders, seldom: who wants no offers gets none', () => {
  somebody('anna')
    .withdraws(house.purposes.offer)
    .does('Order Completed', ORDER)
    .after('31 days')
    .expect(refused('consent'))
    .expectNot(sent('companion'));
});
