/** What messages say: written, read as a customer would, tried and approved; and those that went nowhere as their receivers would see them. */
import { expect } from 'vitest';
import { choose, go, type Person, press, uppermost } from './tasks.suite.ts';

/** Each language writes one of its own. */
const WRITTEN = { en: 'win_back_account', zh: 'thanks' } as const;

/** A subject is written, read as a customer on a phone, sent as a test and approved; nothing of it is released. */
export async function writeContent(person: Person): Promise<void> {
  const { page, say, shop, language } = person;
  const template = WRITTEN[language];
  const subject = `For {{ trait.country | default: "you" }} ${language}`;
  const { customers } = await shop.ask<{ customers: readonly { customer: string; matched: readonly [string, string] }[] }>(
    '/v1/customers/search?prefix=1',
  );
  const { customer, matched } = customers[0]!;
  const { traits } = await shop.ask<{ traits: { country: string } }>(`/v1/customers/${customer}`);
  await go(person, `/content/template/${template}`);
  await page.locator('#content-subject').fill(subject);
  await page.getByText(say('changes:state.saved')).waitFor();
  expect(await shop.unpublished('template', template)).toMatchObject({ subject });
  await choose(page, say('content:whomBy'), (await shop.names()).namespace!.user_id![language]);
  await page.getByRole('searchbox', { name: say('content:whom') }).fill(matched[1]);
  await page.keyboard.press('Enter');
  await page.locator('.content-subject', { hasText: `For ${traits.country} ${language}` }).waitFor();
  await page.getByText(say('content:devices.phone'), { exact: true }).click();
  await page.locator('.content-phone').waitFor();
  await press(person, 'content:test.open');
  const dialog = uppermost(page);
  await choose(dialog, say('content:test.channel'), (await shop.names()).channel!.letter![language]);
  await dialog.getByLabel(say('content:test.to')).fill('Market Street 1');
  await press(person, 'content:test.send', dialog);
  await dialog.getByText(say('content:test.captured', { channel: (await shop.names()).channel!.letter![language] })).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  const waiting = async () => (await shop.ask<{ content: readonly { id: string }[] }>('/v1/content/approvals')).content.map(({ id }) => id);
  await expect.poll(waiting).toContain(template);
  await press(person, 'content:approve.open');
  await press(person, 'content:approve.open', uppermost(page));
  await expect.poll(waiting).not.toContain(template);
  await press(person, 'changes:discard');
  await page.getByText(say('changes:state.unchanged')).waitFor();
}

interface Outbox {
  readonly counts: { readonly captured: number };
  readonly messages: readonly { readonly message: string; readonly customer: string; readonly subject: string }[];
}

/** The messages to one customer, one of them as it looks and why it came; none has failed. */
export async function readOutbox(person: Person): Promise<void> {
  const { page, say, shop } = person;
  const { messages, counts } = await shop.ask<Outbox>('/v1/outbox?limit=1');
  const { customer, message } = messages[0]!;
  const { messages: own } = await shop.ask<Outbox>(`/v1/outbox?customer=${customer}`);
  await go(person, '/outbox');
  await page.getByText(say('outbox:counts', { captured: counts.captured, readable: counts.captured })).waitFor();
  await page.getByRole('searchbox', { name: say('outbox:search.value') }).fill(customer);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.outbox-rows li').count()).toBe(own.length);
  await page.locator('.outbox-rows a').first().click();
  await page.waitForURL(new RegExp(`/outbox/${message}`));
  const { content } = await shop.ask<{ content: { subject: string; body: string } }>(`/v1/outbox/${message}`);
  const shown = page.locator('.outbox-message');
  await shown.getByRole('heading', { name: content.subject }).first().waitFor();
  await shown.getByText(content.body).waitFor();
  await page.locator('.because-chain li').nth(3).waitFor();
}

interface Watched {
  readonly sensitiveWords: readonly { readonly id: string; readonly words: readonly string[] }[];
}

/** Words are pasted into a list and published; then they are marked as somebody writes them, and the preview says that nobody would get the message. */
export async function watchForWords(person: Person): Promise<void> {
  const { page, say, button, shop, language } = person;
  const [template, id, word] = [WRITTEN[language], `task_${language}`, { en: 'unbeatable', zh: '国家级' }[language]];
  const note = { en: 'Say what it is made of.', zh: '请说明材质。' };
  await go(person, '/policies');
  await press(person, 'policies:sensitive.add');
  const list = page.locator('fieldset.policies-list').last();
  await list.getByRole('textbox', { name: say('policies:sensitive.id') }).fill(id);
  await choose(list, say('policies:sensitive.severity'), say('policies:sensitive.severities.block'));
  await list.getByRole('textbox', { name: say('policies:sensitive.words'), exact: true }).fill(`${word}\n\n  ${word} \n${word} one`);
  await list.getByRole('textbox', { name: say('policies:sensitive.note.en') }).fill(note.en);
  await list.getByRole('textbox', { name: say('policies:sensitive.note.zh') }).fill(note.zh);
  const waiting = async () => (await shop.unpublished<Watched>('policy', 'default'))?.sensitiveWords.find((one) => one.id === id);
  await expect.poll(waiting).toEqual({ id, severity: 'block', words: [word, `${word} one`], note });
  await page.getByRole('button', { name: button('publish:publish.open') }).click();
  const dialog = uppermost(page);
  await dialog.getByRole('button', { name: button('publish:publish.verb') }).click();
  await dialog.getByRole('link', { name: say('publish:outcome.see') }).click();

  await go(person, `/content/template/${template}`);
  await page.locator('#content-subject').fill(`The ${word} lamp`);
  const under = page.locator('.content-sensitive').first();
  await under.locator('mark', { hasText: word }).waitFor();
  await under.getByText(say('content:sensitive.sentence.block', { word, list: id })).waitFor();
  await under.getByText(note[language]).waitFor();
  await page.getByText(say('content:sensitive.kept')).waitFor();
  // In the text itself, written by keyboard.
  const body = page.locator('.content-code .cm-content').first();
  await body.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(` ${word}`);
  await page.locator('.content-code .content-word-block', { hasText: word }).first().waitFor();
  await press(person, 'changes:discard');
  await page.getByText(say('changes:state.unchanged')).waitFor();
}
