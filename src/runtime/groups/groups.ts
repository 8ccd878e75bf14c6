/** Every released segment and tag: how many it has, how it has grown, who of them can be reached, whether it is in force, and what reads it. */
import type { CustomerId } from '../../base/index.ts';
import { type Plan, reachOf } from '../../core/index.ts';
import { type Release, referencesOf, type Text } from '../../define/index.ts';
import type { StateStore } from '../../port/state/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { readCustomersAt } from '../reading.ts';

export interface Groups {
  /** Segments, then tags, each by id. */
  readonly groups: readonly GroupRow[];
  /** Log position that the members are of, and entries that wait behind it. */
  readonly position: number;
  readonly behind: number;
}

export interface GroupRow {
  readonly kind: 'segment' | 'tag';
  readonly id: string;
  readonly name: Text;
  readonly version: number;
  /** `preparing`: its past is being filled in; until then its earlier version, if there is one, is in force. */
  readonly state: 'live' | 'preparing';
  readonly members: number;
  /** Members now less those of seven days ago. */
  readonly growth7d: number;
  /** When somebody last came or went, ms; absent: never. */
  readonly changedAt?: number;
  /** Share of the members, 0 to 1, that a channel is open to, by guard's own rules; of at most 200 drawn ones. Absent of nobody. */
  readonly reachable?: number;
  /** Definitions of the release that read it, as `kind.id`. */
  readonly usedBy: readonly string[];
}

export interface GroupsWorld {
  readonly warehouse: Warehouse;
  readonly state: Pick<StateStore, 'getMany' | 'load' | 'range'>;
  readonly release: Release | undefined;
  readonly plan: Plan;
  /** Figures of the engine, by name. */
  readonly counters: ReadonlyMap<string, number>;
  readonly position: number;
  readonly behind: number;
  /** Ms. */
  readonly now: number;
}

const WEEK_MS = 7 * 86_400_000;
const DRAWN = 200;

export async function groupsOf(world: GroupsWorld): Promise<Groups> {
  const { release, plan, counters, position, behind } = world;
  const usedBy = usersOf(release);
  const preparing = new Set(plan.preparation?.definitions.map(({ definition }) => `${definition.kind}.${definition.id}`));
  const groups: GroupRow[] = [];
  const staysBy = { segment: await staysOf('segment', world), tag: await staysOf('tag', world) };
  const open = await openOf(new Set(Object.values(staysBy).flatMap((stays) => [...stays.values()].flatMap(({ drawn }) => drawn))), world);
  for (const kind of ['segment', 'tag'] as const) {
    const stays = staysBy[kind];
    const rows = (release?.definitions ?? []).flatMap(({ definition, version }) =>
      definition.kind === kind ? [{ id: definition.id, name: definition.name, version }] : [],
    );
    for (const row of rows.sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const name = `${kind}.${row.id}`;
      const stay = stays.get(row.id);
      const reachable = stay && shareOf(stay.drawn, open);
      groups.push({
        kind,
        ...row,
        state: preparing.has(name) ? 'preparing' : 'live',
        members: counters.get(`${kind}:${row.id}`) ?? 0,
        growth7d: stay ? stay.members - stay.before : 0,
        ...(stay && { changedAt: stay.changed }),
        ...(reachable !== undefined && { reachable }),
        usedBy: usedBy.get(name) ?? [],
      });
    }
  }
  return { groups, position, behind };
}

interface Stays {
  readonly members: number;
  readonly before: number;
  readonly changed: number;
  readonly drawn: readonly string[];
}

async function staysOf(kind: 'segment' | 'tag', { warehouse, now }: GroupsWorld): Promise<ReadonlyMap<string, Stays>> {
  const then = 'fromUnixTimestamp64Milli({then:Int64})';
  const rows = await warehouse.query<Omit<Stays, 'drawn'> & { readonly id: string; readonly drawn: readonly string[] }>(
    `SELECT ${kind} AS id, toFloat64(countIf(left_at IS NULL)) AS members,
  toFloat64(countIf(entered_at <= ${then} AND (left_at IS NULL OR left_at > ${then}))) AS before,
  toFloat64(toUnixTimestamp64Milli(max(ifNull(left_at, entered_at)))) AS changed,
  arrayMap(one -> one.2, groupArraySortedIf(${DRAWN})((sipHash64(customer), customer), left_at IS NULL)) AS drawn
FROM ${kind}_membership GROUP BY ${kind}`,
    { then: now - WEEK_MS },
  );
  return new Map(rows.map(({ id, ...stays }) => [id, stays]));
}

/** Whether a channel is open to each customer that there still is. Each is read once: the draw is by a hash, so groups draw the same ones again and again. */
async function openOf(drawn: ReadonlySet<string>, { state, plan, now }: GroupsWorld): Promise<ReadonlyMap<string, boolean>> {
  const people = await readCustomersAt(state, [...drawn] as CustomerId[], plan);
  return new Map(
    people.map(({ customer }) => [customer.id, reachOf(customer, { plan, now }).channels.some(({ closed }) => closed === undefined)]),
  );
}

function shareOf(drawn: readonly string[], open: ReadonlyMap<string, boolean>): number | undefined {
  const known = drawn.flatMap((customer) => open.get(customer) ?? []);
  return known.length === 0 ? undefined : known.filter(Boolean).length / known.length;
}

/** Definitions that read one, as `kind.id`, by what is read. */
export function usersOf(release: Release | undefined): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const { definition } of release?.definitions ?? []) {
    const read = new Set(referencesOf(definition).map(({ kind, id }) => `${kind}.${id}`));
    for (const name of read) users.set(name, [...(users.get(name) ?? []), `${definition.kind}.${definition.id}`]);
  }
  return users;
}
