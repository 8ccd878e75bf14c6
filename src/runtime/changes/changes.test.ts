import { beforeEach, describe, expect, test } from 'vitest';
import type { Definition, Release } from '../../define/index.ts';
import { Desk, deskKey, jsonBytes, openMemoryState, type StateStore } from '../../port/state/index.ts';
import { Changes, type ChangeWish } from './changes.ts';

const name = { en: 'Name', zh: '名称' };
const WORKSPACE = { kind: 'workspace', id: 'shop', name, timeZone: 'UTC', currency: 'EUR', seed: 's' } as Definition;
const RULES = { combinator: 'and', rules: [{ field: 'trait.orders', operator: '>', value: 1 }] };
const trait = (more: object = {}) => ({ kind: 'trait', id: 'orders', name, type: 'number', ...more }) as Definition;
const segment = (id = 'loyal', more: object = {}) => ({ kind: 'segment', id, name, condition: RULES, ...more }) as unknown as Definition;
const LOYAL = { kind: 'segment', id: 'loyal' } as const;

let store: StateStore;
let releases: Release[];
let changes: Changes;
/** Of another process over the same desk. */
let other: Changes;
let now: number;

function release(...definitions: readonly Definition[]): void {
  releases = [...releases, { number: releases.length + 1, definitions: definitions.map((definition) => ({ version: 1, definition })) }];
}

beforeEach(async () => {
  now = 1_000;
  store = await openMemoryState();
  releases = [];
  release(WORKSPACE, trait(), segment());
  const open = () => new Changes({ desk: new Desk(store, 'changes'), releases: () => releases, now: () => ++now });
  changes = open();
  other = open();
});

const save = (definition: object | null, more: Partial<ChangeWish> = {}, of = changes) =>
  of.put(LOYAL, { on: releases.length, by: 'ada', definition: definition as ChangeWish['definition'], ...more });
const code = async (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );
const described = segment('loyal', { description: name });

test('a change is kept beside what is released, and another process has it too', async () => {
  expect(await changes.get(LOYAL)).toBeUndefined();
  const saved = await save(described);
  expect(saved).toEqual({
    ...{ ...LOYAL, definition: described, released: segment(), on: 1, revision: 1, by: 'ada', at: 1_001 },
    ...{ problems: [], overtaken: false },
  });
  expect(await other.get(LOYAL)).toEqual(saved);
  expect(await other.list()).toEqual([
    { ...LOYAL, name, action: 'changed', on: 1, revision: 1, by: 'ada', at: 1_001, problems: 0, overtaken: false },
  ]);
});

test('the list says what is new, changed and removed, the latest first, by its name or its id', async () => {
  await save(null);
  await changes.put({ kind: 'segment', id: 'fresh' }, { definition: { kind: 'segment', id: 'fresh' }, on: 1, by: 'ada' });
  await changes.put({ kind: 'trait', id: 'orders' }, { definition: trait({ description: name }) as never, on: 1, by: 'ben' });
  expect((await changes.list()).map(({ id, action, name: called }) => [id, action, called.en])).toEqual([
    ['orders', 'changed', 'Name'],
    ['fresh', 'new', 'fresh'],
    ['loyal', 'removed', 'Name'],
  ]);
});

describe('nothing is written over unseen (P1)', () => {
  test('neither what somebody else saved', async () => {
    const mine = await save(described);
    const theirs = await save(segment('loyal', { owner: 'ben' }), { by: 'ben', revision: mine.revision }, other);
    await expect(save(described, { revision: mine.revision })).rejects.toMatchObject({
      ...{
        code: 'VOLANO_CHANGE_CONFLICT',
        details: { kind: { en: 'segment' }, id: 'loyal', happened: { en: 'was saved by ben', zh: '由 ben 保存' } },
      },
    });
    expect(await code(save(described))).toBe('VOLANO_CHANGE_CONFLICT');
    expect((await changes.get(LOYAL))?.revision).toBe(theirs.revision);
    expect((await save(described, { revision: theirs.revision })).revision).toBeGreaterThan(theirs.revision);
  });

  test('nor that it was discarded; a revision is never given again', async () => {
    const first = await save(described);
    await changes.discard(LOYAL);
    expect(await code(save(described, { revision: first.revision }))).toBe('VOLANO_CHANGE_CONFLICT');
    expect((await save(described)).revision).toBe(first.revision + 1);
  });

  test('of two that save at once one is told', async () => {
    const both = [save(described), save(segment('loyal', { owner: 'ben' }), { by: 'ben' }, other)];
    expect((await Promise.all(both.map(code))).sort()).toEqual(['VOLANO_CHANGE_CONFLICT', 'done']);
  });

  test('nor what a later release says of the definition', async () => {
    await save(described);
    release(WORKSPACE, trait(), segment('loyal', { owner: 'ben' }));
    expect(await changes.get(LOYAL)).toMatchObject({ overtaken: true, on: 1, released: { owner: 'ben' } });
    expect(await changes.list()).toMatchObject([{ overtaken: true }]);
    expect(await code(save(segment('loyal', { owner: 'ada' }), { on: 1, revision: 1 }))).toBe('VOLANO_CHANGE_OVERTAKEN');
    expect(await code(changes.project())).toBe('VOLANO_CHANGE_OVERTAKEN');
    expect(await save(described, { on: 2, revision: 1 })).toMatchObject({ overtaken: false, on: 2 });
    expect((await changes.project()).definitions).toContainEqual(described);
  });

  test('a release of something else overtakes nothing', async () => {
    await save(described);
    release(WORKSPACE, trait({ description: name }), segment());
    expect(await changes.get(LOYAL)).toMatchObject({ overtaken: false, on: 1 });
    expect((await changes.project()).definitions).toEqual([WORKSPACE, trait({ description: name }), described]);
  });

  test('a release that there is not has not been seen', async () =>
    expect(await code(save(described, { on: 2 }))).toBe('VOLANO_RELEASE_UNKNOWN'));

  test('what is sent again, because its answer was lost, is no conflict', async () => {
    const saved = await save(described);
    expect(await save(described)).toEqual(saved);
  });
});

describe('a change that says what is released is none (P2)', () => {
  test('when it is saved', async () => {
    const { revision } = await save(described);
    expect(await save(segment(), { revision })).toMatchObject({ revision: 0, definition: segment(), problems: [] });
    expect(await changes.list()).toEqual([]);
    expect(await save(null, { revision: 0 })).toMatchObject({ revision: 2, definition: null });
  });

  test('when a release has come to say it, for good', async () => {
    await save(described);
    release(WORKSPACE, trait(), described);
    await changes.settle();
    release(WORKSPACE, trait(), segment());
    expect(await changes.list()).toEqual([]);
    expect(await other.get(LOYAL)).toBeUndefined();
  });

  test('also one that removes what is gone, and of something that there never was', async () => {
    await save(null);
    release(WORKSPACE, trait());
    expect(await changes.list()).toEqual([]);
    expect(await changes.put({ kind: 'tag', id: 'x' }, { definition: null, on: 2, by: 'ada' })).toMatchObject({
      revision: 0,
      released: null,
    });
  });
});

describe('what is discarded', () => {
  test('is told, so that it can be put back', async () => {
    await save(described);
    expect(await changes.discard(LOYAL)).toMatchObject({ definition: described, by: 'ada' });
    expect(await changes.discard(LOYAL)).toBeUndefined();
    expect(await changes.list()).toEqual([]);
  });
});

describe('an incomplete definition', () => {
  test('is kept, with what is wrong with it and where (P3)', async () => {
    const { problems } = await save({
      kind: 'segment',
      id: 'loyal',
      name,
      condition: { combinator: 'and', rules: [{ field: 'trait.orders' }] },
    });
    expect(problems).toMatchObject([{ code: 'VOLANO_DEFINITION_INVALID', path: 'condition.rules[0].operator' }]);
    expect(await changes.list()).toMatchObject([{ problems: 1 }]);
  });
});

describe('the project of what is chosen', () => {
  const VIP = { kind: 'segment', id: 'vip' } as const;
  const vip = segment('vip', { condition: { combinator: 'and', rules: [{ field: 'trait.visits', operator: '>', value: 1 }] } });

  beforeEach(async () => {
    await save(described);
    await changes.put({ kind: 'trait', id: 'visits' }, { definition: { ...trait(), id: 'visits' } as never, on: 1, by: 'ada' });
    await changes.put(VIP, { definition: vip as never, on: 1, by: 'ada' });
  });

  test('is the newest release with all of it', async () => {
    expect((await changes.project()).definitions.map(({ id }) => id)).toEqual(['shop', 'orders', 'loyal', 'vip', 'visits']);
  });

  test('has of a choice what is new and needed with it, and nothing else', async () => {
    expect((await changes.project([VIP])).definitions).toEqual([WORKSPACE, trait(), segment(), vip, { ...trait(), id: 'visits' }]);
    expect((await changes.project([LOYAL])).definitions).toEqual([WORKSPACE, trait(), described]);
    expect((await changes.project([])).definitions).toEqual([WORKSPACE, trait(), segment()]);
  });

  test('is only of what there is, as it was looked at', async () => {
    expect(await code(changes.project([{ kind: 'tag', id: 'x' }]))).toBe('VOLANO_RESOURCE_UNKNOWN');
    expect(await code(changes.project([{ ...VIP, revision: 3 }]))).toBe('done');
    expect(await code(changes.project([{ ...VIP, revision: 2 }]))).toBe('VOLANO_CHANGE_CONFLICT');
  });
});

test('there may be more than a page of them', async () => {
  const writes = Array.from({ length: 1_003 }, (_, index) => {
    const key = { kind: 'tag', id: `t${index}` };
    return {
      key: deskKey('change', key.kind, key.id),
      value: jsonBytes({ ...key, definition: key, on: 1, revision: index, by: 'ada', at: index }),
    };
  });
  await new Desk(store, 'changes').write(...writes);
  expect((await changes.list()).map(({ id }) => id)).toEqual(Array.from({ length: 1_003 }, (_, index) => `t${1_002 - index}`));
});
