/** Each rule that keeps the partitions right, broken on purpose: the same comparison that holds otherwise must see it. */
import { expect, test } from 'vitest';
import { decodeEntry, encodeEntry, encodeResolved, type Identifier, ownBytes } from '../../core/index.ts';
import type { Log } from '../../port/log/index.ts';
import type { StateStore, Write } from '../../port/state/index.ts';
import { FIRST } from '../engine/retail.suite.ts';
import { decodeBlock } from './block.ts';
import { ownRowOf } from './own-rows.ts';
import { entriesOf } from './producing.ts';
import { profilesAlone, World, type WorldOptions } from './world.suite.ts';

const user = (n: number): Identifier => ['user_id', `u${n}`];
const device = (n: number): Identifier => ['device', `d${n}`];

/** Customers that are merged across partitions, and what dies while they are. Resolves to what is wrong in the end. */
async function wrongs(options: WorldOptions, points: readonly string[]): Promise<string[]> {
  const world = await World.open(options);
  await world.release(FIRST);
  for (let n = 0; n < 8; n++) {
    await world.say(world.entry([user(n)], 'Order', { properties: { total: 10 + n } }));
    await world.say(world.entry([device(n)], 'View'));
  }
  await world.rest();
  for (let n = 0; n < 8; n++) {
    world.now += 1_000;
    await world.say(world.entry(n % 2 === 0 ? [user(n), device(n)] : [device(n), user(n)], 'View'));
    // Both stages see somebody new at once.
    await world.say(world.entry([user(100 + n), device(100 + n)], 'View'));
    await world.say(world.entry([device(100 + n), user(100 + n)], 'Order'));
    world.arm(points[n % points.length]!);
    await Promise.all([world.stage(0), world.stage(1)]);
    await world.settle();
  }
  world.disarm();
  await world.rest();
  const found: string[] = [];
  const alone = await world.alone(FIRST);
  const [ours, theirs] = [await world.profiles(), await profilesAlone(alone)];
  for (const who of new Set([...ours.keys(), ...theirs.keys()]))
    if (JSON.stringify(ours.get(who)) !== JSON.stringify(theirs.get(who))) found.push(`profile of ${who}`);
  for (const [message, times] of await world.eventRows()) if (times !== 1) found.push(`${message} ${times} times`);
  return found;
}

const EVERYWHERE = [
  'identity.after_commit',
  'identity.inside_produce',
  'identity.after_produce',
  'forwarder.inside_append',
  'forwarder.after_append',
  'engine.after_commit',
];

test('nothing is wrong while every rule is kept', async () => {
  expect(await wrongs({}, EVERYWHERE)).toEqual([]);
});

test('without its stamp what is produced again counts again', async () => {
  let sent = 0;
  const unstamped = (log: Log): Log =>
    instead(log, {
      append: (partition, records) =>
        log.append(
          partition,
          records.map(({ at, value }) => ({ at, value: stampedAnew(value, ++sent) })),
        ),
    });
  expect(await wrongs({ customersLog: unstamped }, ['identity.inside_produce', 'identity.after_produce'])).not.toEqual([]);
});

/** As nobody has seen it before. */
function stampedAnew(value: Uint8Array, sent: number): Uint8Array {
  const entry = decodeEntry(value);
  if (!('from' in entry) || entry.type === 'unmerge') return value;
  const from = [`x${sent}`, 1, 0] as const;
  return entry.type === 'resolved' ? encodeResolved({ ...entry, from }, ownBytes(value)) : encodeEntry({ ...entry, from } as typeof entry);
}

test('what is produced before it is committed goes to customers that do not come about', async () => {
  const early = (state: StateStore, world: World): StateStore =>
    instead(state, {
      commit: (writes, expected) => {
        const done = produceEarly(writes, world).then(() => state.commit(writes, expected).durable);
        return { applied: done, durable: done };
      },
    });
  expect(await wrongs({ sharedState: early }, ['nowhere'])).not.toEqual([]);
});

async function produceEarly(writes: readonly Write[], { events, customers }: World): Promise<void> {
  for (const { table, key, value } of writes) {
    const place = ownRowOf(table, key);
    if (place?.row !== 'block' || !value) continue;
    const { partition } = place;
    for (const [to, records] of await entriesOf(decodeBlock(value), { partition, events, customers })) await customers.append(to, records);
  }
}

test('what is resolved anew after a restart has lost the merges that it made before', async () => {
  const forgetful = (state: StateStore): StateStore =>
    instead(state, {
      // What everybody shares is kept; what the stage itself had to remember of a merge is not.
      commit: (writes, expected) => {
        const merges = writes.some(({ table, value }) => table === 'identity' && value && Buffer.from(value).toString().startsWith('[1,"'));
        return state.commit(merges ? writes.filter(({ table }) => table === 'identity' || table === 'identifier') : writes, expected);
      },
    });
  expect(await wrongs({ sharedState: forgetful }, ['identity.after_commit'])).not.toEqual([]);
});

/** The same with another way of doing one thing. */
function instead<T extends object>(of: T, other: Partial<T>): T {
  return new Proxy(of, {
    get: (target, name) => {
      const value: unknown = Reflect.get(name in other ? other : target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
