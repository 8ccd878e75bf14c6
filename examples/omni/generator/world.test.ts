import { expect, test } from 'vitest';
import { type Arrival, generate, type Message, World, YEAR_FROM } from './index.ts';

const DAY_MS = 86_400_000;
const OPTIONS = { seed: 'test', customers: 300 };

function letter(person: number, more: Partial<Message> = {}): Message {
  return {
    ...{ id: `msg-${person}`, journey: 'win_back', step: 'miss_you-sms', template: 'miss_you_text', channel: 'sms', purpose: 'promotions' },
    ...{ at: YEAR_FROM, to: `user-${person}`, customer: [], body: 'Hello' },
    ...more,
  };
}

/** So many days; each evening everybody gets a message, when there is one. */
function live(world: World, days: number, write?: (day: number, person: number) => Message): readonly Arrival[] {
  const arrivals: Arrival[] = [];
  for (let day = 1; day <= days; day++) {
    arrivals.push(...world.next(world.from + day * DAY_MS));
    if (write) for (let person = 0; person < OPTIONS.customers; person++) world.receive(write(day, person));
  }
  return arrivals;
}

const isReaction = ({ call }: Arrival): boolean => /^m-\d+-r/.test(call.messageId);
const daily = (day: number, person: number): Message =>
  letter(person, { id: `msg-${day}-${person}`, at: YEAR_FROM + day * DAY_MS - 1_000 });

test('W1, E2: messages add to a life and change nothing else about it', () => {
  const silent = [...generate(OPTIONS)].filter(({ at }) => at < YEAR_FROM + 60 * DAY_MS);
  const written = live(new World(OPTIONS), 60, daily);
  const own = written.filter((arrival) => !isReaction(arrival));
  expect(own.map((arrival) => JSON.stringify(arrival))).toEqual(silent.map((arrival) => JSON.stringify(arrival)));
  expect(written.length).toBeGreaterThan(own.length);
});

test('W2: arrivals never go back, and never before the message they answer', () => {
  let last = 0;
  for (const { at, call } of live(new World(OPTIONS), 60, daily)) {
    expect(at).toBeGreaterThanOrEqual(last);
    expect(at).toBeGreaterThanOrEqual(Date.parse(call.timestamp));
    last = at;
  }
});

test('what a message led to is known by its order, and each such order arrives', () => {
  const world = new World(OPTIONS);
  const orders = live(world, 90, (day, person) => daily(Math.min(day, 60), person)).filter(
    (arrival) => isReaction(arrival) && arrival.call.event === 'Order Completed',
  );
  expect(orders.length).toBeGreaterThan(30);
  for (const { call, person } of orders) {
    const caused = world.caused.get(String(call.properties?.order_id));
    expect(caused).toMatchObject({ journey: 'win_back', step: 'miss_you-sms', person });
    expect(caused?.revenue).toBe(call.properties?.revenue);
  }
});

test('E4: what follows a refund leads to no order, however often it is sent', () => {
  const world = new World(OPTIONS);
  live(world, 30, (day, person) => ({ ...daily(day, person), journey: 'refund_follow_up', template: 'refund_sorry_text' }));
  expect(world.caused.size).toBe(0);
});

test('E3: who gets too much of it reads less and unsubscribes more', () => {
  const outcome = (every: number): { readonly perMessage: number; readonly withdrawn: number } => {
    const world = new World(OPTIONS);
    let sent = 0;
    const arrivals = live(world, 120, (day, person) => {
      if (day % every === 0) sent += 1;
      return day % every === 0 ? daily(day, person) : letter(-1);
    });
    const withdrawn = arrivals.filter((arrival) => isReaction(arrival) && arrival.call.event === 'Consent Preference Updated').length;
    return { perMessage: world.caused.size / sent, withdrawn: withdrawn / sent };
  };
  const [often, seldom] = [outcome(1), outcome(20)];
  expect(often.perMessage).toBeLessThan(0.5 * seldom.perMessage);
  expect(often.withdrawn).toBeGreaterThan(2 * seldom.withdrawn);
});

test('links are followed: opened, clicked before an order, unsubscribed by POST', () => {
  const world = new World(OPTIONS);
  const body =
    '<a href="https://x.example/t/c/1.abc.d-e">x</a><a href="https://x.example/t/u/1.u">u</a><img src="https://x.example/t/o/1.o">';
  const arrivals = live(world, 40, (day, person) => ({ ...daily(day, person), body }));
  const visits = world.requests(Number.POSITIVE_INFINITY);
  const urls = (end: string, method: string): number => visits.filter((visit) => visit.url.endsWith(end) && visit.method === method).length;
  expect(urls('/t/o/1.o', 'GET')).toBeGreaterThan(urls('/t/c/1.abc.d-e', 'GET'));
  expect(urls('/t/c/1.abc.d-e', 'GET')).toBeGreaterThanOrEqual(world.caused.size);
  expect(urls('/t/u/1.u', 'POST')).toBeGreaterThan(10);
  expect(urls('/t/u/1.u', 'GET')).toBe(0);
  expect(arrivals.some((arrival) => isReaction(arrival) && arrival.call.event === 'Consent Preference Updated')).toBe(false);
  expect(world.requests(Number.POSITIVE_INFINITY)).toEqual([]);
});

test('people are found by every address they have, and strangers by none', () => {
  const year = new World(OPTIONS);
  live(year, 30);
  let sent = 0;
  const reacts = (to: string): boolean => {
    // So far apart that nobody is tired of them.
    for (let k = 0; k < 40; k++) {
      sent += 1;
      year.receive(letter(0, { to, at: YEAR_FROM + sent * 20 * DAY_MS, body: 'https://x.example/t/o/1.o' }));
    }
    return year.requests(Number.POSITIVE_INFINITY).length > 0;
  };
  const born = [...generate(OPTIONS)][0]!.person;
  const addresses = [`user-${born}`, `customer${born}@example.com`, `o-${born}`, `wm-${born}`, `+86100${10_000_000 + born * 7}`];
  for (const address of addresses) expect(reacts(address), address).toBe(true);
  for (const address of ['somebody@else.example', 'user-999999', '']) expect(reacts(address), address).toBe(false);
});

test('the year can lie elsewhere: the same lives, so many weeks later', () => {
  const shiftMs = 47 * 7 * DAY_MS;
  const [here, there] = [live(new World(OPTIONS), 40), live(new World({ ...OPTIONS, shiftMs }), 40)];
  expect(there.map(({ at, call }) => [at - shiftMs, call.messageId, Date.parse(call.timestamp) - shiftMs])).toEqual(
    here.map(({ at, call }) => [at, call.messageId, Date.parse(call.timestamp)]),
  );
  const orders = there.filter(({ call }) => call.event === 'Order Completed');
  for (const { call } of orders) {
    const local = new Date(Date.parse(call.timestamp) + 8 * 3_600_000).toISOString();
    expect(call.properties?.period).toBe(local.slice(0, 7));
  }
});

test('somebody comes by: a visit of now, by one person, beside the year', () => {
  const world = new World(OPTIONS);
  live(world, 30);
  const now = Date.UTC(2026, 5, 1, 12);
  const visits = Array.from({ length: 60 }, () => world.stroll(now));
  for (const visit of visits) {
    expect(new Set(visit.map(({ person }) => person)).size).toBe(1);
    for (const { at, call } of visit) {
      expect(at).toBeGreaterThanOrEqual(now);
      expect(Date.parse(call.timestamp)).toBeGreaterThanOrEqual(now);
    }
  }
  const ids = visits.flat().map(({ call }) => call.messageId);
  expect(new Set(ids).size).toBeGreaterThan(0.95 * ids.length);
  expect(visits.flat().some(({ call }) => call.event === 'Order Completed')).toBe(true);
});
