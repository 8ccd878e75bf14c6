/** The quarantine that processes share: over a store in memory, and in PostgreSQL, where several have it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshSchema, type Postgres, sharedPostgres } from '../../../test/cluster/postgres.ts';
import { Desk, type DeskStore, MemoryStateDisk, openMemoryState, openPostgresState } from '../../port/state/index.ts';
import { names, numbers, refusedCall } from './calls.suite.ts';
import { openSharedQuarantine, type SharedQuarantineOptions } from './desk-quarantine.ts';
import { describeQuarantine, type QuarantineSizes } from './quarantine.suite.ts';
import type { Quarantine } from './quarantine.ts';

function sized(store: DeskStore, { pieceBytes, ...sizes }: QuarantineSizes = {}, more: Partial<SharedQuarantineOptions> = {}): Quarantine {
  return openSharedQuarantine({
    desk: new Desk(store, 'q'),
    ...sizes,
    ...(pieceBytes !== undefined && { blockBytes: pieceBytes }),
    ...more,
  });
}

describeQuarantine('memory', async () => {
  const disk = new MemoryStateDisk();
  return { open: async (sizes) => sized(await openMemoryState({ disk }), sizes), remove: async () => {} };
});

let server: Postgres;
const schema = freshSchema();
let partition = 0;
beforeAll(async () => {
  server = await sharedPostgres();
});
afterAll(async () => {
  await server.drop(schema);
  await server.remove();
});

const inPostgres = (): Promise<DeskStore> => openPostgresState({ url: server.url, schema, partition, shared: true });

describeQuarantine('PostgreSQL', async () => {
  partition--;
  return { open: async (sizes) => sized(await inPostgres(), sizes), remove: async () => {} };
});

describe('several processes', () => {
  /** Each with connections of its own. */
  async function three(
    more: Partial<SharedQuarantineOptions> = {},
    sizes: QuarantineSizes = {},
  ): Promise<readonly [Quarantine, Quarantine, Quarantine]> {
    partition--;
    const opened = await Promise.all([inPostgres(), inPostgres(), inPostgres()]);
    const [a, b, c] = opened.map((store) => sized(store, sizes, more));
    return [a!, b!, c!];
  }
  const closed = (all: readonly Quarantine[]): Promise<unknown> => Promise.all(all.map((one) => one.close()));

  test('what one refuses all list and count; each record is there once, while the oldest make room (Q1, Q4, Q5)', async () => {
    const all = await three({}, { pieceBytes: 1_000, bytesMax: 20_000 });
    const added = all.flatMap((quarantine, i) => numbers(100 * i, 100 * i + 100).map((name) => quarantine.add([refusedCall(name)])));
    await Promise.all(added);
    const [a, b] = await Promise.all(all.map((quarantine) => quarantine.read({ limit: 1_000 })));
    expect(b).toEqual(a);
    expect(new Set(names(a!)).size).toBe(a!.length);
    const { records, removed, bytes } = await all[2].stats();
    expect(records).toBe(a!.length);
    expect(records + removed).toBe(300);
    expect(removed).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(40_000);
    await closed(all);
  });

  test('who reads on behind the last record it has seen misses none (Q3)', async () => {
    const all = await three();
    const seen: string[] = [];
    let last: string | undefined;
    const readOn = async (): Promise<void> => {
      const page = await all[2].read({ limit: 1_000, ...(last !== undefined && { after: last }) });
      seen.push(...(names(page) as string[]));
      last = page.at(-1)?.id ?? last;
    };
    let open = true;
    const adding = Promise.all(
      [all[0], all[1]].map(async (quarantine, i) => {
        for (const name of numbers(100 * i, 100 * i + 100)) await quarantine.add([refusedCall(name)]);
      }),
    ).then(() => {
      open = false;
    });
    while (open) await readOn();
    await adding;
    await readOn();
    expect(seen.sort()).toEqual(numbers(0, 200).sort());
    await closed(all);
  });

  test('a flood costs a few rows, not one per request', async () => {
    partition--;
    const store = await inPostgres();
    let rows = 0;
    const counting: DeskStore = {
      getMany: (table, keys) => store.getMany(table, keys),
      range: (table, range) => store.range(table, range),
      close: () => store.close(),
      commit: (writes, expected) => {
        rows += writes.length;
        return store.commit(writes, expected);
      },
    };
    const quarantine = sized(counting);
    await Promise.all(numbers(0, 3_000).map((name) => quarantine.add([refusedCall(name, 100)])));
    expect((await quarantine.stats()).records).toBe(3_000);
    expect(rows).toBeLessThan(20);
    await quarantine.close();
  });

  test('one at a time has the turn (Q6)', async () => {
    const all = await three();
    let inside = 0;
    await Promise.all(
      [...all, ...all].map((quarantine) =>
        quarantine.inTurn(async (turn) => {
          expect(++inside).toBe(1);
          await turn.begin(['q0000010000000'], [1]);
          await turn.settle(['q0000010000000'], 'waiting');
          inside--;
        }),
      ),
    );
    await closed(all);
  });

  test('who is silent loses the turn to another, and settles nothing more; who beats keeps it (Q6)', async () => {
    const clock = { ms: 0 };
    const all = await three({ steady: () => clock.ms });
    await all[0].add([refusedCall('a'), refusedCall('b')]);
    const [first, second] = (await all[0].read({ limit: 10 })).map(({ id }) => id);
    const stopped = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const silent = all[0].inTurn(async (turn) => {
      await turn.begin([first!], [7]);
      begun.resolve();
      await stopped.promise;
      await turn.settle([first!], 'replayed');
    });
    await begun.promise;
    const successor = all[1].inTurn(async (turn) => {
      expect(await all[1].begun()).toEqual({ ids: [first], logEnds: [7] });
      await turn.settle([first!], 'dropped');
    });
    const waiting = all[2].inTurn((turn) => turn.settle([second!], 'dropped'));
    // Each look of those who wait finds the clock further on, until the lease is over.
    const going = setInterval(() => {
      clock.ms += 10_000;
    }, 50);
    await successor;
    await waiting;
    clearInterval(going);
    stopped.resolve();
    await expect(silent).rejects.toMatchObject({ code: 'VOLANO_QUARANTINE_TAKEN' });
    expect(await all[0].stats()).toMatchObject({ records: 0, replayed: 0, dropped: 2 });
    await closed(all);
  });

  test('a store that gives no answer refuses what comes, and nobody is left waiting for a turn at the end (Q1)', async () => {
    const all = await three();
    const held = Promise.withResolvers<void>();
    const inside = Promise.withResolvers<void>();
    const holds = all[0].inTurn(async () => {
      inside.resolve();
      await held.promise;
    });
    await inside.promise;
    const waits = all[1].inTurn(async () => undefined);
    await all[1].close();
    await expect(waits).rejects.toMatchObject({ code: 'VOLANO_QUARANTINE_UNWRITABLE' });
    await expect(all[1].add([refusedCall('late')])).rejects.toMatchObject({ code: 'VOLANO_QUARANTINE_UNWRITABLE' });
    held.resolve();
    await holds;
    await closed([all[0], all[2]]);
  });
});
