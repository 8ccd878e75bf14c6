/** The past of profiles that are merged and parted, before a release and while what it needs is brought: everybody's is what the warehouse says. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { hashUnit } from '../../base/index.ts';
import { defineProject, defineTrait } from '../../define/index.ts';
import { verifyHere } from '../installed.suite.ts';
import { order, Shop, shopProject, view } from '../shop.suite.ts';

const PATIENCE = { timeout: 60_000, interval: 50 };
const name = { en: 'Views', zh: '浏览' };
const USERS = 36;

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.running.applyProject(shopProject());
});
afterAll(() => shop.close());

const users = Array.from({ length: USERS }, (_, i) => `u${i}`);
const everybody = users.flatMap((user) => [
  { namespace: 'user_id', value: user },
  ...['phone', 'laptop'].map((device) => ({ namespace: 'anonymous_id', value: `${user}-${device}` })),
]);
const share = (user: string, what: string): number => hashUnit('parted', `${user} ${what}`);
const chosen = (what: string, part: number): string[] => users.filter((user) => share(user, what) < part);

/** What a visitor saw with one device, and with another. */
const seen = (user: string, device: string, messageId: string) => ({
  type: 'track',
  event: 'View',
  anonymousId: `${user}-${device}`,
  messageId,
});
const joined = (user: string, device: string, round: string) => ({
  type: 'identify',
  userId: user,
  anonymousId: `${user}-${device}`,
  messageId: `joined-${round}-${user}-${device}`,
});

async function part(some: readonly string[]): Promise<number> {
  let parted = 0;
  for (const user of some) {
    const { customer, absorbed } = (await shop.running.profileOf({ namespace: 'user_id', value: user }))!;
    if (absorbed.length === 0) continue;
    const { profiles, refused } = await shop.running.unmerge({ customer, from: absorbed.slice(0, 1) }, { by: 'staff', max: 1 });
    expect(refused).toEqual([]);
    parted += profiles;
  }
  return parted;
}

/** Their laptops are somebody else's. */
async function takeOut(some: readonly string[]): Promise<number> {
  let taken = 0;
  for (const user of some) {
    const laptop = `${user}-laptop`;
    const { identifiers } = (await shop.running.profileOf({ namespace: 'anonymous_id', value: laptop }))!;
    if (identifiers.length === 1) continue;
    await shop.running.bindings.unbind(['anonymous_id', laptop], { by: 'staff' });
    taken += 1;
  }
  return taken;
}

/** By customer: what profiles and timelines say, and what the warehouse counts. */
async function compared(): Promise<void> {
  await shop.running.settle();
  const [told, shown] = [new Map<string, number>(), new Map<string, number>()];
  for (const identifier of everybody) {
    const { customer, traits } = (await shop.running.profileOf(identifier))!;
    told.set(customer, Number(traits.views));
    const { rows } = (await shop.running.questions.timeline(identifier, { kinds: ['events'], events: ['View'], limit: 50 }))!;
    shown.set(customer, rows.length);
  }
  const rows = await shop.running.warehouse.query<{ customer: string; views: number }>(
    "SELECT customer, count() AS views FROM events_by_customer WHERE event = 'View' GROUP BY customer",
  );
  const counted = new Map(rows.map(({ customer, views }) => [customer, Number(views)]));
  expect(told).toEqual(counted);
  expect(shown).toEqual(counted);
}

test('counts for whose it is by then', { timeout: 180_000 }, async () => {
  for (const device of ['phone', 'laptop']) await shop.batch(...users.map((user) => seen(user, device, `seen-${user}-${device}`)));
  await shop.batch(...users.map((user) => view(user, `own-${user}`)), ...users.map((user) => order(user, `order-${user}`, 10)));
  await shop.running.settle();
  await shop.batch(...chosen('phone', 0.8).map((user) => joined(user, 'phone', 'first')));
  await shop.running.settle();
  await shop.batch(...chosen('laptop', 0.6).map((user) => joined(user, 'laptop', 'first')));
  await shop.batch(...users.map((user) => view(user, `again-${user}`)));
  await shop.running.settle();
  expect(await part(chosen('part', 0.5))).toBeGreaterThan(6);
  // Some of those who were parted turn out to be one all the same.
  await shop.batch(...chosen('part', 0.2).map((user) => joined(user, 'phone', 'second')));

  await shop.running.applyProject(
    defineProject(...shopProject().definitions, defineTrait({ id: 'views', name, aggregate: 'count', event: 'View' })),
  );
  await shop.batch(...users.map((user) => view(user, `later-${user}`)));
  await shop.batch(...chosen('late', 0.3).map((user) => joined(user, 'laptop', 'late')));
  await vi.waitFor(() => expect(shop.running.standing()).toMatchObject({ state: 'live', evaluating: false }), PATIENCE);
  await compared();
  expect(await part(chosen('after', 0.3))).toBeGreaterThan(3);
  expect(await takeOut(chosen('taken out', 0.5))).toBeGreaterThan(3);
  await compared();
  expect(await verifyHere(shop.directory)).toMatchObject({ equal: true });
});
