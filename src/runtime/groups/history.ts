/** How a segment or a tag has grown, day by day, from the stays that the warehouse knows. */
import { dayStart, dayText } from '../../base/index.ts';
import type { Plan } from '../../core/index.ts';
import type { StateStore } from '../../port/state/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';

/** Which group. */
export interface GroupKey {
  readonly kind: 'segment' | 'tag';
  readonly id: string;
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
