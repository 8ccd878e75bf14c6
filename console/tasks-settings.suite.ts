/** What an owner sets: who may come in, which program, what goes through a channel, and by which rules; and what the audit log says of it. */
import { expect } from 'vitest';
import { choose, counted, go, type Person, press, uppermost } from './tasks.suite.ts';

interface Named {
  readonly id: string;
  readonly name: { readonly en: string; readonly zh: string };
}

const PASSWORD = 'another long password';

/** An analyst is invited by a link that is good once, comes in by it, and sees what the role allows. */
export async function inviteAnalyst(person: Person): Promise<void> {
  const { page, say, like, button, shop, language } = person;
  const { roles } = await shop.ask<{ roles: readonly Named[] }>('/v1/roles');
  const role = roles.find(({ id }) => id === 'analyst')!.name[language];
  const [name, email] = [`Ben ${language}`, `ben-${language}@example.com`];
  await go(person, '/members');
  await press(person, 'members:invite.verb');
  const dialog = uppermost(page);
  await dialog.getByLabel(say('members:fields.name')).fill(name);
  await dialog.getByLabel(say('members:fields.email')).fill(email);
  await dialog.getByRole('checkbox', { name: role }).check();
  await press(person, 'members:invite.submit', dialog);
  const link = new URL(await page.getByRole('textbox', { name: say('members:link.label') }).inputValue());
  await press(person, 'shell:once.done');
  await page.locator('tr', { hasText: email }).getByText(say('members:states.invited')).waitFor();

  const ben = await shop.visit(`/join${link.hash}`, language);
  await ben.page.getByText(email).waitFor();
  await ben.page.getByLabel(say('shell:entrance.fields.password')).fill(PASSWORD);
  await press(ben, 'shell:entrance.invited.submit');
  await ben.page.getByRole('button', { name }).waitFor();
  await ben.page.goto(`${shop.origin}/console/audit`);
  await ben.page.getByText(say('shell:states.noPermission')).waitFor();
  // By its name, with the roles that have it.
  const owner = roles.find(({ id }) => id === 'owner')!.name[language];
  await ben.page.getByText(like('shell:states.permission')).filter({ hasText: owner }).waitFor();
  await go(ben, '/measure');
  await ben.page.getByRole('button', { name: button('measure:csv') }).waitFor();
  expect((await ben.page.request.get(`${shop.origin}/v1/audit`)).status()).toBe(403);
  expect(ben.complaints).toEqual([]);
  await ben.page.context().close();
  const again = await shop.visit(`/join${link.hash}`, language);
  await again.page.getByRole('button', { name: button('shell:entrance.toConsole') }).waitFor();
  await again.page.context().close();
  await go(person, '/members');
  await page.locator('tr', { hasText: email }).getByText(say('members:states.active')).waitFor();
}

/** A token may what it was made for and no more, until it is revoked. */
export async function makeToken(person: Person): Promise<void> {
  const { page, say, shop, language } = person;
  const name = `Export ${language}`;
  const { permissions } = await shop.ask<{ permissions: readonly Named[] }>('/v1/roles');
  await go(person, '/tokens');
  await press(person, 'tokens:make.verb');
  const dialog = uppermost(page);
  await dialog.getByRole('textbox', { name: say('tokens:make.name') }).fill(name);
  await choose(dialog, say('tokens:columns.permissions'), permissions.find(({ id }) => id === 'reports.read')!.name[language]);
  await press(person, 'tokens:make.submit', dialog);
  const token = await page.getByRole('textbox', { name: say('tokens:once.label') }).inputValue();
  await press(person, 'shell:once.done');
  const status = async (path: string) => (await fetch(`${shop.origin}${path}`, { headers: { authorization: `Bearer ${token}` } })).status;
  expect([await status('/v1/measures/revenue'), await status('/v1/members')]).toEqual([200, 403]);
  const row = page.locator('tr', { hasText: name });
  await press(person, 'tokens:revoke.verb', row);
  await press(person, 'tokens:revoke.verb', uppermost(page));
  await row.waitFor({ state: 'detached' });
  expect(await status('/v1/measures/revenue')).toBe(401);
}

/** A channel that is not connected captures a test; the audit log has who sent it. */
export async function testChannel(person: Person): Promise<void> {
  const { page, say, shop, language } = person;
  const channel = (await shop.names()).channel!.letter![language];
  await go(person, '/channels');
  await press(person, 'channels:try.verb', page.locator('.part', { hasText: channel }));
  const dialog = uppermost(page);
  await dialog.getByLabel(say('channels:try.to.address')).fill('Market Street 1');
  await press(person, 'channels:try.submit', dialog);
  await dialog.getByText(say('channels:try.outcomes.captured')).waitFor();
  await go(person, '/audit');
  const row = page.locator('tr', { hasText: channel }).first();
  await row.getByText(say('audit:done')).waitFor();
  await row.getByText('Ada').waitFor();
}

interface Policy {
  readonly caps: readonly { readonly id: string; readonly max: number }[];
}

/** A cap is changed, waits unpublished, is published by a plan in words, and the release says what it was before. */
export async function changeCap(person: Person): Promise<void> {
  const { page, say, button, shop, language } = person;
  const max = language === 'en' ? 5 : 6;
  const note = `Cap ${max}`;
  await go(person, '/policies');
  const first = page.locator('fieldset').first();
  await first.getByRole('spinbutton', { name: say('policies:caps.max') }).fill(String(max));
  const waiting = async () => (await shop.unpublished<Policy>('policy', 'default'))?.caps[0]?.max;
  await expect.poll(waiting).toBe(max);
  const inForce = async () =>
    (await shop.ask<{ definitions: readonly { definition: Policy }[] }>('/v1/definitions?kind=policy')).definitions[0]!.definition.caps[0]!
      .max;
  expect(await inForce()).not.toBe(max);
  await go(person, '/changes');
  const policy = page.locator('tr', { hasText: say('difference:kind.policy') });
  await policy.getByText('Ada').waitFor();
  await policy.getByRole('checkbox').check();
  await page.getByRole('button', { name: counted(person, 'unpublished:publishSome', 1) }).click();
  const dialog = uppermost(page);
  await dialog.getByText(say('difference:field.caps')).first().waitFor();
  await dialog.getByLabel(say('publish:note.label')).fill(note);
  await dialog.getByRole('button', { name: button('publish:publish.verb') }).click();
  await dialog.getByRole('link', { name: say('publish:outcome.see') }).click();
  await page.locator('.page-head').getByText(note).waitFor();
  expect(await inForce()).toBe(max);
}
