/** The logs of several partitions as a backup has them: what of them counts, and where those of customers are cut. */
import { VolanoError } from '../../base/index.ts';
import { decodeEntry, type Entry, type ReleaseEntry, type RolloutEntry, type SpreadPositions } from '../../core/index.ts';
import type { LogRecord } from '../../port/log/index.ts';
import type { StateStore } from '../../port/state/index.ts';
import { readHighest, stampOf } from '../engine/index.ts';
import { identityOrigin, reachOf } from '../identity/index.ts';
import { said } from '../said.ts';
import { decodeEntries, readStored } from '../snapshots/index.ts';
import { cutOf, type Derived, derivedOf, type Tail } from './cut.ts';
import { partOf } from './format.ts';
import type { SeveralGoal } from './several-goal.ts';

/** Entries of a log in the backup. */
export interface Stretch {
  /** Behind this position, up to `until`. */
  readonly after: number;
  readonly until: number;
}

export interface BackedUpEntry {
  readonly record: LogRecord;
  readonly entry: Entry;
}

/** What counts, by partition: positions of last entries. */
export interface Cuts {
  readonly customers: readonly number[];
  readonly events: readonly number[];
  /** Of events: up to there who is who is as it was found then. */
  readonly resolved: readonly number[];
  /** Of customers: what had been taken by the time that is asked for, whether it stays or not. */
  readonly taken: readonly number[];
  /** In the first partition of events, by position: partings that are not asked for, because they name what is cut off (K6). */
  readonly left: ReadonlySet<number>;
  /** That stand in some logs behind what the states have. */
  readonly releases: readonly (ReleaseEntry | RolloutEntry)[];
}

/** Of events: all partings stand there. */
export const PARTINGS = 0;

interface Behind {
  /** Of events, by partition: the last that had been taken. */
  readonly events: readonly number[];
  readonly partings: ReadonlyMap<number, SpreadPositions>;
  readonly releases: readonly (ReleaseEntry | RolloutEntry)[];
}

export class SeveralLogs {
  readonly #from: string;
  readonly #goal: SeveralGoal;

  constructor(from: string, goal: SeveralGoal) {
    this.#from = from;
    this.#goal = goal;
  }

  /** `part`: as `partOf` names it. */
  async *entries(part: string, { after, until }: Stretch): AsyncGenerator<BackedUpEntry> {
    const { log } = this.#goal;
    for (const file of log) {
      if (file.part !== part || file.last <= after || file.first > until) continue;
      for await (const records of decodeEntries(readStored(this.#from, file), file.path))
        for (const record of records)
          if (record.position > after && record.position <= until) yield { record, entry: decodeEntry(record.value) };
    }
  }

  /** Of customers, up to where it was copied. */
  behind(partition: number, after: number): AsyncGenerator<BackedUpEntry> {
    return this.entries(partOf('customers', partition), { after, until: this.#goal.ends.customers[partition]!.position });
  }

  /** Of customers, by partition: the last entry that had been taken by the time that is asked for, as far as it was copied. */
  async lastTaken(): Promise<readonly number[]> {
    const { heads, ends, log, time } = this.#goal;
    if (time === undefined) return ends.customers.map(({ position }) => position);
    return Promise.all(
      ends.customers.map(async ({ position: until }, partition) => {
        const part = partOf('customers', partition);
        // Times are those of first entries: what is earlier lies in the last file that begins so early.
        const file = log.findLast((one) => one.part === part && one.firstAt <= time);
        let last = heads.sure[partition]!.position;
        for await (const { record } of this.entries(part, { after: Math.max(last, (file?.first ?? 1) - 1), until })) {
          if (record.at > time) break;
          last = record.position;
        }
        return last;
      }),
    );
  }

  /** `identity`: as the backup has it, with the trails by which it is brought on. Rejects with VOLANO_BACKUP_DAMAGED. */
  async cuts(states: readonly StateStore[], identity: StateStore): Promise<Cuts> {
    const { heads, trail } = this.#goal;
    const behind = await this.#ofEvents();
    const from = heads.events.map(({ position }) => position);
    const limits = [...behind.events];
    for (;;) {
      const resolved = trail.length === 0 ? from : await reachOf(identity, { from, limits });
      const { tails, taken, releases } = await this.#ofCustomers(states, resolved);
      const customers = cutOf(tails, resolved);
      this.#assertBehindStates(customers);
      const odd = [...behind.partings].flatMap(([position, spread]) =>
        isWithin(spread, { customers, events: resolved }) ? [] : [position],
      );
      const first = odd[0];
      // What it names is as it was then, or it has not been found: whoever asked by a clock that was behind is held to what the others say.
      if (first !== undefined && first <= resolved[PARTINGS]!) limits[PARTINGS] = first - 1;
      else return { customers, events: behind.events, resolved, taken, left: new Set(odd), releases: [...behind.releases, ...releases] };
    }
  }

  async #ofEvents(): Promise<Behind> {
    const { heads, ends, time = Number.POSITIVE_INFINITY } = this.#goal;
    const events: number[] = [];
    const partings = new Map<number, SpreadPositions>();
    const releases: (ReleaseEntry | RolloutEntry)[] = [];
    for (const [partition, { position }] of heads.events.entries()) {
      let last = position;
      const stretch = { after: position, until: ends.events[partition]!.position };
      for await (const { record, entry } of this.entries(partOf('events', partition), stretch)) {
        if (record.at > time) break;
        last = record.position;
        if (entry.type === 'release') releases.push(entry);
        if (partition === PARTINGS && (entry.type === 'unmerge' || entry.type === 'unbind') && entry.spread)
          partings.set(record.position, entry.spread);
      }
      events.push(last);
    }
    return { events, partings, releases };
  }

  async #ofCustomers(
    states: readonly StateStore[],
    resolved: readonly number[],
  ): Promise<Pick<Cuts, 'taken' | 'releases'> & { tails: Tail[] }> {
    const { heads, ends, sure, time = Number.POSITIVE_INFINITY } = this.#goal;
    const stages = new Map(resolved.map((position, partition) => [identityOrigin(partition), position]));
    const tails: Tail[] = [];
    const taken: number[] = [];
    const releases: (ReleaseEntry | RolloutEntry)[] = [];
    for (const [partition, { reaches }] of heads.customers.entries()) {
      const entries: Derived[] = [];
      let last = ends.customers[partition]!.position;
      let isCut = false;
      for await (const { record, entry } of this.behind(partition, reaches)) {
        const { position, at } = record;
        // What stood there when the states and identity had been read stays, whatever its time: nobody would make it again.
        if (at > time && position > heads.sure[partition]!.position) last = Math.min(last, position - 1);
        if (position <= last && (entry.type === 'release' || entry.type === 'rollout')) releases.push(entry);
        // Of what stages have derived the first alone decides (K1).
        const known = stages.get(stampOf(entry)?.[0] ?? '');
        const isOdd = known !== undefined && stampOf(entry)![1] > known;
        const one = known !== undefined && (isCut || !isOdd) ? undefined : derivedOf(position, entry);
        isCut ||= isOdd;
        if (one) entries.push(one);
      }
      tails.push({ sure: Math.min(sure[partition]!, last), entries, highest: await readHighest(states[partition]!) });
      taken.push(last);
    }
    return { tails, taken, releases };
  }

  #assertBehindStates(customers: readonly number[]): void {
    for (const [partition, { reaches }] of this.#goal.heads.customers.entries()) {
      if (customers[partition]! >= reaches) continue;
      const problem = said`the log of partition ${partition} does not lead on from its state`;
      throw new VolanoError('VOLANO_BACKUP_DAMAGED', { path: this.#from, problem });
    }
  }
}

/** Whether all that a parting names stays, and nothing that it should have named is derived anew. */
function isWithin({ upTo, arrived }: SpreadPositions, { customers, events }: Pick<Cuts, 'customers' | 'events'>): boolean {
  return (
    upTo.every((position, partition) => position <= customers[partition]!) &&
    arrived.every((position, partition) => position <= events[partition]!)
  );
}
