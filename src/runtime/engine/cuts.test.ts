/** R1: where batches are cut, and what the cache holds, changes nothing. Random logs with everything that can stand in one. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emittedEvent } from '../../act/index.ts';
import {
  answerEvent,
  type CodesEntry,
  type Command,
  type EventEntry,
  type Identifier,
  type RerouteEntry,
  type SendCommand,
} from '../../core/index.ts';
import { FIRST, SECOND } from './retail.suite.ts';
import { SERVICES } from './services.suite.ts';
import { Trial } from './trial.suite.ts';

const SECOND_MS = 1_000;
const HOUR = 3_600 * SECOND_MS;
const DAY = 24 * HOUR;

type Op =
  | { readonly do: 'event'; readonly who: readonly Identifier[]; readonly event: string; readonly age: number; readonly total: number }
  | { readonly do: 'again'; readonly nth: number }
  | { readonly do: 'tick'; readonly limit: number | undefined }
  | { readonly do: 'release' }
  | { readonly do: 'model'; readonly edges: readonly number[] }
  | { readonly do: 'reroute'; readonly step: readonly [journey: string, step: string]; readonly action: 'on' | 'off' }
  | { readonly do: 'receipt'; readonly nth: number; readonly kind: 'sent' | 'failed' }
  | { readonly do: 'start'; readonly who: Identifier; readonly case: number }
  | { readonly do: 'codes'; readonly batch: number }
  | { readonly do: 'said'; readonly nth: number }
  | { readonly do: 'answer'; readonly nth: number; readonly score: number | undefined }
  | { readonly do: 'resolve'; readonly nth: number; readonly who: Identifier }
  | { readonly do: 'tag'; readonly who: Identifier; readonly set: boolean }
  | { readonly do: 'control'; readonly user: number; readonly on: boolean }
  | { readonly do: 'engine' };

const user = fc.nat(4).map((n): Identifier => ['user_id', `u${n}`]);
const device = fc.nat(5).map((n): Identifier => ['device', `d${n}`]);
const who = fc.oneof(
  user.map((one) => [one]),
  device.map((one) => [one]),
  fc.tuple(user, device),
  fc.tuple(device, device),
);

const op: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 16,
    arbitrary: fc.record({
      do: fc.constant('event' as const),
      who,
      event: fc.constantFrom('View', 'Order', '$identify', 'Other'),
      age: fc.constantFrom(0, 0, 0, 1, HOUR, 2 * DAY, -4 * 60 * SECOND_MS),
      total: fc.constantFrom(5, 19.99, 60, 120),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('again' as const), nth: fc.nat(60) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('tick' as const), limit: fc.constantFrom(undefined, undefined, 1, 2, 5) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'release' as const }) },
  { weight: 1, arbitrary: fc.constantFrom([200_000, 900_000], [1, 2]).map((edges) => ({ do: 'model' as const, edges })) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('reroute' as const),
      step: fc.constantFrom(['cart', 'remind'] as const, ['winback', 'miss'] as const),
      action: fc.constantFrom('on' as const, 'on' as const, 'off' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('receipt' as const),
      nth: fc.nat(5),
      kind: fc.constantFrom('sent' as const, 'sent' as const, 'failed' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('start' as const), who: user, case: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('codes' as const), batch: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('said' as const), nth: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('answer' as const), nth: fc.nat(1), score: fc.constantFrom(undefined, 5, 80) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('resolve' as const), nth: fc.nat(1), who: user }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('tag' as const), who: user, set: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('control' as const), user: fc.nat(4), on: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ do: 'engine' as const }) },
);
const elapsed = fc.constantFrom(0, 0, 1, SECOND_MS, HOUR, 2 * HOUR, 7 * HOUR, DAY, 3 * DAY);
const script = fc.array(fc.tuple(elapsed, op), { minLength: 10, maxLength: 80, size: 'max' });

function rerouteEntry([journey, step]: readonly [string, string], action: 'on' | 'off'): RerouteEntry {
  return { type: 'reroute', journey, step, action, who: 'diagnosis', by: 'diagnosis', reason: 'error', evidence: { count: 9, of: 10 } };
}

/** A script as it is played: what has been sent in, and what the engine has decided so far. */
interface Played {
  readonly trial: Trial;
  readonly events: EventEntry[];
  readonly commands: Command[];
  releases: number;
}

/** Plays the script one entry at a time, so that entries can name what has been decided. */
async function play(
  script_: readonly (readonly [number, Op])[],
  way: { batchMax: number; cacheMax: number },
  before: (trial: Trial) => Promise<void> = async () => {},
): Promise<Trial> {
  const trial = await Trial.open(way);
  const played: Played = { trial, events: [], commands: [], releases: 0 };
  await trial.release([...FIRST, ...SERVICES]);
  await trial.append(codesEntry(0));
  for (const [ms, one] of script_) {
    trial.now += ms;
    await carryOut(one, played);
    await before(trial);
    await trial.run();
    const known = new Set(played.commands.map(({ message }) => message));
    for (const row of (await trial.outbox()) as unknown as Command[]) if (!known.has(row.message)) played.commands.push(row);
  }
  return trial;
}

async function carryOut(one: Op, played: Played): Promise<void> {
  const { trial, events } = played;
  switch (one.do) {
    case 'event': {
      const { who: identifiers, event, age, total } = one;
      const properties = { total, lines: [{ sku: `s${total}` }, { sku: 'bag' }] };
      const traits = event === '$identify' ? { traits: { city: `city${total}` } } : {};
      events.push(trial.entry(identifiers, event, { time: trial.now - age, properties, ...traits }));
      await trial.append(events.at(-1)!);
      return;
    }
    case 'again': {
      const event = events[one.nth];
      if (event) await trial.append(event);
      return;
    }
    case 'tick':
      return trial.tick(one.limit);
    case 'release':
      return trial.release([...(++played.releases % 2 === 1 ? SECOND : FIRST), ...SERVICES]);
    case 'model':
      await trial.append({ type: 'model', model: 'quantiles', trait: 'rank', version: '1', edges: one.edges });
      return;
    case 'reroute':
      await trial.append(rerouteEntry(one.step, one.action));
      return;
    case 'engine':
      await trial.append({ type: 'engine', version: '2' });
      return;
    case 'control':
      return trial.control(`u${one.user}`, { action: one.on ? 'suppress' : 'unsuppress', reason: 'asked' });
    case 'codes':
      await trial.append(codesEntry(one.batch));
      return;
    case 'start':
      await trial.append(
        trial.entry([one.who], 'Journey Start Requested', { properties: { case: one.case }, start: { journey: 'service' } }),
      );
      return;
    case 'tag':
      await trial.append(trial.entry([one.who], 'Tag Changed', { properties: { tag: 'favoured', set: one.set } }));
      return;
    default:
      return comeBack(one, played);
  }
}

/** What became of something that the engine has decided. */
async function comeBack(one: Extract<Op, { do: 'receipt' | 'said' | 'answer' | 'resolve' }>, { trial, commands }: Played): Promise<void> {
  const times = { time: trial.now, receivedAt: trial.now };
  if (one.do === 'said') {
    const emitted = commands.filter((command) => command.type === 'emit').at(-1 - one.nth);
    if (emitted) await trial.append(emittedEvent(emitted, times));
    return;
  }
  const sends = commands.filter((command): command is SendCommand => command.type === 'send');
  if (one.do === 'resolve') {
    const ticket = sends.filter((command) => command.ticket).at(-1 - one.nth);
    if (ticket) await trial.append(trial.entry([one.who], 'Ticket Resolved', { properties: { ticket_id: ticket.message } }));
  } else if (one.do === 'answer') {
    const call = sends.filter(({ response }) => response).at(-1 - one.nth);
    const answer = one.score === undefined ? { problem: 'answer.not_json' } : { traits: { score: one.score } };
    if (call) await trial.append(answerEvent(answer, { message: call, type: 'webhook', ...times }));
  } else {
    const sent = sends.at(-1 - one.nth);
    const wall = { decidedAt: trial.now, dispatchedAt: trial.now };
    if (sent)
      await trial.append({
        type: 'receipt',
        kind: one.kind,
        customer: sent.customer,
        message: sent.message,
        channel: sent.channel,
        ...wall,
      });
  }
}

/** Two codes each; the same batch counts once. */
function codesEntry(batch: number): CodesEntry {
  return { type: 'codes', benefit: 'gift', batch: `b${batch}`, codes: [`A${batch}`, `B${batch}`], by: 'crm' };
}

const WAYS = [
  { batchMax: 1, cacheMax: 100 },
  { batchMax: 7, cacheMax: 0 },
  { batchMax: 7, cacheMax: 4 },
  { batchMax: 1_000, cacheMax: 0 },
  { batchMax: 1_000, cacheMax: 50_000 },
];

test(
  'R1. Batches of any size, any cache: the same customers, identifiers, outbox, facts and hashes',
  async () => {
    await fc.assert(
      fc.asyncProperty(script, async (one) => {
        const reference = await play(one, { batchMax: 1, cacheMax: 0 });
        const expected = await reference.remains();
        for (const way of WAYS) expect({ way, ...(await (await reference.again(way)).remains()) }).toEqual({ way, ...expected });
      }),
      { numRuns: Number(process.env.VOLANO_CUTS_RUNS ?? 40), seed: Number(process.env.VOLANO_CUTS_SEED ?? 7) },
    );
  },
  5 * 60_000,
);

test(
  'W3. With timers that stay behind, and with timers that stand exactly at each wake-up: the same of everything',
  async () => {
    let lazy = 0;
    await fc.assert(
      fc.asyncProperty(script, async (one) => {
        const exact = await play(one, { batchMax: 1, cacheMax: 0 }, (trial) => trial.exactTimers());
        const ours = await play(one, { batchMax: 1, cacheMax: 100 }, async (trial) => {
          const wakeups = await trial.wakeups();
          for (const [due, id] of await trial.timers()) if (wakeups.get(id) !== due) lazy++;
        });
        expect(await ours.remains()).toEqual(await exact.remains());
      }),
      { numRuns: Number(process.env.VOLANO_CUTS_RUNS ?? 40), seed: Number(process.env.VOLANO_CUTS_SEED ?? 11) },
    );
    expect(lazy).toBeGreaterThan(100);
  },
  5 * 60_000,
);

test('a log of this kind has everything in it that R1 speaks of', async () => {
  const scripts = fc.sample(script, { numRuns: 20, seed: 7 });
  const seen = new Set<string>();
  for (const one of scripts)
    for (const { kind, action, detail } of await (await play(one, { batchMax: 1, cacheMax: 0 })).facts()) {
      seen.add(`${kind}.${action}`);
      if (kind === 'decision' || kind === 'benefit' || kind === 'journey') seen.add(`${kind}.${action} ${detail?.rule ?? detail?.branch}`);
    }
  expect([...seen]).toEqual(
    expect.arrayContaining([
      'identity.merged',
      'tag.set',
      'tag.removed',
      'tag.expired',
      'segment.entered',
      'segment.left',
      'journey.entered',
      'journey.converted',
      'verdict.defer',
      'verdict.suppress',
      'message.decided',
      'message.sent',
      'consent.suppressed',
      'release.applied',
      'model.changed',
      'reroute.on',
      'reroute.off',
      'benefit.granted',
      'benefit.refused benefit.empty',
      'benefit.stocked',
      'alert.raised',
      'ticket.opened',
      'message.answered',
      'message.failed',
      'journey.moved answered',
      'journey.moved answer.not_json',
      'journey.moved resolved',
      'decision.entered trigger.start',
      'decision.not_entered entries.per_day',
      'decision.not_entered reentry.cooldown',
    ]),
  );
});
