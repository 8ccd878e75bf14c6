/** One message to all members of a segment: how many would get it, and what keeps it from the others, by guard's own rules. Changes nothing, sends nothing. */
import { type CustomerId, VolanoError } from '../../base/index.ts';
import { type Foreseen, foresee, type Intended, type Plan } from '../../core/index.ts';
import { CAPTURE } from '../../define/index.ts';
import type { StateStore } from '../../port/state/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { readCustomersAt } from '../reading.ts';

/** One message to the members of a segment. */
export interface ForecastQuestion extends Intended {
  readonly segment: string;
  /** When it would be sent, ms; default now. Customers are as they are known now. */
  readonly at?: number;
}

/** How many would get it, and what keeps it from the others. */
export interface Forecast {
  readonly segment: string;
  /** Ms. */
  readonly at: number;
  readonly members: number;
  /** Of how many of them it was asked: all, or that many drawn ones. */
  readonly asked: number;
  /** Of those asked; the most frequent first. */
  readonly verdicts: readonly (Foreseen & { readonly customers: number })[];
}

export interface ForecastWorld {
  readonly warehouse: Pick<Warehouse, 'query'>;
  readonly state: Pick<StateStore, 'getMany' | 'load' | 'range'>;
  readonly plan: Plan;
  /** Ms. */
  readonly now: number;
}

/** Beyond so many members as many are drawn, by a hash of their ids: half a percent more or less. */
const ASKED_MAX = 20_000;

/** Rejects with VOLANO_RESOURCE_UNKNOWN when the release has no such segment, channel or purpose. */
export async function forecastOf({ segment, at, ...intended }: ForecastQuestion, world: ForecastWorld): Promise<Forecast> {
  const { warehouse, state, plan, now } = world;
  assertKnown(segment, intended, plan);
  const [row] = await warehouse.query<{ readonly members: number; readonly drawn: readonly string[] }>(
    `SELECT toFloat64(count()) AS members, arrayMap(one -> one.2, groupArraySorted(${ASKED_MAX})((sipHash64(customer), customer))) AS drawn
FROM segment_membership WHERE segment = {segment:String} AND left_at IS NULL`,
    { segment },
  );
  const moment = at ?? now;
  const counts = new Map<string, Foreseen & { customers: number }>();
  const people = await readCustomersAt(state, (row?.drawn ?? []) as readonly CustomerId[], plan);
  for (const { customer } of people) {
    const foreseen = foresee(customer, intended, { plan, now: moment });
    const key = `${foreseen.verdict} ${foreseen.rule}`;
    const count = counts.get(key) ?? { ...foreseen, customers: 0 };
    count.customers += 1;
    counts.set(key, count);
  }
  const verdicts = [...counts.values()].sort((a, b) => b.customers - a.customers || (a.rule < b.rule ? -1 : 1));
  return { segment, at: moment, members: row?.members ?? 0, asked: people.length, verdicts };
}

function assertKnown(segment: string, { channel, purpose }: Intended, { know, journeys, guard }: Plan): void {
  const unknown = (kind: 'channel' | 'purpose' | 'segment', id: string): VolanoError =>
    new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind, id });
  if (!know.rules.some(({ members }) => members.some((one) => one.kind === 'segment' && one.id === segment)))
    throw unknown('segment', segment);
  if (channel !== CAPTURE && !journeys.channels.has(channel)) throw unknown('channel', channel);
  if (!guard.purposes.has(purpose)) throw unknown('purpose', purpose);
}
