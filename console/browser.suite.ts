/** The console in a real browser, in front of a real server with a shop behind it. */

import { execFileSync } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import fastify, { type FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { CART_COMMAND, NOON, openShop, type Shop } from '../src/api/dependencies.suite.ts';
import { type ApiOptions, registerApi } from '../src/api/index.ts';
import { launchChromium } from '../test/clients/chromium.ts';

export interface Visit {
  readonly page: Page;
  /** What the browser complained about: errors of scripts, of the security policy, failed requests. */
  readonly complaints: string[];
}

export interface VisitOptions {
  readonly locale?: string;
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  /** Dialogs zoom and lists fade; default: nothing moves, as for who has asked the system for that. */
  readonly moves?: boolean;
}

export class Stage {
  readonly shop: Shop;
  readonly #browser: Browser;
  #server: FastifyInstance;
  #origin: string;

  private constructor(shop: Shop, browser: Browser, server: FastifyInstance, origin: string) {
    this.shop = shop;
    this.#browser = browser;
    this.#server = server;
    this.#origin = origin;
  }

  static async open(): Promise<Stage> {
    const shop = await openShop();
    const [browser, [server, origin]] = await Promise.all([launchChromium(), serve(shop, { host: '127.0.0.1' }, 0)]);
    return new Stage(shop, browser, server, origin);
  }

  get origin(): string {
    return this.#origin;
  }

  /** Stops the server and starts it again at the same address. */
  async restart(options: ApiOptions = { host: '127.0.0.1' }): Promise<void> {
    const port = Number(new URL(this.#origin).port);
    await this.stop();
    [this.#server, this.#origin] = await serve(this.shop, options, port);
  }

  async stop(): Promise<void> {
    await this.#server.close();
  }

  visit(path: string, options?: VisitOptions): Promise<Visit> {
    return openVisit(this.#browser, `${this.#origin}${path}`, options);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
    await this.shop.close();
  }
}

/** Builds the console, unless it is of the sources at hand. */
export function buildConsole(): void {
  execFileSync(process.execPath, [fileURLToPath(new URL('../tools/ensure.mjs', import.meta.url)), '--console']);
}

/** With some messages that were captured or have failed. */
export async function openConsole(): Promise<Stage> {
  buildConsole();
  const stage = await Stage.open();
  const { shop } = stage;
  for (let index = 0; index < 60; index++) {
    const text = {
      format: 'text',
      subject: `Thank you ${index}`,
      body: `Dear customer,\n\nyour order ${index} is on its way.\n谢谢`,
    } as const;
    await shop.send({ message: `m${index}`, at: NOON - (60 - index) * 60_000, variables: {} }, text);
  }
  await shop.send({});
  const failure = { reason: 'address_refused: 550 no such mailbox', attempts: 3, decidedAt: NOON - 90_000, failedAt: NOON - 60_000 };
  shop.letters = ['m2', 'm1'].map((message, index) => ({ number: 2 - index, message, command: { ...CART_COMMAND, message }, ...failure }));
  return stage;
}

/** A page of its own context, as a fresh visitor sees it. */
export async function openVisit(browser: Browser, address: string, options: VisitOptions = {}): Promise<Visit> {
  const { locale = 'en-US', colorScheme = 'light', width = 1280, moves = false } = options;
  // Press and release of a click must meet the same button, also on a busy machine: nothing zooms or fades for who asks for that.
  const reducedMotion = moves ? 'no-preference' : 'reduce';
  const context = await browser.newContext({
    ...{ locale, colorScheme, reducedMotion },
    viewport: { width, height: 900 },
    timezoneId: 'Asia/Shanghai',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    const { url } = message.location();
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${message.text()} ${url}`);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(address);
  return { page, complaints };
}

async function serve(shop: Shop, options: ApiOptions, port: number): Promise<readonly [FastifyInstance, string]> {
  const server = fastify({ forceCloseConnections: true });
  await registerApi(server, shop.dependencies, options);
  await server.listen({ port, host: '127.0.0.1' });
  return [server, `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`];
}

/** What axe finds grave. Not within frames: those of messages run nothing, axe neither. */
export async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode()
    .analyze();
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}
