/**
 * All that the state store has of one customer, to begin a world of its own with: rows as they are stored, and those of the engine beside them.
 *
 * C1. It is as one commit left it, and whole: whatever its own rows name of the customer is among them. Where several partitions share who is who, that
 *     alone is read beside it.
 * C2. Of nobody else there is anything in it, but what is counted of all (figures, entries of a day, codes that are left).
 * C3. It is a copy: the store is only read, and nothing that becomes of the copy reaches it.
 */
import type { CustomerId } from '../base/index.ts';
import { decodeIdentity, identifierKey as identifierTextKey, journeysInRow } from '../core/index.ts';
import type { AppendedAt } from '../port/log/index.ts';
import type { LoadRequest, StateReader, Table, Write } from '../port/state/index.ts';
import { customerPrefix, identifierKey, identityKey, metaKey, outboxKey, type Progress, pastKey, timerKey } from './engine/index.ts';
import type { ProfileLookup } from './figures.ts';
import { customerOf, survivorOf } from './reading.ts';

/** Plain data: it goes between threads. */
export interface KnownRows {
  readonly customer: CustomerId;
  /** The moment that it is of, ms. */
  readonly at: number;
  /** The last entry of the log that is in it. */
  readonly behind: AppendedAt;
  readonly rows: readonly Write[];
}

export interface KnownPlaces {
  /** Who is who. */
  readonly state: StateReader;
  /** Where all else of a customer lies. */
  readonly homeOf: (customer: CustomerId) => StateReader;
  /** Ms. */
  readonly now: () => number;
}

/** Names of the engine's own rows begin with a small letter. */
const LETTERS: readonly Uint8Array[] = Array.from({ length: 26 }, (_, index) => Buffer.from([0x61 + index]));
/** A customer that changes while it is read is read again; more than a few times in a row nobody changes. */
const TIMES_MAX = 20;

/** Undefined when there is no such customer; one that was merged is who it is today. */
export async function readKnownRows(lookup: ProfileLookup, { state, homeOf, now }: KnownPlaces): Promise<KnownRows | undefined> {
  const id = 'customer' in lookup ? lookup.customer : await customerOf({ state }, [lookup.namespace, lookup.value]);
  let named: Named = { identifiers: [], customers: [], messages: [] };
  for (let times = 0; times < TIMES_MAX; times++) {
    const customer = id === undefined ? undefined : await survivorOf(state, id);
    if (customer === undefined) return undefined;
    const read = await readOnce(customer, named, { state, home: homeOf(customer) });
    const { position, at } = read.progress;
    if (isSame(named, read.named)) return { customer, at: Math.max(now(), at), behind: { position, at }, rows: rowsOf(customer, read) };
    named = read.named;
  }
  throw new Error(`Customer ${id} changes faster than it is read`);
}

/** What rows of a customer name beside itself. */
interface Named {
  /** Keys. */
  readonly identifiers: readonly string[];
  /** That are part of it by now. */
  readonly customers: readonly string[];
  /** That wait to be handed over. */
  readonly messages: readonly string[];
}

interface ReadOnce {
  readonly named: Named;
  readonly progress: Progress;
  readonly found: readonly Write[];
}

interface Places {
  readonly state: StateReader;
  readonly home: StateReader;
}

async function readOnce(customer: CustomerId, named: Named, { state, home }: Places): Promise<ReadOnce> {
  const who = [
    { table: 'identity', keys: [customer, ...named.customers].map(identityKey) },
    { table: 'identifier', keys: named.identifiers.map(identifierKey) },
  ] as const;
  const what = [
    { table: 'past', keys: [pastKey(customer)] },
    { table: 'outbox', keys: named.messages.map(outboxKey) },
  ] as const;
  const prefixes = [
    { table: 'customer', prefixes: [customerPrefix(customer)] },
    { table: 'meta', prefixes: LETTERS },
  ] as const;
  const found =
    state === home
      ? await pairsIn(state, { gets: [...who, ...what], prefixes })
      : [...(await pairsIn(state, { gets: who, prefixes: [] })), ...(await pairsIn(home, { gets: what, prefixes }))];
  return { found, named: namedIn(customer, found), progress: progressIn(found) };
}

async function pairsIn(state: StateReader, request: LoadRequest): Promise<Write[]> {
  const loaded = await state.load(request);
  // Copies: a value may be a piece of something far larger.
  const row = (table: Table, key: Uint8Array, value: Uint8Array): Write => ({
    table,
    key: new Uint8Array(key),
    value: new Uint8Array(value),
  });
  return [
    ...request.gets.flatMap(({ table, keys }, i) =>
      keys.flatMap((key, n) => {
        const value = loaded.gets[i]![n];
        return value ? [row(table, key, value)] : [];
      }),
    ),
    ...request.prefixes.flatMap(({ table }, i) => loaded.prefixes[i]!.flat().map(([key, value]) => row(table, key, value))),
  ];
}

function namedIn(customer: CustomerId, found: readonly Write[]): Named {
  const stored = (table: Table, key: Uint8Array): Uint8Array | undefined =>
    found.find((one) => one.table === table && Buffer.compare(one.key, key) === 0)?.value;
  const record = stored('identity', identityKey(customer));
  const identity = record && decodeIdentity(record);
  const bundle = stored('customer', customerPrefix(customer));
  return {
    identifiers: identity?.state === 'live' ? identity.links.map(({ identifier }) => identifierTextKey(identifier)) : [],
    customers: identity?.state === 'live' ? identity.merges.map(({ from }) => from) : [],
    messages: bundle ? journeysInRow(bundle).sends.map(({ message }) => message) : [],
  };
}

function isSame(a: Named, b: Named): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function progressIn(found: readonly Write[]): Progress {
  const row = found.find(isProgress);
  return row?.value ? (JSON.parse(Buffer.from(row.value).toString('utf8')) as Progress) : NOWHERE;
}

function isProgress({ table, key }: Write): boolean {
  return table === 'meta' && Buffer.compare(key, PROGRESS) === 0;
}

function rowsOf(customer: CustomerId, { found, progress }: ReadOnce): readonly Write[] {
  // A tick may stand half done in it, which the log of the copy does not have.
  const whole = new Uint8Array(Buffer.from(JSON.stringify({ ...progress, partial: null } satisfies Progress)));
  return [
    ...found.map((one) => (isProgress(one) ? { ...one, value: whole } : one)),
    // No later than its wake-up, whenever that is: a row that comes due with nothing due moves there.
    { table: 'timer', key: new Uint8Array(timerKey(progress.at, customer)), value: new Uint8Array(0) },
  ];
}

const PROGRESS: Uint8Array = metaKey('progress');
const NOWHERE: Progress = { position: 0, at: 0, seq: 0, eventHash: 0, factHash: 0, partial: null };
