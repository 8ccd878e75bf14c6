/** The unmodified package @rudderstack/rudder-sdk-node against the door: gzip labelled as a form, and plain. */
import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OpenDoor, openDoor } from '../../src/sense/door/door.suite.ts';

let door: OpenDoor;

beforeEach(async () => {
  door = await openDoor();
});
afterEach(async () => door.close());

interface ClientOptions {
  readonly gzip?: boolean;
  readonly writeKey?: string;
  readonly errorHandler?: (error: unknown) => void;
}

function client({ writeKey = 'key', ...options }: ClientOptions): RudderAnalytics {
  return new RudderAnalytics(writeKey, {
    ...options,
    dataPlaneUrl: door.url,
    flushAt: 6,
    flushInterval: 50,
    logLevel: 'none',
    retryCount: 1,
  });
}

describe('@rudderstack/rudder-sdk-node', () => {
  test.each([true, false])('every call arrives, gzip: %s', async (gzip) => {
    const rudder = client({ gzip });
    rudder.identify({ userId: 'u-1', traits: { email: 'Ann@Example.com', plan: 'gold' } });
    rudder.track({ userId: 'u-1', event: 'Order Completed', properties: { revenue: 12.5, 品名: '茶杯' } });
    rudder.page({ anonymousId: 'a-1', name: 'Home', properties: { url: 'https://example.com/' } });
    rudder.screen({ userId: 'u-1', name: 'Cart' });
    rudder.group({ userId: 'u-1', groupId: 'acme', traits: { seats: 5 } });
    rudder.alias({ userId: 'u-1', previousId: 'a-1' });
    await expect.poll(() => door.entries().length, { timeout: 10_000 }).toBe(6);

    const byCall = Object.fromEntries(door.entries().map((entry) => [entry.call, entry]));
    expect(byCall.identify?.identifiers).toEqual([
      ['user_id', 'u-1'],
      ['email', 'ann@example.com'],
    ]);
    // The client sends traits twice, in the call and in its context; they are kept once.
    expect(byCall.identify?.traits).toEqual({ email: 'Ann@Example.com', plan: 'gold' });
    expect(byCall.identify?.context).not.toHaveProperty('traits');
    expect(byCall.track).toMatchObject({ event: 'Order Completed', properties: { revenue: 12.5, 品名: '茶杯' } });
    expect(byCall.page?.properties).toMatchObject({ name: 'Home', url: 'https://example.com/' });
    expect(byCall.screen?.properties).toMatchObject({ name: 'Cart' });
    expect(byCall.group).toMatchObject({ properties: { groupId: 'acme' }, traits: { seats: 5 } });
    expect(byCall.alias?.properties).toMatchObject({ previousId: 'a-1' });
    expect((await door.quarantine.stats()).records).toBe(0);
  });

  test('a wrong write key is told to the sender', async () => {
    const failure = await new Promise<unknown>((resolve) => {
      client({ writeKey: 'wrong', errorHandler: resolve }).track({ userId: 'u', event: 'A' });
    });
    expect(failure).toBeInstanceOf(Error);
    expect(door.entries()).toEqual([]);
  });
});
