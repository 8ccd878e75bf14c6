import { describe, expect, test } from 'vitest';
import { VolanoError } from '../../base/index.ts';
import { openMemoryState } from '../../port/state/index.ts';
import { copyMeta, type Meta, metaWrites, readMeta } from './meta.ts';
import { FIRST, SECOND } from './retail.suite.ts';
import { Trial } from './trial.suite.ts';

const release = (number: number) => ({ number, definitions: [] });

describe('what the engine remembers', () => {
  test('of an empty store: nothing yet', async () => {
    const meta = await readMeta(await openMemoryState());
    expect(meta).toMatchObject({ progress: { position: 0, seq: 0, partial: null }, releases: [], engineVersion: '', run: undefined });
  });

  test('reads back what was written, releases in order of number', async () => {
    const state = await openMemoryState();
    const before = await readMeta(state);
    const after: Meta = copyMeta(before);
    after.progress = { position: 9, at: 8, seq: 7, eventHash: 5, factHash: 6, partial: { position: 9, ordinal: 4, done: 3 } };
    after.releases.push(...[1, 2, 10].map(release));
    after.edges = new Map([['rank', [1, 2]]]);
    after.engineVersion = '3';
    after.run = { cursor: 'c5' };
    after.effects = new Map([1, 2].map((number) => [number, { how: 'at_once' as const, position: number, at: 9 }]));
    after.backfill = { since: 10, position: 8, at: 7, seq: 6, chunks: 5, customers: 4, cursor: 'c3' };
    after.counters.set('customers', 4);
    await state.commit(metaWrites(before, after)).durable;
    expect(await readMeta(state)).toEqual(after);
  });

  test('keeps models slice by slice: writes those that differ, and takes away those beyond', async () => {
    const state = await openMemoryState();
    const slice = (version: string) => ({ version, items: [{ id: version, popularity: 1, with: [] }] });
    const [a, b, c] = [slice('a'), slice('b'), slice('c')];
    const first = { ...copyMeta(await readMeta(state)), models: new Map([['goes_with', [a, b, c]]]) };
    await state.commit(metaWrites(await readMeta(state), first)).durable;
    expect((await readMeta(state)).models).toEqual(first.models);
    const next = { ...copyMeta(first), models: new Map([['goes_with', [a, slice('d')]]]) };
    const keys = metaWrites(first, next).flatMap(({ key, value }) => {
      const name = Buffer.from(key).toString();
      return name.startsWith('recommend.') ? [`${name} ${value ? 'written' : 'gone'}`] : [];
    });
    expect(keys).toEqual(['recommend.goes_with.0001 written', 'recommend.goes_with.0002 gone']);
    await state.commit(metaWrites(first, next)).durable;
    expect((await readMeta(state)).models).toEqual(next.models);
  });

  test('of releases from before there were backfills: each took effect at once, whatever it lacked', async () => {
    const state = await openMemoryState();
    const before = await readMeta(state);
    await state.commit(metaWrites(before, { ...copyMeta(before), releases: [release(1)] })).durable;
    expect((await readMeta(state)).effects).toEqual(new Map([[1, { how: 'with_gaps', position: 0, at: 0 }]]));
  });

  test('only what changed is written; a run that has ended is deleted', async () => {
    const before: Meta = { ...(await readMeta(await openMemoryState())), releases: [release(1)], run: { cursor: '' }, engineVersion: '1' };
    const names = (after: Meta) => metaWrites(before, after).map(({ key, value }) => [Buffer.from(key).toString(), value === undefined]);
    const always = [
      ['progress', false],
      ['counters', false],
    ];
    expect(names(copyMeta(before))).toEqual(always);
    expect(names({ ...copyMeta(before), run: undefined })).toEqual([...always, ['run', true]]);
  });

  test('a copy can be changed and thrown away', async () => {
    const meta = await readMeta(await openMemoryState());
    const copy = copyMeta(meta);
    copy.progress.position = 5;
    copy.releases.push(release(1));
    copy.counters.set('x', 1);
    expect([meta.progress.position, meta.releases.length, meta.counters.size]).toEqual([0, 0, 0]);
  });

  test('a store with something unknown in it is refused, not misread', async () => {
    const state = await openMemoryState();
    await state.commit([{ table: 'meta', key: Buffer.from('strange'), value: Buffer.from('1') }]).durable;
    await expect(readMeta(state)).rejects.toThrow(VolanoError);
  });
});

describe('an engine that is started again', () => {
  test('goes on with a pass over the readers of scores', async () => {
    const trial = await Trial.open();
    await trial.release(FIRST);
    for (let i = 0; i < 6; i++) await trial.event(`u${i}`, 'Order', { properties: { total: 10 * (i + 1) } });
    await trial.pass(0);
    for (const edges of [
      [200_000, 300_000],
      [100_000, 400_000],
    ])
      await trial.append({ type: 'model', model: 'quantiles', trait: 'rank', version: '1', edges });
    await trial.tick(2);
    await trial.run();
    expect(trial.engine.meta.run).toMatchObject({ scope: 'scored', scores: ['rank'] });
    await trial.restart();
    await trial.pass(0);
    expect(trial.engine.meta.run).toBeUndefined();
    expect(await (await trial.again({ batchMax: 1, cacheMax: 0 })).remains()).toEqual(await trial.remains());
    expect(trial.counter('segment:top')).toBeGreaterThan(0);
  });

  test('goes on where the commit was: releases, edges, counters, an open run', async () => {
    const trial = await Trial.open();
    await trial.release(FIRST);
    for (let i = 0; i < 6; i++) await trial.event(`u${i}`, 'View');
    await trial.append({ type: 'model', model: 'quantiles', trait: 'rank', version: '1', edges: [1, 2] });
    await trial.release(SECOND);
    await trial.tick(2);
    await trial.run();
    const [before, meta] = [await trial.remains(), trial.engine.meta];
    await trial.restart();
    expect(trial.engine.meta).toEqual(meta);
    expect(await trial.remains()).toEqual(before);
    expect(await trial.run()).toEqual([]);
    await trial.pass(0);
    expect(trial.engine.meta.run).toBeUndefined();
    expect(trial.counter('segment:keen')).toBe(6);
  });
});
