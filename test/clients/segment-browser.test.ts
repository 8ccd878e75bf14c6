/** The unmodified package @segment/analytics-next in a real page, which is on another origin than the door. */
import { createReadStream } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type OpenDoor, openDoor } from '../../src/sense/door/door.suite.ts';
import { launchChromium, NO_BROWSER } from './chromium.ts';

const SCRIPT = fileURLToPath(new URL('../../node_modules/@segment/analytics-next/dist/umd/standalone.js', import.meta.url));

/** The snippet's part that matters: the queue that the script takes over, the key, and where the settings come from. */
function html(door: string, options: string): string {
  return `<!doctype html><title>Shop</title><script>
    window.analytics = [];
    analytics._writeKey = 'key';
    analytics._cdn = '${door}';
    analytics._loadOptions = ${options};
    for (const method of ['identify', 'track', 'page', 'group', 'alias', 'screen']) {
      analytics[method] = (...args) => { analytics.push([method, ...args]); return analytics; };
    }
  </script><script src="/analytics.js"></script>`;
}

describe.skipIf(NO_BROWSER !== undefined)(`@segment/analytics-next in Chromium${NO_BROWSER ? ` (skipped: ${NO_BROWSER})` : ''}`, () => {
  let browser: Browser;
  let site: Server;
  let page: Page;
  let door: OpenDoor;
  let options = '{}';
  const foreign: string[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
    site = createServer((request, response) => {
      if (request.url !== '/analytics.js') {
        response.setHeader('content-type', 'text/html').end(html(door.url, options));
        return;
      }
      response.setHeader('content-type', 'text/javascript');
      createReadStream(SCRIPT).pipe(response);
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await browser.close();
    site.close();
  });
  beforeEach(async () => {
    options = '{}';
    door = await openDoor();
    page = await browser.newPage();
    foreign.length = 0;
    page.on('request', (request) => {
      if (!new URL(request.url()).hostname.startsWith('127.')) foreign.push(request.url());
    });
  });
  afterEach(async () => {
    await page.close();
    await door.close();
  });

  const visit = (): Promise<unknown> => page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/tea?utm_source=mail`);
  const run = (script: string): Promise<unknown> => page.evaluate(script);

  test('with nothing but the door as its CDN, every call arrives', async () => {
    await visit();
    await run(`(async () => {
      await analytics.identify('u-1', { email: 'Ann@Example.com', plan: 'gold' });
      await analytics.track('Order Completed', { revenue: 12.5, 品名: '茶杯' });
      await analytics.page('Shop', 'Tea');
      await analytics.screen('Cart');
      await analytics.group('acme', { seats: 5 });
    })()`);
    await expect.poll(() => door.entries().length, { timeout: 10_000 }).toBe(5);

    const byCall = Object.fromEntries(door.entries().map((entry) => [entry.call, entry]));
    const [, anonymousId] = byCall.track!.identifiers.find(([namespace]) => namespace === 'anonymous_id')!;
    expect(byCall.identify?.identifiers).toEqual([
      ['user_id', 'u-1'],
      ['anonymous_id', anonymousId],
      ['email', 'ann@example.com'],
    ]);
    expect(byCall.identify?.traits).toEqual({ email: 'Ann@Example.com', plan: 'gold' });
    expect(byCall.track).toMatchObject({ event: 'Order Completed', source: 'shop', properties: { revenue: 12.5, 品名: '茶杯' } });
    expect(byCall.track?.context).toMatchObject({
      page: { path: '/tea', title: 'Shop' },
      campaign: { source: 'mail' },
      library: { name: 'analytics.js' },
    });
    expect(byCall.page?.properties).toMatchObject({ name: 'Tea', category: 'Shop', path: '/tea' });
    expect(byCall.screen?.properties).toMatchObject({ name: 'Cart' });
    expect(byCall.group).toMatchObject({ properties: { groupId: 'acme' }, traits: { seats: 5 } });
    for (const entry of door.entries()) expect(Math.abs(entry.time - entry.receivedAt)).toBeLessThan(60_000);
    expect((await door.quarantine.stats()).records).toBe(0);
    expect(foreign).toEqual([]);
  });

  test('an alias joins the visitor\u2019s anonymous id', async () => {
    await visit();
    await run("(async () => { await analytics.page(); await analytics.alias('u-2'); })()");
    await expect.poll(() => door.entries().length, { timeout: 10_000 }).toBe(2);
    const anonymous = door.entries().find(({ call }) => call === 'page')!.identifiers[0]!;
    expect(anonymous[0]).toBe('anonymous_id');
    expect(door.entries().find(({ call }) => call === 'alias')?.identifiers).toEqual([['user_id', 'u-2'], anonymous]);
  });

  test('batches of the page arrive too, with the address given by the page', async () => {
    options = `{ integrations: { 'Segment.io': { apiHost: '${new URL(door.url).host}/v1', protocol: 'http', deliveryStrategy: { strategy: 'batching', config: { size: 3, timeout: 200 } } } } }`;
    await visit();
    await run("for (let i = 0; i < 7; i++) analytics.track('Product Viewed', { position: i })");
    await expect.poll(() => door.entries().length, { timeout: 10_000 }).toBe(7);
    expect(new Set(door.entries().map(({ properties }) => properties.position))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
    expect(foreign).toEqual([]);
  });

  test('what the page does before the script has loaded is not lost', async () => {
    let load = (): void => undefined;
    const wait = new Promise<void>((resolve) => {
      load = resolve;
    });
    await page.route('**/analytics.js', async (route) => {
      await wait;
      await route.continue();
    });
    const visited = visit();
    await page.waitForFunction("typeof analytics === 'object' && Array.isArray(analytics)");
    await run("void analytics.track('Early')");
    expect(door.entries()).toEqual([]);
    load();
    await visited;
    await expect.poll(() => door.entries().map(({ event }) => event), { timeout: 10_000 }).toEqual(['Early']);
  });
});
