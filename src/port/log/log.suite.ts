/** The contract of the log (L1 to L5), run against every carrier. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Log, LogRecord } from './log.ts';

/** Where a log lives: it can be opened again, as after a restart. */
export interface LogPlace {
  open(options?: { partitions?: number; readOnly?: boolean }): Promise<Log>;
  /** Everything opened has been closed before. */
  remove(): Promise<void>;
}

/** Where carriers keep the contract in different ways; by default as a directory does. */
export interface LogCapabilities {
  /** What a second writer meets (L5): `refused`: it is not opened; `fences`: it is, and the first one may write no more; `joins`: both write. */
  readonly secondWriter: 'refused' | 'fences' | 'joins';
  /** `stamped`: never less than the last one (L2); `proposed`: as it was proposed, for logs that many processes write. */
  readonly at: 'stamped' | 'proposed';
  /** Whether what is asked beside an append never sees it. Over a network the append may have been stored by the time the question arrives. */
  readonly questionsComeFirst: boolean;
}

const AS_A_DIRECTORY: LogCapabilities = { secondWriter: 'refused', at: 'stamped', questionsComeFirst: true };

export interface LogSuite {
  /** How many random histories; fewer where each costs disk time. */
  readonly runs: number;
  readonly capabilities?: LogCapabilities;
}

/** Runs the contract. */
export function describeLog(name: string, makePlace: () => Promise<LogPlace>, { runs, capabilities = AS_A_DIRECTORY }: LogSuite): void {
  describe(`${name} log`, () => {
    let place: LogPlace;
    let opened: Log[];
    beforeEach(async () => {
      place = await makePlace();
      opened = [];
    });
    afterEach(async () => {
      for (const log of opened.reverse()) await log.close();
      await place.remove();
    });
    const open = async (options?: { partitions?: number; readOnly?: boolean }): Promise<Log> => {
      const log = await place.open(options);
      opened.push(log);
      return log;
    };

    describeAppend(open);
    describeRead(open, capabilities);
    describeReopen(open, capabilities);
    describeTrim(open, capabilities);
    if (capabilities.at === 'stamped') describeTime(open);
    else describeProposedTime(open);

    it('behaves as plain arrays under random histories (L1, L2, L4)', async () => {
      await fc.assert(
        fc.asyncProperty(history, async (steps) => {
          const own = await makePlace();
          const log = { handle: await own.open({ partitions: 2 }) };
          await follow(steps, { log, reopen: () => own.open(), at: capabilities.at });
          await log.handle.close();
          await own.remove();
        }),
        { numRuns: runs },
      );
    });
  });
}

type Open = (options?: { partitions?: number; readOnly?: boolean }) => Promise<Log>;

function describeAppend(open: Open): void {
  it('gives rising positions from 1, in the order of the records (L1)', async () => {
    const log = await open();
    const first = await log.append(0, texts(10, 'a', 'b'));
    const second = await log.append(0, texts(10, 'c'));
    const positions = [...first, ...second].map((stamp) => stamp.position);
    expect(positions[0]).toBeGreaterThanOrEqual(1);
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
    expect(positions.every(Number.isSafeInteger)).toBe(true);
  });

  it('keeps the order of concurrent calls (L1)', async () => {
    const log = await open();
    const words = Array.from({ length: 200 }, (_, i) => `w${i}`);
    const stamps = await Promise.all(words.map((word) => log.append(0, texts(5, word))));
    const records = await log.read(0, 0, 1000);
    expect(records.map(textOf)).toEqual(words);
    expect(records.map((record) => record.position)).toEqual(stamps.map(([stamp]) => stamp!.position));
  });

  it('refers to no value once it is stored, however often the same memory is appended', async () => {
    const log = await open();
    const value = new Uint8Array(30_000);
    for (let i = 1; i <= 12; i++) {
      value.fill(i);
      await log.append(0, [
        { at: 1, value: value.subarray(0, 29_000) },
        { at: 1, value: value.subarray(29_000) },
      ]);
    }
    value.fill(0xee);
    const records = await log.read(0, 0, 100);
    expect(records.map((record) => record.value.length)).toEqual(Array.from({ length: 12 }, () => [29_000, 1_000]).flat());
    expect(records.every((record, i) => record.value.every((byte) => byte === (i >> 1) + 1))).toBe(true);
  });

  it('takes times before 1970 as they are (L2)', async () => {
    const log = await open();
    expect((await log.append(0, texts(-86_400_000, 'a')))[0]!.at).toBe(-86_400_000);
    expect((await log.read(0, 0, 1))[0]!.at).toBe(-86_400_000);
  });

  it('refuses a time that is no whole number and stamps nothing', async () => {
    const log = await open();
    await expect(log.append(0, [...texts(5, 'a'), ...texts(Number.NaN, 'b')])).rejects.toThrow(RangeError);
    await expect(log.append(0, texts(1.5, 'b'))).rejects.toThrow(RangeError);
    expect((await log.append(0, texts(1, 'c')))[0]!.at).toBe(1);
    expect((await log.read(0, 0, 10)).map(textOf)).toEqual(['c']);
  });

  it('lets its caller reuse the bytes once it has answered', async () => {
    const log = await open();
    const value = Buffer.from('before');
    await log.append(0, [{ at: 1, value }]);
    value.write('after!');
    expect((await log.read(0, 0, 1)).map(textOf)).toEqual(['before']);
  });

  it('stores empty values, large values and every byte', async () => {
    const log = await open();
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    const large = Buffer.alloc(1_500_000, 'x');
    await log.append(0, [
      { at: 1, value: new Uint8Array() },
      { at: 1, value: bytes },
      { at: 1, value: large },
    ]);
    const records = await log.read(0, 0, 10);
    expect(records[0]!.value).toHaveLength(0);
    expect([...records[1]!.value]).toEqual([...bytes]);
    expect(Buffer.from(records[2]!.value).equals(large)).toBe(true);
  });

  it('answers an empty append with nothing', async () => {
    const log = await open();
    expect(await log.append(0, [])).toEqual([]);
    expect(await log.end(0)).toBe(0);
  });

  it('knows its partitions and refuses others', async () => {
    const log = await open({ partitions: 3 });
    expect(log.partitions).toBe(3);
    await expect(log.append(3, texts(1, 'a'))).rejects.toThrow(RangeError);
    await expect(log.read(-1, 0, 1)).rejects.toThrow(RangeError);
    await expect(log.end(0.5)).rejects.toThrow(RangeError);
  });
}

function describeTime(open: Open): void {
  it('never lets `at` go back within a partition (L2)', async () => {
    const log = await open({ partitions: 2 });
    const stamps = await log.append(0, [...texts(100, 'a'), ...texts(50, 'b'), ...texts(120, 'c')]);
    expect(stamps.map((stamp) => stamp.at)).toEqual([100, 100, 120]);
    expect((await log.append(0, texts(7, 'd')))[0]!.at).toBe(120);
    expect((await log.append(1, texts(7, 'e')))[0]!.at).toBe(7);
    expect((await log.read(0, 0, 10)).map((record) => record.at)).toEqual([100, 100, 120, 120]);
  });
}

function describeProposedTime(open: Open): void {
  it('keeps `at` as it was proposed, for readers to take the larger of it and the last one', async () => {
    const log = await open();
    const stamps = await log.append(0, [...texts(100, 'a'), ...texts(50, 'b'), ...texts(120, 'c')]);
    expect(stamps.map((stamp) => stamp.at)).toEqual([100, 50, 120]);
    expect((await log.append(0, texts(7, 'd')))[0]!.at).toBe(7);
    expect((await log.read(0, 0, 10)).map((record) => record.at)).toEqual([100, 50, 120, 7]);
  });
}

function describeRead(open: Open, { questionsComeFirst }: LogCapabilities): void {
  it('reads what is after a position, at most `limit`', async () => {
    const log = await open();
    const stamps = await log.append(0, texts(1, 'a', 'b', 'c', 'd'));
    expect((await log.read(0, stamps[0]!.position, 2)).map(textOf)).toEqual(['b', 'c']);
    expect((await log.read(0, 0, 100)).map(textOf)).toEqual(['a', 'b', 'c', 'd']);
    expect(await log.read(0, stamps[3]!.position, 100)).toEqual([]);
    expect(await log.read(0, stamps[3]!.position + 1000, 100)).toEqual([]);
    expect(await log.read(0, 0, 0)).toEqual([]);
  });

  it('keeps partitions apart', async () => {
    const log = await open({ partitions: 2 });
    await log.append(0, texts(1, 'a'));
    await log.append(1, texts(1, 'b', 'c'));
    expect((await log.read(0, 0, 10)).map(textOf)).toEqual(['a']);
    expect((await log.read(1, 0, 10)).map(textOf)).toEqual(['b', 'c']);
  });

  it('gets records by position, undefined where there is none', async () => {
    const log = await open();
    const [a, b] = await log.append(0, texts(9, 'a', 'b'));
    const found = await log.get(0, [b!.position, 777, a!.position, 0]);
    expect(found.map((record) => record && textOf(record))).toEqual(['b', undefined, 'a', undefined]);
    expect(found[0]).toMatchObject(b!);
  });

  it('shows nothing before it is on disk, all of it after (L3)', async () => {
    const log = await open();
    const [stamps, end, records] = await Promise.all([log.append(0, texts(1, 'a', 'b')), log.end(0), log.read(0, 0, 10)]);
    if (questionsComeFirst) expect([end, records]).toEqual([0, []]);
    else {
      expect([0, stamps[1]!.position]).toContain(end);
      expect(['', 'ab']).toContain(records.map(textOf).join(''));
    }
    expect(await log.end(0)).toBe(stamps[1]!.position);
    expect(await log.read(0, 0, 10)).toHaveLength(2);
  });

  it('shows a reader opened beside it what is appended later (L3, L5)', async () => {
    const log = await open({ partitions: 2 });
    await log.append(1, texts(1, 'a'));
    const reader = await open({ readOnly: true });
    expect(reader.partitions).toBe(2);
    expect((await reader.read(1, 0, 10)).map(textOf)).toEqual(['a']);
    await log.append(1, texts(1, 'b'));
    expect((await reader.read(1, 0, 10)).map(textOf)).toEqual(['a', 'b']);
    expect(await reader.end(1)).toBe(await log.end(1));
  });
}

function describeReopen(open: Open, { secondWriter, at }: LogCapabilities): void {
  it('goes on where it ended: positions and `at` (L1, L2)', async () => {
    const log = await open({ partitions: 2 });
    const [last] = await log.append(1, texts(500, 'a'));
    await log.close();
    const again = await open();
    expect(again.partitions).toBe(2);
    expect(await again.end(1)).toBe(last!.position);
    const [next] = await again.append(1, texts(3, 'b'));
    expect(next!.position).toBeGreaterThan(last!.position);
    expect(next!.at).toBe(at === 'stamped' ? 500 : 3);
    expect((await again.read(1, 0, 10)).map(textOf)).toEqual(['a', 'b']);
  });

  SECOND_WRITER[secondWriter](open);

  it('refuses to write through a reader (L5)', async () => {
    await open();
    const reader = await open({ readOnly: true });
    await expect(reader.append(0, texts(1, 'a'))).rejects.toThrow(TypeError);
    await expect(reader.trim(0, 5)).rejects.toThrow(TypeError);
  });

  it('says so when there is nothing to read', async () => {
    await expect(open({ readOnly: true })).rejects.toMatchObject({ code: 'VOLANO_STORE_MISSING' });
  });

  it('refuses another number of partitions than it was created with', async () => {
    const log = await open({ partitions: 2 });
    await log.close();
    await expect(open({ partitions: 3 })).rejects.toMatchObject({ code: 'VOLANO_LOG_PARTITIONS', details: { stored: 2, asked: 3 } });
    await expect(open({ partitions: 2 })).resolves.toBeDefined();
  });

  it('answers no more once closed, and closes twice without harm', async () => {
    const log = await open();
    await log.close();
    await log.close();
    await expect(log.read(0, 0, 1)).rejects.toThrow(TypeError);
    await expect(log.append(0, texts(1, 'a'))).rejects.toThrow(TypeError);
  });
}

/** L5, in the carrier's own way. */
const SECOND_WRITER: Readonly<Record<LogCapabilities['secondWriter'], (open: Open) => void>> = {
  refused: (open) => {
    it('refuses a second writer, naming the process, until the first has closed (L5)', async () => {
      const log = await open();
      await expect(open()).rejects.toMatchObject({ code: 'VOLANO_LOG_LOCKED', details: { pid: process.pid } });
      await log.close();
      await expect(open()).resolves.toBeDefined();
    });
  },

  fences: (open) => {
    it('lets a second writer take over: the first may write no more (L5)', async () => {
      const first = await open({ partitions: 2 });
      const [a] = await first.append(0, texts(70, 'a'));
      const second = await open();
      await expect(first.append(0, texts(1, 'x'))).rejects.toMatchObject({ code: 'VOLANO_LOG_FENCED' });
      await expect(first.append(1, texts(1, 'x'))).rejects.toMatchObject({ code: 'VOLANO_LOG_FENCED' });
      await expect(first.append(0, texts(1, 'x'))).rejects.toMatchObject({ code: 'VOLANO_LOG_FENCED' });
      expect(await second.end(0)).toBe(a!.position);
      expect((await second.append(0, texts(1, 'b')))[0]!.at).toBe(70);
      expect((await second.read(0, 0, 10)).map(textOf)).toEqual(['a', 'b']);
      expect((await first.read(0, 0, 10)).map(textOf)).toEqual(['a', 'b']);
      expect(await second.read(1, 0, 10)).toEqual([]);
      expect(await second.end(1)).toBe(0);
    });
  },

  joins: (open) => {
    it('lets several write: each finds its own where it was told (L5)', async () => {
      const [one, two] = [await open({ partitions: 1 }), await open()];
      const calls = Array.from({ length: 40 }, (_, i) => (i % 2 ? one! : two!).append(0, texts(i, `a${i}`, `b${i}`)));
      const stamps = await Promise.all(calls);
      const records = new Map((await one!.read(0, 0, 1_000)).map((record) => [record.position, textOf(record)]));
      expect(records.size).toBe(80);
      stamps.forEach(([a, b], i) => {
        expect([records.get(a!.position), records.get(b!.position)]).toEqual([`a${i}`, `b${i}`]);
        expect(b!.position).toBe(a!.position + 1);
      });
    });
  },
};

function describeTrim(open: Open, { at }: LogCapabilities): void {
  it('removes what is before a position, and only that', async () => {
    const log = await open({ partitions: 2 });
    const stamps = await log.append(0, texts(1, 'a', 'b', 'c'));
    await log.append(1, texts(1, 'z'));
    await log.trim(0, stamps[2]!.position);
    expect((await log.read(0, 0, 10)).map(textOf)).toEqual(['c']);
    expect(await log.get(0, [stamps[0]!.position])).toEqual([undefined]);
    expect((await log.read(1, 0, 10)).map(textOf)).toEqual(['z']);
  });

  it('never gives a position twice or turns time back, even when every record is gone (L1, L2)', async () => {
    const log = await open();
    const [last] = await log.append(0, texts(900, 'a'));
    await log.trim(0, last!.position + 1);
    expect(await log.read(0, 0, 10)).toEqual([]);
    expect(await log.end(0)).toBe(last!.position);
    await log.close();
    const again = await open();
    expect(await again.end(0)).toBe(last!.position);
    await again.trim(0, last!.position + 500);
    const [next] = await again.append(0, texts(1, 'b'));
    expect(next!.position).toBeGreaterThan(last!.position);
    expect(next!.at).toBe(at === 'stamped' ? 900 : 1);
    expect((await again.read(0, 0, 10)).map(textOf)).toEqual(['b']);
  });
}

type Step =
  | { readonly do: 'append'; readonly partition: number; readonly records: readonly { readonly at: number; readonly text: string }[] }
  | { readonly do: 'read'; readonly partition: number; readonly skip: number; readonly limit: number }
  | { readonly do: 'trim'; readonly partition: number; readonly keep: number }
  | { readonly do: 'reopen' };

const partition = fc.integer({ min: 0, max: 1 });
const history: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { arbitrary: fc.record({ do: fc.constant('append' as const), partition, records: recordsArbitrary() }), weight: 5 },
    { arbitrary: fc.record({ do: fc.constant('read' as const), partition, skip: fc.nat(6), limit: fc.nat(6) }), weight: 4 },
    { arbitrary: fc.record({ do: fc.constant('trim' as const), partition, keep: fc.nat(4) }), weight: 1 },
    { arbitrary: fc.record({ do: fc.constant('reopen' as const) }), weight: 1 },
  ),
  { maxLength: 20 },
);

function recordsArbitrary(): fc.Arbitrary<{ at: number; text: string }[]> {
  return fc.array(fc.record({ at: fc.integer({ min: -5, max: 50 }), text: fc.string({ maxLength: 5 }) }), { maxLength: 4 });
}

interface Followed {
  readonly log: { handle: Log };
  readonly reopen: () => Promise<Log>;
  readonly at: LogCapabilities['at'];
}

/** Two arrays are the whole model: what was appended, with the stamps that the contract demands of them. */
async function follow(steps: readonly Step[], { log, reopen, at: times }: Followed): Promise<void> {
  const kept: { position: number; at: number; text: string }[][] = [[], []];
  const last = [
    { position: 0, at: Number.MIN_SAFE_INTEGER },
    { position: 0, at: Number.MIN_SAFE_INTEGER },
  ];
  for (const step of steps) {
    if (step.do === 'reopen') {
      await log.handle.close();
      log.handle = await reopen();
      continue;
    }
    const rows = kept[step.partition]!;
    if (step.do === 'append') {
      const stamps = await log.handle.append(
        step.partition,
        step.records.flatMap(({ at, text }) => texts(at, text)),
      );
      expect(stamps).toHaveLength(step.records.length);
      step.records.forEach(({ at, text }, i) => {
        const { position: before, at: floor } = last[step.partition]!;
        expect(stamps[i]!.position).toBeGreaterThan(before);
        expect(stamps[i]!.at).toBe(times === 'stamped' ? Math.max(at, floor) : at);
        last[step.partition] = stamps[i]!;
        rows.push({ ...stamps[i]!, text });
      });
    } else if (step.do === 'read') {
      const after = rows[step.skip]?.position ?? 0;
      const expected = rows.filter((row) => row.position > after).slice(0, step.limit);
      const records = await log.handle.read(step.partition, after, step.limit);
      expect(records.map((record) => ({ position: record.position, at: record.at, text: textOf(record) }))).toEqual(expected);
    } else {
      const before = rows.at(-step.keep)?.position ?? 0;
      await log.handle.trim(step.partition, before);
      kept[step.partition] = rows.filter((row) => row.position >= before);
    }
    expect(await log.handle.end(step.partition)).toBe(last[step.partition]!.position);
  }
}

function texts(at: number, ...values: string[]): { at: number; value: Uint8Array }[] {
  return values.map((value) => ({ at, value: Buffer.from(value) }));
}

function textOf(record: LogRecord): string {
  return Buffer.from(record.value).toString();
}
