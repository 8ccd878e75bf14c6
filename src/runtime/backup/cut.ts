/**
 * Where the logs of several partitions are cut, so that none has what another has not sent yet.
 *
 * Read were the states, then (at an instant, t) identity's key space, then twice where the logs of customers end (B3). Of each of them stays what comes before the first entry that is
 *
 * K1. derived by a stage from an entry of events that identity's copy has not resolved: the restored stage resolves it anew, and may find something else;
 * K2. derived by an engine from an entry that does not stay: another entry will have that position, and the same stamp;
 * K3. the word that something has been forwarded which is missing in the log it was for: the engine would let go of it;
 * K4. the end of a backfill of which a part is missing somewhere: it would come too late;
 * K5. behind where the log ended when it was first asked: what it rests on may lie behind the copy of another log.
 *
 * K6. A parting in events that identity's copy has not resolved names entries of customers by their positions: where some of them, or what has led to them, are cut off, it is not asked for. Whoever
 *     asked asks again.
 *
 * For a time between two runs (G1) the copies are those of the second run, and what was taken later counts as behind the end of its log (K5), but for what stands before where the logs had ended
 * when the first run asked. `t` is the instant of the first run's identity, `resolved` how far the stages have followed their trails (X5): K1 is what no followed commit has found.
 *
 * All of K1 to K5 were appended after t, by induction: K1 after the commit that t does not see; K5 after the first asking; K2 to K4 after something that does not stay, and so was
 * appended after t itself. So everything that was appended before t stays: all that the states have applied, all that has left identity's blocks and the states' table `hop`. What was
 * appended later and does not stay is made again: by stages from blocks and from the entries of events, which all stay (what they had produced by commits that they follow is appended as it was);
 * by engines from what they have for others; or it is an entry that
 * nobody derives, and is appended again behind the cut (`isKept`), a receipt that is looked for (messages.ts), or the next start's to say (ticks, chunks of a backfill).
 */
import type { Entry, Stamp } from '../../core/index.ts';
import { hopOrigin, stampOf } from '../engine/index.ts';
import { identityOrigin } from '../identity/index.ts';

type Place = readonly [position: number, ordinal: number];

/** What of an entry decides about the cut. */
export interface Derived {
  readonly position: number;
  readonly stamp?: Stamp;
  /** Of `forwarded`. */
  readonly upTo?: Place;
  /** Of what belongs to a backfill, its release. */
  readonly part?: number;
  /** Of a backfill's end, its release. */
  readonly done?: number;
}

/** A log of customers behind what its state has applied. */
export interface Tail {
  /** Where it ended when it was first asked. */
  readonly sure: number;
  /** In order; only those that decide something. */
  readonly entries: readonly Derived[];
  /** The state's highest stamps by origin. */
  readonly highest: ReadonlyMap<string, Place>;
}

export function derivedOf(position: number, entry: Entry): Derived | undefined {
  const stamp = stampOf(entry);
  if (stamp) return { position, stamp, ...(entry.type === 'pasts' && { part: entry.since }) };
  if (entry.type === 'forwarded') return { position, upTo: entry.upTo };
  if (entry.type === 'backfill') return { position, [entry.action === 'done' ? 'done' : 'part']: entry.since };
  return undefined;
}

/** Whether an entry behind the cut is appended again: nobody would make it again, and it says something that is no less true now. */
export function isKept(entry: Entry): boolean {
  return KEPT.has(entry.type) && stampOf(entry) === undefined;
}

const KEPT: ReadonlySet<Entry['type']> = new Set(['event', 'redeliver', 'codes', 'draft', 'alert', 'model', 'reroute']);

/** Position of the last entry that stays, by partition. `resolved`: the last entry of each partition of events that identity's copy has resolved. */
export function cutOf(tails: readonly Tail[], resolved: readonly number[]): number[] {
  const cuts = tails.map(({ sure }) => sure);
  const stages = new Map(resolved.map((position, partition) => [identityOrigin(partition), position]));
  for (let moved = true; moved; ) {
    moved = false;
    const missing = missingOf(tails, cuts);
    const engines = new Map(cuts.map((cut, partition) => [hopOrigin(partition), cut]));
    for (const [partition, { entries }] of tails.entries()) {
      const odd = entries.find(({ position, stamp, upTo, done }) => {
        if (position > cuts[partition]!) return false;
        if (stamp) return stamp[1] > (stages.get(stamp[0]) ?? engines.get(stamp[0]) ?? 0);
        const first = upTo && missing.hops.get(hopOrigin(partition));
        return first ? !isHigher(first, upTo) : done !== undefined && missing.backfills.has(done);
      });
      if (!odd) continue;
      cuts[partition] = odd.position - 1;
      moved = true;
    }
  }
  return cuts;
}

interface Missing {
  /** First of each origin that does not stay somewhere. */
  readonly hops: ReadonlyMap<string, Place>;
  /** Backfills of which a part does not. */
  readonly backfills: ReadonlySet<number>;
}

/** Repeats of what stays are not missing: before a stamp first appears all lower ones of its origin have. */
function missingOf(tails: readonly Tail[], cuts: readonly number[]): Missing {
  const hops = new Map<string, Place>();
  const backfills = new Set<number>();
  for (const [partition, { entries, highest }] of tails.entries()) {
    const there = new Map(highest);
    for (const { position, stamp, part } of entries) {
      const [origin, ...place] = stamp ?? ['', 0, 0];
      const known = there.get(origin);
      const isRepeat = stamp && known && !isHigher(place, known);
      if (stamp && !isRepeat) there.set(origin, place);
      if (position <= cuts[partition]! || isRepeat) continue;
      if (part !== undefined) backfills.add(part);
      const first = hops.get(origin);
      if (stamp && (!first || isHigher(first, place))) hops.set(origin, place);
    }
  }
  return { hops, backfills };
}

function isHigher(one: Place, other: Place): boolean {
  return one[0] > other[0] || (one[0] === other[0] && one[1] > other[1]);
}
