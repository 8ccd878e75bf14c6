/**
 * A newcomer's first day with the console, from the door to rolling back, in front of the whole product with a year of a real shop behind it. What is done
 * is done in the browser; what the shop's own systems do (an order is cancelled) comes in as they would send it.
 */
import { randomUUID } from 'node:crypto';
import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { launchChromium } from '../test/clients/chromium.ts';
import { buildConsole, openVisit, type Visit } from './browser.suite.ts';
import { DemoServer } from './demo.suite.ts';
import { type Language, literally, type Words, wordsIn } from './words.suite.ts';

const OWNER = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };

/** The shop, and a browser in front of it. */
export class ShopServer {
  readonly #demo: DemoServer;
  readonly #browser: Browser;

  private constructor(demo: DemoServer, browser: Browser) {
    this.#demo = demo;
    this.#browser = browser;
  }

  static async open(): Promise<ShopServer> {
    buildConsole();
    const [browser, demo] = await Promise.all([launchChromium(), DemoServer.open()]);
    return new ShopServer(demo, browser);
  }

  async newcomer(language: Language): Promise<Newcomer> {
    const locale = language === 'en' ? 'en-US' : 'zh-CN';
    const visit = await openVisit(this.#browser, `${this.#demo.origin}/console/`, { locale, width: 1440 });
    return new Newcomer(visit, language);
  }

  /** The event happens to each of them, as a source tells it. */
  async tell(event: string, users: readonly string[], properties: object): Promise<void> {
    const batch = users.map((userId) => ({ type: 'track', event, userId, messageId: randomUUID(), properties }));
    expect(await this.#demo.send(batch)).toBe(users.length);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#demo.close();
  }
}

interface Customer {
  readonly customer: string;
  readonly user: string;
}

/** Somebody who works in growth and has never been here. */
export class Newcomer {
  readonly words: Words;
  readonly #visit: Visit;
  readonly #language: Language;

  constructor(visit: Visit, language: Language) {
    this.words = wordsIn(language);
    this.#visit = visit;
    this.#language = language;
  }

  get page(): Page {
    return this.#visit.page;
  }

  /** What the browser complained about. */
  get complaints(): readonly string[] {
    return this.#visit.complaints;
  }

  /** Makes the first owner, where there is none yet; else signs in. */
  async enter(): Promise<void> {
    const { page } = this;
    const { say, button } = this.words;
    const first = page.getByRole('link', { name: say('shell:shell.firstOwner') });
    await first.or(page.locator('#email')).waitFor();
    const isFirst = await first.isVisible();
    if (isFirst) {
      await first.click();
      await page.locator('#name').fill(OWNER.name);
    }
    await page.locator('#email').fill(OWNER.email);
    await page.locator('#password').fill(OWNER.password);
    await page.getByRole('button', { name: button(isFirst ? 'shell:entrance.owner.submit' : 'shell:entrance.member.submit') }).click();
    await page.getByRole('button', { name: OWNER.name }).waitFor();
  }

  /** Through the navigation, by what it says. */
  async go(area: 'customers' | 'segments' | 'journeys'): Promise<void> {
    const name = this.words.say(`${area}:title`);
    const navigation = this.page.getByRole('navigation');
    const link = navigation.getByRole('link', { name, exact: true });
    const closed = navigation.getByRole('menuitem', { name: this.words.say(`shell:areas.${area}`), expanded: false });
    await link.or(closed).first().waitFor();
    if (!(await link.isVisible())) await closed.click();
    await link.click();
    await this.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  }

  /** Those whose accounts begin with 1, in the order in which they are found. */
  async customers(): Promise<readonly Customer[]> {
    const { customers } = await this.#read<{ customers: { customer: string; matched: [string, string] }[] }>(
      '/v1/customers/search?prefix=1',
    );
    return customers.map(({ customer, matched: [, user] }) => ({ customer, user }));
  }

  /** By the account, as it stands on an order. */
  async findCustomer({ customer, user }: Customer): Promise<void> {
    const { page } = this;
    await this.go('customers');
    await page.locator('#customers-search').fill(user);
    await page.locator('#customers-search').press('Enter');
    await page.waitForURL(`**/customers/${customer}`);
    await page.getByRole('heading', { level: 1, name: user }).waitFor();
  }

  /** Of who has ordered at least once; its members are counted while it is built, and it stays unpublished. */
  async buildSegment(id: string): Promise<void> {
    const { page } = this;
    const { say, like, button } = this.words;
    await this.go('segments');
    await page.getByRole('button', { name: button('segments:add.segment') }).click();
    await page.locator('#name-en').fill(`Buyers ${id}`);
    await page.locator('#name-zh').fill(`买家 ${id}`);
    await page.locator('#id').fill(id);
    await page.getByRole('button', { name: button('segments:new.begin') }).click();
    await page.waitForURL(/edit$/);
    await page
      .getByRole('button', { name: button('condition:add.rule') })
      .first()
      .click();
    await this.#pick(say('condition:part.field'), (await this.#names()).trait!.orders![this.#language]);
    await this.#pick(say('condition:part.operator'), say('why:operator.>='));
    await page.getByRole('spinbutton', { name: say('condition:part.value') }).fill('1');
    const live = page.getByRole('complementary', { name: say('segments:live.title') });
    await live.getByText(like('segments:live.of')).waitFor();
    // What it came to before is shown until it is counted anew.
    await expect.poll(async () => Number(await live.locator('.figure-value').first().textContent())).toBeGreaterThan(5);
    await page.getByText(say('changes:state.saved')).waitFor();
  }

  /** In a select of which only a part is drawn: by typing, and by the mouse once it is there. */
  async #pick(label: string, option: string): Promise<void> {
    await this.page.getByRole('combobox', { name: label }).fill(option);
    const shown = this.page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)');
    await shown.getByTitle(option, { exact: true }).click();
  }

  /** From a playbook, with half of those who enter held out. */
  async drawJourney(playbook: string, journey: string): Promise<void> {
    const { page } = this;
    const { say, button } = this.words;
    await this.go('journeys');
    await page.getByRole('button', { name: button('journeys:playbooks.open') }).click();
    await page.getByRole('textbox', { name: say('journeys:playbooks.filter') }).fill(playbook);
    await page.getByRole('button', { name: `${say('journeys:playbooks.look')}: ${playbook}`, exact: true }).click();
    await page.getByRole('button', { name: button('journeys:playbooks.add') }).click();
    await page.waitForURL(`**/journeys/${journey}**`);
    await page.locator('[data-node="@trigger"]').click();
    const holdout = page.getByRole('spinbutton', { name: say('journeys:fields.holdout') });
    await holdout.fill('50');
    await holdout.press('Tab');
    await page.getByText(say('changes:state.saved')).waitFor();
    await this.#closeSide();
  }

  /** A made-up customer goes through it, in virtual time. */
  async testJourney(): Promise<void> {
    await this.#look('test');
    await this.page.getByRole('button', { name: this.words.button('journeys:test.run') }).click();
    const { say, like } = this.words;
    const entered = new RegExp(`^(${literally(say('journeys:test.entered_other', { count: 1 }))}|${like(this.#once).source})$`);
    await this.page.getByText(entered).waitFor();
  }

  /** Over what the shop's customers did. */
  async simulateJourney(): Promise<void> {
    await this.#look('simulate');
    await this.page.getByRole('button', { name: this.words.button('journeys:simulate.run') }).click();
    await this.page.getByRole('heading', { name: this.words.say('journeys:simulate.steps') }).waitFor({ timeout: 60_000 });
    // A step is opened where it only can be read, too.
    await this.page.locator('.journey-node[data-node]:not([data-node^="@"])').first().click();
    await this.#closeSide();
    await this.#look('build');
  }

  /** What is new goes out and comes into force. Answers the number of the release. */
  async publish(journey: string): Promise<number> {
    const { page } = this;
    const { say, like, button } = this.words;
    await page.getByRole('button', { name: button('publish:publish.open') }).click();
    const dialog = page.getByRole('dialog', { name: say('publish:publish.title') });
    await dialog.getByText(like('publish:foot.release')).waitFor();
    await dialog.getByRole('button', { name: button('publish:publish.verb') }).click();
    await dialog.getByText(like('publish:outcome.released')).waitFor();
    // It stays until it is read, also of a journey that was never released before.
    await this.#tag('live').waitFor();
    const number = Number(/\d+/.exec((await dialog.getByText(like('publish:outcome.released')).textContent())!)![0]);
    await dialog
      .getByRole('button', { name: button('publish:outcome.close') })
      .last()
      .click();
    await dialog.waitFor({ state: 'hidden' });
    const { versions } = await this.#read<{ versions: { definition: { holdout?: number } }[] }>(`/v1/definitions/journey/${journey}`);
    expect(versions[0]!.definition.holdout).toBe(0.5);
    const live = async () => (await this.#read<{ state: string }>('/v1/releases/status')).state;
    await expect.poll(live).toBe('live');
    return number;
  }

  /** The counter on the canvas, which nobody reloads. */
  async watchEntering(count: number): Promise<void> {
    const trigger = this.page.locator('[data-node="@trigger"]');
    await trigger.getByText(this.words.say('journeys:enteredCount', { number: count }), { exact: true }).waitFor({ timeout: 30_000 });
  }

  /** Whom of them chance has held out of the journey. */
  async heldOut(journey: string, among: readonly Customer[]): Promise<readonly Customer[]> {
    const asked = among.map(async (one) => {
      const { journeys } = await this.#read<Explained>(`/v1/explain?customer=${one.customer}&journey=${journey}`);
      return journeys[0]?.way?.arm === 'holdout' ? [one] : [];
    });
    return (await Promise.all(asked)).flat();
  }

  /** On the customer's page: how the customer stands to the journey. */
  async readStanding({ customer }: Customer, journey: string): Promise<string> {
    const { page } = this;
    await page.goto(new URL(`/console/customers/${customer}`, page.url()).href);
    await page.getByRole('tab', { name: new RegExp(`^${literally(this.words.say('customers:tabs.journeys'))}`) }).click();
    const name = (await this.#names()).journey![journey]![this.#language];
    const part = page.locator('.part', { has: page.getByRole('heading', { name, exact: true }) });
    return (await part.textContent())!;
  }

  /** To the release before this one, by its page; those inside of a journey that goes leave it. Answers the number that it has become. */
  async rollBack(from: number): Promise<number> {
    const { page } = this;
    const { say, like, button } = this.words;
    const to = from - 1;
    await page.goto(new URL(`/console/releases/${to}`, page.url()).href);
    await page.getByRole('button', { name: say('publish:rollback.label', { number: to }) }).click();
    const dialog = page.getByRole('dialog', { name: say('publish:rollback.title', { number: to }) });
    await dialog.getByText(say('publish:inside.journeyGoes')).waitFor();
    await dialog.getByText(say('publish:edit.exit')).waitFor();
    await dialog.getByRole('button', { name: button('publish:rollback.verb') }).click();
    await page.getByText(like('publish:rollback.done', { to })).waitFor();
    await dialog.waitFor({ state: 'hidden' });
    const { releases } = await this.#read<{ releases: { number: number; backTo?: number }[] }>('/v1/releases');
    expect(releases[0]).toMatchObject({ number: from + 1, backTo: to });
    return from + 1;
  }

  /** What the journey's page says of it, and how many are inside. */
  async afterwards(journey: string): Promise<number> {
    const { page } = this;
    await page.goto(new URL(`/console/journeys/${journey}`, page.url()).href);
    await this.#tag('over').waitFor();
    return (await this.#read<{ waiting: number }>(`/v1/journeys/${journey}`)).waiting;
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }

  get #once(): string {
    return this.#language === 'en' ? 'journeys:test.entered_one' : 'journeys:test.entered_other';
  }

  /** Says how the definition stands. */
  #tag(state: 'live' | 'over'): Locator {
    return this.page.locator('.page-head').getByText(this.words.say(`journeys:states.${state}`), { exact: true });
  }

  async #closeSide(): Promise<void> {
    const side = this.page.locator('.journey-side');
    await side.getByRole('button', { name: this.words.say('journeys:close') }).click();
    await side.waitFor({ state: 'detached' });
  }

  async #look(mode: 'build' | 'test' | 'simulate'): Promise<void> {
    await this.page
      .locator('.ant-segmented-item-label')
      .getByText(this.words.say(`journeys:modes.${mode}`), { exact: true })
      .click();
  }

  /** As the console itself asks, by the session of the browser. */
  async #read<Answer>(path: string): Promise<Answer> {
    const answer = await this.page.request.get(new URL(path, this.page.url()).href);
    expect(answer.status()).toBe(200);
    return answer.json() as Promise<Answer>;
  }

  #names(): Promise<Readonly<Record<string, Readonly<Record<string, Readonly<Record<Language, string>>>>>>> {
    return this.#read('/v1/names');
  }
}

interface Explained {
  readonly journeys: readonly { readonly way?: { readonly arm?: string } }[];
}
