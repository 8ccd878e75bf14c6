import { completed, converted, entered, inSegment, isIn, journeyTest, refused, sent, turnedAway } from 'volano/test';
import { house } from '../house.ts';
import { somebody } from '../shared/people.ts';

const ADDED = { cart_value: 800 };

journeyTest('large cart: 7 days without an order lead to one message, and 13 more to the end', () => {
  somebody('anna')
    .does('Product Added', ADDED)
    .after('167 hours')
    .expectNot(entered('large_cart'))
    .after('1 hour')
    .expect(sent('large_cart', { times: 1, body: '800' }), isIn('large_cart', 'time-to-order'))
    .after('311 hours')
    .expect(isIn('large_cart', 'time-to-order'))
    .after('1 hour')
    .expect(completed('large_cart'));
});

journeyTest('large cart: a smaller one is left alone, and so is one that was ordered', () => {
  somebody('ben').does('Product Added', { cart_value: 799 }).after('10 days').expectNot(entered('large_cart'));
  somebody('cleo')
    .does('Product Added', ADDED)
    .after('6 days')
    .does('Order Completed', { revenue: 800 })
    .after('10 days')
    .expectNot(entered('large_cart'));
});

journeyTest('large cart: after 14 days it is too late to speak of', () => {
  somebody('anna')
    .does('Product Added', ADDED)
    .after('335 hours')
    .expect(inSegment('large_cart_open'))
    .after('1 hour')
    .expectNot(inSegment('large_cart_open'));
});

journeyTest('large cart: the order ends it, and within 60 days there is no second one', () => {
  somebody('anna')
    .does('Product Added', ADDED)
    .after('8 days')
    .does('Order Completed', { revenue: 800 })
    .expect(converted('large_cart'))
    .after('40 days')
    .does('Product Added', ADDED)
    .after('7 days')
    .expect(turnedAway('large_cart', { rule: 'reentry' }), sent('large_cart', { times: 1 }))
    .after('10 days')
    .does('Product Added', ADDED)
    .after('7 days')
    .expect(sent('large_cart', { times: 2 }));
});

journeyTest('large cart: who wants no offers gets none', () => {
  somebody('anna')
    .withdraws(house.purposes.offer)
    .does('Product Added', ADDED)
    .after('8 days')
    .expect(refused('consent'))
    .expectNot(sent('large_cart'));
});
