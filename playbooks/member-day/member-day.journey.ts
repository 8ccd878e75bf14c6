import { at, completed, converted, entered, given, hasTrait, isIn, journeyTest, refused, sent, turnedAway } from 'volano/test';
import { house } from '../house.ts';
import { somebody } from '../shared/people.ts';

journeyTest('member day: on the 8th at ten, with the points that there are', () => {
  somebody('anna')
    .does('Points Earned', { points: 150 })
    .does('Points Redeemed', { points: 50 })
    .expect(hasTrait('points', 100))
    .at('2026-01-08T09:59')
    .expectNot(entered('member_day'))
    .at('2026-01-08T10:00')
    .expect(
      given('member_day_points', { points: 20, times: 1 }),
      sent('member_day', { times: 1, body: /(赠您|and) 20 .* 100 /s }),
      isIn('member_day', 'time-to-spend'),
    )
    .after('167 hours')
    .expect(isIn('member_day', 'time-to-spend'))
    .after('1 hour')
    .expect(completed('member_day'));
});

journeyTest('member day: not for whoever has few points, or has spent them', () => {
  somebody('ben').does('Points Earned', { points: 99 }).expect(hasTrait('points', 99));
  somebody('cleo').does('Points Redeemed', { points: 50 }).expect(hasTrait('points', -50));
  somebody('dora').does('Points Earned', { points: 500 }).does('Points Redeemed', { points: 450 });
  at('2026-01-09T12:00');
  for (const name of ['ben', 'cleo', 'dora'])
    somebody(name).expectNot(sent('member_day'), entered('member_day'), given('member_day_points'));
});

journeyTest('member day: every other month at most; an order is what it is for', () => {
  somebody('anna')
    .does('Points Earned', { points: 500 })
    .at('2026-01-09T12:00')
    .does('Order Completed', { revenue: 20 })
    .expect(converted('member_day'))
    .at('2026-02-09T12:00')
    .expect(turnedAway('member_day', { rule: 'reentry' }))
    .at('2026-03-09T12:00')
    .expect(sent('member_day', { times: 2 }));
});

journeyTest('member day: who wants no offers gets none', () => {
  somebody('anna')
    .withdraws(house.purposes.offer)
    .does('Points Earned', { points: 500 })
    .at('2026-01-09T12:00')
    .expect(refused('consent'))
    .expectNot(sent('member_day'));
});
