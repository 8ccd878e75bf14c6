/** The quarantine over HTTP, on the whole product: bad events in through the door, corrected, replayed, counted to the last one. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveApi } from '../../src/api/index.ts';
import { defineEvent, defineNamespace, defineProject, defineWorkspace } from '../../src/define/index.ts';
import { startHere } from '../../src/runtime/installed.suite.ts';
import type { Running } from '../../src/runtime/running.ts';

const NAME = { en: 'Name', zh: '名称' };
const PROJECT = defineProject(
  defineWorkspace({ id: 'shop', name: NAME, timeZone: 'UTC', currency: 'EUR', seed: 'shop' }),
  defineNamespace({ id: 'user_id', name: NAME, priority: 1, limit: 1 }),
  defineEvent({
    id: 'Order Completed',
    name: NAME,
    properties: { order_id: { type: 'string', required: true }, total: { type: 'number', required: true, min: 0 } },
    enforcement: 'quarantine',
  }),
);
const CORRECTION = {
  rules: [
    {
      when: { event: 'Order Completed' },
      steps: [
        { rename: 'properties.amount', to: 'properties.total' },
        { convert: 'properties.total', as: 'number' },
      ],
    },
  ],
};
/** `VOLANO_BAD_EVENTS=100000` is the whole measure. */
const BAD = Number(process.env.VOLANO_BAD_EVENTS ?? 5_000);
const HOPELESS = 7;
const AT_ONCE = 1_000;

let directory: string;
let running: Running;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'volano-quarantine-'));
  running = await startHere({ directory, port: 0, faces: (server, app) => serveApi(server, app, { host: '127.0.0.1' }) });
  await running.applyProject(PROJECT);
});
afterAll(async () => {
  await running.close();
  await rm(directory, { recursive: true });
});

async function ask<Answer>(path: string, body?: object): Promise<{ status: number; answer: Answer }> {
  const asked = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`${running.url}/v1/${path}`, asked);
  return { status: response.status, answer: (await response.json()) as Answer };
}

/** A till whose release names the total otherwise and writes it as text; some of its orders have no number at all. */
async function sendBad(): Promise<void> {
  const headers = { authorization: `Basic ${btoa(`${running.writeKey}:`)}`, 'content-type': 'application/json' };
  for (let from = 0; from < BAD; from += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, BAD - from) }, (_, i) => {
      const n = from + i;
      const properties = { order_id: `o-${n}`, amount: n < HOPELESS ? 'unknown' : `${n % 90}.50` };
      return { type: 'track', event: 'Order Completed', userId: `u-${n % 500}`, messageId: `bad-${n}`, properties };
    });
    const response = await fetch(`${running.url}/v1/batch`, { method: 'POST', headers, body: JSON.stringify({ batch }) });
    expect(await response.json()).toMatchObject({ accepted: 0, quarantined: { length: batch.length } });
  }
}

interface Counted {
  readonly selected: number;
  readonly passed: number;
  readonly repeated: number;
  readonly failed: number;
  readonly next?: string;
  readonly reasons: readonly { readonly field: string; readonly count: number }[];
}

async function replayAll(dryRun: boolean): Promise<Counted> {
  const total = { selected: 0, passed: 0, repeated: 0, failed: 0 };
  for (let after: string | undefined; ; ) {
    const { answer } = await ask<Counted>('quarantine/replay', { correction: CORRECTION, dryRun, ...(after !== undefined && { after }) });
    for (const key of ['selected', 'passed', 'repeated', 'failed'] as const) total[key] += answer[key];
    after = answer.next;
    if (after === undefined) return { ...total, reasons: answer.reasons };
  }
}

test('bad events in, mapping corrected, replayed: counts add up to the last one, each exactly once', async () => {
  await sendBad();
  const before = await ask<{ records: number; groups: readonly object[] }>('quarantine/stats');
  expect(before.answer).toMatchObject({ records: BAD, replayed: 0, dropped: 0, removed: 0, selected: BAD });
  expect(before.answer.groups).toMatchObject([
    { source: 'default', event: 'Order Completed', code: 'VOLANO_EVENT_INVALID', field: 'total', count: BAD },
  ]);
  expect(await replayAll(true)).toMatchObject({ selected: BAD, passed: BAD - HOPELESS, failed: HOPELESS });
  expect((await ask('quarantine/stats')).answer).toMatchObject({ records: BAD, replayed: 0 });

  expect(await replayAll(false)).toMatchObject({ selected: BAD, passed: BAD - HOPELESS, repeated: 0, failed: HOPELESS });
  const dropped = await ask('quarantine/drop', { selection: { field: 'total' }, dryRun: false });
  expect(dropped.answer).toEqual({ dropped: HOPELESS });
  expect((await ask('quarantine/stats')).answer).toMatchObject({ records: 0, replayed: BAD - HOPELESS, dropped: HOPELESS, removed: 0 });
  expect(await replayAll(false)).toMatchObject({ selected: 0 });

  await running.settle();
  const rows = await running.warehouse.query(
    `SELECT toUInt32(count()) AS events, toUInt32(uniqExact(messageId)) AS messages, toUInt32(uniqExact(quarantine)) AS records,
  toFloat64(sum(JSONExtractFloat(properties, 'total'))) AS total FROM events WHERE event = 'Order Completed'`,
  );
  const sum = Array.from({ length: BAD }, (_, n) => (n < HOPELESS ? 0 : (n % 90) + 0.5)).reduce((a, b) => a + b, 0);
  expect(rows).toEqual([{ events: BAD - HOPELESS, messages: BAD - HOPELESS, records: BAD - HOPELESS, total: sum }]);
}, 600_000);

describe('looking', () => {
  test('record by record, page by page, and at what has become of one', async () => {
    await sendBad();
    const first = await ask<{ records: { id: string }[]; next: string }>('quarantine?limit=2&event=Order%20Completed');
    expect(first.answer.records).toMatchObject([{ call: { messageId: `bad-${BAD - 1}` } }, { call: { messageId: `bad-${BAD - 2}` } }]);
    const second = await ask<{ records: { id: string }[] }>(`quarantine?limit=1&before=${first.answer.next}`);
    expect(second.answer.records).toMatchObject([{ messageId: `bad-${BAD - 3}`, field: 'total', source: 'default' }]);
    const { id } = second.answer.records[0]!;
    await ask('quarantine/drop', { selection: { ids: [id] }, dryRun: false });
    expect((await ask(`quarantine/${id}`)).answer).toMatchObject({ id, settled: 'dropped', call: { event: 'Order Completed' } });
  });

  test('at identifiers that identity has set aside', async () => {
    expect((await ask('quarantine/identifiers')).answer).toEqual({ identifiers: [] });
  });

  test.each<[string, object | undefined, number, string]>([
    ['quarantine/nothing', undefined, 404, 'VOLANO_RESOURCE_UNKNOWN'],
    ['quarantine?field=', undefined, 400, 'VOLANO_QUERY_INVALID'],
    ['quarantine/stats?since=yesterday', undefined, 400, 'VOLANO_QUERY_INVALID'],
    ['quarantine/replay', { dryrun: false }, 400, 'VOLANO_QUERY_INVALID'],
    ['quarantine/drop', { selection: { source: 1 } }, 400, 'VOLANO_QUERY_INVALID'],
    ['quarantine/replay', { correction: { rules: [] } }, 400, 'VOLANO_CORRECTION_INVALID'],
  ])('%s %j is refused', async (path, body, status, code) => {
    expect(await ask(path, body)).toMatchObject({ status, answer: { code } });
  });
});
