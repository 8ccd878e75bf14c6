import {
  type Customer,
  completed,
  entered,
  exited,
  hasTrait,
  isIn,
  journeyTest,
  refused,
  sent,
  sentInOrder,
  tagged,
  turnedAway,
} from 'volano/test';
import { house } from '../house.ts';
import { somebody } from '../shared/people.ts';

const member = (name: string): Customer => somebody(name).does('Community Joined');

journeyTest('menu contest: an invitation, thanks for the vote, and two weeks later the winner', () => {
  member('anna')
    .at('2026-02-03T18:29')
    .expectNot(entered('menu_contest'))
    .at('2026-02-03T18:30')
    .expect(sent('menu_invitation', { times: 1 }), isIn('menu_contest', 'the-vote'))
    .after('3 days')
    .does('Menu Vote Cast', { dish: 'Soup' })
    .expect(sent('menu_vote_text', { body: 'Soup' }), isIn('menu_contest', 'until-it-is-decided'))
    .after('335 hours')
    .expectNot(sent('menu_winner'))
    .after('1 hour')
    .expect(sentInOrder('menu_invitation', 'menu_vote_text', 'menu_winner'), completed('menu_contest'));
});

journeyTest('menu contest: who does not vote in two weeks hears no more of it', () => {
  member('anna')
    .at('2026-02-17T18:29')
    .expect(isIn('menu_contest', 'the-vote'))
    .at('2026-02-17T18:30')
    .expect(exited('menu_contest'))
    .after('20 days')
    .expectNot(sent('menu_winner'));
});

journeyTest('menu contest: members of the community only; who hands in a dish is an author', () => {
  somebody('ben')
    .does('Menu Dish Submitted', { dish: 'Pie' })
    .expect(tagged('menu_author'), hasTrait('dishes', 1))
    .at('2026-02-04T10:00')
    .expectNot(entered('menu_contest'));
  somebody('cleo').expectNot(tagged('menu_author'));
});

journeyTest('menu contest: once in a quarter', () => {
  member('anna')
    .at('2026-03-10T10:00')
    .expect(turnedAway('menu_contest', { rule: 'reentry' }), sent('menu_invitation', { times: 1 }))
    .at('2026-04-30T10:00')
    .expect(sent('menu_invitation', { times: 1 }))
    .at('2026-05-10T10:00')
    .expect(sent('menu_invitation', { times: 2 }));
});

journeyTest('menu contest: who wants no offers gets the thanks only', () => {
  member('anna')
    .withdraws(house.purposes.offer)
    .at('2026-02-04T10:00')
    .does('Menu Vote Cast', { dish: 'Soup' })
    .after('20 days')
    .expect(refused('consent', { template: 'menu_invitation' }), sent('menu_vote_text'), refused('consent', { template: 'menu_winner' }));
});

journeyTest('menu contest: who wants no care gets no thanks', () => {
  member('anna')
    .withdraws(house.purposes.care)
    .at('2026-02-04T10:00')
    .does('Menu Vote Cast', { dish: 'Soup' })
    .expect(refused('consent', { template: 'menu_vote_text' }));
});
