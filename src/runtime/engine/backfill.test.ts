/** Definitions that read a past which nobody has kept: in preparation until a backfill has brought it, then in force as if they had always been. */
import { describe, expect, test } from 'vitest';
import type { Definition } from '../../define/index.ts';
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
});
