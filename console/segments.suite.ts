/** Builds a segment as somebody who works in growth would: two rules and a group, its count, kept unpublished. */
import { expect } from 'vitest';
import type { Stage } from './browser.suite.ts';

type Locale = 'en-US' | 'zh-CN';

interface Said {
  readonly rule: string;
  readonly group: string;
  readonly field: string;
  readonly joined: string;
  readonly saved: string;
  readonly of: RegExp;
}

const WORDS: Readonly<Record<Locale, Said>> = {
  'en-US': {
    rule: 'Rule',
    group: 'Group',
    field: 'What the rule is about',
    joined: 'How the rules are joined',
    saved: 'Saved',
    of: / of .* customers/,
  },
  'zh-CN': { rule: '规则', group: '规则组', field: '规则对象', joined: '规则之间的关系', saved: '已保存', of: /名客户的/ },
};

export async function buildSegment(stage: Stage, locale: Locale): Promise<void> {
  const words = WORDS[locale];
  const { page, complaints } = await stage.visit('/console/segments/new/segment', { locale });
  const id = `built_${locale.slice(0, 2)}`;
  await page.locator('#name-en').fill('Built by hand');
  await page.locator('#name-zh').fill('手工分群');
  await page.locator('#id').fill(id);
  await page.locator('button[type=submit]').click();
  await page.waitForURL(/edit$/);
  const add = page.getByRole('button', { name: words.rule, exact: true });
  await add.first().click();
  await add.first().click();
  await page.getByRole('button', { name: words.group, exact: true }).first().click();
  // By keyboard: what is typed is what the rule is about.
  const fields = page.getByRole('combobox', { name: words.field });
  for (const index of [0, 1, 2]) {
    await fields.nth(index).fill(`Event ${index}`);
    await fields.nth(index).press('Enter');
  }
  const joined = page.getByRole('combobox', { name: words.joined }).last();
  await joined.press('ArrowDown');
  await joined.press('ArrowDown');
  await joined.press('Enter');
  await page.getByText(words.of).waitFor();
  const asked = (index: number) => ({ field: `event.Event ${index}`, operator: 'performed', value: { within: { last: '30d' } } });
  const kept = async () => (await stage.shop.dependencies.changes.get({ kind: 'segment', id }))?.definition;
  await expect.poll(kept, { timeout: 15_000 }).toMatchObject({
    condition: { combinator: 'and', rules: [asked(0), asked(1), { combinator: 'or', rules: [asked(2)] }] },
  });
  await page.getByText(words.saved).first().waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
}
