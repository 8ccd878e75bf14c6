import { completed, entered, exited, hasTrait, isIn, journeyTest, reached, refused, sent, tagged, ticket, turnedAway } from 'volano/test';
import { house } from '../house.ts';
import { somebody } from '../shared/people.ts';

const CLOSED = { case_id: 'C1' };
const answer = (score: number, topic = 'after_sales') => ['Survey Answered', { topic, score }] as const;

journeyTest('after-sales: a question a day after the case; who is unhappy gets a call', () => {
  somebody('anna')
    .does('Service Case Closed', CLOSED)
    .after('23 hours')
    .expectNot(sent('after_sales_survey_text'))
    .after('1 hour')
    .expect(sent('after_sales_survey_text', { times: 1 }))
    .does(...answer(1, 'delivery'))
    .expect(isIn('after_sales_survey', 'the-answer'))
    .expectNot(tagged('after_sales_unhappy'))
    .does(...answer(2))
    .expect(sent('after_sales_call_text', { times: 1 }), tagged('after_sales_unhappy'), hasTrait('after_sales_score', 2))
    .expect(ticket('after_sales_ticket', { owner: 'service', priority: 'high', title: 'score 2', says: 'case C1', times: 1 }))
    .expect(isIn('after_sales_survey', 'call'))
    .after('1 day')
    .ticketResolved('after_sales_ticket')
    .expect(completed('after_sales_survey'))
    .after('3 days')
    .expect(ticket('after_sales_ticket', { times: 1 }));
});

journeyTest('after-sales: a call that nobody makes in two days goes to the lead', () => {
  somebody('anna')
    .does('Service Case Closed', CLOSED)
    .after('2 days')
    .does(...answer(1))
    .after('47 hours')
    .expectNot(reached('after_sales_survey', 'overdue'))
    .after('1 hour')
    .expect(ticket('after_sales_ticket', { owner: 'service_lead', priority: 'urgent', times: 1 }), completed('after_sales_survey'));
});

journeyTest('after-sales: who is content gets no call', () => {
  somebody('ben')
    .does('Service Case Closed', CLOSED)
    .after('2 days')
    .does(...answer(3))
    .expect(completed('after_sales_survey'))
    .expectNot(sent('after_sales_call_text'), ticket('after_sales_ticket'), tagged('after_sales_unhappy'));
});

journeyTest('after-sales: no answer within a week ends it', () => {
  somebody('anna')
    .does('Service Case Closed', CLOSED)
    .after('191 hours')
    .expect(isIn('after_sales_survey', 'the-answer'))
    .after('1 hour')
    .expect(exited('after_sales_survey'));
});

journeyTest('after-sales: once per case; the tag holds for half a year', () => {
  somebody('anna')
    .does('Service Case Closed', CLOSED)
    .does('Service Case Closed', { case_id: 'C2' })
    .after('1 day')
    .does(...answer(1))
    .expect(sent('after_sales_survey_text', { times: 2 }))
    .after('4 days')
    .expect(completed('after_sales_survey', { times: 2 }))
    .does('Service Case Closed', CLOSED)
    .expect(turnedAway('after_sales_survey', { rule: 'reentry.once' }), entered('after_sales_survey', { times: 2 }))
    .after('175 days')
    .expect(tagged('after_sales_unhappy'))
    .after('1 day')
    .expectNot(tagged('after_sales_unhappy'));
});

journeyTest('after-sales: who wants no care is not asked', () => {
  somebody('anna')
    .withdraws(house.purposes.care)
    .does('Service Case Closed', CLOSED)
    .after('2 days')
    .does(...answer(1))
    .expect(refused('consent', { template: 'after_sales_survey_text' }), refused('consent', { template: 'after_sales_call_text' }));
});
