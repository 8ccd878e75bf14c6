import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outgoing } from '../src/act/channels/channel.suite.ts';
import { NO_BROWSER } from '../test/clients/chromium.ts';
import { Stage } from './browser.suite.ts';

const MODULE = new URL('public/inbox.js', import.meta.url);

test('the module needs nothing and is small', () => {
  const source = readFileSync(MODULE);
  expect(gzipSync(source).length).toBeLessThan(4_096);
  expect(source.toString().match(/^\s*(import|export .* from)\s/gm) ?? []).toEqual([]);
});

/** A page of the brand, on an origin of its own, that shows the inbox of whoever is signed in. */
const PAGE = `<!doctype html><meta charset="utf-8"><p id="unread"></p><ul></ul>
<script type="module">
  const { origin, token } = Object.fromEntries(new URLSearchParams(location.search));
  const { connect } = await import(origin + '/inbox.js');
  window.failures = [];
  window.inbox = connect({ url: origin, token: () => window.fresh ?? token, onError: (error) => window.failures.push(error.status ?? 'broken') });
  window.inbox.onMessages(({ unread, messages }) => {
    document.querySelector('#unread').textContent = String(unread);
    document.querySelector('ul').replaceChildren(...messages.map(({ id, title, body, read }) => {
      const item = document.createElement('li');
      item.textContent = title + ': ' + body + (read ? ' (read)' : '');
      item.id = id;
      return item;
    }));
  });
</script>`;

describe.skipIf(NO_BROWSER !== undefined)(`the inbox in a page of the brand${NO_BROWSER ? ` (skipped: ${NO_BROWSER})` : ''}`, () => {
  let stage: Stage;
  let brand: Server;
  beforeAll(async () => {
    stage = await Stage.open();
    brand = createServer((_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE));
    await new Promise<void>((resolve) => brand.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await stage.close();
    brand.close();
  });

  const put = (id: string, customer: string): Promise<unknown> =>
    stage.shop.inbox.put({ ...outgoing(id, { customer }), content: { format: 'text', subject: 'Hi', body: `Message ${id}` } }, 1_000_000);
  const tokenOf = (customer: string, lifeMs = 600_000): string => stage.shop.dependencies.inbox.issue(customer, lifeMs).token;

  async function visit(token: string): Promise<Page> {
    const { page } = await stage.visit('/health');
    const { port } = brand.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/?${new URLSearchParams({ origin: stage.origin, token })}`);
    return page;
  }

  const items = (page: Page): Promise<string[]> => page.locator('li').allTextContents();
  const unread = (page: Page): Promise<string | null> => page.locator('#unread').textContent();
  const act = (page: Page, call: string): Promise<unknown> => page.evaluate(`window.inbox.${call}`);

  test('shows what is there, what comes, and what becomes of it', async () => {
    await put('m1', 'ada');
    const page = await visit(tokenOf('ada'));
    await expect.poll(() => items(page)).toEqual(['Hi: Message m1']);
    await put('m2', 'ada');
    await put('m3', 'somebody_else');
    await expect.poll(() => items(page)).toEqual(['Hi: Message m2', 'Hi: Message m1']);
    expect(await unread(page)).toBe('2');
    await act(page, "open('m1')");
    await expect.poll(() => items(page)).toEqual(['Hi: Message m2', 'Hi: Message m1 (read)']);
    await act(page, "click('m2')");
    await act(page, "archive('m1')");
    await expect.poll(() => items(page)).toEqual(['Hi: Message m2 (read)']);
    expect(stage.shop.returned.map(({ messageId }) => messageId)).toEqual(['m1.opened', 'm2.opened', 'm2.clicked.0']);
    expect(await page.evaluate("window.inbox.open('m3').catch((error) => error.status)")).toBe(404);
    await page.context().close();
  });

  test('comes back by itself when the server does', async () => {
    await put('r1', 'bob');
    const page = await visit(tokenOf('bob'));
    await expect.poll(() => items(page)).toEqual(['Hi: Message r1']);
    await stage.restart();
    await put('r2', 'bob');
    await expect.poll(() => items(page), { timeout: 20_000 }).toEqual(['Hi: Message r2', 'Hi: Message r1']);
    await page.context().close();
  });

  test('asks for another token when its own is over', async () => {
    await put('t1', 'eve');
    const page = await visit(tokenOf('eve', -1));
    await expect.poll(() => page.evaluate('window.failures')).toContain(401);
    expect(await items(page)).toEqual([]);
    await page.evaluate(`window.fresh = ${JSON.stringify(tokenOf('eve'))}`);
    await expect.poll(() => items(page), { timeout: 20_000 }).toEqual(['Hi: Message t1']);
    await act(page, 'close()');
    await put('t2', 'eve');
    expect(await items(page)).toEqual(['Hi: Message t1']);
    await page.context().close();
  });
});
