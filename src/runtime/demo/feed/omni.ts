/** The omni example: a year of its own people, who answer to what is sent to them. */
import { DAY, HOUR } from '../../../base/index.ts';
import { httpSender } from '../../../sense/index.ts';
import { Tally, type TallyRecord } from '../check/tally.ts';
import { Correspondence } from './correspondence.ts';
import { type Call, loadGenerator, type People } from './people.ts';
import type { DoorAccess, FeedOutcome, Scenario } from './scenario.ts';
import { startTrickle } from './trickle.ts';

export interface OmniOptions {
  readonly folder: string;
  readonly customers: number;
  readonly seed: string;
  /** The year ends at this instant, ms; default: at the end of 2025 in Shanghai. */
  readonly until?: number;
  /** Only so many days are lived; default: all. */
  readonly days?: number;
}

const BATCH = 250;
/** So many people have all habits and fates among them; fewer may lack a rare one. */
const SPLITTING_CUSTOMERS = 3_000;
/** How long people act before they read what had been written to them when they began. */
const SLICE_MS: number = 12 * HOUR;
const WEEK: number = 7 * DAY;
const SHANGHAI_OFFSET_MS: number = 8 * 3_600_000;

export async function openOmni(options: OmniOptions): Promise<Scenario> {
  const generator = await loadGenerator(options.folder);
  const { YEAR_FROM, YEAR_TO, World, codesFor } = generator;
  const { customers, seed, until = YEAR_TO, days } = options;
  // Whole weeks, so that the days of the week stay what they are; what is left of a week is lived on.
  const shiftMs = Math.floor((until - YEAR_TO) / WEEK) * WEEK;
  const from = YEAR_FROM + shiftMs;
  const to = days === undefined ? until - (until % HOUR) : from + days * DAY;
  const people = new World({ seed, customers, shiftMs });
  const tally = new Tally(SHANGHAI_OFFSET_MS);
  let correspondence: Correspondence | undefined;
  return {
    name: 'omni',
    folder: options.folder,
    range: { from, to },
    modelsEveryMs: 21 * 86_400_000,
    roles: {
      events: 'events',
      invoices: 'distinct_orders',
      identified: 'phone',
      rows: 'orders',
      orders: 'distinct_orders',
      revenue: 'revenue',
      recency: 'days_since_order',
      scores: ['rfm_r', 'rfm_f', 'rfm_m'],
      months: 'months',
    },
    reading: {
      properties: 'order_id String, revenue Float64',
      zone: 'Asia/Shanghai',
      invoice: "if(event = 'Order Completed', p.order_id, '')",
      identified: `position(identifiers, '["phone",') > 0`,
      number: "''",
      paid: "event = 'Order Completed'",
      order: 'p.order_id',
      revenue: 'p.revenue',
    },
    codes: codesFor(customers),
    feed: (door) => {
      correspondence = door.mail && new Correspondence(door.mail, people);
      return feed({ people, range: { from, to }, door, tally, correspondence });
    },
    people,
    splitsTags: customers >= SPLITTING_CUSTOMERS && until === YEAR_TO && days === undefined,
    goOn: (door) => startTrickle({ door, people, correspondence }),
    expected: () => tally.figures(to),
    published: async () => undefined,
    end: async () => undefined,
  };
}

interface Feed {
  readonly people: People;
  readonly range: Scenario['range'];
  readonly door: DoorAccess;
  readonly tally: Tally;
  readonly correspondence: Correspondence | undefined;
}

/** Slice by slice: people act, and while the engine decides, what it had decided in the slice before reaches them. */
async function feed({ people, range, door, tally, correspondence }: Feed): Promise<FeedOutcome> {
  const total = { accepted: 0, refused: 0 };
  let calls = 0;
  const send = httpSender(door);
  for (let from = range.from; from < range.to; from += SLICE_MS) {
    const until = Math.min(from + SLICE_MS, range.to);
    await door.before(from);
    await correspondence?.follow(from);
    const arrivals = people.next(until);
    const sending = async (): Promise<void> => {
      for (let start = 0; start < arrivals.length; start += BATCH) {
        const batch = arrivals.slice(start, start + BATCH).map(({ call }) => call);
        for (const call of batch) tally.add(recordOf(call));
        const answer = await send(batch.map((call) => JSON.stringify(call)));
        total.accepted += answer.accepted;
        total.refused += answer.quarantined.length;
        calls += batch.length;
      }
    };
    await Promise.all([sending(), correspondence?.deliver()]);
    correspondence?.sent();
    door.progress({ time: until, calls });
  }
  return total;
}

function recordOf(call: Call): TallyRecord {
  const external = call.context.externalIds ?? [];
  const { event, properties = {} } = call;
  const bought = event === 'Order Completed';
  return {
    identifiers: [
      ...(call.userId === undefined ? [] : [`user_id:${call.userId}`]),
      ...(call.anonymousId === undefined ? [] : [`anonymous_id:${call.anonymousId}`]),
      ...external.map(({ type, id }) => `${type}:${id}`),
    ],
    messageId: call.messageId,
    time: Date.parse(call.timestamp),
    identified: external.some(({ type }) => type === 'phone'),
    ...(bought && {
      invoice: String(properties.order_id),
      paid: { order: String(properties.order_id), revenue: Math.round(Number(properties.revenue) * 10_000) },
    }),
  };
}
