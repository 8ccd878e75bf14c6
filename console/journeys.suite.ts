/** What somebody does on the journeys screen, by keys alone. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Stage } from './browser.suite.ts';

/** The kind of step that stands first in the menu of kinds. */
const FIRST = { en: 'Message', zh: '消息' } as const;
const KEY = { kind: 'journey', id: 'cart_abandonment' } as const;

/** Opens a journey, puts a step behind its first one, finds it kept as an unpublished change, and takes it back, of which nothing is left. */
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
