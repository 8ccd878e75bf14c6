import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestWarehouse, RowMaker, type TestWarehouse } from '../warehouse.suite.ts';

const T = Date.UTC(2025, 0, 1);
let world: TestWarehouse;

beforeAll(async () => {
  world = await openTestWarehouse();
  const rows = new RowMaker();
  const exposed = (customer: string, action: string, at: number, holdout: number): void =>
    rows.fact({ kind: 'exposure', action, customer, name: 'care', subject: `j-${customer}-${at}`, at: T + at, detail: { holdout } });
  exposed('early', 'treatment', 1, 0);
  exposed('early', 'holdout', 5, 0.1);
  exposed('early', 'holdout', 9, 0.1);
  exposed('never', 'treatment', 2, 0);
  exposed('old', 'treatment', 3, 0.1);
  exposed('new', 'holdout', 4, 0.1);
  rows.fact({ kind: 'identity', action: 'merged', customer: 'new', name: 'old', at: T + 6 });
  rows.fact({
    kind: 'exposure',
    action: 'mixed',
    customer: 'new',
    name: 'care',
    at: T + 6,
    detail: { kept: 'holdout', absorbed: 'treatment' },
  });
  exposed('apart', 'global_control', 7, 0.2);
  rows.fact({ kind: 'exposure', action: 'mixed', customer: 'apart', name: '', at: T + 8 });
  // A difference alone, about a journey that was never entered, is no assignment.
  rows.fact({ kind: 'exposure', action: 'mixed', customer: 'lost', name: 'care', at: T + 8 });

  const message = (subject: string, customer: string, actions: readonly (readonly [string, object?])[]): void => {
    rows.fact({ kind: 'message', action: 'decided', customer, subject, journey: 'care', at: T, detail: { channel: 'mail' } });
    for (const [i, [action, detail = {}]] of actions.entries()) {
      rows.fact({ kind: 'message', action, customer, subject, at: T + i + 1, detail: { ...detail } });
    }
  };
  message('m1', 'old', [['sent'], ['clicked', { machine: true }], ['clicked', { link: 'https://a.example' }]]);
  message('m2', 'never', [['sent'], ['bounced', { permanent: true }]]);
  message('m3', 'never', [['failed']]);
  message('m4', 'never', [['sent'], ['opened']]);
  await rows.insertInto(world.warehouse);
});
afterAll(() => world.close());

test('the first entry at which somebody could be held out says to which arm a customer of today belongs', async () => {
  const rows = await world.warehouse.query(
    `SELECT customer, journey, arm, toUnixTimestamp64Milli(since) - ${T} AS since, share, instance, entries, is_mixed FROM assignments ORDER BY customer`,
  );
  expect(rows).toEqual([
    { customer: 'apart', journey: 'care', arm: 'global_control', since: 7, share: 0.2, instance: 'j-apart-7', entries: 1, is_mixed: 1 },
    { customer: 'early', journey: 'care', arm: 'holdout', since: 5, share: 0.1, instance: 'j-early-5', entries: 3, is_mixed: 0 },
    { customer: 'never', journey: 'care', arm: 'undrawn', since: 2, share: 0, instance: 'j-never-2', entries: 1, is_mixed: 0 },
    { customer: 'new', journey: 'care', arm: 'holdout', since: 3, share: 0.1, instance: 'j-old-3', entries: 2, is_mixed: 1 },
  ]);
});

test('touchpoints are hand-overs that did not bounce and clicks of people, of the customer of today', async () => {
  const rows = await world.warehouse.query(
    `SELECT customer, message, journey, channel, toUnixTimestamp64Milli(touched) - ${T} AS touched, clicked FROM touchpoints ORDER BY message, touched`,
  );
  expect(rows).toEqual([
    { customer: 'new', message: 'm1', journey: 'care', channel: 'mail', touched: 1, clicked: 0 },
    { customer: 'new', message: 'm1', journey: 'care', channel: 'mail', touched: 3, clicked: 1 },
    { customer: 'never', message: 'm4', journey: 'care', channel: 'mail', touched: 1, clicked: 0 },
  ]);
});
