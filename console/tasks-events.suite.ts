/** What somebody does with data as it comes: sees it, looks one up, and brings back in what the door refused. */
import { expect } from 'vitest';
import { violations } from './browser.suite.ts';
import { choose, counted, go, type Person, press, type Retail, uppermost } from './tasks.suite.ts';

/** An event that is held to the dictionary: without its value it goes to the quarantine, what it carries beside it is flagged. */
const GIFT = {
  kind: 'event',
  id: 'Gift Registered',
  name: { en: 'Gift registered', zh: '礼品登记' },
  owner: 'shop team',
  properties: { value: { type: 'number', required: true, min: 0 }, giver: { type: 'string', dataClass: 'personal' } },
  unplanned: 'flag',
  enforcement: 'quarantine',
} as const;

interface LatestEvents {
  readonly events: readonly { readonly event: string; readonly source: string; readonly problems: number }[];
}

export function defineGift(shop: Retail): Promise<void> {
  return shop.release(GIFT);
}

/** The stream shows what comes, stands still when it is paused, is filtered, and tells all of an event. */
export async function watchStream(person: Person): Promise<void> {
  const { page, say, shop, language } = person;
  const visitor = `visitor-${language}`;
  const send = (event: string, properties: object = {}) => shop.send({ type: 'track', event, userId: visitor, properties });
  const row = (event: string) => page.locator('.listing-row').getByText(event, { exact: true });
  await go(person, '/stream');
  await send(`Seen ${language}`, { shelf: 'lanterns' });
  await row(`Seen ${language}`).waitFor();
  await press(person, 'stream:pause');
  await send(`Missed ${language}`);
  await expect
    .poll(async () => (await shop.ask<LatestEvents>('/v1/events?limit=5')).events.map(({ event }) => event))
    .toContain(`Missed ${language}`);
  expect(await row(`Missed ${language}`).count()).toBe(0);
  await press(person, 'stream:resume');
  await row(`Missed ${language}`).waitFor();
  await choose(page, say('stream:columns.event'), `Seen ${language}`);
  await row(`Missed ${language}`).waitFor({ state: 'detached' });
  await row(`Seen ${language}`).click();
  const drawer = uppermost(page);
  await drawer.getByText('"shelf": "lanterns"').waitFor();
  await drawer.getByText(visitor).waitFor();
  // Only with problems: a property that nobody has defined.
  await shop.send({ type: 'track', event: GIFT.id, userId: visitor, properties: { value: 5, ribbon: 'red' } });
  await go(person, '/stream');
  await page.getByRole('checkbox', { name: say('stream:flagged') }).check();
  await row(`Seen ${language}`).waitFor({ state: 'detached' });
  await row(GIFT.name[language]).first().click();
  await uppermost(page).getByText(say('stream:problem.unplanned')).waitFor();
  const { events } = await shop.ask<LatestEvents>('/v1/events?limit=50&flagged=true');
  expect(await page.locator('.listing-row').count()).toBe(events.length);
}

/** The dictionary has the event that is defined, with what it carries; recent traffic has what nobody has defined. */
export async function openDictionary(person: Person): Promise<void> {
  const { page, say, shop, language } = person;
  await shop.send({ type: 'track', event: 'Leaflet Taken', userId: `visitor-${language}`, properties: { pages: 4 } });
  await go(person, '/dictionary');
  await page.getByPlaceholder(say('dictionary:search')).fill('gift');
  await page.getByRole('button', { name: GIFT.name[language], exact: true }).click();
  const drawer = uppermost(page);
  const value = drawer.locator('tr', { hasText: 'value' });
  await value.getByText(say('dictionary:required')).waitFor();
  await value.getByText(say('dictionary:types.number')).waitFor();
  await drawer.locator('tr', { hasText: 'giver' }).getByText(say('dictionary:classes.personal')).waitFor();
  await drawer.getByText(say('dictionary:enforcements.quarantine')).first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByText(say('dictionary:traffic'), { exact: true }).click();
  const traffic = page.locator('.ant-collapse-item', { hasText: 'Leaflet Taken' });
  await traffic.getByText(say('dictionary:newEvent')).waitFor();
  await traffic.click();
  await traffic.locator('tr', { hasText: 'pages' }).getByText(say('dictionary:types.integer')).waitFor();
}

/** A source is shown with its key and what it sent, its quality with the events of the last day; both lead to the stream. */
export async function readQuality(person: Person): Promise<void> {
  const { page, say, shop, language } = person;
  await shop.send({ type: 'track', event: 'Shelf Counted', userId: `visitor-${language}`, properties: {} });
  await expect
    .poll(async () => (await shop.ask<{ hours: readonly { event: string; events: number }[] }>('/v1/quality/hours?hours=24')).hours)
    .toContainEqual(expect.objectContaining({ event: 'Shelf Counted' }));
  await go(person, '/sources');
  const source = page.locator('.part', { has: page.getByText('default', { exact: true }), hasText: say('sources:keyed') });
  await source.getByText('default', { exact: true }).waitFor();
  await source.getByText(say('sources:look')).click();
  await page.waitForURL(/\/stream\?source=default$/);
  await page.locator('.listing-row', { hasText: 'Shelf Counted' }).first().waitFor();
  await go(person, '/quality');
  await page.locator('tr', { hasText: 'Shelf Counted' }).getByRole('link').first().click();
  await page.waitForURL(/name=Shelf/);
  await page.locator('.listing-row', { hasText: 'Shelf Counted' }).first().waitFor();
}

/** A key is made for a new source and sends; its successor too, and it itself until it is revoked, which is told in numbers before. */
export async function manageKeys(person: Person): Promise<void> {
  const { page, say, shop, language } = person;
  const source = `kiosk-${language}`;
  await go(person, '/sources');
  const sentWith = async (key: string): Promise<unknown> => {
    const body = JSON.stringify({ type: 'track', event: 'Shelf Counted', userId: source, writeKey: key });
    const answer = await fetch(`${shop.origin}/v1/track`, { method: 'POST', body });
    return [answer.status, ((await answer.json()) as { code?: string }).code];
  };
  const told = async (): Promise<string> => {
    const dialog = uppermost(page);
    const secret = await dialog.getByLabel(say('sources:keys.once.label')).inputValue();
    await press(person, 'shell:once.done', dialog);
    await dialog.waitFor({ state: 'detached' });
    return secret;
  };
  await press(person, 'sources:keys.make.verb');
  await uppermost(page).getByLabel(say('sources:keys.make.source')).fill(source);
  await uppermost(page).getByLabel(say('sources:keys.make.name')).fill('kiosks');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  const first = await told();
  expect(await sentWith(first)).toEqual([200, undefined]);
  const row = page.getByRole('row').filter({ hasText: first.slice(-4) });
  await row.getByText(say('sources:keys.state.valid')).waitFor();
  const of = { source, last: first.slice(-4) };
  await row.getByRole('button', { name: say('sources:keys.rotate.of', of) }).click();
  expect(await violations(page)).toEqual([]);
  await press(person, 'sources:keys.rotate.submit', uppermost(page));
  const next = await told();
  for (const key of [first, next]) expect(await sentWith(key)).toEqual([200, undefined]);
  await row.getByRole('button', { name: say('sources:keys.revoke.of', of) }).click();
  await press(person, 'sources:keys.revoke.verb', uppermost(page));
  await page.getByText(say('sources:keys.revoke.done')).waitFor();
  expect(await sentWith(first)).toEqual([401, 'VOLANO_WRITE_KEY_ENDED']);
  expect(await sentWith(next)).toEqual([200, undefined]);
}

interface Stats {
  readonly records: number;
  readonly replayed: number;
}

/** What the door refused waits on the home screen, is corrected, tried and replayed, and is then an event of its customer. */
export async function bringBackIn(person: Person): Promise<void> {
  const { page, say, shop, language } = person;
  const giver = `giver-${language}`;
  const call = { type: 'track', event: GIFT.id, userId: giver, properties: { worth: '12.5' } };
  expect(await shop.send(call)).toBe(0);
  const statsNow = () => shop.ask<Stats>('/v1/quarantine/stats');
  await expect.poll(async () => (await statsNow()).records).toBeGreaterThan(0);
  const { records: count, replayed } = await statsNow();
  await go(person, '/');
  await page.getByRole('link', { name: counted(person, 'home:todos.quarantine', count) }).click();
  await page.waitForURL(/\/quarantine$/);
  const group = page.locator('tr', { hasText: 'VOLANO_EVENT_INVALID' });
  await press(person, 'quarantine:choose', group);
  await page.locator('.listing-row').getByText(GIFT.name[language], { exact: true }).first().click();
  await uppermost(page).getByText('"worth": "12.5"').waitFor();
  await page.keyboard.press('Escape');
  await press(person, 'quarantine:correct');
  const drawer = uppermost(page);
  // The one reason there is has its correction there already: the source gives the value another name, and writes it as a text.
  const rule = drawer.getByRole('group', { name: say('quarantine:rule', { number: 1 }) });
  await rule.getByLabel(say('quarantine:fields.from')).waitFor();
  expect(await rule.getByLabel(say('quarantine:fields.from')).inputValue()).toBe('properties.worth');
  // Taken away and chosen again by its reason, with the keyboard alone.
  await press(person, 'quarantine:removeRule', rule);
  await rule.waitFor({ state: 'detached' });
  const reasons = drawer.getByRole('region', { name: say('quarantine:reasons') });
  await reasons.getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  await rule.waitFor();
  await drawer.getByRole('tab', { name: say('quarantine:tabs.json') }).click();
  const text = drawer.getByLabel(say('quarantine:correction'));
  expect(JSON.parse(await text.inputValue())).toMatchObject({ rules: [{ steps: [{ to: 'properties.value' }, { as: 'number' }] }] });
  await drawer.getByRole('tab', { name: say('quarantine:tabs.form') }).click();
  expect(await violations(page)).toEqual([]);
  await press(person, 'quarantine:try', drawer);
  const outcome = drawer.getByRole('region', { name: say('quarantine:outcome') });
  await outcome.getByText('"value": 12.5').first().waitFor();
  expect(await statsNow()).toMatchObject({ records: count, replayed });
  await press(person, 'quarantine:replay', drawer);
  await press(person, 'quarantine:replay', uppermost(page));
  await expect.poll(statsNow).toMatchObject({ records: 0, replayed: replayed + count });
  await page.getByText(say('quarantine:empty')).waitFor();
  const { customers } = await shop.ask<{ customers: readonly { customer: string }[] }>(`/v1/customers?namespace=user_id&value=${giver}`);
  await go(person, `/customers/${customers[0]!.customer}`);
  await page.locator('.listing-row', { hasText: GIFT.name[language] }).first().waitFor();
}
