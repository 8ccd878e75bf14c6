import { type Customer, completed, converted, entered, hasTrait, isIn, journeyTest, refused, sent, tagged, turnedAway } from 'volano/test';
import { house } from '../house.ts';
import { somebody } from '../shared/people.ts';

function asks(one: Customer, times: number): Customer {
  for (let question = 0; question < times; question++) one.does('Live Chat Message Received', { topic: 'advice' });
  return one;
}

journeyTest('asks often, never buys: the fourth question makes the tag and brings the invitation', () => {
  asks(somebody('anna'), 3)
    .does('Live Chat Message Received', { topic: 'complaint' })
    .expectNot(tagged('experience_sensitive'))
    .does('Live Chat Message Received', { topic: 'advice' })
    .expect(tagged('experience_sensitive'), sent('experience_session_text', { times: 1 }), isIn('experience_first', 'time-to-come'))
    .after('311 hours')
    .expect(isIn('experience_first', 'time-to-come'))
    .after('1 hour')
    .expect(completed('experience_first'));
});

journeyTest('asks often, never buys: not who has ordered, and questions count for 90 days', () => {
  asks(somebody('ben').does('Order Completed', { revenue: 20 }), 4).expectNot(tagged('experience_sensitive'));
  asks(somebody('cleo'), 4)
    .after('89 days')
    .expect(hasTrait('consultations_90d', 4))
    .after('1 day')
    .expectNot(tagged('experience_sensitive'));
});

journeyTest('asks often, never buys: the order is what it is for', () => {
  asks(somebody('anna'), 4)
    .after('3 days')
    .does('Order Completed', { revenue: 20 })
    .expect(converted('experience_first'))
    .expectNot(tagged('experience_sensitive'));
});

journeyTest('asks often, never buys: within 120 days there is no second invitation', () => {
  const anna = asks(somebody('anna'), 4);
  asks(anna.after('100 days'), 4).expect(turnedAway('experience_first', { rule: 'reentry' }), entered('experience_first', { times: 1 }));
  asks(anna.after('100 days'), 4).expect(sent('experience_session_text', { times: 2 }));
});

journeyTest('asks often, never buys: who wants no offers gets none', () => {
  asks(somebody('anna').withdraws(house.purposes.offer), 4).expect(refused('consent')).expectNot(sent('experience_session_text'));
});
