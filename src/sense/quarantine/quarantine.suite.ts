/** What every quarantine keeps to, wherever it lies. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refusedCall as call, names, numbers } from './calls.suite.ts';
import type { Quarantine, QuarantineStats, Turn } from './quarantine.ts';

export interface QuarantineSizes {
  /** Of what makes room together. */
  readonly pieceBytes?: number;
  readonly bytesMax?: number;
}

export interface QuarantinePlace {
  /** Anew on what is there. */
  open(sizes?: QuarantineSizes): Promise<Quarantine>;
  remove(): Promise<void>;
}

const SMALL: QuarantineSizes = { pieceBytes: 2_000, bytesMax: 8_000 };

/** `place`: a fresh one for each test. */
export function describeQuarantine(where: string, place: () => Promise<QuarantinePlace>): void {
  describe(`the quarantine in ${where}`, () => suite(place));
}

function suite(place: () => Promise<QuarantinePlace>): void {
  let here: QuarantinePlace;
  let quarantine: Quarantine;
  beforeEach(async () => {
    here = await place();
  });
  afterEach(async () => {
    await quarantine.close();
    await here.remove();
  });

  const open = async (sizes?: QuarantineSizes): Promise<void> => {
    quarantine = await here.open(sizes);
  };
  const reopen = async (sizes?: QuarantineSizes): Promise<void> => {
    await quarantine.close();
    await open(sizes);
  };
  const add = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i++) await quarantine.add([call('')]);
  };
  const idsOf = async (): Promise<string[]> => (await quarantine.read({ limit: 1_000 })).map(({ id }) => id);
  const settle = (...settling: Parameters<Turn['settle']>): Promise<void> => quarantine.inTurn((turn) => turn.settle(...settling));

  describe('keeping', () => {
    test('what is added is there, as it was, in order', async () => {
      await open();
      await quarantine.add([call('a'), call('茶\n🍵')]);
      await quarantine.add([]);
      await quarantine.add([call('c')]);
      const records = await quarantine.read({ limit: 10 });
      expect(records.map(({ id: _, ...rest }) => rest)).toEqual([call('a'), call('茶\n🍵'), call('c')]);
      expect(await quarantine.stats()).toMatchObject({ records: 3, removed: 0, problem: undefined });
    });

    test('an empty one has nothing', async () => {
      await open();
      expect(await quarantine.list({ limit: 10 })).toEqual([]);
      expect(await quarantine.read({ limit: 10 })).toEqual([]);
      expect(await quarantine.stats()).toEqual({ records: 0, bytes: 0, removed: 0, replayed: 0, dropped: 0, problem: undefined });
    });

    test('everything is there after opening again, and adding goes on (Q3)', async () => {
      await open({ pieceBytes: 2_000 });
      for (const name of numbers(0, 30)) await quarantine.add([call(name)]);
      const before = { records: await quarantine.read({ limit: 100 }), stats: await quarantine.stats() };
      await reopen({ pieceBytes: 2_000 });
      expect(await quarantine.stats()).toEqual(before.stats);
      expect(await quarantine.read({ limit: 100 })).toEqual(before.records);
      await quarantine.add([call('m30')]);
      expect(names(await quarantine.read({ limit: 100 }))).toEqual(numbers(0, 31));
    });

    test('additions at the same time all arrive, each kept together', async () => {
      await open({ pieceBytes: 5_000 });
      await Promise.all(Array.from({ length: 50 }, (_, i) => quarantine.add([call(`${i}/0`), call(`${i}/1`)])));
      const found = names(await quarantine.read({ limit: 1_000 }));
      expect(found).toHaveLength(100);
      for (let i = 0; i < 50; i++) expect(found.indexOf(`${i}/1`)).toBe(found.indexOf(`${i}/0`) + 1);
    });
  });

  describe('listing', () => {
    test('newest first, page by page', async () => {
      await open({ pieceBytes: 1_000 });
      for (const name of numbers(0, 25)) await quarantine.add([call(name)]);
      const pages: (string | undefined)[] = [];
      let before: string | undefined;
      for (;;) {
        const page = await quarantine.list({ limit: 7, ...(before === undefined ? {} : { before }) });
        if (page.length === 0) break;
        pages.push(...names(page));
        before = page.at(-1)!.id;
      }
      expect(pages).toEqual(numbers(0, 25).reverse());
    });

    test('oldest first after a record, for a replay', async () => {
      await open({ pieceBytes: 1_000 });
      await Promise.all(numbers(0, 25).map((name) => quarantine.add([call(name)])));
      const first = await quarantine.read({ limit: 10 });
      expect(names(first)).toEqual(numbers(0, 10));
      expect(names(await quarantine.read({ limit: 100, after: first.at(-1)!.id }))).toEqual(numbers(10, 25));
      const ids = (await quarantine.read({ limit: 100 })).map(({ id }) => id);
      expect([...ids].sort()).toEqual(ids);
    });

    test('there is no record of another id', async () => {
      await open();
      expect(await quarantine.get('q0000010000000x')).toBeUndefined();
      await add(3);
      const [first] = await idsOf();
      for (const id of ['', 'nonsense', 'q0000090000000', `${first!.slice(0, -1)}_`]) expect(await quarantine.get(id)).toBeUndefined();
      expect(await quarantine.get(first!)).toMatchObject({ id: first, ...call('') });
      expect(await quarantine.list({ limit: 10, before: 'nonsense' })).toBeInstanceOf(Array);
    });
  });

  describe('room', () => {
    test('the oldest records make room, and are counted (Q4)', async () => {
      const sizes = { pieceBytes: 2_000, bytesMax: 6_000 };
      await open(sizes);
      for (const name of numbers(0, 60)) await quarantine.add([call(name)]);
      const { records, bytes, removed } = await quarantine.stats();
      expect(records + removed).toBe(60);
      expect(removed).toBeGreaterThan(20);
      expect(bytes).toBeLessThan(8_500);
      expect(names(await quarantine.read({ limit: 100 }))).toEqual(numbers(removed, 60));
      await reopen(sizes);
      expect(await quarantine.stats()).toMatchObject({ records, removed });
    });

    test('a record larger than what is written at once is kept too', async () => {
      await open({ pieceBytes: 1_000, bytesMax: 5_000 });
      await quarantine.add([call('large', 100_000)]);
      expect(names(await quarantine.read({ limit: 10 }))).toEqual(['large']);
      await quarantine.add([call('next')]);
      expect(names(await quarantine.read({ limit: 10 }))).toEqual(['next']);
      expect((await quarantine.stats()).removed).toBe(1);
    });
  });

  describe('settling', () => {
    test('what is settled is read no more, also after opening again (Q5)', async () => {
      await open(SMALL);
      await add(20);
      const ids = await idsOf();
      await settle(ids.slice(0, 5), 'replayed');
      await settle([ids[10]!, ids[10]!], 'dropped');
      const left = ids.filter((_, i) => i >= 5 && i !== 10);
      const check = async (): Promise<void> => {
        expect(await idsOf()).toEqual(left);
        expect((await quarantine.read({ limit: 100, settled: true })).map(({ id }) => id)).toEqual(ids);
        expect((await quarantine.list({ limit: 100 })).map(({ id }) => id)).toEqual([...left].reverse());
        expect(await quarantine.stats()).toMatchObject({ records: 14, replayed: 5, dropped: 1, removed: 0 });
        expect(await quarantine.get(ids[10]!)).toMatchObject({ id: ids[10], settled: 'dropped', messageId: '' });
        expect((await quarantine.get(ids[6]!))?.settled).toBeUndefined();
      };
      await check();
      await reopen(SMALL);
      await check();
    });

    test('what is settled twice stays as it was first', async () => {
      await open();
      await add(2);
      const [id] = await idsOf();
      await settle([id!], 'replayed');
      await settle([id!], 'dropped');
      expect(await quarantine.stats()).toMatchObject({ records: 1, replayed: 1, dropped: 0 });
    });

    test('every record ever kept is counted once, whatever makes room (Q5)', async () => {
      const sum = ({ records, replayed, dropped, removed }: QuarantineStats): number => records + replayed + dropped + removed;
      await open(SMALL);
      for (let round = 1; round <= 8; round++) {
        await add(15);
        const ids = await idsOf();
        await settle(ids.slice(0, 3), 'replayed');
        await settle(ids.slice(-2), 'dropped');
        expect(sum(await quarantine.stats())).toBe(15 * round);
        const before = await quarantine.stats();
        expect((await idsOf()).length).toBe(before.records);
        await reopen(SMALL);
        expect(await quarantine.stats()).toEqual(before);
      }
      expect((await quarantine.stats()).removed).toBeGreaterThan(0);
      expect(await quarantine.stats()).toMatchObject({ replayed: 24, dropped: 16 });
    });

    test('what was begun is known until it is settled, also after opening again', async () => {
      await open(SMALL);
      await add(6);
      const ids = await idsOf();
      await quarantine.inTurn((turn) => turn.begin(ids.slice(0, 4), [17, 4]));
      expect((await quarantine.stats()).records).toBe(6);
      await reopen(SMALL);
      expect(await quarantine.begun()).toEqual({ ids: ids.slice(0, 4), logEnds: [17, 4] });
      await settle(ids.slice(0, 1), 'replayed');
      expect((await quarantine.begun())?.ids).toEqual(ids.slice(1, 4));
      await settle(ids.slice(1, 4), 'waiting');
      expect(await quarantine.begun()).toBeUndefined();
      expect(await quarantine.stats()).toMatchObject({ records: 5, replayed: 1 });
    });

    test('one at a time has the turn, and who fails passes it on (Q6)', async () => {
      await open();
      let inside = 0;
      const turns = Array.from({ length: 5 }, (_, i) =>
        quarantine.inTurn(async () => {
          expect(++inside).toBe(1);
          await quarantine.add([call(`${i}`)]);
          inside--;
          if (i === 2) throw new Error('failed inside');
        }),
      );
      const ended = await Promise.allSettled(turns);
      expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
      expect(names(await quarantine.read({ limit: 10 }))).toEqual(['0', '1', '2', '3', '4']);
    });
  });
}
