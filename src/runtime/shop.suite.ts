/** The product as a whole on a folder of its own, reached over HTTP as sources reach it, and a small shop's project for it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../core/index.ts';
import {
  defineJourney,
  defineNamespace,
  definePolicy,
  defineProject,
  definePurpose,
  defineSegment,
  defineTag,
  defineTemplate,
  defineTrait,
  defineWorkspace,
  event,
  onEvent,
  type Project,
  send,
  type Text,
  trait,
  wait,
} from '../define/index.ts';
import type { AppOptions } from './app.ts';
import { startHere } from './installed.suite.ts';
import type { Running } from './running.ts';

const name: Text = { en: 'Name', zh: '名称' };
const post = (id: string, template: string) => send({ id, channel: 'capture', template, purpose: 'offers' });

/** `busy` is left by time alone, two seconds after the last view. The journey rests a day between its two messages. */
export function shopProject(thanks: string = 'Thank you, {{ trait.city | default: "friend" }}!'): Project {
  return defineProject(
    defineWorkspace({ id: 'shop', name, timeZone: 'UTC', currency: 'EUR', seed: 'shop' }),
    defineNamespace({ id: 'user_id', name, priority: 1, limit: 1 }),
    defineNamespace({ id: 'anonymous_id', name, priority: 2, limit: 5 }),
    definePurpose({ id: 'offers', name, basis: 'opt_out' }),
    definePolicy({}),
    defineTrait({ id: 'city', name, type: 'string' }),
    defineTrait({ id: 'orders', name, aggregate: 'count', event: 'Order Completed' }),
    defineTrait({ id: 'spent', name, aggregate: 'sum', event: 'Order Completed', property: 'revenue' }),
    defineTrait({ id: 'rank', name, score: { of: 'spent', bins: 2 } }),
    defineTag({ id: 'buyer', name, owner: 'crm', rule: trait('orders').atLeast(1) }),
    defineSegment({ id: 'busy', name, condition: event('View').performed({ within: { last: '2s' } }) }),
    defineSegment({ id: 'top', name, condition: trait('rank').is(2) }),
    defineTemplate({ id: 'thanks', name, subject: 'Thanks', body: thanks }),
    defineTemplate({ id: 'again', name, body: 'Come again' }),
    defineJourney({
      id: 'after_order',
      name,
      stage: 'repurchase',
      trigger: onEvent('Order Completed'),
      reentry: 'once',
      steps: [post('thank', 'thanks'), wait('1d', { id: 'rest' }), post('invite', 'again')],
    }),
  );
}

/** A call as a source would send it; ids are given, so that a second one is recognised. */
export function view(user: string, messageId: string, more: JsonObject = {}): JsonObject {
  return { type: 'track', event: 'View', userId: user, messageId, ...more };
}

export function order(user: string, messageId: string, revenue: number, more: JsonObject = {}): JsonObject {
  const properties = { order_id: messageId, revenue };
  return { type: 'track', event: 'Order Completed', userId: user, messageId, properties, ...more };
}

export class Shop {
  readonly directory: string;
  readonly #options: Partial<AppOptions>;
  running: Running;

  static async open(options: Partial<AppOptions> = {}): Promise<Shop> {
    const directory = await mkdtemp(join(tmpdir(), 'volano-shop-'));
    return new Shop(directory, options, await startHere({ port: 0, ...options, directory }));
  }

  private constructor(directory: string, options: Partial<AppOptions>, running: Running) {
    this.directory = directory;
    this.#options = options;
    this.running = running;
  }

  /** Ends the process's part and begins again on what is in the folder; `between` may change that. */
  async reopen(between: () => Promise<void> = async () => {}): Promise<void> {
    await this.running.close();
    await between();
    this.running = await startHere({ port: 0, ...this.#options, directory: this.directory });
  }

  async close(): Promise<void> {
    await this.running.close();
    await rm(this.directory, { recursive: true });
  }

  post(route: string, body: JsonObject): Promise<Response> {
    const { url, writeKey } = this.running;
    const headers = { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'application/json' };
    return fetch(`${url}/v1/${route}`, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  /** One call to its own address; throws when it is not accepted. */
  async call({ type, ...body }: JsonObject): Promise<void> {
    const answer = await this.post(type as string, body);
    if (!answer.ok) throw new Error(await answer.text());
  }

  /** Many calls at once. */
  async batch(...batch: readonly JsonObject[]): Promise<void> {
    const answer = await this.post('batch', { batch });
    if (!answer.ok) throw new Error(await answer.text());
  }
}
