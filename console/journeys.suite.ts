/** What somebody does on the journeys screen. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { PROFILE } from '../src/api/dependencies.suite.ts';
import type { Stage } from './browser.suite.ts';

/** The kind of step that stands first in the menu of kinds. */
const FIRST = { en: 'Message', zh: '消息' } as const;
const KEY = { kind: 'journey', id: 'cart_abandonment' } as const;

/** By keys alone: opens a journey, puts a step behind its first one, finds it kept as an unpublished change, and takes it back, of which nothing is left. */
export async function addStepByKeys(page: Page, { origin, shop }: Stage, language: keyof typeof FIRST): Promise<void> {
  const { changes } = shop.dependencies;
  await page.goto(`${origin}/console/journeys/${KEY.id}`);
  await page.locator('[data-node="pause"]').waitFor();
  await page.locator('[data-node="@trigger"]').focus();
  await page.keyboard.press('ArrowDown');
  await page.locator('[data-node="pause"]:focus').waitFor();
  await page.keyboard.press('a');
  await page.getByRole('menuitem', { name: FIRST[language], exact: true }).waitFor();
  await page.locator('[role="menuitem"]:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('[data-node="send"]').waitFor();
  // What is chosen has the focus, to be filled in.
  await page.locator('.journey-side h2:focus').waitFor();
  const kept = async () => JSON.stringify((await changes.get(KEY))?.definition ?? null);
  await expect.poll(kept, { timeout: 15_000 }).toContain('"id":"send"');
  await page.keyboard.press('Control+z');
  await page.locator('[data-node="send"]').waitFor({ state: 'detached' });
  await expect.poll(kept).toBe('null');
}

const GUARD = {
  en: {
    add: 'Add: Guardrails',
    fallback: 'Fallback',
    skip: 'pass by the step',
    compared: 'Compared with',
    text: /Fallback: nothing → The step is passed by/,
  },
  zh: { add: '添加：护栏', fallback: '备用路径', skip: '跳过此节点', compared: '对比的版本', text: /备用路径：无 → 跳过此节点/ },
} as const;

/** Gives a step a guardrail and a fallback, which are kept, and stand in words in what differs from the version before; then takes them back. */
export async function guardStep(page: Page, { origin, shop }: Stage, language: keyof typeof FIRST): Promise<void> {
  const words = GUARD[language];
  const { changes } = shop.dependencies;
  await page.goto(`${origin}/console/journeys/${KEY.id}?at=pause`);
  await page.locator('.journey-side').getByRole('button', { name: words.add }).click();
  await page.getByRole('combobox', { name: words.fallback, exact: true }).click();
  await page.locator('.ant-select-dropdown').getByTitle(words.skip, { exact: true }).click();
  const kept = async () => (await changes.get(KEY))?.definition;
  const guarded = { id: 'pause', guardrails: [{ measure: 'error', atMost: 0.05 }], fallback: { skip: true } };
  await expect.poll(kept, { timeout: 15_000 }).toMatchObject({ steps: expect.arrayContaining([expect.objectContaining(guarded)]) });
  await page.getByRole('combobox', { name: words.compared }).click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click();
  await page.getByText(words.text).waitFor();
  await page.locator('[data-node="pause"][data-mark="changed"]').waitFor();
  await changes.discard(KEY);
}

const WORDS = {
  en: {
    ...{ known: 'Real customer', search: 'Identifier or customer id', found: 'Customers found', chosen: 'The customer of the test' },
    ...{
      run: /Run the test/,
      segments: ['Repurchase due', 'Members'],
      happened: 'What happened',
      entered: 'The customer entered the journey',
    },
  },
  zh: {
    ...{ known: '真实客户', search: '标识或客户 ID', found: '找到的客户', chosen: '测试所用的客户' },
    ...{ run: /运行测试/, segments: ['复购窗口期', '会员'], happened: '发生了什么', entered: '客户进入旅程 1 次' },
  },
} as const;

/** Finds a customer by a phone number, leads a copy of it through the journey, and sees the path light up; on a phone nothing is cut off. */
export async function testWithCustomer(page: Page, { origin, shop }: Stage, language: keyof typeof FIRST): Promise<void> {
  const words = WORDS[language];
  const captured = () => shop.dependencies.outbox.list({ limit: 1_000 });
  const before = (await captured()).length;
  const phone = PROFILE.identifiers.find(([namespace]) => namespace === 'phone')![1];
  await page.goto(`${origin}/console/journeys/${KEY.id}?mode=test`);
  await page.locator('[data-node="pause"]').waitFor();
  await page.getByText(words.known, { exact: true }).click();
  const run = page.getByRole('button', { name: words.run });
  expect(await run.isDisabled()).toBe(true);
  const search = page.getByRole('textbox', { name: words.search });
  await search.fill(phone);
  await search.press('Enter');
  await page.getByRole('list', { name: words.found }).getByRole('button').click();
  const chosen = page.getByRole('region', { name: words.chosen });
  for (const text of [phone, PROFILE.customer, ...words.segments]) await chosen.getByText(text).first().waitFor();
  await run.click();
  await page.getByText(words.entered).waitFor();
  for (const step of ['pause', 'remind', 'order']) await page.locator(`[data-node="${step}"][data-tone]`).waitFor();
  // The customer is not one of those whom the other way is for.
  expect(await page.locator('[data-node="call"][data-tone]').count()).toBe(0);
  await page.getByRole('list', { name: words.happened }).getByText('Product Viewed').first().waitFor();
  expect((await captured()).length).toBe(before);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect
    .poll(() => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'))
    .toBeLessThanOrEqual(0);
}
