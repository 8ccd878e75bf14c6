import { beforeEach, expect, test } from 'vitest';
import { type CustomerId, customerIdOf, partitionOf, partitionOfKey } from '../../base/index.ts';
import { type ControlEntry, decodeEntry, type Entry, type EventEntry, encodeEntry, type Identifier } from '../../core/index.ts';
import { type Log, openMemoryLog } from '../../port/log/index.ts';
import { Appender } from '../appender.ts';
import { Appenders } from './appenders.ts';
import type { ReleaseLedger } from './release-ledger.ts';

const PARTITIONS = 3;
let events: Log;
let customers: Log;
let appenders: Appenders;

beforeEach(async () => {
  [events, customers] = [await openMemoryLog({ partitions: PARTITIONS }), await openMemoryLog({ partitions: PARTITIONS })];
  const of = (log: Log): Appender[] =>
    Array.from(
      { length: PARTITIONS },
      (_, partition) =>
        new Appender({
          log,
          partition,
          end: 0,
          lastAt: 0,
          isEventTime: () => false,
          now: () => 1_000,
          onAppended: () => undefined,
          failpoint: () => undefined,
        }),
    );
  appenders = new Appenders({ events: of(events), customers: of(customers), releases: undefined as unknown as ReleaseLedger });
});

function event(identifiers: readonly Identifier[], more: Partial<EventEntry> = {}): EventEntry {
  const about = { event: 'View', messageId: identifiers.join(), source: 's', time: 1, receivedAt: 1, properties: {} };
  return { type: 'event', call: 'track', identifiers, ...about, ...more };
}

async function types(log: Log): Promise<string[][]> {
  const all = Array.from({ length: PARTITIONS }, async (_, partition) => {
    const records = await log.read(partition, 0, 100);
    return records.map(({ value }) => decodeEntry(value).type);
  });
  return Promise.all(all);
}

const where = (identifier: Identifier): number => partitionOfKey(identifier.join('\u0000'), PARTITIONS);
const customer: CustomerId = customerIdOf(1_000, { partition: 0, position: 1, ordinal: 0 });

test('calls go to the log of events by their first identifier, so the same message comes to the same place', async () => {
  const users = Array.from({ length: 30 }, (_, i): Identifier => ['user_id', `u${i}`]);
  for (let times = 0; times < 2; times++)
    await appenders.calls(users.map((user) => ({ at: 1_000, value: encodeEntry(event([user, ['card', 'c']])) })));
  for (let partition = 0; partition < PARTITIONS; partition++) {
    const found = (await events.read(partition, 0, 100)).map(({ value }) => (decodeEntry(value) as EventEntry).identifiers[0]!);
    expect(found.map(where)).toEqual(found.map(() => partition));
    expect(found.slice(found.length / 2)).toEqual(found.slice(0, found.length / 2));
  }
  expect(await types(customers)).toEqual([[], [], []]);
  expect([appenders.end, appenders.arrived.reduce((sum, end) => sum + end)]).toEqual([60, 60]);
});

test('what names its customer goes to where that one lives', async () => {
  const receipt = { type: 'receipt', kind: 'sent', customer, message: 'm', channel: 'c', decidedAt: 1, dispatchedAt: 1 } as const;
  const home = partitionOf(customer, PARTITIONS);
  const [own, said] = await appenders.entries([event([], { customer }), receipt]);
  expect([own!.partition, said!.partition]).toEqual([home, home]);
  expect((await types(customers))[home]).toEqual(['event', 'receipt']);
});

test('what is said of somebody by identifiers arrives like an event, and waits for identity', async () => {
  const about = { by: 'ann', identifiers: [['user_id', 'u1']] as const, action: 'suppress', reason: 'asked' } as const;
  const [control] = await appenders.entries([{ type: 'control', ...about } satisfies ControlEntry]);
  expect(control).toMatchObject({ log: 'events', partition: where(['user_id', 'u1']) });
});

test('what concerns everybody is in all partitions, an alert in one', async () => {
  const model = { type: 'model', model: 'quantiles', trait: 't', version: '1', edges: [1] } as const;
  const alert = {
    type: 'alert',
    id: 'a',
    state: 'raised',
    what: 'quality',
    measure: 'late',
    source: 's',
    event: '',
    value: 1,
    threshold: 0,
  };
  expect(await appenders.entries([model])).toHaveLength(PARTITIONS);
  expect(await appenders.entries([alert as Entry])).toHaveLength(1);
  expect(await types(customers)).toEqual([['model', 'alert'], ['model'], ['model']]);
});
