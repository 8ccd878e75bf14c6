/** The wholesaler's journeys in virtual time: `volano test examples/retail`. */
import {
  at,
  channel,
  completed,
  converted,
  crowd,
  customer,
  deferred,
  entered,
  exited,
  expectCount,
  failed,
  hasTrait,
  inSegment,
  isIn,
  isOneWith,
  type JsonObject,
  journeyTest,
  later,
  onItsWay,
  refused,
  sent,
  sentInOrder,
  sentNothing,
  turnedAway,
  visitor,
  withdrawn,
} from 'volano/test';
import { CANCELLATION, PURCHASE } from './paid.ts';

/** A line of an invoice of ten pieces. */
function line(invoice: string, price = 4): JsonObject {
  return { invoice_no: invoice, customer_id: '1', name: 'Lantern', quantity: 10, price, revenue: 10 * price };
}

journeyTest('a first order is welcomed, by e-mail where there is an address', () => {
  customer('anna')
    .identify({ email: 'anna@example.com' })
    .does(PURCHASE, line('A1'))
    .expect(entered('welcome'), sent('welcome', { channel: 'email', subject: 'Your first order', body: 'Invoice A1' }))
    .expectNot(sent('how_to_order'))
    .after('5 days')
    .expect(sent('how_to_order'), isIn('welcome', 'time-to-read'))
    .after('2 days')
    .expect(completed('welcome', { times: 1 }));
});

journeyTest('in the portal where there is none, and in the language of the customer', () => {
  customer('ben')
    .identify({ locale: 'zh' })
    .does(PURCHASE, line('B1'))
    .expect(sent('welcome', { channel: 'portal', subject: '首单' }));
});

journeyTest('a cancellation ends the welcome and is followed up a day later, once in 30 days', () => {
  customer('anna')
    .does(PURCHASE, line('A1'))
    .after('2 days')
    .does(CANCELLATION, line('A1'))
    .expect(exited('welcome', { rule: 'exit' }), exited('second_order'), isIn('refund_follow_up', 'wait-1d'))
    .after('10 days')
    .expect(sentInOrder('welcome', 'cancelled'))
    .does(CANCELLATION, line('A1'))
    .expect(turnedAway('refund_follow_up', { rule: 'reentry' }));
});

journeyTest('the second order is what its journey is for', () => {
  const [anna, ben] = [customer('anna'), customer('ben')];
  for (const one of [anna, ben]) one.does(PURCHASE, line(`${one === anna ? 'A' : 'B'}1`));
  later('27 days');
  ben.does(PURCHASE, line('B2')).expect(converted('second_order'), hasTrait('orders', 2));
  later('1 day');
  anna.expect(sentInOrder('welcome', 'how_to_order', 'after_first_order', 'second_order_offer'));
  ben.expectNot(sent('second_order_offer'));
});

journeyTest('whoever is silent for 90 days is won back; valuable customers get a letter', () => {
  const [anna, tom] = [customer('anna').does(PURCHASE, line('A1')), customer('tom').does(PURCHASE, line('T1', 100))];
  later('89 days');
  anna.expectNot(inSegment('silent_90d'));
  later('1 day');
  anna.expect(inSegment('silent_90d'), sent('win_back', { body: 'You bought Lantern most' })).expectNot(sent('win_back_account'));
  tom
    .expect(sent('win_back_account', { channel: 'letter' }))
    .does(PURCHASE, line('T2'))
    .expect(converted('win_back'));
});

journeyTest('a year of silence is one attempt to win back', () => {
  customer('anna')
    .does(PURCHASE, line('A1'))
    .after('365 days')
    .expect(entered('win_back', { times: 1 }), sent('win_back', { times: 1 }));
});

journeyTest('nobody is written to at night: what an evening order leads to waits for the morning', () => {
  at('2026-01-05T21:00');
  customer('anna')
    .does(PURCHASE, line('A1'))
    .expect(deferred('quiet_hours'))
    .expect(sentNothing())
    .at('2026-01-06T08:00')
    .expect(sent('welcome'));
});

journeyTest('who withdraws consent in mid-wait gets no offers, and what concerns the order all the same', () => {
  customer('anna')
    .does(PURCHASE, line('A1'))
    .after('2 days')
    .withdraws('offers')
    .after('30 days')
    .expect(refused('consent.withdrawn', { template: 'how_to_order' }), sent('after_first_order'))
    .expectNot(sent('how_to_order'), sent('second_order_offer'));
});

journeyTest('an unsubscribe in a message counts as that', () => {
  customer('anna')
    .does(PURCHASE, line('A1'))
    .after('5 days')
    .unsubscribes('how_to_order')
    .after('23 days')
    .expectNot(sent('second_order_offer'));
});

journeyTest('an order that comes in a day late starts no journey and counts in its own day', () => {
  customer('anna')
    .does(PURCHASE, line('A1'), { happenedAgo: '1 day' })
    .expect(turnedAway('welcome', { rule: 'trigger.too_old' }), sentNothing(), hasTrait('orders', 1))
    .after('89 days')
    .expect(inSegment('silent_90d'));
});

journeyTest('a visitor who turns out to be a customer is one profile', () => {
  customer('anna').does(PURCHASE, line('A1'));
  visitor('guest-7').does('Product Viewed').knownAs('user_id', 'anna').expect(isOneWith('user_id', 'anna'));
  customer('anna').expect(isOneWith('anonymous_id', 'guest-7'), entered('welcome', { times: 1 }));
});

journeyTest('while the mail server is down the welcome is tried again, and arrives once', () => {
  const anna = customer('anna').identify({ email: 'anna@example.com' });
  channel('email').fails({ reason: 'connection refused' });
  anna.does(PURCHASE, line('A1')).after('3 hours').expect(onItsWay('welcome')).expectNot(sent('welcome'));
  channel('email').recovers();
  anna.after('15 minutes').expect(sent('welcome', { times: 1 }));
});

journeyTest('what was not delivered for three days is of no use any more', () => {
  channel('email').fails();
  customer('anna')
    .identify({ email: 'a@example.com' })
    .does(PURCHASE, line('A1'))
    .after('4 days')
    .expect(failed('welcome', { reason: 'expired' }));
});

journeyTest('an address that bounces for good is not tried again', () => {
  channel('email').fails({ bounces: 'permanent', times: 1 });
  customer('anna')
    .identify({ email: 'gone@example.com' })
    .does(PURCHASE, line('A1'))
    .expect(failed('welcome', { reason: 'mailbox' }))
    .after('5 days')
    .expect(refused('suppressed.channel', { template: 'how_to_order' }));
});

journeyTest('a message that waits for a channel is withdrawn when its journey ends', () => {
  channel('portal').fails();
  customer('anna')
    .does(PURCHASE, line('A1'))
    .after('1 hour')
    .does(CANCELLATION, line('A1'))
    .after('1 hour')
    .expect(withdrawn('welcome', { reason: 'exit' }));
});

journeyTest(
  'held-out customers go the same way without messages',
  () => {
    customer('anna').does(PURCHASE, line('A1')).after('28 days').expect(entered('second_order'), refused('holdout.journey'), sentNothing());
  },
  { holdout: 'everybody' },
);

journeyTest('a break is staged: after the offer went wrong, nobody orders a second time', () => {
  const before = crowd('before', 10);
  for (const one of before) one.does(PURCHASE, line(one.name));
  later('29 days');
  for (const one of before.slice(0, 6)) one.does(PURCHASE, line(`${one.name}-2`));
  expectCount(converted('second_order'), 6);
  channel('portal').fails({ template: 'second_order_offer', bounces: 'temporary' });
  for (const one of crowd('later', 10)) one.does(PURCHASE, line(one.name));
  later('60 days');
  expectCount(sent('second_order_offer'), 10);
  expectCount(failed('second_order_offer'), { atLeast: 1, atMost: 10 });
  expectCount(converted('second_order'), 6);
});
