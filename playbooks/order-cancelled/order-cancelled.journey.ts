import { completed, converted, entered, hasTrait, isIn, journeyTest, refused, sent, tagged, turnedAway } from 'volano/test';
import { house } from '../house.ts';
import { somebody } from '../shared/people.ts';

journeyTest('cancelled order: half an hour later, about this order', () => {
  somebody('anna')
    .does('Order Cancelled', { order_id: 'A1' })
    .after('29 minutes')
    .expectNot(sent('cancel_help_text'))
    .after('1 minute')
    .expect(sent('cancel_help_text', { times: 1, body: 'A1' }), isIn('order_cancelled', 'time-to-think'))
    .after('239 hours')
    .expect(isIn('order_cancelled', 'time-to-think'))
    .after('1 hour')
    .expect(completed('order_cancelled'));
});

journeyTest('cancelled order: once per order; who cancels twice is tagged', () => {
  somebody('anna')
    .does('Order Cancelled', { order_id: 'A1' })
    .expectNot(tagged('changes_mind'))
    .does('Order Cancelled', { order_id: 'A2' })
    .expect(tagged('changes_mind'), hasTrait('cancelled_orders', 2))
    .after('1 hour')
    .expect(sent('cancel_help_text', { times: 2 }))
    .after('11 days')
    .does('Order Cancelled', { order_id: 'A1' })
    .expect(turnedAway('order_cancelled', { rule: 'reentry' }), entered('order_cancelled', { times: 2 }));
});

journeyTest('cancelled order: a new order ends it', () => {
  somebody('anna')
    .does('Order Cancelled', { order_id: 'A1' })
    .after('10 minutes')
    .does('Order Completed', { revenue: 20 })
    .expect(converted('order_cancelled'))
    .after('1 hour')
    .expectNot(sent('cancel_help_text'));
});

journeyTest('cancelled order: who wants no care is not asked', () => {
  somebody('anna').withdraws(house.purposes.care).does('Order Cancelled', { order_id: 'A1' }).after('1 hour').expect(refused('consent'));
});
