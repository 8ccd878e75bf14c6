/** Reading customers from the state store, at the position the engine has committed. Nothing reads the engine's memory. */
import type { CustomerId } from '../base/index.ts';
import {
  type Customer,
  decodeCustomer,
  decodeIdentity,
  type Identifier,
  type IdentityRecord,
  identifierKey as identifierTextKey,
  type Json,
  type Plan,
  type StoredRows,
  viewOf,
} from '../core/index.ts';
import type { StateStore } from '../port/state/index.ts';
import { identifierKey, identityKey, readRows } from './engine/index.ts';

/** A customer as it is known at an instant. */
export interface ReadCustomer {
  readonly id: CustomerId;
  readonly absorbed: readonly CustomerId[];
  readonly identifiers: readonly Identifier[];
  readonly customer: Customer;
  /** By trait id; missing ones are absent. Times are ms. */
  readonly traits: Readonly<Record<string, Json>>;
}

export interface Reader {
  readonly state: Pick<StateStore, 'getMany' | 'load' | 'range'>;
  readonly plan: () => Plan;
  /** Instant of evaluation, ms. */
  readonly now: () => number;
}

const PAGE = 500;
const decoder = new TextDecoder();

export async function readByIdentifier(reader: Reader, identifier: Identifier): Promise<ReadCustomer | undefined> {
  const id = await customerOf(reader, identifier);
  return id === undefined ? undefined : readById(reader, id);
}

/** Whose identifier it is. */
export async function customerOf({ state }: Pick<Reader, 'state'>, identifier: Identifier): Promise<CustomerId | undefined> {
  const [bytes] = await state.getMany('identifier', [identifierKey(identifierTextKey(identifier))]);
  return bytes && decoder.decode(bytes);
}

/** Finds a merged customer by its old id, too. */
export async function readById(reader: Reader, id: CustomerId): Promise<ReadCustomer | undefined> {
  const record = await recordOf(reader.state, id);
  if (!record) return undefined;
  if (record.state === 'merged') return readById(reader, record.into);
  const [found] = await readAll(reader, [[id, record]]);
  return found;
}

/** Every id of the person who has this one, the surviving first; a customer that nobody knows is alone. */
export async function idsOfPerson({ state }: Pick<Reader, 'state'>, id: CustomerId): Promise<readonly CustomerId[]> {
  const record = await recordOf(state, id);
  if (record?.state === 'merged') return idsOfPerson({ state }, record.into);
  return [id, ...(record?.merges ?? []).map(({ from }) => from)];
}

/** The same of many at once, by each of these ids; those that nobody knows are left out. */
export async function idsOfPersons(
  state: Reader['state'],
  ids: readonly CustomerId[],
): Promise<ReadonlyMap<CustomerId, readonly CustomerId[]>> {
  const records = new Map<CustomerId, IdentityRecord>();
  for (let asked = [...new Set(ids)]; asked.length > 0; ) {
    const found = await state.getMany('identity', asked.map(identityKey));
    const next = new Set<CustomerId>();
    for (const [i, bytes] of found.entries()) {
      if (!bytes) continue;
      const record = decodeIdentity(bytes);
      records.set(asked[i]!, record);
      if (record.state === 'merged' && !records.has(record.into)) next.add(record.into);
    }
    asked = [...next];
  }
  const personOf = (id: CustomerId): readonly CustomerId[] | undefined => {
    const record = records.get(id);
    if (record?.state === 'merged') return personOf(record.into);
    return record && [id, ...(record.merges ?? []).map(({ from }) => from)];
  };
  return new Map(
    ids.flatMap((id) => [[id, personOf(id)] as const].filter((pair): pair is [CustomerId, readonly CustomerId[]] => !!pair[1])),
  );
}

/** Every live customer, in order of id. */
export async function* readCustomers(reader: Reader): AsyncGenerator<ReadCustomer> {
  for (let start = identityKey(''); ; ) {
    const rows = await reader.state.range('identity', { start, end: AFTER_ALL, limit: PAGE });
    const live = rows.flatMap(([key, value]): [CustomerId, IdentityRecord][] => {
      const record = decodeIdentity(value);
      return record.state === 'live' ? [[decoder.decode(key), record]] : [];
    });
    yield* await readAll(reader, live);
    const last = rows.at(-1);
    if (rows.length < PAGE || !last) return;
    start = Buffer.concat([last[0], Buffer.from([0])]);
  }
}

export async function recordOf(state: Reader['state'], id: CustomerId): Promise<IdentityRecord | undefined> {
  const [bytes] = await state.getMany('identity', [identityKey(id)]);
  return bytes && decodeIdentity(bytes);
}

/** Who carries on this customer; undefined when there is no such one. */
export async function survivorOf(state: Reader['state'], id: CustomerId): Promise<CustomerId | undefined> {
  const record = await recordOf(state, id);
  return record?.state === 'merged' ? survivorOf(state, record.into) : record && id;
}

/** The state of a customer, and by what it is known. */
export interface ReadState {
  readonly customer: Customer;
  readonly identifiers: readonly Identifier[];
}

/** Those of the live customers with these ids that there are, decoded for a plan: not one trait is computed. */
export async function readCustomersAt(state: Reader['state'], ids: readonly CustomerId[], plan: Plan): Promise<ReadState[]> {
  const found: ReadState[] = [];
  for (let start = 0; start < ids.length; start += PAGE) {
    const page = ids.slice(start, start + PAGE);
    const records = await state.getMany('identity', page.map(identityKey));
    const live = page.flatMap((id, i): [CustomerId, readonly Identifier[]][] => {
      const record = records[i] && decodeIdentity(records[i]);
      return record?.state === 'live' ? [[id, record.links.map(({ identifier }) => identifier)]] : [];
    });
    const customers = await decoded(
      state,
      live.map(([id]) => id),
      plan,
    );
    found.push(...customers.map((customer, i) => ({ customer, identifiers: live[i]![1] })));
  }
  return found;
}

async function decoded(state: Reader['state'], ids: readonly CustomerId[], plan: Plan): Promise<Customer[]> {
  const rows = await readRows(ids, state);
  return ids.map((id) => decodeCustomer(id, rows.get(id) ?? NOTHING, plan));
}

async function readAll(reader: Reader, records: readonly [CustomerId, IdentityRecord][]): Promise<ReadCustomer[]> {
  const customers = await decoded(
    reader.state,
    records.map(([id]) => id),
    reader.plan(),
  );
  return records.map(([id, record], i) => {
    const customer = customers[i]!;
    const links = record.state === 'live' ? record : { links: [], merges: [] };
    return {
      id,
      absorbed: links.merges.map(({ from }) => from),
      identifiers: links.links.map(({ identifier }) => identifier),
      customer,
      traits: traitsOf(reader, customer),
    };
  });
}

/** Values of all traits that it has, by id. */
export function traitsOf({ plan, now }: Pick<Reader, 'plan' | 'now'>, customer: Customer): Record<string, Json> {
  const view = viewOf(customer.known, plan().know, now());
  const traits: [string, Json][] = [];
  for (const id of plan().know.traits.keys()) {
    const value = view.trait(id);
    if (value !== undefined) traits.push([id, value]);
  }
  return Object.fromEntries(traits);
}

const AFTER_ALL = Buffer.from([0xff]);
/** Of somebody who has just gone. */
const NOTHING: StoredRows = new Map();
