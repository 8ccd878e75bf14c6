import { type Customer, completed, converted, entered, isIn, journeyTest, refused, sent, turnedAway } from 'volano/test';
import { house } from '../house.ts';
import { somebody } from '../shared/people.ts';

/** Born in February; has ordered this often for this much each time. */
function bornInFebruary(name: string, revenues: readonly number[]): Customer {
  const one = somebody(name).identify({ birthday: '1990-02-20' });
  for (const revenue of revenues) one.does('Order Completed', { revenue });
  return one;
}

journeyTest('birthday: on the first Saturday or Sunday of the month, at half past ten', () => {
  bornInFebruary('anna', [20, 20])
    .at('2026-02-01T09:59')
    .expectNot(entered('birthday_gift'))
    .at('2026-02-01T10:00')
    .expect(isIn('birthday_gift', 'on-a-weekend'))
    .at('2026-02-01T10:30')
    .expect(sent('birthday_gift', { times: 1 }), isIn('birthday_gift', 'time-to-come'))
    .after('335 hours')
    .expect(isIn('birthday_gift', 'time-to-come'))
    .after('1 hour')
    .expect(completed('birthday_gift'))
    .expectNot(sent('birthday_vip'));
  somebody('mia')
    .identify({ birthday: '--04-09' })
    .does('Order Completed', { revenue: 20 })
    .does('Order Completed', { revenue: 20 })
    .at('2026-04-04T10:29')
    .expectNot(sent('birthday_gift'))
    .at('2026-04-04T10:30')
    .expect(sent('birthday_gift'));
});

journeyTest('birthday: on a Sunday where the month begins on one', () => {
  bornInFebruary('zoe', [20, 20]).at('2026-02-01T10:31').expect(sent('birthday_gift'));
});

journeyTest('birthday: the top tiers get the better gift', () => {
  const [vera, nora] = [bornInFebruary('vera', [2000, 1000]), bornInFebruary('nora', [2000, 999])];
  vera.at('2026-02-02T12:00').expect(sent('birthday_vip')).expectNot(sent('birthday_gift'));
  nora.expect(sent('birthday_gift')).expectNot(sent('birthday_vip'));
});

journeyTest('birthday: who has ordered once only gets none', () => {
  bornInFebruary('ben', [5000]).at('2026-02-02T12:00').expect(turnedAway('birthday_gift'));
});

journeyTest('birthday: the order ends it, and it comes again a year later', () => {
  bornInFebruary('anna', [20, 20])
    .at('2026-02-03T12:00')
    .does('Order Completed', { revenue: 20 })
    .expect(converted('birthday_gift'))
    .at('2027-02-08T12:00')
    .expect(sent('birthday_gift', { times: 2 }));
});

journeyTest('birthday: whose birthday is corrected gets no second gift within 300 days', () => {
  bornInFebruary('anna', [20, 20])
    .identify({ birthday: '1990-11-20' })
    .at('2026-11-08T12:00')
    .expect(sent('birthday_gift', { times: 1 }))
    .identify({ birthday: '1990-07-20' })
    .at('2027-07-08T12:00')
    .expect(turnedAway('birthday_gift', { rule: 'reentry' }), sent('birthday_gift', { times: 1 }));
});

journeyTest('birthday: who wants no offers gets none', () => {
  const [anna, vera] = [bornInFebruary('anna', [20, 20]), bornInFebruary('vera', [2000, 1000])];
  for (const one of [anna, vera]) one.withdraws(house.purposes.offer);
  anna.at('2026-02-02T12:00').expect(refused('consent', { template: 'birthday_gift' }));
  vera.expect(refused('consent', { template: 'birthday_vip' }));
});
