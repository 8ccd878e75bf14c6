import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestWarehouse, RowMaker, type TestWarehouse } from '../warehouse.suite.ts';

let world: TestWarehouse;
let rows: RowMaker;
let partition = 0;
beforeAll(async () => {
  world = await openTestWarehouse();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.warehouse.execute('TRUNCATE TABLE facts');
  rows = new RowMaker(++partition);
});

const DAY = 86_400_000;
const T = Date.UTC(2026, 0, 10);
const at = (day: number): number => T + day * DAY;

function change(kind: 'segment' | 'tag', action: string, about: { customer: string; name: string; day: number; detail?: object }): void {
  const { customer, name, day, detail } = about;
  rows.fact({ kind, action, customer, name, at: at(day), detail: JSON.stringify(detail ?? {}) });
}

const entered = (customer: string, day: number, name = 's'): void => change('segment', 'entered', { customer, name, day });
const left = (customer: string, day: number, { name = 's', how = 'left' } = {}): void => change('segment', how, { customer, name, day });
const merged = (from: string, into: string, day: number, through = from): void =>
  rows.fact({ kind: 'identity', action: 'merged', customer: into, name: from, at: at(day), detail: JSON.stringify({ through }) });
const unmerged = (part: string, root: string, day: number): void =>
  rows.fact({ kind: 'identity', action: 'unmerged', customer: root, name: part, at: at(day) });
const rebuilt = (customer: string, { day, since }: { day: number; since: number }): void =>
  change('segment', 'entered', { customer, name: 's', day, detail: { since: at(since), rebuilt: true } });

interface Stay {
  readonly customer: string;
  readonly from: number;
  readonly to: number | null;
  readonly how: string;
}

/** Days after the first. */
async function stays(kind: 'segment' | 'tag' = 'segment'): Promise<[string, number, number | null, string][]> {
  await rows.insertInto(world.warehouse);
  const days = (instant: string): string => `toInt32((toUnixTimestamp64Milli(${instant}) - ${T}) / ${DAY})`;
  const found = await world.warehouse.query<Stay>(
    `SELECT customer, ${days('entered_at')} AS from, if(left_at IS NULL, NULL, ${days('assumeNotNull(left_at)')}) AS to, how FROM ${kind}_membership ORDER BY customer, from`,
  );
  return found.map(({ customer, from, to, how }) => [customer, from, to, how]);
}

describe('stays', () => {
  test('begin and end, and may begin again', async () => {
    entered('a', 0);
    left('a', 2);
    entered('a', 5);
    entered('b', 1);
    left('b', 3, { how: 'retracted' });
    expect(await stays()).toEqual([
      ['a', 0, 2, 'left'],
      ['a', 5, null, ''],
      ['b', 1, 3, 'retracted'],
    ]);
  });

  test('are told by several partitions, each of which numbers its own facts', async () => {
    for (let n = 0; n < 5; n++) entered('b', 0, `other${n}`);
    entered('a', 0);
    left('a', 4);
    const before = rows;
    rows = new RowMaker(partition + 1_000);
    left('a', 2);
    entered('a', 3);
    await before.insertInto(world.warehouse);
    expect((await stays()).filter(([customer]) => customer === 'a')).toEqual([
      ['a', 0, 2, 'left'],
      ['a', 3, 4, 'left'],
    ]);
  });

  test('of tags end as tags do', async () => {
    change('tag', 'set', { customer: 'a', name: 't', day: 0 });
    change('tag', 'expired', { customer: 'a', name: 't', day: 4 });
    change('tag', 'set', { customer: 'a', name: 't', day: 6 });
    change('tag', 'removed', { customer: 'a', name: 't', day: 7 });
    expect(await stays('tag')).toEqual([
      ['a', 0, 4, 'expired'],
      ['a', 6, 7, 'removed'],
    ]);
    expect(await world.warehouse.query('SELECT * FROM segment_membership')).toEqual([]);
  });

  test('of an absorbed profile go on with the survivor, until that leaves', async () => {
    entered('b', 1);
    merged('b', 'a', 3);
    left('a', 5);
    expect(await stays()).toEqual([['a', 1, 5, 'left']]);
  });

  test('of both sides are one from the earlier beginning', async () => {
    entered('a', 0);
    entered('b', 1);
    left('b', 2);
    entered('b', 3);
    merged('b', 'a', 4);
    left('a', 6);
    expect(await stays()).toEqual([['a', 0, 6, 'left']]);
  });

  test('follow chains of merges: what another one did before it belonged to them does not end them', async () => {
    entered('a', 0);
    entered('c', 0);
    merged('a', 'b', 1);
    left('c', 2);
    merged('a', 'c', 3);
    merged('b', 'c', 3);
    left('c', 4);
    expect(await stays()).toEqual([['c', 0, 4, 'left']]);
  });

  test('of a parted profile are its own again, since when the engine says', async () => {
    entered('b', 1);
    merged('b', 'a', 2);
    entered('a', 3, 'x');
    unmerged('b', 'b', 5);
    rebuilt('b', { day: 5, since: 1 });
    left('a', 5, { how: 'retracted' });
    left('b', 7);
    expect((await stays()).filter(([customer]) => customer === 'b')).toEqual([['b', 1, 7, 'left']]);
    expect(await world.warehouse.query("SELECT customer FROM segment_membership WHERE segment = 's' AND customer = 'a'")).toEqual([]);
  });

  const kept = (customer: string, { day, since }: { day: number; since: number }): void =>
    change('segment', 'kept', { customer, name: 's', day, detail: { since: at(since), rebuilt: true } });

  test('that had begun on the other side go on with who keeps them, since when the engine says', async () => {
    entered('b', 1);
    merged('b', 'a', 2);
    unmerged('b', 'b', 5);
    rebuilt('b', { day: 5, since: 1 });
    kept('a', { day: 5, since: 3 });
    left('a', 8);
    expect(await stays()).toEqual([
      ['a', 3, 8, 'left'],
      ['b', 1, null, ''],
    ]);
  });

  test('of one who keeps them are not interrupted by what the other one did', async () => {
    entered('a', 0);
    left('a', 1);
    entered('a', 2);
    merged('b', 'a', 3);
    left('a', 4);
    entered('a', 6);
    unmerged('b', 'b', 7);
    kept('a', { day: 7, since: 2 });
    expect(await stays()).toEqual([
      ['a', 0, 1, 'left'],
      ['a', 2, null, ''],
    ]);
  });

  test('of a part do not go to who was merged with all of it, when the part alone comes back to them', async () => {
    entered('x', 1);
    merged('x', 'v', 2);
    left('v', 3);
    merged('v', 'u', 4);
    merged('x', 'u', 4, 'v');
    unmerged('v', 'v', 6);
    unmerged('x', 'v', 6);
    unmerged('x', 'x', 7);
    merged('x', 'u', 8);
    expect(await stays()).toEqual([['u', 1, 4, 'parted']]);
  });

  test('of a part that came with somebody who has gone again do not outlast what was told of its carrier', async () => {
    entered('k', 0);
    merged('k', 'j', 1);
    left('j', 1);
    merged('j', 'h', 2);
    merged('k', 'h', 2, 'j');
    unmerged('j', 'j', 4);
    expect(await stays()).toEqual([['h', 0, 2, 'parted']]);
  });

  test('that an unmerge tells of one part, while another part is in, are one from the earlier beginning', async () => {
    entered('a', 0);
    left('a', 1);
    unmerged('p', 'p', 3);
    rebuilt('p', { day: 3, since: 3 });
    rebuilt('a', { day: 4, since: 2 });
    merged('p', 'a', 5);
    expect(await stays()).toEqual([
      ['a', 0, 1, 'left'],
      ['a', 2, null, ''],
    ]);
  });

  test('that a parted profile no longer has end with the unmerge', async () => {
    entered('b', 1);
    merged('b', 'a', 2);
    unmerged('b', 'b', 5);
    expect(await stays()).toEqual([['b', 1, 5, 'unmerged']]);
  });
});

describe('growth', () => {
  test('counts who came, who went and who was there', async () => {
    entered('a', 0);
    entered('b', 0);
    left('a', 2);
    entered('c', 2);
    entered('c', 0, 'other');
    await rows.insertInto(world.warehouse);
    const sql = "SELECT toString(day) AS day, entered, left, members FROM segment_growth WHERE segment = 's' ORDER BY day";
    expect((await world.warehouse.query<Record<string, unknown>>(sql)).map((row) => Object.values(row).map(String))).toEqual([
      ['2026-01-10', '2', '0', '2'],
      ['2026-01-12', '1', '1', '2'],
    ]);
  });

  test('does not change by a merge, but for the one who is counted once', async () => {
    entered('a', 0);
    entered('b', 1);
    merged('b', 'a', 2);
    await rows.insertInto(world.warehouse);
    const [row] = await world.warehouse.query<{ members: string }>('SELECT members FROM segment_growth ORDER BY day DESC LIMIT 1');
    expect(Number(row?.members)).toBe(1);
  });
});

describe('flow', () => {
  test('is from where to where on a day, from nowhere and to nowhere included', async () => {
    entered('a', 0, 'one');
    entered('b', 0, 'one');
    left('a', 1, { name: 'one' });
    entered('a', 1, 'two');
    left('b', 2, { name: 'one' });
    await rows.insertInto(world.warehouse);
    const sql = 'SELECT toString(day) AS day, from_segment, to_segment, customers FROM segment_flow ORDER BY day, from_segment, to_segment';
    expect((await world.warehouse.query<Record<string, unknown>>(sql)).map((row) => Object.values(row).map(String))).toEqual([
      ['2026-01-10', '', 'one', '2'],
      ['2026-01-11', 'one', 'two', '1'],
      ['2026-01-12', 'one', '', '1'],
    ]);
  });
});
