/**
 * What is planned for whom, day by day: broadcasts, schedules and dates of customers, with how many customers each concerns as they are known now, and how many would
 * hear of two on one day. Events and segments cannot be planned, and are not in it.
 */
import { DAY, dayOf, dayStart, dayText, type TimeZone, VolanoError } from '../../base/index.ts';
import { type CompiledJourney, dateIn, nextOfDate, nextOfSchedule } from '../../core/decide/index.ts';
import type { Json, Plan } from '../../core/index.ts';
import { zoneOfCustomer } from '../../core/know/index.ts';
import { dayOfDate, type JourneyDefinition, listsWithin, type Release, type Step, type Text, waysOf } from '../../define/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import type { Profile } from '../figures.ts';
import { said } from '../said.ts';

/** Dates `2026-01-05` of the workspace's zone, both included; default: today, and 30 days later. */
export interface CalendarQuestion {
  readonly from?: string;
  readonly to?: string;
}

export interface Calendar {
  readonly from: string;
  readonly to: string;
  /** By day, then time, then journey. */
  readonly entries: readonly CalendarEntry[];
  /** Pairs of entries of one day, those with the most customers first; not of a single customer's calendar. */
  readonly overlaps: readonly CalendarOverlap[];
  /** Journeys that begin on a date that is computed: when it comes is known customer by customer only. */
  readonly unknown: readonly string[];
}

export interface CalendarEntry {
  readonly day: string;
  /** On each customer's own clock. */
  readonly at: string;
  readonly journey: string;
  readonly name: Text;
  readonly kind: 'broadcast' | 'schedule' | 'date';
  /** Whose members; absent: everybody, or those whose date it is. */
  readonly segment?: string;
  /** Trait with the date. */
  readonly trait?: string;
  /** Members now, or those whose date it is. Who may not enter again, is held out, or whom guard spares is among them. */
  readonly customers: number;
  readonly channels: readonly string[];
  readonly purposes: readonly string[];
}

export interface CalendarOverlap {
  readonly day: string;
  readonly journeys: readonly [string, string];
  /** In both. */
  readonly customers: number;
}

export interface CalendarWorld {
  readonly warehouse: Pick<Warehouse, 'query'>;
  readonly plan: Plan;
  readonly release: Release | undefined;
  /** Figures of the engine, by name. */
  readonly counters: ReadonlyMap<string, number>;
  /** Ms. */
  readonly now: number;
  /** When only one customer is asked about. */
  readonly profile: Pick<Profile, 'segments' | 'traits'> | undefined;
}

const DAYS = 30;
const DAYS_MAX = 366;

/** A value of a date's trait, and how many customers have it. */
interface DateCount {
  readonly value: Json;
  readonly customers: number;
}

/** Rejects with VOLANO_QUERY_INVALID for days that are none, or too many. */
export async function calendarOf(question: CalendarQuestion, world: CalendarWorld): Promise<Calendar> {
  const { plan, profile } = world;
  const today = dayOf(world.now, plan.zone);
  const first = dayIn('from', question.from) ?? today;
  const last = dayIn('to', question.to) ?? first + DAYS;
  if (last < first || last - first > DAYS_MAX)
    throw new VolanoError('VOLANO_QUERY_INVALID', { field: 'to', problem: said`must be 0 to ${DAYS_MAX} days after from` });
  const zone = profile ? zoneOf(profile, plan.zone) : plan.zone;
  const definitions = world.release?.definitions.map(({ definition }) => definition) ?? [];
  const declared = new Set(definitions.flatMap((one) => (one.kind === 'trait' && 'type' in one ? [one.id] : [])));
  const span: Span = { from: dayStart(first, zone), to: dayStart(last + 1, zone), zone };
  const entries: CalendarEntry[] = [];
  const unknown: string[] = [];
  for (const journey of plan.journeys.timed.journeys) {
    const definition = definitions.find((one): one is JourneyDefinition => one.kind === 'journey' && one.id === journey.id);
    const timing = journey.trigger.timing;
    if (!definition || !timing) continue;
    if (timing.type === 'date' && !profile && !declared.has(timing.trait)) unknown.push(journey.id);
    else
      for (const [day, customers] of await daysOf(journey, span, world))
        entries.push(entryOf(definition, { day: dayText(day), customers }));
  }
  entries.sort((a, b) => order(a.day, b.day) || order(a.at, b.at) || order(a.journey, b.journey));
  const overlaps = profile ? [] : await overlapsOf(entries, world);
  return { from: dayText(first), to: dayText(last), entries, overlaps, unknown };
}

interface Span {
  /** Ms; `to` excluded. */
  readonly from: number;
  readonly to: number;
  readonly zone: TimeZone;
}

/** The days on which a journey starts, and for how many customers. */
async function daysOf({ trigger }: CompiledJourney, span: Span, world: CalendarWorld): Promise<ReadonlyMap<number, number>> {
  const timing = trigger.timing!;
  const days = new Map<number, number>();
  if (timing.type === 'schedule') {
    const { segment } = timing;
    const { profile, counters } = world;
    if (profile && segment !== undefined && !profile.segments.some(({ id }) => id === segment)) return days;
    const concerned = profile ? 1 : (counters.get(segment === undefined ? 'customers' : `segment:${segment}`) ?? 0);
    for (const at of occurrencesIn(span, (search) => nextOfSchedule(timing, search))) days.set(dayOf(at, span.zone), concerned);
    return days;
  }
  for (const { value, customers } of await datesOf(timing.trait, world)) {
    const date = dateIn(value, world.plan.zone);
    if (!date) continue;
    for (const at of occurrencesIn(span, (search) => nextOfDate(timing, date, search))) {
      const day = dayOf(at, span.zone);
      days.set(day, (days.get(day) ?? 0) + customers);
    }
  }
  return days;
}

type Next = (search: { readonly from: number; readonly after: number; readonly zone: TimeZone }) => { readonly at: number } | undefined;

function* occurrencesIn({ from, to, zone }: Span, next: Next): Generator<number> {
  let coming = next({ from, after: Number.NEGATIVE_INFINITY, zone });
  while (coming && coming.at < to) {
    yield coming.at;
    coming = next({ from: coming.at + 1, after: Number.NEGATIVE_INFINITY, zone });
  }
}

/** The values of a declared trait, and how many customers have each. */
async function datesOf(trait: string, { warehouse, profile }: CalendarWorld): Promise<readonly DateCount[]> {
  if (profile) return trait in profile.traits ? [{ value: profile.traits[trait]!, customers: 1 }] : [];
  const rows = await warehouse.query<{ readonly value: string; readonly customers: number }>(
    `SELECT value, toFloat64(count()) AS customers FROM (
  SELECT if(m.survivor = '', c.customer, m.survivor) AS who, argMax(c.value_after, (c.at, c.position)) AS value
  FROM profile_changes AS c LEFT ANY JOIN customer_map AS m ON c.customer = m.absorbed
  WHERE c.trait = {trait:String} GROUP BY who
) WHERE value != '' GROUP BY value`,
    { trait },
  );
  return rows.map(({ value, customers }) => ({ value: JSON.parse(value) as Json, customers }));
}

function entryOf(
  { id, name, trigger, steps }: JourneyDefinition,
  { day, customers }: { readonly day: string; readonly customers: number },
): CalendarEntry {
  const sends = sendsIn(steps);
  const { at, segment, trait, date } = trigger as {
    readonly at: string;
    readonly segment?: string;
    readonly trait?: string;
    readonly date?: string;
  };
  return {
    ...{ day, at, journey: id, name },
    kind: trigger.type === 'date' ? 'date' : date === undefined ? 'schedule' : 'broadcast',
    ...(segment !== undefined && { segment }),
    ...(trait !== undefined && { trait }),
    customers,
    channels: [...new Set(sends.flatMap((step) => waysOf(step).map(({ channel }) => channel)))],
    purposes: [...new Set(sends.map(({ purpose }) => purpose))],
  };
}

function sendsIn(steps: readonly Step[]): readonly Extract<Step, { type: 'send' }>[] {
  return steps.flatMap((step) => [...(step.type === 'send' ? [step] : []), ...listsWithin(step).flatMap((list) => sendsIn(list.steps))]);
}

/** Of broadcasts and schedules that write. Whose date it is would have to be looked up one by one. */
async function overlapsOf(entries: readonly CalendarEntry[], world: CalendarWorld): Promise<readonly CalendarOverlap[]> {
  const known = new Map<string, number>();
  const overlaps: CalendarOverlap[] = [];
  for (const [day, all] of Map.groupBy(entries, (entry) => entry.day)) {
    const writing = all.filter(({ kind, channels }) => kind !== 'date' && channels.length > 0);
    for (const [index, first] of writing.entries()) {
      for (const second of writing.slice(index + 1)) {
        const key = JSON.stringify([first.segment, second.segment].sort());
        const customers = known.get(key) ?? (await inBoth(first, second, world));
        known.set(key, customers);
        if (customers > 0) overlaps.push({ day, journeys: [first.journey, second.journey], customers });
      }
    }
  }
  return overlaps.sort((a, b) => b.customers - a.customers || order(a.day, b.day) || order(a.journeys.join(), b.journeys.join()));
}

async function inBoth(first: CalendarEntry, second: CalendarEntry, { warehouse }: CalendarWorld): Promise<number> {
  if (first.segment === undefined || first.segment === second.segment) return second.customers;
  if (second.segment === undefined) return first.customers;
  const [row] = await warehouse.query<{ readonly customers: number }>(
    `SELECT toFloat64(count()) AS customers FROM (
  SELECT customer FROM segment_membership WHERE segment IN ({first:String}, {second:String}) AND left_at IS NULL
  GROUP BY customer HAVING uniqExact(segment) = 2
)`,
    { first: first.segment, second: second.segment },
  );
  return row?.customers ?? 0;
}

function zoneOf({ traits }: Pick<Profile, 'traits'>, workspace: TimeZone): TimeZone {
  return zoneOfCustomer({ trait: (id: string) => traits[id] }, workspace);
}

function dayIn(field: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? dayOfDate(text) : undefined;
  if (day === undefined || Math.abs(day * DAY) > 8.64e15)
    throw new VolanoError('VOLANO_QUERY_INVALID', { field, problem: said`must be a date such as 2026-01-05` });
  return day;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
