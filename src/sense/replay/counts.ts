/**
 * How many records a quarantine holds, by source, event, code and field, without reading all of it each time: what has been counted is remembered by the
 * thousand, what came since is read, and what made room is let go. Whenever some were replayed or dropped everything is counted anew: it happens by hand.
 */
import type { Quarantine, QuarantineRecord } from '../quarantine/index.ts';
import { fits } from './corrector.ts';
import type { QuarantineCounts, QuarantineGroup } from './listing.ts';
import { callIn, isSelected, type RecordSelection, toldOf } from './record.ts';

const PAGE = 1_000;
/** Records whose counts stand and go together. */
const TOGETHER = 16_000;

type Tallied = { -readonly [K in keyof QuarantineGroup]: QuarantineGroup[K] };

/** Of records that follow one another. */
interface Bucket {
  /** The last record before it; undefined: it begins with the first there is. */
  readonly after: string | undefined;
  last: string;
  count: number;
  groups: Map<string, Tallied>;
}

/** Counts of one quarantine, as of when they are asked for. */
export class RecordCounts {
  readonly #quarantine: Quarantine;
  /** The oldest first. */
  #buckets: Bucket[] = [];
  #settled = 0;
  #removed = 0;
  #counting: Promise<unknown> = Promise.resolve();

  constructor(quarantine: Quarantine) {
    this.#quarantine = quarantine;
  }

  async of(selection: RecordSelection = {}): Promise<QuarantineCounts> {
    const { since, until, ids, ...filter } = selection;
    const isOfAll = since === undefined && until === undefined && ids === undefined;
    const counted = isOfAll ? (await this.#all()).filter((group) => fits(filter, group)) : await this.#selected(selection);
    const groups = counted.sort((a, b) => b.count - a.count);
    return { ...(await this.#quarantine.stats()), selected: groups.reduce((sum, { count }) => sum + count, 0), groups };
  }

  /** One after the other: who asks meanwhile finds it counted. */
  #all(): Promise<QuarantineGroup[]> {
    const counted = this.#counting.then(async () => {
      await this.#letGo();
      await this.#goOn();
      return united(this.#buckets);
    });
    this.#counting = counted.catch(() => undefined);
    return counted;
  }

  async #letGo(): Promise<void> {
    const { replayed, dropped, removed } = await this.#quarantine.stats();
    if (replayed + dropped !== this.#settled) this.#buckets = [];
    else if (removed !== this.#removed) await this.#dropRemoved();
    this.#settled = replayed + dropped;
    this.#removed = removed;
  }

  async #dropRemoved(): Promise<void> {
    const [first] = await this.#quarantine.read({ limit: 1 });
    this.#buckets = first ? this.#buckets.filter(({ last }) => last >= first.id) : [];
    const [partly] = this.#buckets;
    if (!first || !partly || (partly.after !== undefined && partly.after >= first.id)) return;
    const left = newBucket(undefined);
    for await (const record of recordsAfter(this.#quarantine, undefined)) {
      if (record.id > partly.last) break;
      take(left, record);
    }
    this.#buckets[0] = left;
  }

  async #goOn(): Promise<void> {
    let bucket = this.#buckets.at(-1);
    for await (const record of recordsAfter(this.#quarantine, bucket?.last)) {
      if (!bucket || bucket.count >= TOGETHER) {
        bucket = newBucket(bucket?.last);
        this.#buckets.push(bucket);
      }
      take(bucket, record);
    }
  }

  async #selected(selection: RecordSelection): Promise<QuarantineGroup[]> {
    const bucket = newBucket(undefined);
    for await (const record of recordsAfter(this.#quarantine, undefined)) {
      if (isSelected(record, toldOf(record, callIn(record)), selection)) take(bucket, record);
    }
    return [...bucket.groups.values()];
  }
}

async function* recordsAfter(quarantine: Quarantine, after: string | undefined): AsyncGenerator<QuarantineRecord> {
  for (let last = after; ; ) {
    const page = await quarantine.read({ limit: PAGE, ...(last !== undefined && { after: last }) });
    yield* page;
    if (page.length === 0) return;
    last = page.at(-1)!.id;
  }
}

function newBucket(after: string | undefined): Bucket {
  return { after, last: after ?? '', count: 0, groups: new Map() };
}

function take(bucket: Bucket, record: QuarantineRecord): void {
  const told = toldOf(record, callIn(record));
  add(bucket.groups, { ...told, count: 1, firstAt: record.at, lastAt: record.at, sample: record.id });
  bucket.count++;
  bucket.last = record.id;
}

/** Of records behind those that are there. */
function add(groups: Map<string, Tallied>, more: QuarantineGroup): void {
  const key = JSON.stringify([more.source, more.event, more.code, more.field]);
  const group = groups.get(key);
  if (!group) groups.set(key, { ...more });
  else Object.assign(group, { count: group.count + more.count, lastAt: more.lastAt, sample: more.sample });
}

function united(buckets: readonly Bucket[]): QuarantineGroup[] {
  const all = new Map<string, Tallied>();
  for (const { groups } of buckets) for (const group of groups.values()) add(all, group);
  return [...all.values()];
}
