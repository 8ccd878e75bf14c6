import { completed, entered, isIn, journeyTest, refused, sent, sentInOrder, turnedAway } from 'volano/test';
import { house } from '../house.ts';
import { somebody } from '../shared/people.ts';

journeyTest('refund: an apology after a day, one question after a week', () => {
  somebody('anna')
    .does('Order Refunded', { order_id: 'A1' })
    .after('23 hours')
    .expectNot(sent('refund_sorry_text'))
    .after('1 hour')
    .expect(sent('refund_sorry_text', { body: 'A1' }))
    .after('143 hours')
    .expectNot(sent('refund_survey_text'))
    .after('1 hour')
    .expect(sentInOrder('refund_sorry_text', 'refund_survey_text'))
    .after('167 hours')
    .expect(isIn('refund_follow_up', 'time-to-answer'))
    .after('1 hour')
    .expect(completed('refund_follow_up'));
});

journeyTest('refund: once per order', () => {
  somebody('anna')
    .does('Order Refunded', { order_id: 'A1' })
    .does('Order Refunded', { order_id: 'A2' })
    .after('15 days')
    .does('Order Refunded', { order_id: 'A1' })
    .expect(turnedAway('refund_follow_up', { rule: 'reentry' }), entered('refund_follow_up', { times: 2 }));
});

journeyTest('refund: who wants no care is not asked', () => {
  somebody('anna')
    .withdraws(house.purposes.care)
    .does('Order Refunded', { order_id: 'A1' })
    .after('8 days')
    .expect(refused('consent', { template: 'refund_sorry_text' }), refused('consent', { template: 'refund_survey_text' }));
});
