/** A release that takes a second person: proposed by one, read and approved by the other. */
import { expect } from 'vitest';
import { counted, go, type Person, press, uppermost } from './tasks.suite.ts';

const PASSWORD = 'the second long password';

interface Releases {
  readonly releases: readonly { readonly number: number; readonly by?: string; readonly approvedBy?: string; readonly note?: string }[];
}

/** Where the workspace asks for it, what is published waits: its maker cannot approve it, and somebody of compliance does. */
export async function approveAsSecond(person: Person): Promise<void> {
  const { page, say, shop, language } = person;
  const newest = async () => (await shop.ask<Releases>('/v1/releases')).releases[0]!;
  const before = (await newest()).number;
  const { definitions } = await shop.ask<{ definitions: readonly { definition: { kind: string; id: string } }[] }>(
    '/v1/definitions?kind=workspace',
  );
  const approval = { members: ['ada', 'chen'].map((id, index) => ({ id, token: `sha256:${String(index).repeat(64)}` })) };
  await shop.release({ ...definitions[0]!.definition, approval } as { kind: string; id: string });
  try {
    const note = `Global control ${language}`;
    await go(person, '/policies');
    await page.getByRole('spinbutton', { name: say('policies:others.share') }).fill(language === 'en' ? '3' : '4');
    await page.getByText(say('policies:willBe')).waitFor();
    await press(person, 'publish:publish.submit');
    const dialog = uppermost(page);
    await dialog.getByText(say('difference:field.globalControl')).waitFor();
    await dialog.getByLabel(say('publish:note.label')).fill(note);
    await press(person, 'publish:publish.submit', dialog);
    await dialog.getByRole('link', { name: say('publish:outcome.approvals') }).click();
    await page.getByText(note).waitFor();
    await page.getByText(say('approvals:why.own')).waitFor();
    const chen = await reviewer(person);
    await chen.page.getByRole('link', { name: counted(chen, 'home:todos.drafts', 1) }).click();
    await chen.page.getByText(note).waitFor();
    await press(chen, 'approvals:open');
    await chen.page.getByText(say('difference:field.globalControl')).waitFor();
    await press(chen, 'approvals:approve');
    await expect.poll(newest).toMatchObject({ number: before + 2, note });
    expect(await newest()).toMatchObject({ by: 'ada', approvedBy: `chen-${language}` });
    await chen.page.getByText(say('approvals:empty')).waitFor();
    await go(chen, `/releases/${before + 2}`);
    await chen.page.getByText(say('difference:field.globalControl')).waitFor();
    expect(chen.complaints).toEqual([]);
    await chen.page.context().close();
  } finally {
    // Going back takes one person alone.
    await shop.rollBack(page, before);
  }
}

/** Somebody of compliance, at the console. */
async function reviewer({ shop, language }: Person): Promise<Person> {
  const chen = { name: `Chen ${language}`, email: `chen-${language}@example.com`, roles: ['compliance_reviewer'] };
  const link = await shop.invite(chen);
  const person = await shop.visit('/', language);
  await person.page.request.post(`${shop.origin}/v1/session/join`, { data: { link, password: PASSWORD } });
  await go(person, '/');
  await person.page.getByRole('button', { name: chen.name }).waitFor();
  return person;
}
