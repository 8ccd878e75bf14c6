/** Sends that arbitration has a say in: they ask, all of one moment together, and one goes. The rules are in arbitration.ts. */
import type { JsonObject } from '../entry.ts';
import { asksAt, ranked, type Scored, standing } from './arbitration.ts';
import type { SendInstruction } from './instruction.ts';
import { failsHere } from './passage.ts';
import { type Active, type Run, record, rest } from './run.ts';

type Sending = SendInstruction & { readonly step: string };

/** A send that asks. */
export interface Bid extends Active {
  readonly instruction: Sending;
  /** Its first way's. */
  readonly channel: string;
}

/** Whether the send has to ask first; then the instance rests at it, and `settleBids` decides, now or later. */
export function mustAsk(run: Run, active: Active, instruction: Sending): boolean {
  const { arbitration } = run.plan;
  const { journey, instance } = active;
  if (!arbitration?.classes.has(instruction.messageClass) || journey.worth.priority === undefined) return false;
  if (run.asked.has(instance.id)) return false;
  const isWaiting = instance.step === instruction.step;
  // It has won already, and what went failed: it goes on over its next way.
  if (isWaiting && instance.tried !== undefined) return false;
  const since = isWaiting && instance.waitsSince > 0 ? instance.waitsSince : run.now;
  const at = asksAt(arbitration, run.now);
  rest(run, active, { step: instruction.step, until: at, waitsSince: since });
  if (at > run.now) verdictOf(run, { ...active, instruction }, { action: 'defer', rule: 'arbitration.open', until: at, read: {} });
  else run.bids.push({ ...active, instruction, channel: instruction.ways[0]!.channel });
  return true;
}

/** How it goes on; what walking brings about may ask again. */
export interface Ways {
  /** Hands over; index to go on with, undefined when the instance rests. */
  readonly send: (bid: Bid) => number | undefined;
  readonly walk: (bid: Bid, from: number) => void;
}

/** Lets those who ask be compared, until nobody asks any more. */
export function settleBids(run: Run, ways: Ways): void {
  while (run.bids.length > 0) choose(run, run.bids.splice(0), ways);
}

interface Winner {
  readonly message: string;
  readonly at: number;
  readonly journey?: string;
  readonly scored?: Scored<Bid>;
}

function choose(run: Run, bids: readonly Bid[], ways: Ways): void {
  const { plan, now } = run;
  const arbitration = plan.arbitration!;
  const went = run.went();
  const order = ranked(arbitration, bids, { view: run.view, went, now });
  const before = standing(arbitration, went, now);
  let winner: Winner | undefined = before && { message: before.message, at: before.at };
  for (const scored of order) {
    const { contender: bid } = scored;
    // A step of another journey has taken the customer out since.
    if (!run.journeys.instances.includes(bid.instance)) continue;
    const next = winner ? lose(run, scored, winner) : hand(run, bid, ways);
    if (next.message !== undefined) {
      winner = { message: next.message, at: now, journey: bid.journey.id, scored };
    }
    if (next.index !== undefined) ways.walk(bid, next.index);
  }
}

interface Next {
  /** Where it goes on; undefined: it rests. */
  readonly index: number | undefined;
  /** What was decided. */
  readonly message?: string;
}

function hand(run: Run, bid: Bid, { send }: Ways): Next {
  const { asked, commands } = run;
  const end = commands.length;
  asked.add(bid.instance.id);
  const index = send(bid);
  asked.delete(bid.instance.id);
  const decided = commands.slice(end).find((one) => one.type === 'send');
  return { index, ...(decided && { message: decided.message }) };
}

function lose(run: Run, scored: Scored<Bid>, winner: Winner): Next {
  const { contender: bid, score, parts } = scored;
  const { windowMs, drops, expireMs } = run.plan.arbitration!;
  const since = bid.instance.waitsSince;
  const until = winner.at + windowMs;
  const read: JsonObject = {
    message: winner.message,
    wentAt: winner.at,
    score,
    parts,
    ...(winner.journey !== undefined && { to: winner.journey }),
    ...(winner.scored && { winner: { score: winner.scored.score, parts: winner.scored.parts } }),
  };
  const isDropped = drops || until - since > expireMs;
  if (!isDropped) {
    rest(run, bid, { step: bid.instruction.step, until, waitsSince: since });
    verdictOf(run, bid, { action: 'defer', rule: 'arbitration.lost', until, read });
    return { index: undefined };
  }
  verdictOf(run, bid, { action: 'suppress', rule: 'arbitration.lost', read });
  failsHere(run, bid, 'arbitration.lost');
  return { index: bid.instruction.failed };
}

interface Said {
  readonly action: 'defer' | 'suppress';
  readonly rule: 'arbitration.open' | 'arbitration.lost';
  readonly until?: number;
  readonly read: JsonObject;
}

function verdictOf(
  run: Run,
  { journey, instance, instruction }: Active & { readonly instruction: Sending },
  { action, rule, until, read }: Said,
): void {
  const { purpose, messageClass, step, ways } = instruction;
  const { channel, template } = ways[0]!;
  const detail: JsonObject = {
    rule,
    read,
    instance: instance.id,
    channel,
    template,
    purpose,
    messageClass,
    ...(until !== undefined && { until }),
  };
  const about = { id: journey.id, version: journey.version, journey: journey.id, step, subject: run.nextEffectId('m'), detail };
  record(run, { kind: 'verdict', action, ...about });
}
