/** The whole story of somebody who has never been here, in English and in Chinese, without a terminal. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO_BROWSER } from '../test/clients/chromium.ts';
import { NO_SHOP } from './demo.suite.ts';
import { ShopServer } from './story.suite.ts';

const NOT_HERE = NO_BROWSER ?? NO_SHOP;

const ENTERING = 24;

const STORIES = [
  { language: 'en', playbook: 'Order cancelled', journey: 'order_cancelled', event: 'Order Cancelled' },
  { language: 'zh', playbook: '收藏提醒', journey: 'favorite_reminder', event: 'Product Added to Wishlist' },
] as const;

describe.skipIf(NOT_HERE !== undefined)(`a newcomer${NOT_HERE ? ` (skipped: ${NOT_HERE})` : ''}`, () => {
  let shop: ShopServer;
  beforeAll(async () => {
    shop = await ShopServer.open();
  }, 120_000);
  afterAll(() => shop?.close());

  test.each(STORIES)('goes from signing in to rolling back, in $language', { timeout: 240_000 }, async (story) => {
    const { language, playbook, journey, event } = story;
    const newcomer = await shop.newcomer(language);
    await newcomer.enter();
    const customers = await newcomer.customers();
    // So many that chance, which draws by ids that differ from run to run, holds out at least one.
    const [entering, other] = [customers.slice(1, 1 + ENTERING), customers[0]!];
    expect(entering).toHaveLength(ENTERING);
    await newcomer.findCustomer(other);
    await newcomer.buildSegment(`buyers_${language}`);

    await newcomer.drawJourney(playbook, journey);
    await newcomer.testJourney();
    await newcomer.simulateJourney();
    const release = await newcomer.publish(journey);
    for (const [index, { user }] of entering.entries())
      await shop.tell(event, [user], { order_id: `${language}${index}`, product_id: 'P1' });
    await newcomer.watchEntering(entering.length);

    const absent = newcomer.words.say('why:rule.trigger.event_absent');
    expect(await newcomer.readStanding(other, journey)).toMatch(new RegExp(`${absent}.*${event}`));
    const [heldOut] = await newcomer.heldOut(journey, entering);
    expect(await newcomer.readStanding(heldOut!, journey)).toContain(newcomer.words.say('why:fact.exposure/holdout'));

    await newcomer.rollBack(release);
    expect(await newcomer.afterwards(journey)).toBe(0);
    expect(newcomer.complaints).toEqual([]);
    await newcomer.leave();
  });
});
