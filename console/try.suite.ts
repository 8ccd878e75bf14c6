/** The whole product behind the console, by the wall clock, with a project that answers at once; and a browser in front of it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { serveApi } from '../src/api/index.ts';
import {
  defineChannel,
  defineJourney,
  defineNamespace,
  definePolicy,
  defineProject,
  definePurpose,
  defineTag,
  defineTemplate,
  defineTrait,
  defineWorkspace,
  type JourneyDefinition,
  onEvent,
  type Project,
  send,
  type Text,
  trait,
} from '../src/define/index.ts';
import { type Running, startApp } from '../src/runtime/index.ts';
import { launchChromium } from '../test/clients/chromium.ts';
import { buildConsole, openVisit, type Visit, type VisitOptions } from './browser.suite.ts';

const named = (en: string, zh: string): Text => ({ en, zh });

/** What is put into the cart is answered with care, what is looked at with an offer: the one is allowed until withdrawn, the other must be. */
export function answeringProject(): Project {
  return defineProject(
    defineWorkspace({ id: 'try', name: named('Shop', '商店'), timeZone: 'Asia/Shanghai', currency: 'CNY', seed: 'try' }),
    defineNamespace({ id: 'user_id', name: named('Account', '账号'), priority: 1, limit: 1 }),
    defineNamespace({ id: 'phone', name: named('Phone', '手机号'), priority: 2, limit: 2 }),
    defineNamespace({ id: 'email', name: named('E-mail address', '邮箱'), priority: 3, limit: 2 }),
    defineNamespace({ id: 'anonymous_id', name: named('Device', '设备'), priority: 4, limit: 9 }),
    definePurpose({ id: 'offers', name: named('Offers', '优惠'), basis: 'opt_in' }),
    definePurpose({ id: 'care', name: named('Care', '关怀'), basis: 'opt_out' }),
    definePolicy({}),
    defineTrait({ id: 'name', name: named('Name', '姓名'), type: 'string' }),
    defineTrait({ id: 'adds', name: named('Put into the cart', '加购次数'), aggregate: 'count', event: 'Product Added' }),
    defineTag({ id: 'keen', name: named('Keen', '高意向'), owner: 'crm', rule: trait('adds').atLeast(1) }),
    defineTemplate({ id: 'advice', name: named('Advice', '建议'), subject: 'A word on your cart', body: 'Good choice: {{ event.name }}.' }),
    defineTemplate({ id: 'offer', name: named('Offer', '优惠'), body: 'Ten off {{ event.name }}.' }),
    defineJourney({
      id: 'cart_advice',
      name: named('Cart advice', '加购建议'),
      stage: 'activate',
      trigger: onEvent('Product Added'),
      reentry: 'always',
      steps: [send({ channel: 'capture', template: 'advice', purpose: 'care', messageClass: 'service' })],
    }),
    defineJourney({
      id: 'view_offer',
      name: named('Offer on a look', '浏览优惠'),
      stage: 'activate',
      trigger: onEvent('Product Viewed'),
      reentry: 'always',
      steps: [send({ channel: 'capture', template: 'offer', purpose: 'offers' })],
    }),
  );
}

/** The same shop, which answers a look in the app, and what is put into the cart by mail, and an order by a text message. `shop`: where the mail leads. */
export function reachingProject(shop = 'https://shop.example'): Project {
  const { definitions } = answeringProject();
  return defineProject(
    ...definitions.filter(({ kind }) => kind !== 'journey'),
    defineTrait({ id: 'email', name: named('E-mail', '邮箱'), type: 'string' }),
    defineTrait({ id: 'phone', name: named('Phone', '手机号'), type: 'string' }),
    defineTrait({ id: 'clicks', name: named('Clicks in mails', '邮件点击次数'), aggregate: 'count', event: 'Email Link Clicked' }),
    defineChannel({ id: 'text', type: 'sms', name: named('Text', '短信'), signature: 'Shop' }),
    defineChannel({ id: 'app', type: 'in_app', name: named('App', '应用') }),
    defineChannel({ id: 'mail', type: 'email', name: named('Mail', '邮件'), from: { name: 'Shop', address: 'shop@example.com' } }),
    defineTrait({ id: 'reads', name: named('Read in the app', '应用内阅读次数'), aggregate: 'count', event: 'In-App Message Opened' }),
    defineTag({ id: 'reader', name: named('Reader', '读者'), owner: 'crm', rule: trait('reads').atLeast(1) }),
    defineTemplate({ id: 'seen', name: named('Seen', '看过'), subject: 'You looked', body: 'Still here: {{ event.name }}.' }),
    defineTemplate({
      id: 'put',
      name: named('Put', '加购'),
      subject: 'In your cart',
      body: `<p>Mail about {{ event.name }}.</p><a href="${shop}/care">How to use it</a>`,
    }),
    defineTemplate({ id: 'bought', name: named('Bought', '下单'), body: 'Your order is on its way.' }),
    answering('seen', 'app', 'Product Viewed'),
    answering('put', 'mail', 'Product Added'),
    answering('bought', 'text', 'Order Completed'),
  );
}

/** The same, and whoever follows a link of a mail is asked at once. */
export function askingProject(): Project {
  return defineProject(
    ...reachingProject().definitions,
    defineTemplate({ id: 'asked', name: named('Asked', '询问'), body: 'Any question about it?' }),
    answering('asked', 'capture', 'Email Link Clicked'),
  );
}

/** The template of that name by that channel, whenever the event happens. */
function answering(id: string, channel: string, event: string): JourneyDefinition {
  return defineJourney({
    id,
    name: named(`Journey ${id}`, `旅程 ${id}`),
    stage: 'activate',
    trigger: onEvent(event),
    reentry: 'always',
    steps: [send({ channel, template: id, purpose: 'care', messageClass: 'service' })],
  });
}

export class TryStage {
  readonly running: Running;
  readonly #browser: Browser;
  readonly #directory: string;

  private constructor(running: Running, browser: Browser, directory: string) {
    this.running = running;
    this.#browser = browser;
    this.#directory = directory;
  }

  /** `channels`: what channels.json says; without it everything is captured. */
  static async open({ channels, project = answeringProject() }: { channels?: object; project?: Project } = {}): Promise<TryStage> {
    buildConsole();
    const directory = await mkdtemp(join(tmpdir(), 'volano-try-'));
    if (channels) await writeFile(join(directory, 'channels.json'), JSON.stringify(channels), { mode: 0o600 });
    const [browser, running] = await Promise.all([
      launchChromium(),
      startApp({ directory, port: 0, faces: (server, app) => serveApi(server, app, { host: '127.0.0.1' }) }),
    ]);
    await running.applyProject(project);
    return new TryStage(running, browser, directory);
  }

  visit(path: string, options?: VisitOptions): Promise<Visit> {
    return openVisit(this.#browser, `${this.running.url}${path}`, options);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.running.close();
    await rm(this.#directory, { recursive: true });
  }
}
