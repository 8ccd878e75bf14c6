/** The quality of the data on the whole product: what sources do wrong is measured, alerts are raised once, told to a real receiver, and cleared. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { answering, LOCAL, Receiver } from '../../src/act/channels/receiver.suite.ts';
import { serveApi } from '../../src/api/index.ts';
import { HOUR, MINUTE } from '../../src/base/index.ts';
import { defineEvent, defineNamespace, defineProject, defineWorkspace } from '../../src/define/index.ts';
import { type Quality, renderText } from '../../src/learn/index.ts';
import { startHere } from '../../src/runtime/installed.suite.ts';
import type { Running } from '../../src/runtime/running.ts';

const name = { en: 'Name', zh: '名称' };
const SECRET = 'a signing secret of enough bytes';
const PROJECT = defineProject(
  defineWorkspace({ id: 'shop', name, timeZone: 'UTC', currency: 'EUR', seed: 's', quality: { eventsMin: 10, limits: { missing: 0.2 } } }),
  defineNamespace({ id: 'user_id', name, priority: 1, limit: 1 }),
  defineEvent({
    id: 'Order Completed',
    name,
    lateAfter: '10m',
    properties: {
      order_id: { type: 'string', required: true },
      total: { type: 'number', min: 0 },
      currency: { type: 'string', allowed: ['EUR'], enforcement: 'quarantine' },
    },
    expected: [{ atLeast: 1_000, per: '1ms', source: 'default' }],
  }),
);

let directory: string;
let receiver: Receiver;
let running: Running;
const warnings: string[] = [];
const warned = ({ message }: Error): void => void warnings.push(message);

const start = (): Promise<Running> =>
  startHere({ port: 0, directory, faces: (server, app) => serveApi(server, app, { host: '127.0.0.1' }) });

beforeAll(async () => {
  // Rates are those of the running hour, so the whole test has to lie in one.
  const wall = Date.now;
  const ahead = (wall() % HOUR) - 10 * MINUTE;
  vi.spyOn(Date, 'now').mockImplementation(() => wall() - ahead);
  directory = await mkdtemp(join(tmpdir(), 'volano-quality-'));
  receiver = await Receiver.open();
  await writeFile(join(directory, 'hook.key'), SECRET, { mode: 0o600 });
  const hook = { carrier: 'webhook', url: receiver.url, secret: 'file:hook.key', ...LOCAL };
  await writeFile(join(directory, 'alerts.json'), JSON.stringify({ on_call: hook }), { mode: 0o600 });
  process.on('warning', warned);
  running = await start();
  await running.applyProject(PROJECT);
});
afterAll(async () => {
  process.off('warning', warned);
  await running.close();
  await receiver.close();
  await rm(directory, { recursive: true });
  vi.restoreAllMocks();
});

let sent = 0;
async function orders(count: number, properties: object, more: object = {}): Promise<void> {
  const headers = { authorization: `Basic ${btoa(`${running.writeKey}:`)}`, 'content-type': 'application/json' };
  const batch = Array.from({ length: count }, () => {
    sent++;
    const own = { order_id: `o-${sent}`, ...properties };
    return { type: 'track', event: 'Order Completed', userId: 'u-1', messageId: `m-${sent}`, properties: own, ...more };
  });
  const answer = await fetch(`${running.url}/v1/batch`, { method: 'POST', headers, body: JSON.stringify({ batch }) });
  expect(answer.status).toBe(200);
}

const told = (): object[] =>
  receiver.received.map(({ body, headers }) => {
    new Webhook(SECRET, { format: 'raw' }).verify(body, headers as Record<string, string>);
    const { type, data } = JSON.parse(body) as { type: string; data: { measure: string; alert: string } };
    expect(headers['webhook-id']).toBe(`${data.alert}.${type.slice('alert.'.length)}`);
    return { type, measure: data.measure };
  });

test('what sources do wrong is counted, each in its own way', async () => {
  await orders(80, { total: 1 });
  await orders(6, { order_id: null });
  await orders(3, { total: 'free' });
  await orders(4, { total: -1 });
  await orders(5, { currency: 'USD' });
  await orders(7, { total: 1 }, { timestamp: new Date(Date.now() - 3_700_000).toISOString() });
  sent -= 7;
  await orders(7, { total: 1 });
  await running.settle();
  const response = await fetch(`${running.url}/v1/quality`);
  const { events, sources } = (await response.json()) as Quality;
  const counts = { events: 100, missing: 6, invalid: 3, range: 4, unplanned: 0, late: 7, duplicate: 7, refused: 5 };
  expect(events).toMatchObject([{ source: 'default', event: 'Order Completed', counts }]);
  expect(sources).toMatchObject([{ source: 'default', events: 100, score: expect.any(Number) }]);
  expect((await running.warehouse.query('SELECT source, event FROM duplicates')).length).toBe(7);
  const { refused: _, duplicate, ...kept } = counts;
  const hours = await running.warehouse.query("SELECT * EXCEPT hour FROM quality_hours WHERE event = 'Order Completed'");
  expect(hours).toEqual([{ source: 'default', event: 'Order Completed', ...kept, duplicates: duplicate }]);
  const before = await fetch(`${running.url}/v1/quality?at=${Date.now() - 2 * HOUR}`);
  expect(await before.json()).toMatchObject({ sources: [], measurements: [] });
  expect((await fetch(`${running.url}/v1/quality?at=yesterday`)).status).toBe(400);
});

test('a breach raises one alert, as a fact and to the webhook, until it is right again', async () => {
  const quiet = await running.quality.watch();
  expect(quiet.measurements.filter(({ breached }) => breached).map(({ measure }) => measure)).toEqual(['expected', 'score']);
  await orders(60, { order_id: null });
  await running.settle();
  await running.quality.watch();
  await running.quality.watch();
  expect(told()).toEqual([
    { type: 'alert.raised', measure: 'expected' },
    { type: 'alert.raised', measure: 'score' },
    { type: 'alert.raised', measure: 'missing' },
  ]);
  const facts = await running.warehouse.query(
    "SELECT state, measure, source, event, round(value, 4) AS value, threshold FROM alerts WHERE measure = 'missing'",
  );
  const about = { measure: 'missing', source: 'default', event: 'Order Completed' };
  expect(facts).toEqual([{ ...about, state: 'raised', value: 0.4125, threshold: 0.2 }]);
  const report = await running.report();
  expect(report.quality).toMatchObject({ sources: [{ source: 'default', events: 160 }] });
  expect(renderText(report, 'en')).toMatch(/Quality of the data[^\n]*\n {2}default: \d+, of 160 events/);
  const page = await (await fetch(`${running.url}/metrics`)).text();
  expect(page).toMatch(/volano_alerts 3/);
  expect(page).toMatch(/volano_source_quality\{source="default"\} \d+/);
});

test('raised ones are known after a restart; a receiver that is down is told later, with the same id', async () => {
  await running.close();
  running = await start();
  receiver.answer = answering(503);
  await orders(400, { total: 1 });
  await running.settle();
  await running.quality.watch();
  await nextTurn();
  expect(warnings.join()).toContain('on_call: webhook_refused: 503');
  const attempts = receiver.received.slice(3);
  expect(attempts.map(({ body }) => (JSON.parse(body) as { type: string }).type)).toEqual(['alert.cleared']);
  receiver.answer = answering(200);
  await running.quality.watch();
  const again = receiver.received.slice(4);
  expect(again[0]!.headers['webhook-id']).toBe(attempts[0]!.headers['webhook-id']);
  const all = await running.warehouse.query<{ alert: string; state: string }>(
    "SELECT alert, state FROM alerts WHERE measure = 'missing' ORDER BY seq",
  );
  expect(all.map(({ state }) => state)).toEqual(['raised', 'cleared']);
  expect(new Set(all.map(({ alert }) => alert)).size).toBe(1);
});
