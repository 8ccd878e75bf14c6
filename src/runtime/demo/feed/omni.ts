/** The omni example: its own generator's year, batched for the door. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { VolanoError } from '../../../base/index.ts';
import { httpSender } from '../../../sense/index.ts';
import { Tally, type TallyRecord } from '../check/tally.ts';
import type { DoorAccess, FeedOutcome, Scenario } from './scenario.ts';

export interface OmniOptions {
  readonly folder: string;
  readonly customers: number;
  readonly seed: string;
}

/** What is read of the generator's calls. */
interface Call {
  readonly messageId: string;
  readonly timestamp: string;
  readonly event?: string;
  readonly userId?: string;
  readonly anonymousId?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly context: { readonly externalIds?: readonly { readonly type: string; readonly id: string }[] };
}

interface Generator {
  generate(options: { readonly seed: string; readonly customers: number }): Iterable<{ readonly at: number; readonly call: Call }>;
  readonly YEAR_FROM: number;
  readonly YEAR_TO: number;
}

const BATCH = 250;
const SHANGHAI_OFFSET_MS: number = 8 * 3_600_000;

export async function openOmni(options: OmniOptions): Promise<Scenario> {
  const generator = await loadGenerator(options.folder);
  const { YEAR_FROM: from, YEAR_TO: to } = generator;
  const tally = new Tally(SHANGHAI_OFFSET_MS);
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
    feed: (door) => feed(generator.generate(options), door, tally),
    expected: () => tally.figures(to),
    published: async () => undefined,
    end: async () => undefined,
  };
}

async function feed(arrivals: ReturnType<Generator['generate']>, door: DoorAccess, tally: Tally): Promise<FeedOutcome> {
  const total = { accepted: 0, refused: 0 };
  let calls = 0;
  let batch: Call[] = [];
  const send = httpSender(door);
  const flush = async (time: number): Promise<void> => {
    if (batch.length === 0) return;
    const answer = await send(batch.map((call) => JSON.stringify(call)));
    total.accepted += answer.accepted;
    total.refused += answer.quarantined.length;
    calls += batch.length;
    batch = [];
    door.progress({ time, calls });
  };
  let openUntil = 0;
  for (const { at, call } of arrivals) {
    tally.add(recordOf(call));
    // A batch stays within a day, so that a refresh of the models falls between two batches.
    if (batch.length >= BATCH || at >= openUntil) await flush(at);
    if (batch.length === 0) {
      await door.before(at);
      openUntil = at + 24 * 3_600_000;
    }
    batch.push(call);
  }
  await flush(openUntil);
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

async function loadGenerator(folder: string): Promise<Generator> {
  const file = join(folder, 'generator', 'index.ts');
  try {
    return (await import(pathToFileURL(file).href)) as Generator;
  } catch (cause) {
    throw new VolanoError('VOLANO_DEMO_EXAMPLE_MISSING', { path: file }, { cause });
  }
}
