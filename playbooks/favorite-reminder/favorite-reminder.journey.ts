import { completed, converted, entered, isIn, journeyTest, refused, sent, turnedAway } from 'volano/test';
import { house } from '../house.ts';
import { somebody } from '../shared/people.ts';

const WISH = { name: 'Lamp' };

journeyTest('favorite: four days after it was put on the wish list', () => {
  somebody('anna')
    .does('Product Added to Wishlist', WISH)
    .after('95 hours')
    .expectNot(sent('favorite_reminder'))
    .after('1 hour')
    .expect(sent('favorite_reminder', { times: 1, body: 'Lamp' }), isIn('favorite_reminder', 'time-to-order'))
    .after('215 hours')
    .expect(isIn('favorite_reminder', 'time-to-order'))
    .after('1 hour')
    .expect(completed('favorite_reminder'));
});

journeyTest('favorite: an order ends it, and within 60 days there is no second one', () => {
  somebody('anna')
    .does('Product Added to Wishlist', WISH)
    .after('3 days')
    .does('Order Completed', { revenue: 20 })
    .expect(converted('favorite_reminder'))
    .after('40 days')
    .does('Product Added to Wishlist', WISH)
    .expect(turnedAway('favorite_reminder', { rule: 'reentry' }))
    .expectNot(sent('favorite_reminder'))
    .after('20 days')
    .does('Product Added to Wishlist', WISH)
    .expect(entered('favorite_reminder', { times: 2 }));
});

journeyTest('favorite: who wants no offers gets none', () => {
  somebody('anna')
    .withdraws(house.purposes.offer)
    .does('Product Added to Wishlist', WISH)
    .after('5 days')
    .expect(refused('consent'))
    .expectNot(sent('favorite_reminder'));
});
