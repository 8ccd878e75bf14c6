/**
 * Every screen in a real browser, in front of one server with a shop behind it. A screen is looked at by lying in its folder; what it does is tested
 * beside it.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO_BROWSER } from '../test/clients/chromium.ts';
import { openConsole, type Stage, type Visit, violations } from './browser.suite.ts';
import { addStepByKeys, guardStep, testWithCustomer } from './journeys.suite.ts';
import { OPENERS, opensByKeys, SHELL_OPENERS, wrongByKeys } from './keyboard.suite.ts';
import { screenVisits } from './screens.suite.ts';
import { buildSegment } from './segments.suite.ts';

const LANGUAGES = [
  ['en', 'en-US', 'light'],
  ['zh', 'zh-CN', 'dark'],
] as const;
/** Cumulative layout shift that counts as good (web.dev/articles/cls). */
const SHIFT_MAX = 0.1;
const PHONE = { width: 390, height: 844 };

const visits = await screenVisits();

describe.skipIf(NO_BROWSER !== undefined)(`screens${NO_BROWSER ? ` (skipped: ${NO_BROWSER})` : ''}`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openConsole();
  }, 120_000);
  afterAll(() => stage?.close());

  describe.each(LANGUAGES)('in %s', (language, locale, colorScheme) => {
    let visit: Visit;
    beforeAll(async () => {
      visit = await stage.visit('/console/', { locale, colorScheme });
    });
    afterAll(() => visit?.page.context().close());

    test.each(visits)('$name is whole', async ({ name, path }) => {
      const { page, complaints } = visit;
      complaints.length = 0;
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(`${stage.origin}${path}`);
      await settled(page);
      expect(await page.title()).toMatch(/^.+ · Volano$/);
      const text = (await page.locator('body').textContent()) ?? '';
      expect(text.match(/⟦[^⟧]*⟧/g) ?? []).toEqual([]);
      if (locale === 'zh-CN') expect(await page.locator('h1').textContent()).toMatch(/\p{Script=Han}/u);
      await expect.poll(() => overflow(page)).toBeLessThanOrEqual(0);
      expect(await shifted(page), 'what moved while it loaded').toBeLessThan(SHIFT_MAX);
      // It takes longer than all else: of further addresses of a screen in one language.
      if (locale === 'en-US' || !/-\d+$/.test(name)) expect(await violations(page)).toEqual([]);
      if (language === 'en') expect(await wrongByKeys(page), 'what keys alone do not do').toEqual([]);
      await page.setViewportSize(PHONE);
      await expect.poll(() => overflow(page)).toBeLessThanOrEqual(0);
      expect(complaints).toEqual([]);
    });

    test.each([
      ['a journey gets a step by keys, which is kept as an unpublished change', addStepByKeys],
      ['a step gets a guardrail and a fallback, which stand in what differs from the version before', guardStep],
      ['a real customer is led through a journey, whose path lights up', testWithCustomer],
    ])('%s', async (_, task) => {
      const { page, complaints } = visit;
      complaints.length = 0;
      await page.setViewportSize({ width: 1280, height: 900 });
      await task(page, stage, language);
      expect(complaints).toEqual([]);
    });
  });

  test('what opens above a screen takes the focus in, closes by Escape, and gives it back (K5)', async () => {
    const { page, complaints } = await stage.visit('/console/', { locale: 'en-US' });
    await settled(page);
    for (const name of SHELL_OPENERS) await opensByKeys(page, name);
    const { changes } = stage.shop.dependencies;
    const regular = { kind: 'tag', id: 'regular', name: { en: 'Regular', zh: '常客' } };
    await changes.put({ kind: 'tag', id: regular.id }, { definition: regular, on: 2, by: 'ada' });
    for (const { name, path } of visits) {
      const openers = OPENERS[name] ?? [];
      if (openers.length === 0) continue;
      await page.goto(`${stage.origin}${path}`);
      await settled(page);
      for (const opener of openers) await opensByKeys(page, opener);
    }
    await changes.discard({ kind: 'tag', id: regular.id });
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 180_000);

  test('the shell goes where a key says, keeps language and colors, and holds a menu on a phone', async () => {
    const { page, complaints } = await stage.visit('/console/', { locale: 'en-US' });
    await settled(page);
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('heading', { level: 1, name: '首页' }).waitFor();
    await page.getByRole('button', { name: '外观' }).click();
    await page.getByRole('menuitem', { name: '深色' }).click();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: '首页' }).waitFor();
    expect(await page.evaluate('[document.documentElement.lang, document.documentElement.dataset.theme]')).toEqual(['zh-CN', 'dark']);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: '键盘快捷键' }).waitFor();
    await page.keyboard.press('Escape');
    await page.setViewportSize(PHONE);
    await page.getByRole('button', { name: '打开菜单' }).click();
    await page.getByRole('dialog').getByRole('link', { name: '首页' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('Escape closes a dialog in which a list was used a moment before, and only the list while that is open', async () => {
    const { page, complaints } = await stage.visit('/console/members', { locale: 'en-US', moves: true });
    await page.getByRole('button', { name: 'Invite', exact: true }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Invite a member' });
    // It takes the focus when it has come in, which would close a list again.
    await dialog.and(page.locator(':not([class*="ant-zoom"])')).locator('#name:focus').waitFor();
    const language = dialog.getByRole('combobox', { name: 'Language' });
    const list = page.locator('.ant-select-dropdown');
    const option = list.getByTitle('中文', { exact: true });
    // A dialog that takes the focus late, on a busy machine, closes a list again: somebody opens it once more.
    const stays = async (): Promise<boolean> => {
      if (!(await option.isVisible())) await language.click();
      await page.waitForTimeout(500);
      return option.isVisible();
    };
    await expect.poll(stays).toBe(true);
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    expect(await dialog.isVisible()).toBe(true);
    await expect.poll(stays).toBe(true);
    await option.click();
    // Its list is fading out yet.
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('what a message brings along cannot run, send, count or leave its frame', async () => {
    const body = `<h1>Hello</h1><script>parent.document.title = 'taken'</script><img src="/try/mark.svg" onerror="parent.document.title = 'taken'">
      <img src="http://localhost/t/o/1.abc.def" alt=""><a href="/console/customers" target="_top">leave</a><form action="/v1/releases"><button>send</button></form>`;
    await stage.shop.send({ message: 'evil' }, { subject: '<img src=x onerror=alert(1)>', body });
    const { page } = await stage.visit('/console/outbox/evil');
    await page.getByRole('heading', { name: '<img src=x onerror=alert(1)>' }).waitFor();
    const frame = page.frameLocator('iframe');
    await frame.getByText('Hello').waitFor();
    expect(await page.locator('iframe').getAttribute('sandbox')).toBe('');
    await frame.getByText('leave').click();
    await frame.getByText('send').click();
    expect([await page.title(), new URL(page.url()).pathname]).toEqual(['Outbox · Volano', '/console/outbox/evil']);
    await page.context().close();
  });

  test.each(['en-US', 'zh-CN'] as const)(
    'a segment is built of rules and a group, counted and kept, in %s',
    (locale) => buildSegment(stage, locale),
    120_000,
  );

  test('what waits for somebody comes at once, whichever of it is answered last', async () => {
    const { page } = await stage.visit('/console/', { locale: 'en-US' });
    let late = '';
    await page.route(
      ({ pathname }) => pathname === late,
      async (route) => {
        await page.waitForTimeout(700);
        await route.continue();
      },
    );
    for (late of ['/v1/drafts', '/v1/quality', '/v1/diagnosis', '/v1/quarantine/stats', '/v1/dead-letters']) {
      await page.goto(`${stage.origin}/console/`);
      await settled(page);
      expect(await shifted(page), late).toBeLessThan(SHIFT_MAX);
    }
    await page.context().close();
  });

  test('an address that no screen has says so', async () => {
    const { page } = await stage.visit('/console/nowhere');
    await page.getByText('There is no screen at this address').waitFor();
    await page.context().close();
  });
});

/** Until nothing is loading and nothing has been asked for a moment; the live stream never ends. */
async function settled(page: Page): Promise<void> {
  await page.locator('h1').waitFor();
  await expect.poll(() => page.locator('.ant-skeleton, .ant-spin-spinning').count(), { timeout: 15_000 }).toBe(0);
}

/** Px that the page is wider than the window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** How much of what was there already has moved since the page was opened. */
function shifted(page: Page): Promise<number> {
  return page.evaluate(`new Promise((resolve) => {
    let sum = 0;
    const add = (entries) => {
      for (const { value, hadRecentInput } of entries) if (!hadRecentInput) sum += value;
    };
    const observer = new PerformanceObserver((list) => add(list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    // What is buffered comes in a task of its own.
    setTimeout(() => {
      add(observer.takeRecords());
      resolve(sum);
    }, 50);
  })`);
}
