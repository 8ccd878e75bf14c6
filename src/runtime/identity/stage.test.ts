/** What one identity stage says, and what it remembers. */
import { expect, test } from 'vitest';
import { partitionOf } from '../../base/index.ts';
import { decodeEntry, type Entry, encodeEntry, type Identifier, ownBytes } from '../../core/index.ts';
import type { Definition } from '../../define/index.ts';
import { NAME } from '../engine/trial.suite.ts';
import { IdentityStage, stageStandings } from './index.ts';
import { ownRowOf } from './own-rows.ts';
import { World } from './world.suite.ts';

const USER: Identifier = ['user_id', 'u1'];
const DEVICE: Identifier = ['device', 'd1'];

/** Everything in the log of customers, partition by partition. */
async function said(world: World): Promise<{ partition: number; value: Uint8Array; entry: Entry }[]> {
  const found = [];
  for (let partition = 0; partition < world.customers.partitions; partition++)
    for (const { value } of await world.customers.read(partition, 0, 1_000)) found.push({ partition, value, entry: decodeEntry(value) });
  return found;
}

/** Of what was said, each once: after a restart the last block is produced again. */
async function kinds(world: World): Promise<string[]> {
  const each = new Map(
    (await said(world)).map(({ partition, value, entry }) => [`${partition} ${Buffer.from(value).toString()}`, entry.type]),
  );
  return [...each.values()].sort();
}

/** What is still to be produced, or may be. */
async function blocks(world: World): Promise<number> {
  const all = await world.shared.range('hop', { start: new Uint8Array(0), end: Buffer.alloc(8, 255), limit: 1_000 });
  return all.filter(([key]) => ownRowOf('hop', key)?.row === 'block').length;
}

async function rows(world: World, table: 'identity' | 'identifier' | 'dedupe'): Promise<string[]> {
  const all = await world.shared.range(table, { start: new Uint8Array(0), end: Buffer.alloc(8, 255), limit: 1_000 });
  return all.map(([key, value]) => `${Buffer.from(key).toString('latin1')}=${Buffer.from(value).toString('latin1')}`);
}

async function run(world: World): Promise<void> {
  for (let p = 0; p < world.events.partitions; p++) while (await world.stage(p));
}

test('an event goes to the partition of its customer, with its own bytes and a stamp', async () => {
  const world = await World.open();
  const bytes = Buffer.from(encodeEntry(world.entry([USER], 'View')))
    .toString()
    .replace('{', '{ ');
  await world.events.append(1, [{ at: world.now, value: Buffer.from(bytes) }]);
  await run(world);
  const [one, ...others] = await said(world);
  expect(others).toEqual([]);
  if (one?.entry.type !== 'resolved') throw new TypeError('not resolved');
  expect(one.partition).toBe(partitionOf(one.entry.customer, 4));
  expect(Buffer.from(ownBytes(one.value)).toString()).toBe(bytes);
  expect(one.entry).toMatchObject({ from: ['i1', 1, 0], said: world.now });
  expect(one.entry.facts?.map(({ action }) => action)).toEqual(['created', 'linked']);
});

test('of a merge the partition of each that is no more is told first', async () => {
  const world = await World.open({ events: 1 });
  await world.say(world.entry([USER], 'View'));
  await world.say(world.entry([DEVICE], 'View'));
  await world.say(world.entry([USER, DEVICE], 'View'));
  await run(world);
  const entries = (await said(world)).map(({ entry, partition }) => ({ ...entry, partition }));
  const handed = entries.find(({ type }) => type === 'hand_over');
  expect(handed).toMatchObject({ from: ['i0', 3, 0], since: world.now });
  expect(handed!.partition).toBe(partitionOf((handed as unknown as { customer: string }).customer, 4));
  expect(entries.find((one) => one.type === 'resolved' && one.from[1] === 3)).toMatchObject({ from: ['i0', 3, 1] });
});

test('a message counts once, also after a restart; the same id in another partition is another message', async () => {
  const world = await World.open({ batchMax: 1 });
  const event = world.entry([USER], 'View');
  for (const partition of [0, 0, 1]) await world.append('events', partition, event);
  await world.stage(0);
  world.restartStage(0);
  await run(world);
  expect(await kinds(world)).toEqual(['note', 'resolved', 'resolved']);
  const notes = (await said(world)).flatMap(({ entry }) => (entry.type === 'note' ? entry.facts : []));
  expect(notes).toMatchObject([{ kind: 'duplicate', action: 'ignored', subject: event.messageId }]);
});

test('two stages that hear of somebody new at once make one customer of it', async () => {
  const world = await World.open();
  await world.append('events', 0, world.entry([USER, DEVICE], 'View'));
  await world.append('events', 1, world.entry([DEVICE, USER], 'View'));
  await Promise.all([world.stage(0), world.stage(1)]);
  await run(world);
  const customers = (await said(world)).flatMap(({ entry }) => (entry.type === 'resolved' ? [entry.customer] : []));
  expect(customers).toHaveLength(2);
  expect(new Set(customers).size).toBe(1);
  expect(await rows(world, 'identity')).toHaveLength(1);
});

test('of two that take themselves for the owner of a partition each entry is resolved by one', async () => {
  const world = await World.open({ events: 1, batchMax: 2 });
  const other = new World({ events: 1, batchMax: 3 }, world);
  for (let n = 0; n < 12; n++) await world.say(world.entry([['user_id', `u${n}`]], 'View'));
  for (let n = 0; n < 8; n++) await Promise.all([world.stage(0), other.stage(0)]);
  const stamps = (await said(world)).flatMap(({ entry }) =>
    entry.type === 'resolved' ? [`${entry.from.join(' ')} ${entry.customer}`] : [],
  );
  expect(new Set(stamps).size).toBe(12);
  expect(await rows(world, 'identity')).toHaveLength(12);
});

test('what was committed and not produced is produced after a restart, as it was found then', async () => {
  const world = await World.open({ events: 1 });
  await world.say(world.entry([USER], 'View'));
  await world.say(world.entry([DEVICE], 'View'));
  await run(world);
  await world.say(world.entry([USER, DEVICE], 'View'));
  world.arm('identity.after_commit');
  await world.stage(0);
  expect(world.takeCrashes()).toBe(1);
  expect(await kinds(world)).toEqual(['resolved', 'resolved']);
  const before = await rows(world, 'identity');
  await run(world);
  expect(await kinds(world)).toEqual(['hand_over', 'resolved', 'resolved', 'resolved']);
  expect(await rows(world, 'identity')).toEqual(before);
});

test('what was produced in part is produced whole, with the same bytes; a block goes with the next commit', async () => {
  const world = await World.open({ events: 1 });
  for (let n = 0; n < 8; n++) await world.say(world.entry([['user_id', `u${n}`]], 'View'));
  world.arm('identity.inside_produce', 1);
  await run(world);
  const counts = new Map<string, number>();
  for (const { partition, value } of await said(world)) {
    const key = `${partition} ${Buffer.from(value).toString()}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  expect(counts.size).toBe(8);
  expect([...counts.values()].some((times) => times === 2)).toBe(true);
  expect(await blocks(world)).toBe(1);
  await world.append('events', 0, { type: 'tick' });
  await run(world);
  expect(await blocks(world)).toBe(0);
});

test('rules of a release hold for what stands behind it, also after a restart', async () => {
  const world = await World.open({ events: 1 });
  const single = { kind: 'namespace', id: 'device', name: { en: 'x', zh: 'x' }, priority: 2, limit: 1 } as Definition;
  await world.release([single]);
  await world.say(world.entry([USER, DEVICE], 'View'));
  await run(world);
  world.restartStage(0);
  await world.say(world.entry([USER, ['device', 'd2']], 'View'));
  await run(world);
  const facts = (await said(world)).flatMap(({ entry }) => (entry.type === 'resolved' ? (entry.facts ?? []) : []));
  expect(facts.map(({ action, name }) => `${action} ${name}`)).toContain('dropped device');
});

test('an event of our own follows its customer; of a stranger, and of what is no entry, it is told', async () => {
  const world = await World.open({ events: 1 });
  await world.say(world.entry([DEVICE], 'View'));
  await run(world);
  const [first] = await said(world);
  const { customer } = first!.entry as { customer: string };
  await world.append('events', 0, world.entry([], 'Email Opened', { customer }));
  await world.append('events', 0, world.entry([], 'Email Opened', { customer: 'c0nobody' }));
  await world.events.append(0, [{ at: world.now, value: Buffer.from('{"type":') }]);
  await world.append('events', 0, { type: 'unmerge', customer, from: ['c2'], by: 'ada', positions: [], upTo: 1 });
  await run(world);
  const entries = (await said(world)).map(({ entry }) => entry);
  expect(entries.flatMap((entry) => (entry.type === 'resolved' ? [entry.customer] : []))).toEqual([customer, customer]);
  const failures = entries.flatMap((entry) => (entry.type === 'note' ? entry.facts : []));
  expect(failures.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['failure event', 'failure unreadable', 'identity ']);
});

test('a bind unites two customers across partitions, or says why not', async () => {
  const world = await World.open({ events: 1 });
  await world.release([]);
  await world.say(world.entry([USER], 'Order'));
  await world.say(world.entry([DEVICE], 'View'));
  await world.say({ type: 'bind', identifiers: [DEVICE, USER], by: 'ada' });
  await world.say({ type: 'bind', identifiers: [DEVICE, ['user_id', 'nobody']], by: 'ada' });
  await world.rest();
  expect([...(await world.profiles()).keys()]).toEqual(['device:d1 user_id:u1']);
  const actions = (await world.facts()).filter(({ kind }) => kind === 'identity').map(({ action }) => action);
  expect(actions).toEqual(expect.arrayContaining(['bound', 'merged', 'bind_refused']));
  expect(await world.counters()).toEqual({ customers: 1 });
});

test('how far it is says what is resolved, and what of that is known to be in the log of customers', async () => {
  const world = await World.open({ events: 1 });
  const stage = await IdentityStage.open({ partition: 0, events: world.events, customers: world.customers, state: world.shared });
  expect(await stageStandings(world.shared, 1)).toMatchObject([{ position: 0, produced: 0 }]);
  await world.say(world.entry([USER], 'View'));
  await stage.runBatch();
  expect(await stageStandings(world.shared, 1)).toMatchObject([{ position: 1, produced: 0 }]);
  await stage.rest();
  expect(await stageStandings(world.shared, 1)).toMatchObject([{ position: 1, produced: 1 }]);
  expect(await blocks(world)).toBe(0);
  await world.say(world.entry([USER], 'View'));
  await stage.runBatch();
  expect(await stageStandings(world.shared, 1)).toMatchObject([{ position: 2, produced: 1 }]);
});

test('a release that comes again behind a later one brings its rules back neither now nor after a restart', async () => {
  const world = await World.open({ events: 1 });
  const namespace = (limit: number): Definition => ({ kind: 'namespace', id: 'user_id', name: NAME, priority: 1, limit });
  const release = (number: number, limit: number): Entry => ({
    type: 'release',
    release: { number, definitions: [{ version: number, definition: namespace(limit) }] },
  });
  for (const entry of [release(1, 1), release(2, 5), release(1, 1)]) await world.append('events', 0, entry);
  await run(world);
  world.restartStage(0);
  // Under the later rules one person may have both.
  await world.say(world.entry([USER, DEVICE], 'View'));
  await world.say(world.entry([DEVICE, ['user_id', 'u2']], 'View'));
  await run(world);
  const customers = (await said(world)).flatMap(({ entry }) => (entry.type === 'resolved' ? [entry.customer] : []));
  expect(new Set(customers).size).toBe(1);
});
