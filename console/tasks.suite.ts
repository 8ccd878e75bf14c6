/** The demo of a real shop's year, a browser in front of it, and somebody at the console who reads one language. */
import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { launchChromium, NO_BROWSER } from '../test/clients/chromium.ts';
import { buildConsole, openVisit, type Visit } from './browser.suite.ts';
import { DemoServer, NO_SHOP } from './demo.suite.ts';
import { type Language, type Words, wordsIn } from './words.suite.ts';

/** Why these tests cannot run here; undefined when they can. */
export const NOT_HERE: string | undefined = NO_BROWSER ?? NO_SHOP;

export const LANGUAGES: readonly Language[] = ['en', 'zh'];
const LOCALES = { en: 'en-US', zh: 'zh-CN' } as const;

const OWNER = { name: 'Ada Owner', email: 'ada@example.com', password: 'a long enough password' };

export class Retail {
  readonly #demo: DemoServer;
  readonly #browser: Browser;

  private constructor(demo: DemoServer, browser: Browser) {
    this.#demo = demo;
    this.#browser = browser;
  }

  /** The year has gone through, and a first owner is there. */
  static async open(): Promise<Retail> {
    buildConsole();
    const [browser, demo] = await Promise.all([launchChromium(), DemoServer.open()]);
    const retail = new Retail(demo, browser);
    await retail.#call('POST', '/v1/session', OWNER, false);
    return retail;
  }

  get origin(): string {
    return this.#demo.origin;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#demo.close();
  }

  /** What the API answers to whoever operates the installation. */
  async ask<Answer>(path: string): Promise<Answer> {
    return (await this.#call('GET', path)) as Answer;
  }

  /** What somebody has left of a definition; undefined where nobody has. */
  async unpublished<Definition>(kind: string, id: string): Promise<Definition | undefined> {
    const { change } = await this.ask<{ change: { definition: Definition } | null }>(`/v1/changes/${kind}/${id}`);
    return change?.definition;
  }

  /** Puts a definition into force, by whoever operates the installation. */
  async release(definition: { readonly kind: string; readonly id: string }): Promise<void> {
    const { kind, id } = definition;
    const { releases } = await this.ask<{ releases: readonly { number: number }[] }>('/v1/releases');
    const on = releases[0]!.number;
    await this.#call('PUT', `/v1/changes/${kind}/${encodeURIComponent(id)}`, { definition, on, revision: 0 });
    await this.#call('POST', '/v1/changes/release', { on, only: [{ kind, id }] });
  }

  /** Goes back to a release, in the name of whoever is signed in at the page. */
  async rollBack({ request }: Page, to: number): Promise<void> {
    const { csrf } = (await (await request.get(`${this.origin}/v1/session`)).json()) as { csrf: string };
    const answer = await request.post(`${this.origin}/v1/rollback`, { headers: { 'x-volano-csrf': csrf }, data: { to } });
    if (!answer.ok()) throw new Error(`rollback to ${to}: ${answer.status()} ${await answer.text()}`);
  }

  /** Answers the secret of the link by which a member comes in. */
  async invite(member: { readonly name: string; readonly email: string; readonly roles: readonly string[] }): Promise<string> {
    const { link } = (await this.#call('POST', '/v1/members', { language: 'en', ...member })) as { link: { path: string } };
    return new URL(link.path, this.origin).hash.slice(1);
  }

  /** What definitions are called, by kind and id. */
  names(): Promise<Readonly<Record<string, Readonly<Record<string, Readonly<Record<Language, string>>>>>>> {
    return this.ask('/v1/names');
  }

  /** Sends calls through the door of sources; the answer says how many it took. */
  send(...batch: readonly object[]): Promise<number> {
    return this.#demo.send(batch);
  }

  /** `isOwned`: there are members already, so it takes a token. */
  async #call(method: string, path: string, body?: object, isOwned = true): Promise<unknown> {
    const response = await fetch(`${this.origin}${path}`, {
      method,
      headers: { ...(isOwned && { authorization: `Bearer ${this.#demo.token}` }), ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  /** A page that nobody is signed in at. */
  async visit(path: string, language: Language): Promise<Person> {
    const visit = await openVisit(this.#browser, `${this.origin}/console${path}`, { locale: LOCALES[language] });
    return { ...visit, ...wordsIn(language), language, shop: this };
  }

  /** The owner, signed in by the form. */
  async enter(language: Language): Promise<Person> {
    const person = await this.visit('/', language);
    await signIn(person, OWNER);
    return person;
  }
}

/** Somebody at the console. */
export interface Person extends Visit, Words {
  readonly language: Language;
  readonly shop: Retail;
}

export async function signIn(person: Person, { email, password }: { readonly email: string; readonly password: string }): Promise<void> {
  const { page, say } = person;
  await page.getByLabel(say('shell:entrance.fields.email')).fill(email);
  await page.getByLabel(say('shell:entrance.fields.password')).fill(password);
  await press(person, 'shell:entrance.member.submit');
  await page.locator('h1', { hasText: say('home:title') }).waitFor();
}

/** Clicks a button by what stands on it. */
export async function press({ page, button }: Person, key: string, within: Page | Locator = page): Promise<void> {
  await within.getByRole('button', { name: button(key) }).click();
}

/** A text that counts: English has one of its own for 1. */
export function counted({ language, say }: Person, key: string, count: number): string {
  return say(`${key}_${language === 'en' && count === 1 ? 'one' : 'other'}`, { count, number: count });
}

/** Goes to a screen, and is there when its heading is. */
export async function go({ page, shop }: Person, path: string): Promise<void> {
  await page.goto(`${shop.origin}/console${path}`);
  await page.locator('h1').waitFor();
}

/** Chooses in a select, which is found by what it is called. */
export async function choose(within: Page | Locator, label: string, option: string): Promise<void> {
  const select = within.getByRole('combobox', { name: label });
  const page = 'page' in within ? within.page() : within;
  const shown = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').getByTitle(option, { exact: true });
  // It closes again where a dialog around it takes the focus when it has come in: somebody opens it once more.
  const chosen = async (): Promise<boolean> => {
    if (!(await shown.isVisible())) await select.click();
    return shown.click({ timeout: 3_000 }).then(
      () => true,
      () => false,
    );
  };
  await expect.poll(chosen).toBe(true);
  // One that takes several stays open, and is left as somebody does who goes on elsewhere.
  await select.blur();
}

/** In a dialog or drawer, which is the uppermost one that is open. */
export function uppermost(page: Page): Locator {
  return page.getByRole('dialog').last();
}
