import { completed, converted, entered, exited, isIn, journeyTest, refused, sent, turnedAway } from 'volano/test';
import { house } from '../house.ts';
import { somebody } from '../shared/people.ts';

const ORDER = { revenue: 500, products: [{ name: 'Lamp' }] };

journeyTest('same category: on day 5 after a large second order', () => {
  somebody('anna')
    .does('Order Completed', { revenue: 20 })
    .does('Order Completed', ORDER)
    .after('119 hours')
    .expectNot(sent('same_category'))
    .after('1 hour')
    .expect(sent('same_category', { times: 1, body: 'Lamp' }), isIn('same_category', 'time-to-order'))
    .after('215 hours')
    .expect(isIn('same_category', 'time-to-order'))
    .after('1 hour')
    .expect(completed('same_category'));
});

journeyTest('same category: not after the first order, nor after a small one', () => {
  somebody('anna').does('Order Completed', ORDER).expect(turnedAway('same_category'));
  somebody('ben').does('Order Completed', { revenue: 20 }).does('Order Completed', { revenue: 499 }).expectNot(entered('same_category'));
});

journeyTest('same category: a refund of the whole ends it, one of a part does not', () => {
  const [anna, ben] = [somebody('anna'), somebody('ben')];
  for (const one of [anna, ben]) one.does('Order Completed', { revenue: 20 }).does('Order Completed', ORDER);
  anna.does('Order Refunded', { whole: true }).expect(exited('same_category'));
  ben.does('Order Refunded', { whole: false }).expectNot(exited('same_category'));
});

journeyTest('same category: the order ends it, and within 120 days there is no second one', () => {
  somebody('anna')
    .does('Order Completed', { revenue: 20 })
    .does('Order Completed', ORDER)
    .after('6 days')
    .does('Order Completed', ORDER)
    .expect(converted('same_category'), entered('same_category', { times: 1 }))
    .after('110 days')
    .does('Order Completed', ORDER)
    .expect(turnedAway('same_category', { rule: 'reentry' }), entered('same_category', { times: 1 }))
    .after('5 days')
    .does('Order Completed', ORDER)
    .expect(entered('same_category', { times: 2 }));
});

journeyTest('same category: who wants no offers gets none', () => {
  somebody('anna')
    .withdraws(house.purposes.offer)
    .does('Order Completed', { revenue: 20 })
    .does('Order Completed', ORDER)
    .after('6 days')
    .expect(refused('consent'))
    .expectNot(sent('same_category'));
});
