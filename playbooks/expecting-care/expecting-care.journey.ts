import { completed, entered, hasTrait, isIn, journeyTest, refused, sent, sentInOrder, tagged } from 'volano/test';
import { house } from '../house.ts';
import { somebody } from '../shared/people.ts';

journeyTest('expecting: four weeks before the date, and a week after it', () => {
  somebody('anna')
    .identify({ due_date: '2026-03-10' })
    .expect(tagged('expecting'))
    .at('2026-02-10T09:59')
    .expectNot(entered('expecting_care'))
    .at('2026-02-10T10:00')
    .expect(sent('hospital_bag', { times: 1 }), isIn('expecting_care', 'until-it-is-there'))
    .at('2026-03-17T09:59')
    .expectNot(sent('first_weeks'), hasTrait('declared_need', 'postnatal'))
    .at('2026-03-17T10:01')
    .expect(sentInOrder('hospital_bag', 'first_weeks'), hasTrait('declared_need', 'postnatal'), completed('expecting_care'));
});

journeyTest('expecting: once, also with another date', () => {
  somebody('anna')
    .expectNot(tagged('expecting'))
    .identify({ due_date: '2026-03-10' })
    .at('2026-04-01T10:00')
    .identify({ due_date: '2027-06-01' })
    .at('2027-06-01T10:00')
    .expect(entered('expecting_care', { times: 1 }));
});

journeyTest('expecting: who wants no care gets none', () => {
  somebody('anna')
    .withdraws(house.purposes.care)
    .identify({ due_date: '2026-03-10' })
    .at('2026-04-01T10:00')
    .expect(refused('consent', { template: 'hospital_bag' }), refused('consent', { template: 'first_weeks' }));
});
