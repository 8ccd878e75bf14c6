import { completed, converted, entered, inSegment, isIn, journeyTest, refused, sent, turnedAway } from 'volano/test';
import { house } from '../house.ts';
import { somebody } from '../shared/people.ts';

const LOOK = { price: 550 };

journeyTest('browse abandonment: a day after a look at something dear', () => {
  somebody('anna')
    .does('Product Viewed', LOOK)
    .after('23 hours')
    .expectNot(entered('browse_abandonment'))
    .after('1 hour')
    .expect(sent('browse_reminder_text', { times: 1 }), isIn('browse_abandonment', 'time-to-order'))
    .after('239 hours')
    .expect(isIn('browse_abandonment', 'time-to-order'))
    .after('1 hour')
    .expect(completed('browse_abandonment'));
});

journeyTest('browse abandonment: not for something cheap, nor once it is in the cart', () => {
  somebody('ben').does('Product Viewed', { price: 549 }).after('2 days').expectNot(entered('browse_abandonment'));
  somebody('cleo')
    .does('Product Viewed', LOOK)
    .after('1 hour')
    .does('Product Added', LOOK)
    .after('25 hours')
    .expectNot(entered('browse_abandonment'), inSegment('browse_open'))
    .does('Order Completed', { revenue: 600 })
    .expectNot(inSegment('cart_open'));
});

journeyTest('browse abandonment: not while something else lies in the cart', () => {
  somebody('anna')
    .does('Product Added')
    .after('1 hour')
    .does('Product Viewed', LOOK)
    .after('1 day')
    .expect(turnedAway('browse_abandonment'))
    .expectNot(sent('browse_reminder_text'));
});

journeyTest('browse abandonment: a cart counts as open from 2 hours to 3 days after the last thing was put in', () => {
  somebody('anna')
    .does('Product Added')
    .after('119 minutes')
    .expectNot(inSegment('cart_open'))
    .after('1 minute')
    .expect(inSegment('cart_open'))
    .after('69 hours')
    .expect(inSegment('cart_open'))
    .after('1 hour')
    .expectNot(inSegment('cart_open'));
});

journeyTest('browse abandonment: after 3 days the look is forgotten', () => {
  somebody('anna')
    .does('Product Viewed', LOOK)
    .after('71 hours')
    .expect(inSegment('browse_open'))
    .after('1 hour')
    .expectNot(inSegment('browse_open'));
});

journeyTest('browse abandonment: the order ends it, and within 60 days there is no second one', () => {
  somebody('anna')
    .does('Product Viewed', LOOK)
    .after('2 days')
    .does('Order Completed', { revenue: 600 })
    .expect(converted('browse_abandonment'))
    .after('40 days')
    .does('Product Viewed', LOOK)
    .after('1 day')
    .expect(turnedAway('browse_abandonment', { rule: 'reentry' }))
    .after('30 days')
    .does('Product Viewed', LOOK)
    .after('1 day')
    .expect(sent('browse_reminder_text', { times: 2 }));
});

journeyTest('browse abandonment: who wants no offers gets none', () => {
  somebody('anna')
    .withdraws(house.purposes.offer)
    .does('Product Viewed', LOOK)
    .after('2 days')
    .expect(refused('consent'))
    .expectNot(sent('browse_reminder_text'));
});
