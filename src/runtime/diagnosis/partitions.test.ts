/** One desk over two partitions, as in a cluster: figures of both, a reroute for each, and another process that takes it up. A real warehouse; facts as engines make them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../base/index.ts';
import type { AlertEntry, Entry, RerouteEntry } from '../../core/index.ts';
import { defineJourney, guardrail, onEvent, send } from '../../define/index.ts';
import { createTables } from '../../learn/index.ts';
import { openChdbWarehouse, type Warehouse } from '../../port/warehouse/index.ts';
import { alert, reroute } from '../engine/entry-facts.ts';
import { DiagnosisDesk } from './index.ts';

const name = { en: 'x', zh: 'x' };
const journey = defineJourney({
  id: 'cart',
  name,
  stage: 'repurchase',
  trigger: onEvent('Added'),
  reentry: 'once',
  steps: [
    send({
      id: 'remind',
      channel: 'box',
      template: 'reminder',
      purpose: 'offers',
      guardrails: [guardrail({ measure: 'error', atMost: 0.1, minimum: 20 })],
      fallback: { skip: true, probe: 0.2 },
    }),
  ],
});
const START = Date.UTC(2026, 0, 10, 12);
const A_PARTITION = 15;

const room = mkdtempSync(join(tmpdir(), 'volano-partitions-'));
let warehouse: Warehouse;
/** Rows of each partition that are to be inserted, and how many it has. */
const waiting: string[] = [];
const seqs: [number, number] = [0, 0];
const counters = new Map<string, number>();
let now = START;
let sent = 0;
/** Of which nobody in that partition hears. */
let deaf: number | undefined;

function tell<Told extends { readonly kind: string; readonly action: string }>(partition: 0 | 1, fact: Told): void {
  seqs[partition] += 1;
  const seq = seqs[partition];
  waiting.push(JSON.stringify({ partition, seq, position: seq, ordinal: 0, customer: '', name: '', version: 0, ...fact }));
  const counter = `${fact.kind}.${fact.action}`;
  counters.set(counter, (counters.get(counter) ?? 0) + 1);
}

const insert = (): Promise<unknown> => warehouse.insert('facts', Buffer.from(`${waiting.splice(0).join('\n')}\n`));

async function append(entries: readonly Entry[]): Promise<[]> {
  for (const entry of entries) {
    const one = { at: now } as Parameters<typeof alert>[0];
    if (entry.type === 'alert') tell(0, alert(one, entry as AlertEntry));
    else for (const partition of [0, 1] as const) if (partition !== deaf) tell(partition, reroute(one, entry as RerouteEntry));
  }
  await insert();
  return [];
}

function openDesk(): DiagnosisDesk {
  return new DiagnosisDesk({
    warehouse,
    sink: { flush: async () => undefined },
    engine: {
      get status() {
        const byPartition = seqs.map((seq) => ({ position: seq, seq }));
        return { seq: seqs[0] + seqs[1], byPartition, counters, nextWakeAt: undefined } as never;
      },
      caughtUp: async () => undefined,
    },
    appender: {
      get time() {
        return now;
      },
      entries: append,
    },
    releases: { list: [{ number: 1, definitions: [{ version: 1, definition: journey }] }] },
  });
}

/** On the next day so many in each partition come to the step, and their messages end so; two hours pass. */
async function come(count: number, end: 'sent' | 'failed'): Promise<void> {
  now += DAY;
  for (const partition of [0, 1] as const) {
    for (let index = 0; index < count; index++) {
      const [subject, about] = [`${sent++}`, { journey: 'cart', step: 'remind', version: 1, customer: 'c' }];
      tell(partition, { kind: 'journey', action: 'moved', at: now, ...about, name: 'cart', subject: `i${subject}` });
      const message = { kind: 'message', at: now, ...about, name: 'reminder', subject: `m${subject}` };
      tell(partition, { ...message, action: 'decided', detail: { journeyVersion: 1 } });
      tell(partition, { ...message, action: end, at: now + MINUTE, detail: {} });
    }
  }
  await insert();
  now += 2 * HOUR;
}

const told = async (what: 'alerts' | 'reroutes') =>
  (
    await warehouse.query<{ told: string }>(
      `SELECT concat(toString(partition), ' ', action) AS told FROM facts WHERE kind = '${what.slice(0, -1)}' ORDER BY at, partition, seq`,
    )
  ).map((row) => row.told);

const run = (desk: DiagnosisDesk): Promise<number> => {
  now += MINUTE;
  return desk.run();
};

let first: DiagnosisDesk;
let second: DiagnosisDesk;
beforeAll(async () => {
  warehouse = await openChdbWarehouse({ path: room });
  await createTables(warehouse);
  first = openDesk();
  second = openDesk();
});
afterAll(async () => {
  await warehouse.close();
  rmSync(room, { recursive: true });
});

test('a break that shows only over both partitions is alerted once, and rerouted in both', async () => {
  await come(A_PARTITION, 'failed');
  expect(await run(first)).toBe(2);
  expect(await told('alerts')).toEqual(['0 raised']);
  expect(await told('reroutes')).toEqual(['0 on', '1 on']);
  expect((await first.of('cart'))[0]!.steps[0]!.measurements.find(({ measure }) => measure === 'error')).toMatchObject({
    count: 30,
    of: 30,
  });
});

test('who takes it up raises nothing again, and says again what stands', async () => {
  expect(await run(second)).toBe(1);
  expect(await told('alerts')).toEqual(['0 raised']);
  expect((await told('reroutes')).slice(2)).toEqual(['0 on', '1 on']);
  expect(await run(second)).toBe(0);
});

test('what has recovered is given back; a partition that has not heard of it is told by whoever comes next', async () => {
  await come(2 * A_PARTITION, 'sent');
  deaf = 1;
  expect(await run(second)).toBe(2);
  deaf = undefined;
  expect(await told('alerts')).toEqual(['0 raised', '0 cleared']);
  expect((await told('reroutes')).slice(4)).toEqual(['0 off']);
  first.takeUp();
  expect(await run(first)).toBe(1);
  expect((await told('reroutes')).slice(5)).toEqual(['0 off', '1 off']);
  expect(await run(first)).toBe(0);
});

test('who gets it back knows what has been said meanwhile', async () => {
  await come(A_PARTITION, 'failed');
  expect(await run(second)).toBeGreaterThan(0);
  const alerts = await told('alerts');
  first.takeUp();
  await run(first);
  expect(await told('alerts')).toEqual(alerts);
});
