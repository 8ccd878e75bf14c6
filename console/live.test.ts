import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRecorder, LATENCY_BOUNDS_MS } from '../src/base/index.ts';
import { NO_BROWSER } from '../test/clients/chromium.ts';
import { Stage } from './browser.suite.ts';

describe.skipIf(NO_BROWSER !== undefined)(`the live page${NO_BROWSER ? ` (skipped: ${NO_BROWSER})` : ''}`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterAll(() => stage.close());

  test('shows the loop with its six rooms, totals, verdicts, the promise, health and decisions', async () => {
    const { page, complaints } = await stage.visit('/');
    await page.locator('.pill').getByText('Healthy').waitFor();
    for (const room of ['Sense', 'Know', 'Decide', 'Guard', 'Act', 'Learn'])
      await page.locator('.loop').getByText(room, { exact: true }).waitFor();
    expect(await page.locator('.totals').textContent()).toMatch(/Customers\s*8,214\s*Events stored\s*286\.4K/);
    expect(await page.locator('.latency').textContent()).toMatch(/within 4 s\s*100%/);
    expect(await page.locator('.promise-label').textContent()).toBe('4 s');
    expect(await page.locator('.rules').textContent()).toMatch(/frequency cap\s*2,604/);
    await page.locator('.parts').getByText('Events are stored.').waitFor();
    expect(await page.locator('.steps tbody tr').count()).toBe(stage.shop.steps.length);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('is Chinese for a Chinese browser, with 万 from ten thousand up', async () => {
    const { page, complaints } = await stage.visit('/', { locale: 'zh-CN', colorScheme: 'dark' });
    await page.locator('.pill').getByText('运行正常').waitFor();
    expect(await page.locator('.totals').textContent()).toMatch(/客户\s*8,214\s*已存事件\s*28\.6 万/);
    expect(await page.locator('.loop').innerHTML()).toContain('把关');
    await page.locator('.parts').getByText('事件正常写入。').waitFor();
    expect(await page.locator('.steps').textContent()).toMatch(/频次上限.*上限 marketing_per_day/s);
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('every decision says why: the rule in words and the values it read', async () => {
    const { page } = await stage.visit('/');
    const row = page.locator('.steps tr', { hasText: 'Verdict: suppress' });
    expect(await row.textContent()).toMatch(/Win-back › offer.*frequency cap.*cap marketing_per_day.*count 1.*max 1/s);
    expect(await page.locator('.steps tr', { hasText: 'Not entered' }).textContent()).toContain('already in this journey');
    expect(await page.locator('.steps tr', { hasText: 'Entered segment' }).textContent()).toContain('Orders, last 90 days 2');
    await page.context().close();
  });

  test('follows what happens without a reload: totals, rates and new decisions', async () => {
    const { page } = await stage.visit('/');
    await page.locator('.pill').getByText('Healthy').waitFor();
    const before = stage.shop.measures;
    const [latest] = stage.shop.steps;
    stage.shop.measures = {
      ...before,
      at: before.at + 1_000,
      customers: 8_300,
      door: { ...before.door, accepted: before.door.accepted + 500 },
    };
    stage.shop.steps = [
      { ...latest!, id: '0-200', name: 'win_back', journey: 'win_back', action: 'defer', rule: 'quiet_hours.deferred' },
      ...stage.shop.steps,
    ];
    await page.locator('.totals').getByText('8,300').waitFor();
    await expect.poll(() => page.locator('.center-rate').textContent()).not.toBe('0');
    expect(await page.locator('.steps tbody tr').first().getAttribute('data-step')).toBe('0-200');
    stage.shop.measures = before;
    stage.shop.steps = stage.shop.steps.slice(1);
    await page.context().close();
  });

  test('shows a breach of the promise as one', async () => {
    const before = stage.shop.measures;
    const recorder = createRecorder(LATENCY_BOUNDS_MS);
    for (let times = 0; times < 9_999; times++) recorder.record(10);
    recorder.record(6_000);
    stage.shop.measures = { ...before, delivery: { ...before.delivery, receivedToDispatchedMs: recorder.snapshot() } };
    const { page } = await stage.visit('/');
    const within = page.locator('.figures dd').first();
    await within.waitFor();
    expect(await within.textContent()).toBe('99.99%');
    expect(await within.getAttribute('class')).toBe('bad');
    expect(await page.locator('.late rect').count()).toBeGreaterThan(0);
    expect(await page.locator('.histogram').getAttribute('aria-label')).toContain('99.99% within 4 s');
    stage.shop.measures = before;
    await page.context().close();
  });

  test('says what is wrong and what to do when the loop stands still', async () => {
    const before = stage.shop.measures;
    stage.shop.measures = { ...before, engine: { ...before.engine, movedAt: before.at - 60_000, oldestUnprocessedAt: before.at - 60_000 } };
    const { page } = await stage.visit('/');
    await page.locator('.pill.stopped').getByText('Stopped').waitFor();
    const part = page.locator('.parts li.stopped');
    await part.waitFor();
    expect(await part.textContent()).toMatch(/Engine.*has not moved for more than 10 s.*Restart the server/s);
    stage.shop.measures = before;
    await page.context().close();
  });

  test('an empty shop is explained, not blank', async () => {
    const { measures, steps } = stage.shop;
    const nothing = createRecorder(LATENCY_BOUNDS_MS).snapshot();
    const zero = { requests: 0, accepted: 0, quarantined: 0, held: 0, duplicates: 0 };
    const delivery = { ...measures.delivery, receivedToDispatchedMs: nothing };
    stage.shop.measures = { ...measures, door: zero, delivery, facts: {}, refusals: {}, customers: 0, release: 0 };
    stage.shop.steps = [];
    const { page, complaints } = await stage.visit('/');
    await page.getByText('Nothing has been decided yet.').waitFor();
    await page.getByText('No message has answered an event yet.').waitFor();
    await page.getByText('No message has been decided yet.').waitFor();
    await page.getByText('No release yet').waitFor();
    await page.getByText('waiting for events').waitFor();
    expect(complaints).toEqual([]);
    Object.assign(stage.shop, { measures, steps });
    await page.context().close();
  });

  test('tells that the connection is lost and comes back by itself', async () => {
    const { page } = await stage.visit('/');
    await page.locator('.pill').getByText('Healthy').waitFor();
    await stage.stop();
    await page.getByText('Connection lost, trying again…').waitFor();
    await stage.restart();
    await page.locator('.pill').getByText('Healthy').waitFor();
    await page.context().close();
  });
});
