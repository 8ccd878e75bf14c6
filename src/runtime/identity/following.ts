/** Brings identity from how it was to how it was later, by the trails of its stages (T1, T2). */
import type { StateReader, StateStore, Write } from '../../port/state/index.ts';
import { OWN_ROWS, type OwnRow, ownRowsFrom } from './own-rows.ts';
import { OwnSpace } from './own-space.ts';
import { PROGRESS, progressKeys, readProgress } from './progress.ts';
import type { IdentityStage } from './stage.ts';
import { type Footprint, footprintsOf } from './trail.ts';

/** What is followed, by partition of `events`. */
export interface Stretches {
  /** Everything up to there is resolved. */
  readonly from: readonly number[];
  /** What goes beyond that is not followed, nor what has seen such. */
  readonly limits: readonly number[];
}

/** Up to where the trails in this key space can be followed. Changes nothing. */
export function reachOf(state: StateReader, stretches: Stretches): Promise<readonly number[]> {
  return walk(state, stretches, async () => undefined);
}

/** Follows them. Resolves to how far it has come; calls `tell` with the number of entries after each commit. */
export function followTrails(
  state: StateReader,
  { stages, tell, ...stretches }: Stretches & { readonly stages: readonly IdentityStage[]; readonly tell: (entries: number) => void },
): Promise<readonly number[]> {
  return walk(state, stretches, async (partition, footprints) => {
    const stage = stages[partition]!;
    const before = stage.position;
    await stage.follow(footprints);
    tell(stage.position - before);
  });
}

type Take = (partition: number, footprints: readonly Footprint[]) => Promise<void>;

/** None before what it has seen, and no more at once than one commit should have. */
async function walk(state: StateReader, { from, limits }: Stretches, take: Take): Promise<readonly number[]> {
  const reached = [...from];
  const trails = from.map((behind, partition) => new Trail(footprintsOf(state, partition, behind)));
  const fits = (partition: number, { after, upTo, seen }: Footprint): boolean =>
    after <= reached[partition]! &&
    upTo <= limits[partition]! &&
    seen.every((position, other) => other === partition || position <= reached[other]!);
  for (let moved = true; moved; ) {
    moved = false;
    for (const [partition, trail] of trails.entries()) {
      let run: Footprint[] = [];
      for (let next = await trail.next(); next && fits(partition, next); next = await trail.next()) {
        run.push(next);
        reached[partition] = next.upTo;
        trail.pass();
        moved = true;
        if (run.length < ROWS_MAX && next.upTo - run[0]!.after < ENTRIES_MAX) continue;
        await take(partition, run);
        run = [];
      }
      if (run.length > 0) await take(partition, run);
    }
  }
  return reached;
}

/** One that shows the next before it is passed. */
class Trail {
  readonly #footprints: AsyncGenerator<Footprint>;
  #next: Promise<IteratorResult<Footprint, undefined>> | undefined;

  constructor(footprints: AsyncGenerator<Footprint>) {
    this.#footprints = footprints;
  }

  async next(): Promise<Footprint | undefined> {
    this.#next ??= this.#footprints.next();
    return (await this.#next).value;
  }

  pass(): void {
    this.#next = undefined;
  }
}

const ROWS_MAX = 200;
const ENTRIES_MAX = 2_000;

/** In a copy: trails begin where the stages are, and what they have found beyond `reached` has not been. */
export async function forgetBeyond(state: StateStore, reached: readonly number[]): Promise<void> {
  const rows: readonly OwnRow[] = ['block', 'trail'];
  for (const [partition, position] of reached.entries()) {
    const own = new OwnSpace(state, partition);
    for (const row of rows) {
      for (;;) {
        const pairs = await own.range(OWN_ROWS, { ...ownRowsFrom(row, position + 1), limit: PAGE });
        if (pairs.length === 0) break;
        await state.commit(own.writes(pairs.map(([key]): Write => ({ table: OWN_ROWS, key, value: undefined })))).durable;
      }
    }
  }
}

/** In a copy, which may lack what lay before: trails begin where the stages are. */
export async function beginTrails(state: StateStore, partitions: number): Promise<void> {
  const rows = await state.getMany('meta', progressKeys(partitions));
  const writes = rows.flatMap((row, partition): Write[] => {
    if (!row) return [];
    const progress = readProgress(row);
    const { position } = progress;
    const value = Buffer.from(JSON.stringify({ ...progress, trail: { since: position, upTo: position } }), 'utf8');
    return OwnSpace.writesOf(partition, [{ table: 'meta', key: PROGRESS, value }]);
  });
  if (writes.length > 0) await state.commit(writes).durable;
}

const PAGE = 1_000;
