import {
  type Customer,
  codes,
  completed,
  converted,
  entered,
  exited,
  given,
  hasTrait,
  isIn,
  journeyTest,
  later,
  refused,
  sent,
  turnedAway,
} from 'volano/test';
import { house } from '../house.ts';
import { somebody } from '../shared/people.ts';

/** Orders for these amounts, so that a day later each lies in a 30 days of its own. */
function buyLessAndLess(people: readonly (readonly [one: Customer, first: number, second: number, third: number])[]): void {
  for (const [one, first] of people) one.does('Order Completed', { revenue: first });
  later('31 days');
  for (const [one, , second] of people) one.does('Order Completed', { revenue: second });
  later('29 days');
  for (const [one, , , third] of people) one.does('Order Completed', { revenue: third });
}

journeyTest('falling value: 300, then 200, then 100', () => {
  codes('value_coupon', ['F1', 'F2']);
  const anna = somebody('anna');
  buyLessAndLess([[anna, 300, 200, 100]]);
  anna
    .after('23 hours')
    .expectNot(entered('value_falling_benefit'))
    .after('1 hour')
    .expect(hasTrait('value_first_fall', 100), hasTrait('value_second_fall', 100))
    .expect(given('value_coupon', { code: 'F1', times: 1 }))
    .expect(sent('value_benefit', { times: 1, body: 'F1' }), isIn('value_falling_benefit', 'time-to-use-it'))
    .after('311 hours')
    .expect(isIn('value_falling_benefit', 'time-to-use-it'))
    .after('1 hour')
    .expect(completed('value_falling_benefit'));
});

journeyTest('falling value: by 100 each time, or it is none', () => {
  const [ben, cleo] = [somebody('ben'), somebody('cleo')];
  buyLessAndLess([
    [ben, 299, 200, 100],
    [cleo, 300, 200, 101],
  ]);
  later('25 hours');
  for (const one of [ben, cleo]) one.expectNot(entered('value_falling_benefit'));
});

journeyTest('falling value: what was bought more than 90 days ago does not count', () => {
  const dan = somebody('dan').does('Order Completed', { revenue: 100 });
  later('60 days');
  buyLessAndLess([[dan, 100, 100, 0]]);
  dan.after('2 days').expect(hasTrait('revenue_two_months_before', 100)).expectNot(entered('value_falling_benefit'));
});

journeyTest('falling value: an order is what it is for, and within half a year there is no second benefit', () => {
  codes('value_coupon', ['F1', 'F2']);
  const anna = somebody('anna');
  buyLessAndLess([[anna, 300, 200, 100]]);
  anna
    .after('2 days')
    .does('Order Completed', { revenue: 1 })
    .expect(converted('value_falling_benefit'), sent('value_benefit', { times: 1 }));
  later('90 days');
  buyLessAndLess([[anna, 300, 200, 100]]);
  anna.after('2 days').expect(turnedAway('value_falling_benefit', { rule: 'reentry' }), sent('value_benefit', { times: 1 }));
  later('90 days');
  buyLessAndLess([[anna, 300, 200, 100]]);
  anna.after('2 days').expect(sent('value_benefit', { times: 2 }));
});

journeyTest('falling value: who wants no offers gets none', () => {
  codes('value_coupon', ['F1']);
  const anna = somebody('anna').withdraws(house.purposes.offer);
  buyLessAndLess([[anna, 300, 200, 100]]);
  anna.after('2 days').expect(refused('consent')).expectNot(sent('value_benefit'));
});

journeyTest('falling value: when no code is left nothing is promised', () => {
  const anna = somebody('anna');
  buyLessAndLess([[anna, 300, 200, 100]]);
  anna.after('2 days').expect(exited('value_falling_benefit')).expectNot(sent('value_benefit'), given('value_coupon'));
});
