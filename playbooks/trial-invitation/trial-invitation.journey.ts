import { type Customer, completed, converted, entered, inSegment, isIn, journeyTest, refused, sent, turnedAway } from 'volano/test';
import { house } from '../house.ts';
import { somebody } from '../shared/people.ts';

const AT_ONCE = { arms: { 'trial_invitation/split': 'at-once' } };
const IN_THE_EVENING = { arms: { 'trial_invitation/split': 'in-the-evening' } };

function looks(one: Customer, times: number): Customer {
  for (let look = 0; look < times; look++) one.does('Product Viewed', { is_new: true });
  return one;
}

journeyTest(
  'trial: the third look at something new leads to an invitation, an hour later',
  () => {
    looks(somebody('anna'), 2)
      .expectNot(entered('trial_invitation'))
      .does('Product Viewed', { is_new: false })
      .expectNot(entered('trial_invitation'))
      .does('Product Viewed', { is_new: true })
      .after('59 minutes')
      .expectNot(sent('trial_invitation'))
      .after('1 minute')
      .expect(sent('trial_invitation', { times: 1 }), isIn('trial_invitation', 'time-to-try'))
      .after('239 hours')
      .expect(isIn('trial_invitation', 'time-to-try'))
      .after('1 hour')
      .expect(completed('trial_invitation'));
  },
  AT_ONCE,
);

journeyTest(
  'trial: or in the evening',
  () => {
    looks(somebody('anna'), 3)
      .at('2026-01-05T19:29')
      .expectNot(sent('trial_invitation'))
      .at('2026-01-05T19:30')
      .expect(sent('trial_invitation', { times: 1 }));
  },
  IN_THE_EVENING,
);

journeyTest('trial: looks count for 7 days', () => {
  looks(somebody('anna'), 3)
    .after('167 hours')
    .expect(inSegment('new_product_fans'))
    .after('1 hour')
    .expectNot(inSegment('new_product_fans'));
});

journeyTest('trial: an order ends it, and within 60 days there is no second one', () => {
  const anna = looks(somebody('anna'), 3).after('2 days').does('Order Completed', { revenue: 20 }).expect(converted('trial_invitation'));
  looks(anna.after('38 days'), 3).expect(turnedAway('trial_invitation', { rule: 'reentry' }), entered('trial_invitation', { times: 1 }));
  looks(anna.after('20 days'), 3).expect(entered('trial_invitation', { times: 2 }));
});

journeyTest('trial: who wants no offers gets none', () => {
  looks(somebody('anna').withdraws(house.purposes.offer), 3).after('1 day').expect(refused('consent')).expectNot(sent('trial_invitation'));
});
