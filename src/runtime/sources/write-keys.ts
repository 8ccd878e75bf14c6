/**
 * Write keys of sources: those of the configuration, and those that staff makes, gives successors and revokes.
 *
 * W1. What is kept of a key that was made here is its hash and its last characters; it is told once.
 * W2. A key is taken until its end and not after. This process keeps to a change at once, others of a cluster within about a second; while they cannot
 *     read the desk they go by what they knew last.
 * W3. Keys of the configuration are valid as long as they stand there, and are changed there alone.
 * W4. That a key has been is remembered for a time after its end, so that its sender is told what happened.
 */
import { DAY, VolanoError } from '../../base/index.ts';
import { type Desk, type DeskKind, deskKey, jsonBytes, jsonValue } from '../../port/state/index.ts';
import { hashOf, newSecret } from '../members/index.ts';
import type { ConfiguredSources, Source } from './sources.ts';
import { KeyUsage, type KeyUse } from './usage.ts';

export const WRITE_KEYS_DESK: DeskKind = { name: 'write-keys' };

/** A write key, to be listed. Times are wall clocks, ms UTC. */
export interface WriteKey {
  /** Not its secret, and of no use to send with. */
  readonly id: string;
  readonly source: string;
  /** What it is called by its maker. */
  readonly name?: string;
  /** Its last characters. */
  readonly last: string;
  /** Where it stands in the configuration; absent: it was made here. */
  readonly place?: string;
  readonly createdAt?: number;
  readonly createdBy?: string;
  /** When it ends, or has ended; absent: not foreseen. */
  readonly endsAt?: number;
  /** Who revoked or replaced it. */
  readonly endedBy?: string;
  /** To some seconds; absent: not yet. */
  readonly usedAt?: number;
  /** Calls taken with it in the last 24 hours. */
  readonly lately: number;
}

export interface WriteKeyWish {
  readonly source: string;
  readonly name?: string;
  readonly by: string;
}

/** A key that has just been made. */
export interface MadeKey {
  /** Told this once. */
  readonly secret: string;
  readonly key: WriteKey;
}

interface Kept extends Omit<WriteKey, 'place' | 'usedAt' | 'lately'> {
  readonly hash: string;
  readonly createdAt: number;
  readonly createdBy: string;
}

interface WriteKeysParts {
  readonly desk: Desk;
  /** Whether other processes have the same desk. */
  readonly shared: boolean;
  readonly configured: ConfiguredSources;
  /** A key of this process alone, listed nowhere. */
  readonly own: Source;
  /** Wall clock, ms. */
  readonly now: () => number;
}

const PREFIX = 'wk_';
const ID_LENGTH = 16;
const LAST_LENGTH = 4;
const MAX = 10_000;
const REMEMBERED_MS = 90 * DAY;
const LOOKED_EVERY = 1_000;
const keyOf = (id: string): Uint8Array => deskKey('key', id);

/** Closing them closes the desk. */
export async function openWriteKeys(parts: WriteKeysParts): Promise<WriteKeys> {
  const keys = new WriteKeys(parts);
  await keys.look();
  if (parts.shared) keys.follow();
  return keys;
}

/** What the door asks of each request, and staff of all keys. */
export class WriteKeys {
  readonly #desk: Desk;
  readonly #now: () => number;
  readonly #configured: ConfiguredSources;
  /** By the key itself. */
  readonly #fixed: ReadonlyMap<string, { readonly source: string; readonly id?: string }>;
  readonly #usage: KeyUsage;
  /** By hash. */
  #kept: ReadonlyMap<string, Kept> = new Map();
  #begun = 0;
  #seen = 0;
  #following: NodeJS.Timeout | undefined;

  constructor({ desk, now, configured, own }: WriteKeysParts) {
    this.#desk = desk;
    this.#now = now;
    this.#configured = configured;
    const fixed = configured.sources.map(({ id, writeKey }) => [writeKey, { source: id, id: idOf(writeKey) }] as const);
    this.#fixed = new Map<string, { source: string; id?: string }>([...fixed, [own.writeKey, { source: own.id }]]);
    this.#usage = new KeyUsage(desk, now);
  }

  /** Id of the source that has this key now. */
  sourceOf(writeKey: string): string | undefined {
    const fixed = this.#fixed.get(writeKey);
    if (fixed) return fixed.source;
    const kept = this.#kept.get(hashOf(writeKey));
    return kept && !this.#isOver(kept) ? kept.source : undefined;
  }

  /** Whether a source had this key until it was revoked or replaced. */
  hasEnded(writeKey: string): boolean {
    const kept = this.#kept.get(hashOf(writeKey));
    return kept !== undefined && this.#isOver(kept);
  }

  /** So many calls have been taken with this key. */
  used(writeKey: string, calls: number): void {
    const fixed = this.#fixed.get(writeKey);
    const id = fixed ? fixed.id : idOf(writeKey);
    if (id !== undefined) this.#usage.add(id, calls);
  }

  /** Ids of the sources that have a key now. */
  sources(): readonly string[] {
    const made = [...this.#kept.values()].filter((kept) => !this.#isOver(kept)).map(({ source }) => source);
    return [...new Set([...this.#configured.sources.map(({ id }) => id), ...made])];
  }

  /** Those of the configuration first, then the newest. */
  async list(): Promise<readonly WriteKey[]> {
    await this.look();
    const uses = await this.#usage.all();
    const { sources, place } = this.#configured;
    const fixed = sources.map(({ id: source, writeKey }) => {
      const id = idOf(writeKey);
      return withUse({ id, source, last: writeKey.slice(-LAST_LENGTH), place }, uses.get(id));
    });
    const made = [...this.#kept.values()].sort((one, other) => other.createdAt - one.createdAt);
    return [...fixed, ...made.map((kept) => withUse(shown(kept), uses.get(kept.id)))];
  }

  async make({ source, name, by }: WriteKeyWish): Promise<MadeKey> {
    const { secret, kept } = this.#fresh({ source, by, ...(name !== undefined && { name }) });
    await this.#desk.write({ key: keyOf(kept.id), value: jsonBytes(kept) }, ...this.#forgotten());
    await this.look();
    return { secret, key: withUse(shown(kept), undefined) };
  }

  /**
   * A successor of the same source; the key itself ends at that instant, or when it would have ended already, if that is sooner. Rejects with
   * VOLANO_RESOURCE_UNKNOWN, VOLANO_WRITE_KEY_FIXED, VOLANO_WRITE_KEY_ENDED.
   */
  async rotate(id: string, { until, by }: { readonly until: number; readonly by: string }): Promise<MadeKey & { readonly old: WriteKey }> {
    this.#assertMade(id);
    const [key, now] = [keyOf(id), this.#now()];
    const { secret, kept, old } = await this.#desk.change({
      reads: [key],
      decide: ([value]) => {
        const before = present(id, value);
        if (this.#isOver(before)) throw new VolanoError('VOLANO_WRITE_KEY_ENDED', {});
        const { source, name } = before;
        const fresh = this.#fresh({ source, by, ...(name !== undefined && { name }) });
        const endsAt = Math.max(now, Math.min(until, before.endsAt ?? Number.MAX_SAFE_INTEGER));
        const ending: Kept = { ...before, endsAt, endedBy: by };
        const writes = [
          { key, value: jsonBytes(ending) },
          { key: keyOf(fresh.kept.id), value: jsonBytes(fresh.kept) },
        ];
        return { writes, result: { ...fresh, old: ending } };
      },
    });
    await this.look();
    const uses = await this.#usage.all();
    return { secret, key: withUse(shown(kept), undefined), old: withUse(shown(old), uses.get(id)) };
  }

  /** Ends it now; one that has ended stays as it is. Rejects with VOLANO_RESOURCE_UNKNOWN and VOLANO_WRITE_KEY_FIXED. */
  async revoke(id: string, by: string): Promise<WriteKey> {
    this.#assertMade(id);
    const key = keyOf(id);
    const ended = await this.#desk.change({
      reads: [key],
      decide: ([value]) => {
        const before = present(id, value);
        if (this.#isOver(before)) return { writes: [], result: before };
        const kept: Kept = { ...before, endsAt: this.#now(), endedBy: by };
        return { writes: [{ key, value: jsonBytes(kept) }], result: kept };
      },
    });
    await this.look();
    return withUse(shown(ended), (await this.#usage.all()).get(id));
  }

  /** Learns what the desk has. */
  async look(): Promise<void> {
    const begun = ++this.#begun;
    const pairs = await this.#desk.range({ prefix: deskKey('key'), limit: MAX });
    // One that was begun later has seen more.
    if (begun < this.#seen) return;
    this.#seen = begun;
    this.#kept = new Map(pairs.map(([, value]) => jsonValue<Kept>(value)).map((kept) => [kept.hash, kept]));
  }

  /** Learns every second what other processes have changed (W2). */
  follow(): void {
    const again = (): void => {
      this.#following = setTimeout(() => {
        this.look()
          .catch(() => undefined)
          .finally(() => this.#following && again());
      }, LOOKED_EVERY).unref();
    };
    again();
  }

  async close(): Promise<void> {
    clearTimeout(this.#following);
    this.#following = undefined;
    await this.#usage.note().catch(() => undefined);
    await this.#desk.close();
  }

  #fresh({ source, name, by }: WriteKeyWish): { readonly secret: string; readonly kept: Kept } {
    const secret = newSecret(PREFIX);
    const hash = hashOf(secret);
    const about = { source, ...(name !== undefined && { name }), last: secret.slice(-LAST_LENGTH) };
    return { secret, kept: { id: idBehind(hash), ...about, createdAt: this.#now(), createdBy: by, hash } };
  }

  /** Those that ended long ago go (W4). */
  #forgotten(): readonly { readonly key: Uint8Array; readonly value: undefined }[] {
    const before = this.#now() - REMEMBERED_MS;
    const gone = [...this.#kept.values()].filter(({ endsAt }) => endsAt !== undefined && endsAt < before);
    return gone.flatMap(({ id }) => [keyOf(id), deskKey('use', id)].map((key) => ({ key, value: undefined })));
  }

  #assertMade(id: string): void {
    const { sources, place } = this.#configured;
    if (sources.some(({ writeKey }) => idOf(writeKey) === id)) throw new VolanoError('VOLANO_WRITE_KEY_FIXED', { place });
  }

  #isOver({ endsAt }: Kept): boolean {
    return endsAt !== undefined && endsAt <= this.#now();
  }
}

function idOf(writeKey: string): string {
  return idBehind(hashOf(writeKey));
}

/** Of letters and digits, so that a command line takes no id for an option. */
function idBehind(hash: string): string {
  return Buffer.from(hash, 'base64url').toString('hex').slice(0, ID_LENGTH);
}

function present(id: string, value: Uint8Array | undefined): Kept {
  if (!value) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'write key', id });
  return jsonValue<Kept>(value);
}

function shown({ hash: _, ...key }: Kept): Omit<WriteKey, 'lately'> {
  return key;
}

function withUse(key: Omit<WriteKey, 'lately'>, use: KeyUse | undefined): WriteKey {
  return { ...key, ...(use && { usedAt: use.usedAt }), lately: use?.lately ?? 0 };
}
