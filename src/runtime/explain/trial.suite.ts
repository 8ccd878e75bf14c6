/** A shop in event time with a journey for every way of starting and of not starting, and the rows that prove what is said of them. */
import { expect } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import type { JsonObject } from '../../core/index.ts';
import {
  defineChannel,
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
  type JourneyDefinition,
  occurs,
  onDate,
  onEvent,
  onSchedule,
  onSegment,
  onSegmentExit,
  type Project,
  property,
  segment,
  send,
  type Text,
  trait,
  wait,
} from '../../define/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { Shop } from '../shop.suite.ts';
import type { Evidence, Explanation } from './explanation.ts';

export { evidenceIn } from '../demo/check/explained.ts';

/** A Monday, 10:00 UTC. */
export const START: number = Date.UTC(2024, 0, 15, 10);
const END: number = START + 300 * DAY;

export { DAY, HOUR };

const name: Text = { en: 'Name', zh: '名称' };
const post = (id: string, channel = 'capture') => send({ id, channel, template: 'note', purpose: 'offers' });
const journey = (id: string, more: Omit<Parameters<typeof defineJourney>[0], 'id' | 'name' | 'stage'>): JourneyDefinition =>
  defineJourney({ id, name: { en: `Journey ${id}`, zh: `旅程 ${id}` }, stage: 'retain', ...more });

/** Messages of `offers` go by day only, two a week. */
export function explainedProject(...more: readonly JourneyDefinition[]): Project {
  return defineProject(
    defineWorkspace({ id: 'shop', name, timeZone: 'UTC', currency: 'EUR', seed: 'shop' }),
    defineNamespace({ id: 'user_id', name, priority: 1, limit: 1 }),
    defineNamespace({ id: 'anonymous_id', name, priority: 2, limit: 5 }),
    definePurpose({ id: 'offers', name, basis: 'opt_out' }),
    definePolicy({
      quietHours: { from: '22:00', to: '08:00', classes: ['marketing'] },
      caps: [{ id: 'two_a_week', max: 2, per: '7d', classes: ['marketing'] }],
    }),
    defineChannel({ id: 'mail', name, type: 'email', from: { name: 'Shop', address: 'shop@example.com' } }),
    defineTrait({ id: 'city', name, type: 'string' }),
    defineTrait({ id: 'email', name, type: 'string' }),
    defineTrait({ id: 'birthday', name, type: 'string' }),
    defineTrait({ id: 'orders', name, aggregate: 'count', event: 'Order Completed' }),
    defineTag({ id: 'buyer', name, owner: 'crm', rule: trait('orders').atLeast(1) }),
    defineSegment({ id: 'readers', name, condition: event('Read').performed({ atLeast: 2 }) }),
    defineSegment({ id: 'fresh', name, condition: event('View').performed({ within: { last: '1d' } }) }),
    defineTemplate({ id: 'note', name, subject: 'A note', body: 'Hello {{ trait.city | default: "there" }}' }),
    journey('big_order', {
      trigger: onEvent('Order Completed', { where: property('revenue').atLeast(100) }),
      reentry: { after: '30d' },
      goal: occurs('Reviewed'),
      steps: [post('thank'), wait('2d', { id: 'rest' }), post('ask'), wait('5d', { id: 'time' })],
    }),
    journey('first_city', {
      trigger: onEvent('Order Completed'),
      when: trait('city').is('Rome'),
      reentry: 'once',
      steps: [post('rome')],
    }),
    journey('reader', { trigger: onSegment('readers'), reentry: 'once', steps: [post('read')] }),
    journey('gone_quiet', {
      trigger: onSegmentExit('fresh'),
      reentry: 'always',
      exits: [trait('orders').atLeast(5)],
      steps: [post('quiet')],
    }),
    journey('birthday', {
      trigger: onDate('birthday', { on: 'day', every: 'year', at: '09:00' }),
      reentry: 'always',
      steps: [post('wish')],
    }),
    journey('weekly', {
      trigger: onSchedule({ every: 'week', weekday: 5, at: '09:00', segment: 'readers' }),
      reentry: 'always',
      steps: [post('digest')],
    }),
    journey('letter', { trigger: onEvent('Letter Wanted'), reentry: 'always', steps: [post('letter', 'mail')] }),
    journey('silent', { trigger: onEvent('Silent'), reentry: 'always', holdout: 0.999_999, steps: [post('never')] }),
    journey('greeting', {
      trigger: onEvent('Greeted', { where: segment('readers') }),
      reentry: 'always',
      steps: [post('greet')],
    }),
    ...more,
  );
}

export class ExplainTrial {
  readonly shop: Shop;
  #calls = 0;

  static async open(): Promise<ExplainTrial> {
    const trial = new ExplainTrial(await Shop.open({ eventTime: { from: START - DAY, to: END } }));
    await trial.shop.running.applyProject(explainedProject());
    return trial;
  }

  private constructor(shop: Shop) {
    this.shop = shop;
  }

  /** So long after the start. */
  async track(user: string, eventName: string, { after = 0, ...properties }: JsonObject & { after?: number } = {}): Promise<void> {
    await this.call({ type: 'track', event: eventName, userId: user, properties }, after);
  }

  async identify(user: string, traits: JsonObject, after = 0): Promise<void> {
    await this.call({ type: 'identify', userId: user, traits }, after);
  }

  async call(body: JsonObject, after = 0): Promise<void> {
    const timestamp = new Date(START + after).toISOString();
    await this.shop.batch({ messageId: `c${++this.#calls}`, timestamp, ...body });
  }

  async until(after: number): Promise<void> {
    await this.shop.running.advanceTo(START + after);
    await this.shop.running.settle();
  }

  explain(user: string, more: { message?: string; journey?: string } = {}): Promise<Explanation> {
    return this.shop.running.explain({ lookup: { namespace: 'user_id', value: user }, ...more });
  }

  /** Id of the message that this step sent or wanted to send last. */
  async messageOf(user: string, journeyId: string, step: string): Promise<string> {
    const { journeys } = await this.explain(user, { journey: journeyId });
    const found = journeys?.[0]?.messages.find((one) => one.step === step);
    if (!found) throw new Error(`${journeyId} has no message of ${step}`);
    return found.message;
  }
}

/** Each named row is in the warehouse with equal values. */
export async function expectProven(rows: readonly Evidence[], { warehouse }: { readonly warehouse: Warehouse }): Promise<void> {
  const ids = [...new Set(rows.map(({ table, id }) => `${table} ${id}`))];
  const stored = new Map<string, JsonObject>();
  for (const table of ['facts', 'events'] as const) {
    const seqs = ids.flatMap((id) => (id.startsWith(table) ? [Number(id.split('-')[1])] : []));
    const found = await warehouse.query<JsonObject>(
      `SELECT *, toUnixTimestamp64Milli(at) AS ms FROM ${table} WHERE partition = 0 AND seq IN {seqs:Array(UInt64)}`,
      { seqs },
    );
    for (const row of found) stored.set(`${table} ${row.partition}-${row.seq}`, row);
  }
  for (const row of rows) {
    const found = stored.get(`${row.table} ${row.id}`);
    expect(found, `${row.table} ${row.id}`).toBeDefined();
    expect([Number(found!.ms), Number(found!.position), found!.customer]).toEqual([row.at, row.position, row.customer]);
    if (row.table === 'facts') expectFact(row, found!);
    else expectEvent(row, found!);
  }
}

function expectFact(row: Extract<Evidence, { table: 'facts' }>, found: JsonObject): void {
  const { kind, action, name: about, version, journey: of = '', step = '', subject = '', detail } = row;
  expect(found).toMatchObject({ kind, action, name: about, version, journey: of, step, subject });
  expect(found.detail === '' ? {} : JSON.parse(String(found.detail))).toEqual(detail);
}

function expectEvent(row: Extract<Evidence, { table: 'events' }>, found: JsonObject): void {
  const { event: about, messageId, source, properties } = row;
  expect(found).toMatchObject({ event: about, messageId, source });
  expect(JSON.parse(String(found.properties))).toMatchObject(properties);
}
