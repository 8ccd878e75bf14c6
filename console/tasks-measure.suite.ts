/** What somebody reads of the year: each dashboard with the figures that the API has, and the same in a file. */
import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { choose, go, type Person, type Retail, uppermost } from './tasks.suite.ts';

const DAYS = { from: '2010-12-01', to: '2011-12-31' } as const;
/** Of a table, before it is paged. */
const ROWS_SHOWN = 50;
const YEAR: string = new URLSearchParams(DAYS).toString();

interface Revenue {
  readonly total: { readonly revenue: number; readonly orders: number };
  readonly rows: readonly { readonly day: string; readonly revenue: number; readonly orders: number }[];
}

/** Days are chosen, the total is what the API says, and the table and the file have every row of it. */
export async function readRevenue(person: Person): Promise<void> {
  const { page, say, shop } = person;
  await go(person, '/measure');
  await page.getByLabel(say('measure:days.to'), { exact: true }).fill(DAYS.to);
  await page.waitForURL(/to=2011-12-31/);
  await page.getByLabel(say('measure:days.from'), { exact: true }).fill(DAYS.from);
  await page.waitForURL(/from=2010-12-01/);
  const { total, rows } = await shop.ask<Revenue>(`/v1/measures/revenue?${YEAR}`);
  expect(total.orders).toBeGreaterThan(0);
  const figures = page.locator('.part', { hasText: say('measure:revenue.totalTitle', DAYS) });
  await figures.getByText(amount(total.revenue)).waitFor();
  await figures.getByText(String(total.orders), { exact: true }).first().waitFor();
  await page.getByText(say('measure:views.table'), { exact: true }).click();
  await expect.poll(() => page.locator('.ant-table-row').count()).toBe(Math.min(rows.length, ROWS_SHOWN));
  const [columns, ...lines] = await exported(person, { name: `revenue-${DAYS.from}-${DAYS.to}` });
  expect(columns!.slice(0, 2)).toEqual([say('measure:revenue.columns.week'), say('measure:revenue.columns.revenue')]);
  expect(lines.map(([day, revenue, orders]) => [day, Number(revenue), Number(orders)])).toEqual(
    rows.map(({ day, revenue, orders }) => [day, revenue, orders]),
  );
}

interface Rfm {
  readonly rfm: {
    readonly cells: readonly { readonly r: number; readonly f: number; readonly customers: number; readonly revenue: number }[];
  };
}

/** The matrix, and who is in one of its cells. */
export async function readRfm(person: Person): Promise<void> {
  const { page, say, shop } = person;
  await go(person, '/measure');
  await page.getByRole('link', { name: say('measure:rfm.title') }).click();
  const { cells } = (await shop.ask<Rfm>('/v1/measures/rfm')).rfm;
  for (const { r, f, customers } of cells) await page.getByRole('button', { name: say('measure:rfm.cell', { r, f, customers }) }).waitFor();
  const { r, f, customers } = cells.at(-1)!;
  await page.getByRole('button', { name: say('measure:rfm.cell', { r, f, customers }) }).click();
  await expect.poll(() => uppermost(page).locator('.ant-table-row').count()).toBe(customers);
  await page.keyboard.press('Escape');
  const [, ...lines] = await exported(person);
  expect(lines.map((line) => line.map(Number))).toEqual(cells.map((cell) => [cell.r, cell.f, cell.customers, cell.revenue]));
}

/** Cohorts, a funnel of two events, and the latency of messages. */
export async function readCohortsAndFunnel(person: Person): Promise<void> {
  const { page, say, shop, language } = person;
  await go(person, '/measure/retention');
  const { cohorts } = await shop.ask<{ cohorts: readonly { cohort: string; customers: readonly number[] }[] }>('/v1/measures/retention');
  for (const { cohort, customers } of cohorts)
    await page
      .locator('tr', { has: page.getByRole('rowheader', { name: cohort }) })
      .getByRole('cell')
      .first()
      .getByText(String(customers[0]), { exact: true })
      .waitFor();
  expect((await exported(person)).slice(1).map(([cohort, buyers]) => [cohort, Number(buyers)])).toEqual(
    cohorts.map(({ cohort, customers }) => [cohort, customers[0]]),
  );
  await go(person, `/measure/funnel?${YEAR}`);
  const events = ['Product Purchased', 'Product Cancelled'];
  const names = (await shop.names()).event!;
  for (const event of events) await choose(page, say('measure:funnel.events'), names[event]![language]);
  const asked = events.map((event) => `event=${encodeURIComponent(event)}`).join('&');
  const { steps } = await shop.ask<{ steps: readonly { event: string; customers: number }[] }>(
    `/v1/measures/funnel?${asked}&windowDays=7&${YEAR}`,
  );
  expect(steps[0]!.customers).toBeGreaterThan(0);
  await page.locator('.measure-funnel li').nth(1).waitFor();
  expect((await exported(person)).slice(1).map(([event, customers]) => [event, Number(customers)])).toEqual(
    steps.map(({ event, customers }) => [names[event]![language], customers]),
  );
}

interface Messages {
  readonly channels: readonly { readonly channel: string; readonly decided: number; readonly sent: number }[];
}

/** How fast messages went, what became of them, and what they were worth. */
export async function readMessagesAndLift(person: Person): Promise<void> {
  const { page, say, shop, language } = person;
  await go(person, `/measure/latency?${YEAR}`);
  const { total } = await shop.ask<{ total: { count: number } }>(`/v1/measures/latency?${YEAR}`);
  const counted = page.locator('.figure', { hasText: say('measure:latency.messages') });
  await counted.getByText(String(total.count), { exact: true }).waitFor();
  await go(person, `/measure/messages?${YEAR}`);
  const names = (await shop.names()).channel!;
  const { channels } = await shop.ask<Messages>(`/v1/measures/messages?${YEAR}`);
  expect(channels.length).toBeGreaterThan(0);
  const said = channels.map(({ channel, decided, sent }) => [names[channel]![language], decided, sent]);
  await page.getByText(names[channels[0]!.channel]![language]).first().waitFor();
  expect((await exported(person)).slice(1).map(([channel, decided, sent]) => [channel, Number(decided), Number(sent)])).toEqual(said);
  await go(person, '/measure/lift');
  for (const [name, { treatment, holdout }] of await lifts(shop, language)) {
    const effect = page.locator('article, section, li, .part', { hasText: name }).first();
    await effect
      .getByText(new RegExp(`${treatment}.*`))
      .first()
      .waitFor();
    await effect
      .getByText(new RegExp(`${holdout}.*`))
      .first()
      .waitFor();
  }
}

async function lifts(
  shop: Retail,
  language: Person['language'],
): Promise<readonly (readonly [string, { treatment: number; holdout: number }])[]> {
  const names = (await shop.names()).journey!;
  const { journeys } = await shop.ask<{
    journeys: readonly { lift: { journey: string; treatment: { customers: number }; holdout: { customers: number } } }[];
  }>('/v1/measures/lift');
  return journeys.map(
    ({ lift }) => [names[lift.journey]![language], { treatment: lift.treatment.customers, holdout: lift.holdout.customers }] as const,
  );
}

/** As every language of the console writes it. */
function amount(value: number): string {
  return value.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** The cells of the file that the first board of the screen is exported as; `name`: what the file is called. */
async function exported(person: Person, { name }: { readonly name?: string } = {}): Promise<readonly (readonly string[])[]> {
  const { page, button } = person;
  const csv = page.getByRole('button', { name: button('measure:csv') }).first();
  const [file] = await Promise.all([page.waitForEvent('download'), csv.click()]);
  if (name !== undefined) expect(file.suggestedFilename()).toBe(`${name}.csv`);
  const text = await readFile(await file.path(), 'utf8');
  // Spreadsheets know by its first character that it is UTF-8.
  expect(text[0]).toBe('\uFEFF');
  return text
    .slice(1)
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
}
