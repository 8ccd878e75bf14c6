/** What somebody plans: a journey on its canvas, and one message at one time. */
import { expect } from 'vitest';
import { choose, go, type Person, press, uppermost } from './tasks.suite.ts';

const WAIT = 'wait';

interface Drawn {
  readonly steps: readonly { readonly type: string; readonly duration?: string }[];
}

/** A step is put onto an edge and filled in, taken back and brought again; the versions differ by it, and diagnosis has the steps in force. */
export async function drawJourney(person: Person): Promise<void> {
  const { page, say, shop, language } = person;
  const journey = language === 'en' ? 'second_order' : 'refund_follow_up';
  const days = language === 'en' ? 3 : 4;
  const first = async () => (await shop.unpublished<Drawn>('journey', journey))?.steps[0];
  await go(person, `/journeys/${journey}`);
  await page.locator('[data-node="@trigger"]').waitFor();
  await page.getByRole('button', { name: say('journeys:edit.addAt', { where: say('journeys:edit.first') }) }).click();
  await page.getByRole('menuitem', { name: say(`journeys:kinds.${WAIT}`), exact: true }).click();
  const side = page.locator('.journey-side');
  await side.getByRole('spinbutton', { name: say('journeys:form.span') }).fill(String(days));
  await expect.poll(first).toMatchObject({ type: WAIT, duration: `${days}d` });
  await press(person, 'journeys:edit.undo');
  await expect.poll(first).not.toMatchObject({ duration: `${days}d` });
  await press(person, 'journeys:edit.redo');
  await expect.poll(first).toMatchObject({ type: WAIT, duration: `${days}d` });
  const { versions } = await shop.ask<{ versions: readonly { version: number; releases: readonly number[] }[] }>(
    `/v1/definitions/journey/${journey}`,
  );
  const { version, releases } = versions[0]!;
  await choose(page, say('journeys:versions.compared'), say('journeys:versions.of', { version, release: releases.at(-1)! }));
  const differences = page.locator('.part', { hasText: say('journeys:versions.differences') });
  await differences.locator('.journey-badge-added').waitFor();
  const mode = (name: string) => page.locator('.ant-segmented-item-label').getByText(say(`journeys:modes.${name}`), { exact: true });
  await mode('diagnosis').click();
  await page.locator('.part', { hasText: say('journeys:diagnosis.title') }).waitFor();
  await mode('build').click();
  await press(person, 'changes:discard');
  await expect.poll(first).toBeUndefined();
}

/** A broadcast is made step by step; kept unpublished it is in no calendar, published it is. */
export async function planBroadcast(person: Person): Promise<void> {
  const { page, say, shop, language } = person;
  const names = await shop.names();
  const nameOf = (kind: string, id: string) => names[kind]![id]![language];
  const { groups } = await shop.ask<{ groups: readonly { id: string; members: number }[] }>('/v1/groups');
  const { members } = groups.find(({ id }) => id === 'customers')!;
  const day = `2031-0${language === 'en' ? 3 : 4}-10`;
  await go(person, '/broadcast');
  await choose(page, say('broadcast:fields.segment'), `${nameOf('segment', 'customers')} · ${members}`);
  await page
    .locator('.figure', { hasText: say('broadcast:members') })
    .getByText(String(members), { exact: true })
    .waitFor();
  await press(person, 'broadcast:next');
  await choose(page, say('broadcast:fields.template'), nameOf('template', 'thanks'));
  await choose(page, say('broadcast:fields.channel'), nameOf('channel', 'portal'));
  await choose(page, say('broadcast:fields.purpose'), nameOf('purpose', 'offers'));
  await press(person, 'broadcast:next');
  await page.getByLabel(say('broadcast:fields.at')).fill(`${day}T10:00`);
  await press(person, 'broadcast:next');
  await page.getByRole('region', { name: say('broadcast:forecast') }).waitFor();
  const journey = await page.getByLabel(say('broadcast:fields.id')).inputValue();
  await press(person, 'broadcast:keep');
  await page.getByText(say('broadcast:made.title')).waitFor();
  expect(await shop.unpublished('journey', journey)).toBeDefined();
  const planned = async () =>
    (await shop.ask<{ entries: readonly { journey: string; day: string }[] }>(`/v1/calendar?from=${day}&to=${day}`)).entries;
  expect(await planned()).toEqual([]);
  await press(person, 'publish:publish.open');
  const dialog = uppermost(page);
  await press(person, 'publish:publish.verb', dialog);
  await dialog.getByRole('link', { name: say('publish:outcome.see') }).waitFor();
  expect(await planned()).toMatchObject([{ journey, day }]);
  await page.keyboard.press('Escape');
  await page
    .getByRole('link', { name: say('broadcast:calendar') })
    .last()
    .click();
  const entry = page.locator('li', { has: page.locator(`time[datetime="${day}"]`) }).getByRole('article');
  await entry.getByText('10:00').waitFor();
  await entry.getByText(nameOf('segment', 'customers')).first().waitFor();
}
