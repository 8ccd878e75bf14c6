/** Who is in a segment or holds a tag, in pages; and how it has grown, day by day, from the stays that the warehouse knows. */
import { type CustomerId, dayStart, dayText } from '../../base/index.ts';
import type { Identifier, Plan } from '../../core/index.ts';
import type { StateStore } from '../../port/state/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { readCustomersAt } from '../reading.ts';

/** Which group. */
export interface GroupKey {
  readonly kind: 'segment' | 'tag';
  readonly id: string;
}

/** Somebody who is in it. */
export interface GroupMember {
  readonly customer: string;
  /** Since when, ms. */
  readonly since: number;
  readonly identifiers: readonly Identifier[];
}

export interface GroupMembersQuestion extends GroupKey {
  readonly limit: number;
  /** `next` of the page before. */
  readonly before?: string;
}

/** The latest first. */
export interface GroupMembers {
  readonly members: readonly GroupMember[];
  /** Absent on the last page. */
  readonly next?: string;
}

/** Of a day of the workspace's time zone. */
export interface GroupDay {
  readonly day: string;
  readonly entered: number;
  readonly left: number;
  /** At its end, or now. */
  readonly size: number;
}

/** Days since 1970; both count. */
export interface GroupHistoryQuestion extends GroupKey {
  readonly from: number;
  readonly to: number;
}

export interface MembersWorld {
  readonly warehouse: Pick<Warehouse, 'query'>;
  readonly state: Pick<StateStore, 'getMany' | 'load' | 'range'>;
  readonly plan: Plan;
}

/** How a page's end is written: when that member came, and who it is. */
export const MEMBER_CURSOR: RegExp = /^\d{1,15}-[\w-]{1,100}$/;

export async function groupMembersOf({ kind, id, limit, before }: GroupMembersQuestion, world: MembersWorld): Promise<GroupMembers> {
  const [at = '0', ...customer] = before?.split('-') ?? [];
  const behind = before === undefined ? '' : 'AND (at, customer) < ({at:Int64}, {customer:String})';
  const rows = await world.warehouse.query<{ readonly customer: string; readonly at: number }>(
    `SELECT customer, toFloat64(at) AS at FROM (
  SELECT customer, toUnixTimestamp64Milli(entered_at) AS at FROM ${kind}_membership WHERE ${kind} = {id:String} AND left_at IS NULL
) WHERE 1 ${behind} ORDER BY at DESC, customer DESC LIMIT {limit:UInt32}`,
    { id, limit: limit + 1, ...(before !== undefined && { at, customer: customer.join('-') }) },
  );
  const page = rows.slice(0, limit);
  const people = await readCustomersAt(
    world.state,
    page.map((row) => row.customer as CustomerId),
    world.plan,
  );
  const identifiers = new Map(people.map((one): [string, readonly Identifier[]] => [one.customer.id, one.identifiers]));
  const last = page.at(-1);
  return {
    members: page.map((row) => ({ customer: row.customer, since: row.at, identifiers: identifiers.get(row.customer) ?? [] })),
    ...(rows.length > limit && last && { next: `${last.at}-${last.customer}` }),
  };
}

/** Every day from the first to the last, also those on which nothing happened. */
export async function groupHistoryOf(
  { kind, id, from, to }: GroupHistoryQuestion,
  { warehouse, plan: { zone } }: Pick<MembersWorld, 'warehouse' | 'plan'>,
): Promise<readonly GroupDay[]> {
  const parameters = { id, zone, start: dayStart(from, zone), end: dayStart(to + 1, zone) };
  const stays = `${kind}_membership WHERE ${kind} = {id:String}`;
  const start = 'fromUnixTimestamp64Milli({start:Int64})';
  const [counted, before] = await Promise.all([
    warehouse.query<{ readonly day: string; readonly entered: number; readonly left: number }>(
      `SELECT toString(toDate(moment.1, {zone:String})) AS day, toFloat64(countIf(moment.2 = 1)) AS entered, toFloat64(countIf(moment.2 = -1)) AS left
FROM (SELECT arrayJoin(arrayFilter(m -> m.1 IS NOT NULL, [(toNullable(entered_at), 1), (left_at, -1)])) AS moment FROM ${stays})
WHERE moment.1 >= ${start} AND moment.1 < fromUnixTimestamp64Milli({end:Int64}) GROUP BY day`,
      parameters,
    ),
    warehouse.query<{ readonly size: number }>(
      `SELECT toFloat64(countIf(entered_at < ${start} AND (left_at IS NULL OR left_at >= ${start}))) AS size FROM ${stays}`,
      parameters,
    ),
  ]);
  const byDay = new Map(counted.map((row) => [row.day, row]));
  let size = before[0]?.size ?? 0;
  return Array.from({ length: to - from + 1 }, (_, index): GroupDay => {
    const day = dayText(from + index);
    const { entered = 0, left = 0 } = byDay.get(day) ?? {};
    size += entered - left;
    return { day, entered, left, size };
  });
}
