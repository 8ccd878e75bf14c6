/** The unmodified package @segment/analytics-node against the door. */
import { Analytics } from '@segment/analytics-node';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OpenDoor, openDoor } from '../../src/sense/door/door.suite.ts';

let door: OpenDoor;
let overloaded: number | undefined;

beforeEach(async () => {
  overloaded = undefined;
  door = await openDoor({ admission: () => overloaded });
});
afterEach(async () => door.close());

function client(writeKey = 'key'): { analytics: Analytics; errors: unknown[] } {
  const analytics = new Analytics({ writeKey, host: door.url, flushInterval: 10 });
  const errors: unknown[] = [];
  analytics.on('error', (error) => errors.push(error));
  return { analytics, errors };
}

describe('@segment/analytics-node', () => {
  test('every call arrives', async () => {
    const { analytics, errors } = client();
    analytics.identify({ userId: 'u-1', traits: { email: 'Ann@Example.com', plan: 'gold' } });
    analytics.track({ userId: 'u-1', event: 'Order Completed', properties: { revenue: 12.5 }, context: { locale: 'zh-CN' } });
    analytics.page({ anonymousId: 'a-1', name: 'Home', category: 'Shop', properties: { url: 'https://example.com/' } });
    analytics.screen({ userId: 'u-1', name: 'Cart' });
    analytics.group({ userId: 'u-1', groupId: 'acme', traits: { seats: 5 } });
    analytics.alias({ userId: 'u-1', previousId: 'a-1' });
    await analytics.closeAndFlush();

    expect(errors).toEqual([]);
    const byCall = Object.fromEntries(door.entries().map((entry) => [entry.call, entry]));
    expect(Object.keys(byCall).sort()).toEqual(['alias', 'group', 'identify', 'page', 'screen', 'track']);
    expect(byCall.identify).toMatchObject({ event: '$identify', source: 'shop', traits: { email: 'Ann@Example.com', plan: 'gold' } });
    expect(byCall.identify?.identifiers).toEqual([
      ['user_id', 'u-1'],
      ['email', 'ann@example.com'],
    ]);
    expect(byCall.track).toMatchObject({ event: 'Order Completed', properties: { revenue: 12.5 } });
    expect(byCall.track?.context).toMatchObject({ locale: 'zh-CN', library: { name: '@segment/analytics-node' } });
    expect(byCall.page).toMatchObject({
      identifiers: [['anonymous_id', 'a-1']],
      properties: { name: 'Home', category: 'Shop', url: 'https://example.com/' },
    });
    expect(byCall.screen?.properties).toEqual({ name: 'Cart' });
    expect(byCall.group).toMatchObject({ properties: { groupId: 'acme' }, traits: { seats: 5 } });
    expect(byCall.alias?.identifiers).toEqual([
      ['user_id', 'u-1'],
      ['anonymous_id', 'a-1'],
    ]);
    expect(new Set(door.entries().map(({ messageId }) => messageId)).size).toBe(6);
    expect((await door.quarantine.stats()).records).toBe(0);
  });

  test('a given time keeps its distance to now', async () => {
    const { analytics } = client();
    const timestamp = new Date(Date.now() - 3 * 86_400_000);
    analytics.track({ userId: 'u', event: 'A', timestamp });
    await analytics.closeAndFlush();
    const [entry] = door.entries();
    expect(Math.abs(entry!.time - timestamp.getTime())).toBeLessThan(60_000);
  });

  test('waits when the engine is behind, and loses nothing', async () => {
    const { analytics, errors } = client();
    overloaded = 0.2;
    analytics.track({ userId: 'u', event: 'A', messageId: 'm-1' });
    await expect.poll(() => door.door.counters().refusals.VOLANO_OVERLOADED).toBe(1);
    overloaded = undefined;
    await analytics.closeAndFlush({ timeout: 10_000 });
    expect(errors).toEqual([]);
    expect(door.entries().map(({ messageId }) => messageId)).toEqual(['m-1']);
  });

  test('a wrong write key is told to the sender', async () => {
    const { analytics, errors } = client('wrong');
    analytics.track({ userId: 'u', event: 'A' });
    await analytics.closeAndFlush();
    expect(errors).toHaveLength(1);
    expect(door.entries()).toEqual([]);
  });
});
