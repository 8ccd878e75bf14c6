/** A shop on a cluster is backed up while it works, and restored: into other clusters and into a folder, as of its end and of an earlier moment. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decodeEntry } from '../../src/core/index.ts';
import { openKafkaLog } from '../../src/port/log/index.ts';
import { askFolder, type Manifest } from '../../src/runtime/backup/index.ts';
import { type ClusterConfig, loadConfig } from '../../src/runtime/config/index.ts';
import {
  askCluster,
  backUp,
  clusterOptions,
  clusterTarget,
  type Restored,
  type RestoreOptions,
  type Running,
  restore,
  restoreAhead,
  startApp,
} from '../../src/runtime/index.ts';
import { order, shopProject, view } from '../../src/runtime/shop.suite.ts';
import { type VerifyOutcome, verify } from '../../src/runtime/verify/index.ts';
import { type ClickHouse, freshDatabase, startClickHouse } from './clickhouse.ts';
import { type Kafka, startKafka } from './kafka.ts';
import { freshSchema, type Postgres, sharedPostgres } from './postgres.ts';
import { type Program, runProgram } from './program.ts';

let kafka: Kafka;
let postgres: Postgres;
let clickhouse: ClickHouse;
let folder: string;
let names = 0;

/** Topic, schema and database of its own, and a data folder for a server. */
class Site {
  readonly name: string = `site-${++names}`;
  readonly schema: string = freshSchema();
  readonly database: string = freshDatabase();
  readonly directory: string = join(folder, this.name);

  constructor(partitions = 1) {
    mkdirSync(this.directory, { recursive: true });
    const log = { brokers: kafka.brokers, topic: this.schema, replicas: 1, partitions };
    const [state, warehouse] = [
      { url: 'env:STATE', schema: this.schema },
      { url: 'env:WAREHOUSE', database: this.database },
    ];
    writeFileSync(this.file, JSON.stringify({ mode: 'cluster', log, state, warehouse }));
  }

  get file(): string {
    return join(folder, `${this.name}.json`);
  }

  async config(): Promise<ClusterConfig> {
    const config = await loadConfig({ directory: folder, file: this.file, environment: environment() });
    if (config.mode !== 'cluster') throw new Error('not a cluster');
    return config;
  }

  async start(): Promise<Running> {
    return startApp({ directory: this.directory, port: 0, retentionMs: 0, cluster: clusterOptions(await this.config()) });
  }

  async verify(): Promise<VerifyOutcome> {
    return verify({ dataFolder: this.directory, cluster: clusterOptions(await this.config()), batches: [500] });
  }

  async restored(options: Partial<Pick<RestoreOptions, 'from' | 'position' | 'time' | 'deliver'>> = {}): Promise<Restored> {
    return restore({ from: backup, to: this.directory, ...options }, clusterTarget(await this.config(), this.directory));
  }
}

let backup: string;
let site: Site;
let shop: Running;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'volano-backup-'));
  [kafka, postgres, clickhouse] = await Promise.all([startKafka({ brokers: 1 }), sharedPostgres(), startClickHouse()]);
  backup = join(folder, 'backup');
  site = new Site();
  writeFileSync(join(site.directory, 'channels.json'), '{}');
  shop = await site.start();
  await shop.applyProject(shopProject());
}, 180_000);

afterAll(async () => {
  await shop?.close();
  await Promise.all([kafka.stop(), postgres.remove(), clickhouse.remove()]);
  rmSync(folder, { recursive: true });
});

const USERS = 100;
/** Where the first and the second backup ended. */
const ends: number[] = [];

it('is backed up while it takes events, from outside and by a server, and a run that is killed leaves the one before', async () => {
  const ask = askCluster(await site.config(), site.directory);
  for (let round = 0; round < 4; round++) await send(shop, eventsOf(round));
  // Otherwise ranks are measured half a minute after each server's start: here before, there after what is compared.
  await shop.settle();
  await shop.refreshModels();
  const traffic = { on: true };
  const sending = (async () => {
    for (let round = 4; traffic.on; round++) await send(shop, eventsOf(round));
  })();
  ends.push((await backUp(ask, { to: backup })).manifest.end.position);
  traffic.on = false;
  await sending;

  const copier = await killedAt('log', BACKER, { config: site.file, directory: site.directory, to: backup });
  expect(copier.lines).toContain('log');
  await send(shop, eventsOf(99_000));
  await shop.settle();
  const frames = (question: object) => shop.backups.frames(question);
  const { manifest } = await backUp((question, work) => work(frames(question)), { to: backup });
  expect(manifest.log.length).toBeGreaterThan(1);
  ends.push(manifest.end.position);
  expect(manifest.points.map(({ reaches }) => reaches <= ends[1]!)).toEqual([true, true]);
}, 180_000);

it('is another cluster that is the same, after restores that were killed on their way', async () => {
  const before = await standingOf(shop);
  expect(before.customers).toHaveLength(USERS);
  const there = new Site();
  const target = clusterTarget(await there.config(), there.directory);
  expect(await restoreAhead({ from: backup, to: there.directory }, target)).toMatchObject({ position: ends[1] });
  for (const part of ['log', 'warehouse']) {
    await killedAt(part, RESTORER, { config: there.file, from: backup, to: there.directory });
    await expect(there.start()).rejects.toMatchObject({ code: 'VOLANO_RESTORE_UNFINISHED' });
  }
  await expect(there.restored({ position: ends[0]! })).rejects.toMatchObject({ code: 'VOLANO_RESTORE_NOT_EMPTY' });
  expect(await there.restored()).toMatchObject({ position: ends[1], messages: { held: 0 } });
  expect(readFileSync(join(there.directory, 'channels.json'), 'utf8')).toBe('{}');
  await expect(there.restored()).rejects.toMatchObject({ code: 'VOLANO_RESTORE_NOT_EMPTY' });
  await expect(site.restored()).rejects.toMatchObject({ code: 'VOLANO_RESTORE_NOT_EMPTY' });
  expect(await there.verify()).toMatchObject({ equal: true });
  const again = await there.start();
  expect(await standingOf(again)).toEqual(before);
  await send(again, eventsOf(100_000));
  await again.settle();
  expect((await standingOf(again)).events).not.toEqual(before.events);
  await again.close();
}, 180_000);

it('is as it was before a message had been handed over, which is not handed over again', async () => {
  const position = await lastReceipt();
  const there = new Site();
  // When the receipt has been put behind the last entry already.
  const input = { config: there.file, from: backup, to: there.directory, position: position - 1, done: position };
  await killedAt('replay', RESTORER, input);
  const { messages } = await there.restored({ position: position - 1 });
  expect(messages).toEqual({ sent: 0, held: 0, waiting: 0 });
  const log = await openKafkaLog({ brokers: kafka.brokers, topic: there.schema, readOnly: true });
  const added = (await log.read(0, position - 1, 1_000)).map(({ value }) => decodeEntry(value));
  await log.close();
  expect(added).toEqual(added.map(() => expect.objectContaining({ type: 'receipt', kind: 'sent' })));
  expect(added.length).toBeGreaterThan(0);
  expect(await there.verify()).toMatchObject({ equal: true });
}, 180_000);

it('is a data folder as of the end of the first run, and that one becomes a cluster', async () => {
  const to = join(folder, 'embedded');
  writeFileSync(join(site.directory, 'volano.config.json'), readFileSync(site.file));
  const { manifest } = await backUp(askCluster(await site.config(), site.directory), { to: backup });
  expect(manifest.files.map(({ path }) => path.split('/').at(-1))).toContain('volano.config.json.zst');
  const restored = await restore({ from: backup, to, position: ends[0]!, deliver: true });
  expect(restored.position).toBe(ends[0]);
  expect(readdirSync(to)).not.toContain('volano.config.json');
  expect(await verify({ dataFolder: to, batches: [500] })).toMatchObject({ equal: true, entries: ends[0] });
  const own = join(folder, 'own');
  await backUp(askFolder(to), { to: own });
  const there = new Site();
  const target = clusterTarget(await there.config(), there.directory);
  expect(await restore({ from: own, to: there.directory, deliver: true }, target)).toMatchObject({ position: ends[0] });
  expect(await there.verify()).toMatchObject({ equal: true, entries: ends[0] });
}, 180_000);

it('is refused when it is damaged, before anything is written', async () => {
  const own = join(folder, 'damaged');
  cpSync(backup, own, { recursive: true });
  const [name] = readdirSync(join(own, 'log')).flatMap((run) => readdirSync(join(own, 'log', run)).map((file) => join('log', run, file)));
  const path = join(own, name!);
  const bytes = readFileSync(path);
  bytes[statSync(path).size >> 1]! ^= 1;
  writeFileSync(path, bytes);
  const there = new Site();
  const target = clusterTarget(await there.config(), there.directory);
  await expect(restore({ from: own, to: there.directory }, target)).rejects.toMatchObject({
    code: 'VOLANO_BACKUP_DAMAGED',
    details: { path },
  });
  expect(await there.restored()).toMatchObject({ replayed: 0 });
}, 180_000);

it('lets the log go that two snapshots cover, and verify begins from the newest one', async () => {
  const { backups } = shop;
  const covered: number[] = [];
  for (const round of [200_000, 200_001, 200_002]) {
    await send(shop, eventsOf(round));
    await shop.settle();
    covered.push((await backups.snapshot()).position);
  }
  await send(shop, eventsOf(200_003));
  await shop.settle();
  const { snapshots, first } = await backups.kept();
  expect(snapshots.map(({ position }) => position)).toEqual(covered.slice(1));
  expect(first).toBeGreaterThan(1);
  expect(first).toBeLessThanOrEqual(covered[1]! + 1);
  expect(await site.verify()).toMatchObject({ equal: true, from: covered[2] });
  await expect(backUp(askCluster(await site.config(), site.directory), { to: backup })).rejects.toMatchObject({
    code: 'VOLANO_BACKUP_GAP',
  });
  const [own, there] = [join(folder, 'later'), new Site()];
  await backUp(askCluster(await site.config(), site.directory), { to: own });
  await restore({ from: own, to: there.directory, deliver: true }, clusterTarget(await there.config(), there.directory));
  const again = await there.start();
  expect(await standingOf(again)).toEqual(await standingOf(shop));
  await again.close();
}, 180_000);

it('of several partitions is whole while customers merge across them, and comes back as of its end and of an earlier run', async () => {
  const several = new Site(2);
  const own = join(folder, 'several');
  const running = await several.start();
  const ask = askCluster(await several.config(), several.directory);
  const traffic = { on: true, sent: 0 };
  try {
    await running.applyProject(shopProject());
    await send(running, strangersOf(traffic.sent++));
    const sending = (async () => {
      for (; traffic.on && traffic.sent < 30; await sleep(50)) await send(running, strangersOf(traffic.sent++));
    })();
    const before = traffic.sent;
    const first = (await backUp(ask, { to: own })).manifest;
    traffic.on = false;
    await sending;
    await running.settle();
    const frames = (question: object) => running.backups.frames(question);
    const { manifest } = await backUp((question, work) => work(frames(question)), { to: own });
    expect(manifest.points[0]).toEqual(first.points[0]);
    const [standing, messages] = [await standingOf(running), await messagesOf(running)];
    expect(standing.customers).toHaveLength(STRANGERS * traffic.sent);

    const there = new Site(2);
    await expect(there.restored({ from: own, position: 5 })).rejects.toMatchObject({ code: 'VOLANO_RESTORE_MOMENT' });
    await expect(new Site(1).restored({ from: own })).rejects.toMatchObject({ code: 'VOLANO_RESTORE_PARTITIONS' });
    await expect(restore({ from: own, to: join(folder, 'none') })).rejects.toMatchObject({ code: 'VOLANO_RESTORE_PARTITIONS' });
    expect(await there.restored({ from: own })).toMatchObject({ messages: { held: 0 } });
    expect(await there.verify()).toMatchObject({ equal: true });
    const again = await there.start();
    expect(await standingOf(again)).toEqual(standing);
    await again.close();

    const earlier = new Site(2);
    const { begin, end } = momentOf(first);
    await expect(earlier.restored({ from: own, time: begin - 1 })).rejects.toMatchObject({ code: 'VOLANO_RESTORE_MOMENT' });
    await earlier.restored({ from: own, time: end, deliver: true });
    expect(await earlier.verify()).toMatchObject({ equal: true });
    const younger = await earlier.start();
    await younger.settle();
    const counts = await messagesOf(younger);
    for (let round = 0; round < before; round++)
      for (const { messageId } of strangersOf(round)) expect([messageId, counts.get(messageId)]).toEqual([messageId, 1]);
    // What its senders send again is all that it lacks.
    await send(younger, Array.from({ length: traffic.sent }, (_, round) => strangersOf(round)).flat());
    await younger.settle();
    expect(await messagesOf(younger)).toEqual(messages);
    expect(nameless(await standingOf(younger))).toEqual(nameless(standing));
    await younger.close();
  } finally {
    await running.close();
  }
}, 180_000);

it('of several partitions comes back as of a time between two runs, with the ids of then, and goes on from there', async () => {
  const several = new Site(2);
  const own = join(folder, 'between');
  const running = await several.start();
  const ask = askCluster(await several.config(), several.directory);
  try {
    await running.applyProject(shopProject());
    for (let round = 0; round < 3; round++) await send(running, strangersOf(round));
    await backUp(ask, { to: own });
    for (let round = 3; round < 8; round++) await send(running, strangersOf(round));
    await running.settle();
    const [then, messagesThen] = [await standingOf(running), await messagesOf(running)];
    const time = Date.now();
    await sleep(20);
    for (let round = 8; round < 12; round++) await send(running, strangersOf(round));
    await sleep(20);
    await backUp(ask, { to: own });
    await running.settle();
    const [standing, messages] = [await standingOf(running), await messagesOf(running)];

    const there = new Site(2);
    const target = clusterTarget(await there.config(), there.directory);
    const options = { from: own, to: there.directory, time };
    const { position } = await restoreAhead(options, target);
    await killedAt('replay', RESTORER, { config: there.file, from: own, to: there.directory, time });
    await expect(there.restored({ from: own })).rejects.toMatchObject({ code: 'VOLANO_RESTORE_NOT_EMPTY' });
    const restored = await there.restored({ from: own, time });
    expect(restored.at).toBeLessThanOrEqual(time);
    expect(restored.position).toBeGreaterThanOrEqual(position);
    expect(await there.verify()).toMatchObject({ equal: true });
    const again = await there.start();
    expect(rankless(await standingOf(again))).toEqual(rankless(then));
    expect(await messagesOf(again)).toEqual(messagesThen);
    // What its senders send again is all that it lacks.
    for (let round = 0; round < 12; round++) await send(again, strangersOf(round));
    await again.settle();
    expect(await messagesOf(again)).toEqual(messages);
    expect(nameless(await standingOf(again))).toEqual(nameless(standing));
    await again.close();
    expect(await there.verify()).toMatchObject({ equal: true });
  } finally {
    await running.close();
  }
}, 180_000);

const STRANGERS = 6;

/** Visitors and users who turn out to be the same, wherever they live. */
function strangersOf(round: number) {
  return Array.from({ length: STRANGERS }, (_, i) => {
    const [userId, anonymousId, id] = [`u-${round}-${i}`, `v-${round}-${i}`, `m-${round}-${i}`];
    const seen = { type: 'track', event: 'View', anonymousId, messageId: `${id}-v` };
    const known = { type: 'identify', userId, anonymousId, messageId: `${id}-i`, traits: { city: `City ${i}` } };
    return [seen, { ...order(userId, `${id}-o`, 10 + i), messageId: `${id}-o` }, known];
  }).flat();
}

/** How often each event is in the warehouse. */
async function messagesOf(running: Running): Promise<ReadonlyMap<string, number>> {
  const rows = await running.warehouse.query<{ id: string; rows: number }>(
    "SELECT message_id AS id, toUInt32(count()) AS rows FROM events WHERE source != 'volano' GROUP BY id ORDER BY id",
  );
  return new Map(rows.map(({ id, rows: count }) => [id, count]));
}

function momentOf({ points }: Manifest): { readonly begin: number; readonly end: number } {
  const { several, ends } = points.at(-1)!;
  const latest = (of: readonly { readonly at: number }[]): number => Math.max(...of.map(({ at }) => at));
  const begin = latest([...several!.customers, ...several!.events, ...several!.sure]);
  return { begin, end: Math.max(begin, latest([...ends!.customers, ...ends!.events])) };
}

/** Without ranks, which hang on when they were measured. */
function rankless({ customers }: Awaited<ReturnType<typeof standingOf>>) {
  return customers.map((text) => {
    const { traits, ...customer } = JSON.parse(text) as { traits: Record<string, unknown> };
    const { rank: _, ...others } = traits;
    return { ...customer, traits: others };
  });
}

/** Without ids, which hang on who was heard of first, and ranks, which hang on when they were measured. */
function nameless({ customers }: Awaited<ReturnType<typeof standingOf>>) {
  const known = customers.map((text) => JSON.parse(text) as { traits: Record<string, unknown>; identifiers: string[][]; tags: unknown });
  return known
    .map(({ traits: { rank: _, ...traits }, identifiers, tags }) => JSON.stringify([identifiers.map(String).toSorted(), traits, tags]))
    .toSorted();
}

const BACKER = `
const { backUp, askCluster } = await import(input.module);
await backUp(askCluster(await configOf(input.config), input.directory), { to: input.to, onProgress: stopAt });`;

const RESTORER = `
const { restore, clusterTarget } = await import(input.module);
await restore({ from: input.from, to: input.to, position: input.position, time: input.time, onProgress: stopAt }, clusterTarget(await configOf(input.config), input.to));`;

const AROUND = `
const { loadConfig } = await import(input.configs);
const configOf = (file) => loadConfig({ directory: '.', file, environment: input.environment });
const stopAt = ({ part, done = 0 }) => {
  if (part !== input.part || done < (input.done ?? 0)) return;
  console.log(part);
  // It is killed here.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};`;

async function killedAt(part: string, code: string, input: object): Promise<Program> {
  const urlOf = (path: string) => new URL(`../../src/runtime/${path}`, import.meta.url).href;
  const all = { ...input, part, module: urlOf('index.ts'), configs: urlOf('config/index.ts'), environment: environment() };
  const program = runProgram(AROUND + code, all);
  await program.said((line) => line === part);
  program.process.kill('SIGKILL');
  await program.ended;
  return program;
}

function environment(): Readonly<Record<string, string>> {
  return { STATE: postgres.url, WAREHOUSE: clickhouse.url };
}

/** Position of the last receipt of a hand-over within the backup. */
async function lastReceipt(): Promise<number> {
  const log = await openKafkaLog({ brokers: kafka.brokers, topic: site.schema, readOnly: true });
  let last = 0;
  for (let after = 0; after < ends[1]!; ) {
    const records = await log.read(0, after, 1_000);
    for (const { position, value } of records) if (position <= ends[1]! && decodeEntry(value).type === 'receipt') last = position;
    after = records.at(-1)!.position;
  }
  await log.close();
  return last;
}

function eventsOf(round: number) {
  return Array.from({ length: USERS }, (_, i) => {
    const [user, id] = [`user-${i}`, `user-${i}-${round}`];
    if (round === 0) return { type: 'track', event: 'View', anonymousId: `visitor-${i}`, messageId: id };
    if (round === 1)
      return { type: 'identify', userId: user, anonymousId: `visitor-${i}`, messageId: id, traits: { city: `City ${i % 7}` } };
    return round % 2 === 0 && i % 3 === 0 ? order(user, id, 10 + i) : view(user, id);
  });
}

async function send({ url, writeKey }: Running, batch: readonly object[]): Promise<void> {
  const headers = { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'application/json' };
  const answer = await fetch(`${url}/v1/batch`, { method: 'POST', headers, body: JSON.stringify({ batch }) });
  if (!answer.ok) throw new Error(await answer.text());
}

/** What is known, without what time alone changes. */
async function standingOf(running: Running) {
  const customers: string[] = [];
  for await (const { id, identifiers, traits, tags } of running.customers())
    customers.push(JSON.stringify({ id, identifiers, traits, tags }));
  const [events] = await running.warehouse.query(
    "SELECT count() AS rows, uniqExact(seq) AS numbers, toString(sum(cityHash64(formatRow('JSONEachRow', *)))) AS sum FROM events",
  );
  const [messages] = await running.warehouse.query("SELECT uniqExact(subject) AS messages FROM facts WHERE kind = 'message'");
  const captured = (await running.outbox.list({ limit: 10_000 })).length;
  return { customers: customers.toSorted(), events, messages, captured, key: running.writeKey };
}
