/** Definitions that read a past which nobody has kept: in preparation until a backfill has brought it, then in force as if they had always been. */
import { describe, expect, test } from 'vitest';
import type { Definition } from '../../define/index.ts';
import { unmerge } from './parting.suite.ts';
import { NAME, START, Trial } from './trial.suite.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const workspace: Definition = { kind: 'workspace', id: 'w', name: NAME, timeZone: 'UTC', currency: 'EUR', seed: 's' };
const rule = (field: string, operator: string, value?: unknown) => ({ field, operator, ...(value !== undefined && { value }) });
const segment = (id: string, ...rules: object[]) =>
  ({ kind: 'segment', id, name: NAME, condition: { combinator: 'and', rules } }) as unknown as Definition;
const trait = (id: string, more: object) => ({ kind: 'trait', id, name: NAME, ...more }) as unknown as Definition;
const journey = (id: string, on: string) =>
  ({
    kind: 'journey',
    id,
    name: NAME,
    stage: 'retain',
    trigger: { type: 'segment', segment: on },
    reentry: 'always',
    steps: [{ type: 'wait', id: 'pause', duration: '1h' }],
  }) as Definition;

const orders = trait('orders', { aggregate: 'count', event: 'Order' });
const buyers = segment('buyers', rule('trait.orders', '>=', 2));
const spent = trait('spent', { aggregate: 'sum', event: 'Order', property: 'total', window: { last: '30d' } });
const rich = segment('rich', rule('trait.spent', '>=', 100));

async function shop(...definitions: Definition[]): Promise<Trial> {
  const trial = await Trial.open();
  await trial.release([workspace, ...definitions]);
  await trial.tick();
  return trial;
}

async function order(trial: Trial, user: string, total: number, age = 0): Promise<void> {
  await trial.event(user, 'Order', { properties: { total }, time: trial.now - age });
  trial.now += HOUR;
}

describe('a definition that needs a past', () => {
  test('is not in force before it has it: nobody is a member, nothing is triggered; then all are who should be', async () => {
    const trial = await shop(orders);
    await order(trial, 'u1', 80);
    await order(trial, 'u2', 80);
    await trial.release([workspace, orders, spent, rich, journey('thanks', 'rich')]);
    await order(trial, 'u1', 30);
    await order(trial, 'u3', 120);
    await trial.pass(0);
    expect(trial.engine.plan.preparation?.definitions.map(({ definition }) => definition.id)).toEqual(['spent', 'rich', 'thanks']);
    expect(await trial.facts('segment', 'journey')).toEqual([]);
    expect(await trial.standing('u3')).toEqual([]);
    await trial.backfill();
    expect(trial.engine.plan.preparation).toBeUndefined();
    expect(await trial.standing('u1')).toEqual(['rich']);
    expect(await trial.standing('u2')).toEqual([]);
    expect(await trial.standing('u3')).toEqual(['rich']);
    expect(trial.counter('segment:rich')).toBe(2);
    expect((await trial.told('journey')).filter((one) => !one.includes('moved'))).toEqual([
      'journey entered thanks trigger.segment',
      'journey entered thanks trigger.segment',
    ]);
    expect(await trial.told('release')).toEqual(['release applied 1', 'release applied 2', 'release live 2']);
  });

  test('that was there before in another version stays what it was until the new one is ready', async () => {
    const trial = await shop(orders, buyers);
    for (const user of ['u1', 'u1', 'u2']) await order(trial, user, 60);
    await trial.release([workspace, spent, segment('buyers', rule('trait.spent', '>=', 50))]);
    await trial.pass(0);
    expect(trial.counter('segment:buyers')).toBe(1);
    await order(trial, 'u2', 10);
    await trial.run();
    // Still by the number of orders.
    expect(await trial.standing('u2')).toEqual(['buyers']);
    await order(trial, 'u3', 99);
    await trial.run();
    expect(await trial.standing('u3')).toEqual([]);
    await trial.backfill();
    expect(trial.counter('segment:buyers')).toBe(3);
    expect([...trial.engine.plan.know.layouts.keys()]).toEqual(['Order']);
  });

  test('and one that needs none takes effect at once beside it', async () => {
    const trial = await shop(orders);
    for (const user of ['u1', 'u1']) await order(trial, user, 60);
    await trial.release([workspace, orders, buyers, spent, rich]);
    await trial.pass(0);
    expect(await trial.standing('u1')).toEqual(['buyers']);
    await trial.backfill();
    expect(await trial.standing('u1')).toEqual(['buyers', 'rich']);
  });

  test('nothing is to be prepared where nobody has been yet', async () => {
    const trial = await shop();
    await trial.release([workspace, spent, rich]);
    await order(trial, 'u1', 120);
    await trial.run();
    expect(await trial.standing('u1')).toEqual(['rich']);
    expect(trial.engine.meta.backfill).toBeUndefined();
  });

  test('a declared trait comes from what was declared before, and a property it takes its place of goes on meanwhile', async () => {
    const trial = await shop(trait('city', { type: 'string', from: 'town' }), segment('local', rule('trait.city', '=', 'Bath')));
    await trial.event('u1', '$identify', { traits: { town: 'Bath', place: 'Wells' } });
    trial.now += HOUR;
    const changed = [trait('city', { type: 'string', from: 'place' }), trait('plan', { type: 'string' })];
    await trial.release([
      workspace,
      ...changed,
      segment('local', rule('trait.city', '=', 'Wells')),
      segment('pro', rule('trait.plan', '=', 'pro')),
    ]);
    await trial.event('u2', '$identify', { traits: { town: 'Bath', plan: 'pro', place: 'Wells' } });
    await trial.pass(0);
    expect([await trial.standing('u1'), await trial.standing('u2')]).toEqual([['local'], ['local']]);
    expect((await trial.facts('segment')).map(({ detail }) => detail)).toEqual([
      { read: { 'trait.city': 'Bath' } },
      { read: { 'trait.city': 'Bath' } },
    ]);
    await trial.backfill();
    expect([await trial.standing('u1'), await trial.standing('u2')]).toEqual([['local'], ['local', 'pro']]);
    await trial.event('u1', '$identify', { traits: { town: 'Bath', place: 'Bath' } });
    await trial.run();
    expect(await trial.standing('u1')).toEqual([]);
  });
});

describe('what can come between', () => {
  const later = [workspace, orders, spent, rich];

  test('late events and those that came since the release count once each', async () => {
    const trial = await shop(orders);
    await order(trial, 'u1', 40);
    await trial.release(later);
    await order(trial, 'u1', 40, 3 * DAY);
    await trial.run();
    const [chunk, done] = await trial.pastEntries();
    await order(trial, 'u1', 15);
    await trial.append(chunk!);
    await order(trial, 'u1', 4);
    await trial.append(done!);
    await trial.pass(0);
    expect(await trial.standing('u1')).toEqual([]);
    await order(trial, 'u1', 1);
    await trial.run();
    expect(await trial.standing('u1')).toEqual(['rich']);
  });

  test('profiles that turn out to be one both bring what they have done', async () => {
    const trial = await shop(orders);
    for (const device of ['a', 'b']) await trial.append(trial.entry([['device', device]], 'Order', { properties: { total: 50 } }));
    await trial.release(later);
    await trial.run();
    const [chunk, done] = await trial.pastEntries();
    await trial.append(
      trial.entry(
        [
          ['device', 'a'],
          ['device', 'b'],
        ],
        'Look',
      ),
    );
    for (const entry of [chunk!, done!]) await trial.append(entry);
    await trial.pass(0);
    expect(trial.counter('segment:rich')).toBe(1);
  });

  test('a chunk counts once, whatever comes again', async () => {
    const trial = await shop(orders);
    for (const user of ['u1', 'u2', 'u3']) await order(trial, user, 60);
    await trial.release(later);
    await trial.run();
    const entries = await trial.pastEntries(1);
    for (const entry of [entries[0]!, entries[0]!, entries[1]!, entries[0]!, entries[1]!]) await trial.append(entry);
    await trial.run();
    await trial.restart();
    expect(trial.engine.meta.backfill).toMatchObject({ chunks: 2, customers: 2 });
    // An end that counts another number of chunks is none.
    await trial.append({ type: 'backfill', action: 'done', since: 2, chunks: 3 });
    await trial.run();
    for (const entry of [...entries, ...entries]) await trial.append(entry);
    await trial.pass(0);
    expect(trial.counter('segment:rich')).toBe(0);
    for (const user of ['u1', 'u2', 'u3']) await order(trial, user, 40);
    await trial.run();
    expect(trial.counter('segment:rich')).toBe(3);
  });

  test('a damaged chunk is told and counts nothing', async () => {
    const trial = await shop(orders);
    await order(trial, 'u1', 120);
    await trial.release(later);
    await trial.run();
    const [chunk, done] = await trial.pastEntries();
    await trial.append({ ...chunk!, body: 'AAAA' } as never);
    await trial.append(done!);
    await trial.run();
    expect(await trial.told('failure')).toEqual(['failure step_failed backfill']);
    expect(trial.engine.meta.backfill).toMatchObject({ chunks: 0 });
    await trial.backfill();
    expect(trial.counter('segment:rich')).toBe(1);
  });

  test('a further release that needs the same goes on with it; one that needs more begins anew; one that needs nothing ends it', async () => {
    const trial = await shop(orders);
    for (const user of ['u1', 'u2', 'u3', 'u4']) await order(trial, user, 120);
    await trial.release(later);
    await trial.run();
    await trial.append((await trial.pastEntries(1))[0]!);
    await trial.release([...later, buyers]);
    await trial.run();
    expect(trial.engine.meta.backfill).toMatchObject({ since: 2, chunks: 1 });
    await trial.release([...later, trait('most', { aggregate: 'max', event: 'Order', property: 'total' })]);
    await trial.run();
    expect(trial.engine.meta.backfill).toMatchObject({ since: 4, chunks: 0 });
    const again = await trial.again({ batchMax: 1 });
    expect(await again.remains()).toEqual(await trial.remains());
    await trial.release([workspace, orders]);
    await trial.run();
    expect(trial.engine.meta.backfill).toBeUndefined();
    await trial.release(later);
    await trial.backfill();
    expect(trial.counter('segment:rich')).toBe(4);
  });

  test('windows see the past leave at its moments', async () => {
    const trial = await shop(orders);
    await order(trial, 'u1', 120, 5 * DAY);
    const ends = START - 5 * DAY + 30 * DAY;
    await trial.release(later);
    await trial.backfill();
    expect(trial.counter('segment:rich')).toBe(1);
    await trial.pass(ends - trial.now - 1);
    expect(trial.counter('segment:rich')).toBe(1);
    await trial.pass(1);
    expect(trial.counter('segment:rich')).toBe(0);
    expect((await trial.facts('segment')).map(({ action, at }) => [action, at]).at(-1)).toEqual(['left', ends]);
  });

  test('what a part has kept all along counts for those of whom nothing was brought', async () => {
    const trial = await shop(orders);
    await order(trial, 'u1', 5, 60 * DAY);
    await order(trial, 'u2', 5);
    const lapsed = segment('lapsed', rule('trait.orders', '>=', 1), {
      field: 'event.Order',
      operator: 'notPerformed',
      value: { within: { last: '30d' } },
    });
    await trial.release([workspace, orders, lapsed]);
    await trial.run();
    expect(trial.engine.meta.backfill).toBeDefined();
    await trial.backfill();
    expect([await trial.standing('u1'), await trial.standing('u2')]).toEqual([['lapsed'], []]);
  });
});

describe('a past that nothing follows from', () => {
  /** Time alone can only end it. */
  const often = segment('often', {
    field: 'event.Order',
    operator: 'performed',
    value: { atLeast: 2, within: { last: '30d' }, where: { combinator: 'and', rules: [rule('property.total', '>=', 20)] } },
  });
  const later = [workspace, orders, often];
  /** Ids of those who are listed, and how many bytes stand there. */
  const listed = async (trial: Trial): Promise<[string, number][]> => {
    const rows = await trial.state.range('past', { start: Buffer.from([0]), end: Buffer.from([0xff]), limit: 100 });
    return rows.map(([key, value]) => [Buffer.from(key).toString(), value.length]);
  };

  test('stands beside its customer until the next event asks for it, and counts then', async () => {
    const trial = await shop(orders);
    for (const user of ['u1', 'u2']) await order(trial, user, 60);
    await trial.release(later);
    await trial.backfill();
    const u1 = await trial.customerOf('u1');
    expect((await listed(trial)).map(([id]) => id)).toEqual([u1, await trial.customerOf('u2')].sort());
    await trial.restart();
    await order(trial, 'u1', 40);
    await trial.run();
    expect(await trial.standing('u1')).toEqual(['often']);
    expect((await listed(trial)).map(([id]) => id)).toEqual([await trial.customerOf('u2')]);
    expect(await (await trial.again({ batchMax: 1 })).remains()).toEqual(await trial.remains());
  });

  test('and of those for whom something has come since nothing is left when all have been looked at', async () => {
    const trial = await shop(orders);
    await order(trial, 'u1', 60);
    await trial.release(later);
    await order(trial, 'u2', 30);
    await order(trial, 'u3', 10);
    await trial.run();
    expect((await listed(trial)).map(([, bytes]) => bytes)).toEqual([0, 0]);
    await trial.backfill();
    expect((await listed(trial)).map(([id, bytes]) => [id, bytes > 0])).toEqual([[await trial.customerOf('u1'), true]]);
    await order(trial, 'u2', 90);
    await trial.run();
    expect(await trial.standing('u2')).toEqual(['often']);
  });

  test('goes with its customer into another, and from there when they are parted', async () => {
    const trial = await shop(orders);
    const of = (...devices: string[]) => devices.map((device): [string, string] => ['device', device]);
    for (const device of ['a', 'b', 'c']) await trial.append(trial.entry(of(device), 'Order', { properties: { total: 45 } }));
    await trial.release(later);
    await trial.backfill();
    expect(await listed(trial)).toHaveLength(3);
    await trial.append(trial.entry(of('a', 'b'), 'Look'));
    await trial.run();
    expect(trial.counter('segment:often')).toBe(1);
    expect(await listed(trial)).toHaveLength(1);
    await trial.append(trial.entry(of('b', 'c'), 'Look'));
    await trial.run();
    expect(trial.counter('segment:often')).toBe(1);
    expect(await listed(trial)).toEqual([]);
    await unmerge(trial, { namespace: 'device', value: 'a' });
    await trial.pass(0);
    expect(trial.counter('segment:often')).toBe(0);
    await trial.append(trial.entry(of('c'), 'Order', { properties: { total: 45 } }));
    await trial.run();
    expect(trial.counter('segment:often')).toBe(1);
    expect(await (await trial.again({ batchMax: 1 })).remains()).toEqual(await trial.remains());
  });

  test('of a backfill that another has taken the place of goes with the next thing that is written of its customer', async () => {
    const trial = await shop(orders);
    await order(trial, 'u1', 10);
    await trial.release(later);
    await order(trial, 'u2', 10);
    await trial.run();
    await trial.append((await trial.pastEntries(1))[0]!);
    await trial.release([workspace, orders]);
    await trial.run();
    for (const user of ['u1', 'u2']) await order(trial, user, 10);
    await trial.pass(0);
    expect(await listed(trial)).toEqual([]);
    const rows = await trial.state.range('customer', { start: Buffer.from([0]), end: Buffer.from([0xff]), limit: 100 });
    for (const [, value] of rows) expect(Buffer.from(value).toString('latin1')).not.toContain('Order\u0000+');
  });

  test('is looked at once only by those passes that it can matter to', async () => {
    const trial = await shop(orders);
    for (let user = 0; user < 30; user++) await order(trial, `u${user}`, 40);
    for (let user = 0; user < 3; user++) await order(trial, `u${user}`, 120);
    await trial.release(later);
    await trial.backfill();
    expect(trial.counter('segment:often')).toBe(3);
    expect(await listed(trial)).toHaveLength(27);
    const most = trait('most', { aggregate: 'max', event: 'Order', property: 'total' });
    await trial.release([...later, most, segment('big', rule('trait.most', '>=', 100))]);
    await trial.backfill();
    expect([trial.counter('segment:big'), trial.counter('segment:often')]).toEqual([3, 3]);
    expect((await trial.knownAt('u9', trial.now))!.traits).toMatchObject({ most: 40 });
    for (let user = 3; user < 30; user++) await order(trial, `u${user}`, 100);
    await trial.run();
    expect([trial.counter('segment:big'), trial.counter('segment:often')]).toEqual([30, 30]);
    expect(await listed(trial)).toEqual([]);
    expect(await (await trial.again({ batchMax: 7 })).remains()).toEqual(await trial.remains());
  });
});
