/** One customer: by what it is known, what it was sent and why, and all of it as programs see it. And the groups that customers are in. */
import { expect } from 'vitest';
import { choose, go, type Person, press, uppermost } from './tasks.suite.ts';

interface Found {
  readonly customers: readonly { readonly customer: string }[];
}

/** Two who are one: bound with a preview, then parted again. */
export async function bindAndTakeOut(person: Person): Promise<void> {
  const { page, say, shop, language } = person;
  const [user, till] = [`regular-${language}`, `till-${language}`];
  await shop.send(
    { type: 'track', event: 'Seen', userId: user, properties: {} },
    { type: 'track', event: 'Seen', anonymousId: till, properties: {} },
  );
  const idOf = async (namespace: string, value: string) =>
    (await shop.ask<Found>(`/v1/customers?namespace=${namespace}&value=${value}`)).customers[0]?.customer;
  await expect.poll(() => idOf('anonymous_id', till)).toBeDefined();
  const customer = (await idOf('user_id', user))!;
  const namespace = (await shop.names()).namespace!.anonymous_id![language];
  await go(person, `/customers/${customer}?tab=identities`);
  await press(person, 'customers:identities.bind');
  const dialog = uppermost(page);
  await choose(dialog, say('customers:identities.namespace'), namespace);
  await dialog.getByLabel(say('customers:identities.value')).fill(till);
  await press(person, 'customers:change.preview', dialog);
  const side = (key: string) => dialog.locator('section', { hasText: say(`customers:change.${key}`) });
  await side('after').getByText(till).waitFor();
  expect([await side('before').locator('.customers-parted').count(), await side('after').locator('.customers-parted').count()]).toEqual([
    2, 1,
  ]);
  expect(await idOf('anonymous_id', till)).not.toBe(customer);
  await press(person, 'customers:change.bind.verb', dialog);
  await expect.poll(async () => (await idOf('anonymous_id', till)) === (await idOf('user_id', user))).toBe(true);
  const row = page.locator('tr', { hasText: till });
  await press(person, 'customers:identities.unbind', row);
  const parting = uppermost(page);
  await parting.getByText(say('customers:change.unbind.title')).waitFor();
  await press(person, 'customers:change.unbind.verb', parting);
  await row.waitFor({ state: 'detached' });
  await expect.poll(async () => (await idOf('anonymous_id', till)) === (await idOf('user_id', user))).toBe(false);
}

interface Captured {
  readonly command: { readonly customer: string; readonly journey: string; readonly step: string };
  readonly content: { readonly subject: string; readonly body: string };
}

/** A message of the year as its receiver saw it, why it came, the same question at the timeline, and all of the customer as it is stored. */
export async function askWhy(person: Person): Promise<void> {
  const { page, say, shop, language } = person;
  const { messages } = await shop.ask<{ messages: readonly { message: string }[] }>('/v1/outbox?limit=1');
  const { command, content } = await shop.ask<Captured>(`/v1/outbox/${messages[0]!.message}`);
  const { customer, journey, step } = command;
  await go(person, `/customers/${customer}`);
  await page.getByRole('tab', { name: say('customers:tabs.messages') }).click();
  const names = await shop.names();
  const [name, called] = [names.journey![journey]![language], names.step![`${journey}/${step}`]![language]];
  await page
    .getByRole('button', { name: `${name} › ${called}` })
    .first()
    .click();
  const drawer = uppermost(page);
  await drawer.getByRole('heading', { name: content.subject }).waitFor();
  await drawer.frameLocator('iframe').getByText(content.body).waitFor();
  await drawer.getByText(say('customers:messages.why')).waitFor();
  await drawer.locator('.because-chain li').nth(3).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: say('customers:tabs.timeline') }).click();
  await page.locator('.because-ask').first().click();
  await uppermost(page).locator('.because').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: say('customers:tabs.raw') }).click();
  const raw = page.locator('.customers-raw pre');
  expect(JSON.parse((await raw.textContent())!)).toMatchObject({ customer });
}

interface Groups {
  readonly groups: readonly { readonly kind: string; readonly id: string; readonly members: number; readonly usedBy: readonly string[] }[];
}

/** The library says whose a tag is, who reads a segment and how many are in it; its page has its growth and everybody. */
export async function readGroups(person: Person): Promise<void> {
  const { page, say, shop, language } = person;
  const names = await shop.names();
  const { groups } = await shop.ask<Groups>('/v1/groups');
  const silent = groups.find(({ id }) => id === 'silent_90d')!;
  expect(silent.members).toBeGreaterThan(0);
  await go(person, '/segments');
  await page.locator('tr', { hasText: names.tag!.hearts![language] }).getByText('merchandising').waitFor();
  const row = page.locator('tr', { hasText: names.segment!.silent_90d![language] });
  await row.getByText(say('segments:states.live')).waitFor();
  expect([await row.locator('td').nth(1).textContent(), await row.locator('td').last().textContent()]).toEqual([
    String(silent.members),
    String(silent.usedBy.length),
  ]);
  await row.getByRole('link').click();
  for (const name of silent.usedBy) {
    const [kind, id] = name.split('.') as [string, string];
    await page.locator('.ant-tag', { hasText: names[kind]![id]![language] }).first().waitFor();
  }
  const { days } = await shop.ask<{ days: readonly { entered: number; left: number; size: number }[] }>('/v1/segments/silent_90d/history');
  const sum = (of: 'entered' | 'left') => days.reduce((total, day) => total + day[of], 0);
  const label = say('segments:history.label', { days: days.length, size: days.at(-1)!.size, entered: sum('entered'), left: sum('left') });
  await page.getByRole('img', { name: label }).waitFor();
  const members = page.getByRole('region', { name: say('segments:members.title') });
  await expect.poll(() => members.locator('.ant-table-row').count()).toBe(Math.min(silent.members, 50));
  await members.locator('.ant-table-row').first().getByRole('link').click();
  await page.waitForURL(/\/customers\/c/);
}
