import { expect, test } from 'vitest';
import { customerIdOf, partitionOf } from '../../base/index.ts';
import { openMemoryState } from '../../port/state/index.ts';
import { PartitionedReader } from './index.ts';

const IDS = Array.from({ length: 12 }, (_, i) => customerIdOf(1_700_000_000_000, { partition: 0, position: i + 1, ordinal: 0 }));
const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');
const text = (value: Uint8Array | undefined): string | undefined => value && Buffer.from(value).toString();

async function opened() {
  const shared = await openMemoryState();
  const partitions = await Promise.all(Array.from({ length: 3 }, () => openMemoryState()));
  for (const id of IDS) {
    await shared.commit([{ table: 'identity', key: bytes(id), value: bytes(`who ${id}`) }]).durable;
    const value = bytes(`known of ${id}`);
    await partitions[partitionOf(id, 3)]!.commit([
      { table: 'customer', key: bytes(`${id}\u0000`), value },
      { table: 'customer', key: bytes(`${id}\u0000chunk`), value },
      { table: 'past', key: bytes(id), value },
    ]).durable;
  }
  return new PartitionedReader({ shared, partitions });
}

test('each key is read where its customer lives, and answered in the order of the request', async () => {
  const reader = await opened();
  const values = await reader.getMany(
    'customer',
    [...IDS, 'c0nobody'].map((id) => bytes(`${id}\u0000`)),
  );
  expect(values.map(text)).toEqual([...IDS.map((id) => `known of ${id}`), undefined]);
  const { gets, prefixes } = await reader.load({
    gets: [
      { table: 'past', keys: IDS.toReversed().map(bytes) },
      { table: 'identity', keys: [bytes(IDS[3]!)] },
    ],
    prefixes: [{ table: 'customer', prefixes: IDS.map((id) => bytes(`${id}\u0000`)) }],
  });
  expect(gets[0]!.map(text)).toEqual(IDS.toReversed().map((id) => `known of ${id}`));
  expect(gets[1]!.map(text)).toEqual([`who ${IDS[3]}`]);
  expect(prefixes[0]!.map((rows) => rows.map(([key]) => text(key)))).toEqual(IDS.map((id) => [`${id}\u0000`, `${id}\u0000chunk`]));
});

test('who there is stands in the shared space; what belongs to one partition is not read here', async () => {
  const reader = await opened();
  const all = { start: new Uint8Array(0), end: Buffer.of(255), limit: 100 };
  expect((await reader.range('identity', all)).map(([key]) => text(key))).toEqual(IDS);
  await expect(reader.range('customer', all)).rejects.toThrow(TypeError);
  await expect(reader.getMany('outbox', [bytes('m1')])).rejects.toThrow(TypeError);
});
