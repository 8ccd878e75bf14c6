/**
 * Staged breaks in virtual time, from the event to the alert and back: a real engine, sink and warehouse, and what channels and customers do told by the test. A channel fails for three
 * days, a step's conversion collapses for five: each is found, alerted with evidence, rerouted, probed and returned.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY, HOUR, hashUnit, MINUTE } from '../../base/index.ts';
import type { SendCommand } from '../../core/index.ts';
import {
  defineChannel,
  defineJourney,
  defineNamespace,
  definePolicy,
  defineProject,
  definePurpose,
  defineTemplate,
  defineTrait,
  defineWorkspace,
  guardrail,
  onEvent,
  send,
  wait,
} from '../../define/index.ts';
import { boundsInFile, createTables, Sink } from '../../learn/index.ts';
import { openChdbWarehouse, type Warehouse } from '../../port/warehouse/index.ts';
import { Trial } from '../engine/trial.suite.ts';
import { DiagnosisDesk, type StepDiagnosis } from './index.ts';

const name = { en: 'x', zh: 'x' };
const PROJECT = defineProject(
  defineWorkspace({ id: 'shop', name, timeZone: 'UTC', currency: 'EUR', seed: 'shop' }),
  defineNamespace({ id: 'user_id', name, priority: 1, limit: 1 }),
  definePurpose({ id: 'offers', name, basis: 'opt_out' }),
  definePolicy({}),
  defineTrait({ id: 'email', name, type: 'string' }),
  defineChannel({ id: 'box', name, type: 'in_app' }),
  defineChannel({ id: 'other', name, type: 'in_app' }),
  defineTemplate({ id: 'reminder', name, body: 'Come back' }),
  defineTemplate({ id: 'plain', name, body: 'Come back' }),
  defineJourney({
    id: 'cart',
    name,
    stage: 'repurchase',
    trigger: onEvent('Added'),
    reentry: 'once',
    goal: { event: 'Bought' },
    steps: [
      send({
        id: 'remind',
        channel: 'box',
        template: 'reminder',
        purpose: 'offers',
        guardrails: [guardrail({ measure: 'error', atMost: 0.1 }), guardrail({ measure: 'conversion', noWorseBy: 0.08, within: '6h' })],
        fallback: { channel: 'other', template: 'plain', probe: 0.2 },
      }),
      wait('2d', { id: 'rest' }),
    ],
  }),
);

const A_DAY = 120;
const DAYS = 22;
const FAILING = { from: 9, to: 11 };
const COLLAPSED = { from: 15, to: 19 };
const isIn = (day: number, { from, to }: typeof FAILING): boolean => day >= from && day < to;

let trial: Trial;
let warehouse: Warehouse;
let desk: DiagnosisDesk;
let opening: number;
const room = mkdtempSync(join(tmpdir(), 'volano-breaks-'));
/** Messages by the day on which they were decided, and channel. */
const sent = new Map<string, number>();

async function flush(seq: number): Promise<void> {
  const { log, state } = trial;
  const sink = new Sink({ partition: 0, log, state, warehouse, openBounds: boundsInFile(join(room, 'sink.json')) });
  await sink.start();
  sink.advance(seq);
  await sink.flush(seq);
  await sink.stop();
}

function openDesk(): DiagnosisDesk {
  const releases = { list: [{ number: 1, definitions: PROJECT.definitions.map((definition) => ({ version: 1, definition })) }] };
  return new DiagnosisDesk({
    warehouse,
    sink: { flush },
    engine: {
      get status() {
        return { seq: trial.engine.meta.progress.seq, counters: trial.engine.meta.counters } as never;
      },
      caughtUp: async () => void (await trial.run()),
    },
    appender: {
      get time() {
        return trial.now;
      },
      entries: async (entries) => {
        for (const entry of entries) await trial.append(entry);
        return [];
      },
    },
    releases,
  });
}

/** The channel `box` takes nothing while it fails; whoever got its message while it says the wrong thing does not buy. */
async function live(day: number): Promise<void> {
  for (let index = 0; index < A_DAY; index++) await trial.event(`d${day}-${index}`, 'Added');
  await trial.run();
  trial.now += MINUTE;
  const bought: string[] = [];
  for (const command of (await trial.outbox()) as unknown as SendCommand[]) {
    const { message, customer, channel } = command;
    const isFailing = channel === 'box' && isIn(day, FAILING);
    const wall = { channel, decidedAt: trial.now, dispatchedAt: trial.now };
    await trial.append({ type: 'receipt', kind: isFailing ? 'failed' : 'sent', customer, message, ...wall });
    sent.set(`${day} ${channel}`, (sent.get(`${day} ${channel}`) ?? 0) + 1);
    const isConvinced = !isFailing && !(channel === 'box' && isIn(day, COLLAPSED));
    if (isConvinced && hashUnit('buys', message) < 0.3) bought.push(customer);
  }
  await trial.run();
  trial.now += HOUR;
  for (const customer of bought) await trial.append({ ...trial.entry([], 'Bought'), customer: customer as SendCommand['customer'] });
  await trial.run();
  trial.now = opening + (day + 1) * DAY;
  await trial.tick();
  await trial.run();
}

interface Alert {
  readonly day: number;
  readonly state: string;
  readonly measure: string;
  readonly evidence: string;
}
const alerts = () =>
  warehouse.query<Alert>(
    `SELECT intDiv(toUnixTimestamp64Milli(at) - {from:Int64}, ${DAY}) AS day, state, measure, evidence FROM alerts WHERE step = 'remind' ORDER BY alerts.at, seq`,
    { from: opening },
  );
const reroutes = () =>
  warehouse.query<{ day: number; action: string; reason: string }>(
    `SELECT intDiv(toUnixTimestamp64Milli(at) - {from:Int64}, ${DAY}) AS day, action, reason FROM reroutes ORDER BY reroutes.at, seq`,
    { from: opening },
  );
const remind = async (): Promise<StepDiagnosis> => (await desk.of('cart'))[0]!.steps[0]!;
/** What was said while the channel failed, and while the conversion had collapsed. */
const seen: Record<'failing' | 'collapsed', StepDiagnosis | undefined> = { failing: undefined, collapsed: undefined };

beforeAll(async () => {
  trial = await Trial.open();
  warehouse = await openChdbWarehouse({ path: join(room, 'warehouse') });
  await createTables(warehouse);
  desk = openDesk();
  await trial.release(PROJECT.definitions);
  await trial.tick();
  await trial.run();
  opening = trial.now;
  for (let day = 0; day < DAYS; day++) {
    await live(day);
    // Of the quiet days before, one look at their end.
    if (day < FAILING.from - 1) continue;
    await desk.watch();
    if (day === FAILING.to - 1) seen.failing = await remind();
    if (day === COLLAPSED.to - 2) seen.collapsed = await remind();
    // Another process takes over: what stands is in the facts.
    if (day === FAILING.from) desk = openDesk();
  }
}, 120_000);
afterAll(async () => {
  await warehouse.close();
  rmSync(room, { recursive: true });
});

describe('staged breaks', () => {
  test('are found, alerted once, and cleared when they have recovered; before them nothing is', async () => {
    const told = (await alerts()).map(({ day, state, measure }) => ({ day: Number(day), state, measure }));
    const of = (measure: string) => told.filter((one) => one.measure === measure);
    expect(of('error')).toMatchObject([{ state: 'raised' }, { state: 'cleared' }]);
    expect(of('error')[0]!.day).toBeLessThanOrEqual(FAILING.from + 1);
    expect(of('error')[1]!.day).toBeGreaterThanOrEqual(FAILING.to);
    expect(of('error')[1]!.day).toBeLessThanOrEqual(FAILING.to + 2);
    expect(told.every(({ day }) => day > FAILING.from)).toBe(true);
    const conversion = of('conversion');
    expect(conversion.map(({ state }) => state)).toEqual(['raised', 'cleared', 'raised', 'cleared']);
    expect(conversion[2]!.day).toBeLessThanOrEqual(COLLAPSED.from + 1);
    expect(conversion[3]!.day).toBeGreaterThanOrEqual(COLLAPSED.to);
  });

  test('with evidence: figures now and before, the bound, and customers whom it befell', async () => {
    const [raised] = (await alerts()).filter(({ measure, state }) => measure === 'error' && state === 'raised');
    const evidence = JSON.parse(raised!.evidence) as { count: number; of: number; past: { of: number }; examples: string[]; by: string };
    expect(evidence).toMatchObject({ count: A_DAY, of: A_DAY, by: 'guardrail', usual: 0 });
    expect(evidence.past.of).toBeGreaterThan(7 * A_DAY);
    expect(evidence.examples).toHaveLength(3);
  });

  test('are rerouted, and given back', async () => {
    const told = (await reroutes()).map(({ action }) => action);
    expect(told).toEqual(['on', 'off', 'on', 'off']);
    expect(await remind()).not.toHaveProperty('reroute');
  });

  test('while rerouted customers go the other way, and a fifth probes the step', () => {
    const probing = sent.get(`${FAILING.to - 1} box`) ?? 0;
    expect(probing).toBeGreaterThan(A_DAY * 0.1);
    expect(probing).toBeLessThan(A_DAY * 0.32);
    expect((sent.get(`${FAILING.to - 1} other`) ?? 0) + probing).toBe(A_DAY);
    expect(sent.get(`${FAILING.from - 1} other`)).toBeUndefined();
    expect(sent.get(`${DAYS - 1} box`)).toBe(A_DAY);
  });

  test('who asks is told', () => {
    expect(seen.failing).toMatchObject({ step: 'remind', reroute: { on: true, held: false, by: 'diagnosis' } });
    expect(seen.failing!.measurements.find(({ measure }) => measure === 'error')).toMatchObject({ breached: true });
    expect(seen.collapsed).toMatchObject({ reroute: { on: true, reason: 'conversion' } });
  });

  test('every way is in the facts: where to, because of what, by whom', async () => {
    const rows = await warehouse.query<{ detail: string }>(
      "SELECT detail FROM facts WHERE kind = 'journey' AND action = 'moved' AND step = 'remind' AND JSONHas(detail, 'rerouted') LIMIT 1",
    );
    expect(JSON.parse(rows[0]!.detail)).toMatchObject({ rerouted: 'other/plain', by: 'diagnosis' });
  });

  test('a replay of the log comes to the same', async () => {
    expect(await (await trial.again({ batchMax: 500, cacheMax: 0 })).remains()).toEqual(await trial.remains());
  });
});

describe('a person', () => {
  const said = { journey: 'cart', step: 'remind', by: 'Li', reason: 'a trial' };

  test('holds a step on its fallback, whatever diagnosis finds, and lets go of it', async () => {
    const { steps } = await desk.reroute({ ...said, action: 'on' });
    expect(steps[0]!.reroute).toMatchObject({ on: true, held: true, by: 'Li', reason: 'a trial' });
    expect(await desk.run()).toBe(0);
    expect((await desk.reroute({ ...said, action: 'auto' })).steps[0]!.reroute).toMatchObject({ on: true, held: false });
    expect(await desk.run()).toBe(1);
    expect(await remind()).not.toHaveProperty('reroute');
  });

  test('is told what there is not', async () => {
    await expect(desk.reroute({ ...said, journey: 'none', action: 'on' })).rejects.toMatchObject({ code: 'VOLANO_RESOURCE_UNKNOWN' });
    await expect(desk.reroute({ ...said, step: 'none', action: 'on' })).rejects.toMatchObject({ code: 'VOLANO_RESOURCE_UNKNOWN' });
    await expect(desk.reroute({ ...said, step: 'rest', action: 'on' })).rejects.toMatchObject({ code: 'VOLANO_FALLBACK_MISSING' });
    await expect(desk.of('none')).rejects.toMatchObject({ code: 'VOLANO_RESOURCE_UNKNOWN' });
  });
});
