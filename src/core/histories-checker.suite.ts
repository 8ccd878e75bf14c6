/**
 * What a trace must not hold, read from it alone: no line is shared with guard, and local time is asked of Intl. The checker keeps its own
 * account of what the customer has chosen, where they live and what was decided, and objects to what goes against it.
 */
import { DAY, HOUR } from '../base/index.ts';
import type { AcceptedFrequency, FrequencyCap, MessageClass } from '../define/index.ts';
import { JOURNEYS, type Rules, type Traced, WORKSPACE_ZONE } from './histories.suite.ts';
import type { Fact } from './index.ts';

const SPANS: Readonly<Record<string, number>> = {
  '2h': 2 * HOUR,
  '3h': 3 * HOUR,
  '6h': 6 * HOUR,
  '24h': DAY,
  '72h': 3 * DAY,
  '7d': 7 * DAY,
};
const LIVES: Readonly<Record<MessageClass, string>> = { marketing: '24h', service: '72h', transactional: '7d' };
const OPT_IN: ReadonlySet<string> = new Set(['offers']);
const FINAL = ['sent', 'failed', 'withdrawn'];

interface Decided {
  readonly message: string;
  /** Of the decision, or of the request to send it once more. */
  at: number;
  isAgain: boolean;
  readonly channel: string;
  readonly purpose: string;
  readonly messageClass: MessageClass;
  readonly journey: string;
  readonly instance: string;
}

type Wish = Pick<Decided, 'channel' | 'purpose' | 'messageClass'>;

const formats = new Map<string, Intl.DateTimeFormat>();

/** `2024-06-12 23:05` on the wall. */
function wallOf(at: number, zone: string): readonly [date: string, time: string] {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  formats.set(zone, format);
  const [date = '', time = ''] = format.format(at).split(' ');
  return [date, time];
}

function periodOf(at: number, unit: string, zone: string): string {
  const [date] = wallOf(at, zone);
  if (unit === 'day') return date;
  if (unit === 'month') return date.slice(0, 7);
  const day = new Date(`${date}T00:00Z`);
  return new Date(day.getTime() - ((day.getUTCDay() + 6) % 7) * DAY).toISOString().slice(0, 10);
}

export class Checker {
  /** What should not have been, in words. */
  readonly violations: string[] = [];
  /** How often what was decided or done. */
  readonly tally: Map<string, number> = new Map();
  readonly #rules: Rules;
  readonly #zones: ReadonlySet<string>;
  #zone = WORKSPACE_ZONE;
  #accepted: unknown;
  #suppressed = false;
  #isVip = false;
  readonly #closed = new Set<string>();
  readonly #choices = new Map<string, string>();
  readonly #decided = new Map<string, Decided>();
  /** Message -> what has ended its journey. */
  readonly #ended = new Map<string, string>();
  readonly #outcomes = new Map<string, string[]>();
  /** Message -> when it was handed over last, answered or not, since it was decided or asked for once more. */
  readonly #mayHaveGone = new Map<string, number>();
  /** Message -> when it was handed over, answered or not. */
  readonly #handed = new Map<string, number[]>();
  /** Message -> when it counts, once its hand-over has ended: not at all when it was withdrawn. */
  readonly #countedAt = new Map<string, number>();
  readonly #redelivered: string[] = [];
  #zoneSince = 0;
  #acceptedSince = 0;
  /** Instance -> event time from which ends count. */
  readonly #since = new Map<string, number>();
  readonly #bought: number[] = [];
  /** Instance and step -> it waits for the end of quiet hours. */
  readonly #waiting = new Set<string>();
  #cause = 0;

  constructor(rules: Rules, zones: readonly string[]) {
    this.#rules = rules;
    this.#zones = new Set(zones);
  }

  check(trace: readonly Traced[]): this {
    for (const traced of trace) {
      if (traced.type === 'fact') this.#fact(traced.fact);
      else if (traced.type === 'event') this.#event(traced);
      else if (traced.type === 'control') this.#control(traced.control);
      else this.#delivery(traced);
    }
    for (const { message } of this.#decided.values()) {
      const outcomes = this.#outcomes.get(message) ?? [];
      const asked = 1 + this.#redelivered.filter((one) => one === message).length;
      if (outcomes.length !== asked) this.#object(`${message} ended ${outcomes.length} times: ${outcomes.join(', ')}`);
    }
    for (const place of this.#waiting) this.#object(`${place} waits for ever`);
    return this;
  }

  #delivery({ type, at, message, until, rule }: Extract<Traced, { message: string }>): void {
    const decided = this.#decided.get(message);
    if (!decided) {
      this.#object(`${message} was handed over without a decision`);
      return;
    }
    const objections = this.#objections(decided, at);
    // What is on its way may not arrive; still it was right to keep a second chance from exceeding a cap.
    if (decided.isAgain && (type === 'withdrawn' || type === 'given up')) objections.push(...this.#full(decided, at));
    this.#count(`${type}${rule === '' ? '' : ` ${rule}`}`);
    if (type === 'handed' || type === 'tried') {
      const before = this.#handed.get(message) ?? [];
      this.#handed.set(message, [...before, at]);
      objections.push(...this.#exceeded(decided, at));
      if (type === 'tried') this.#handed.set(message, before);
      else this.#mayHaveGone.set(message, at);
      for (const objection of objections) this.#object(`${message} was ${type} at ${at}: ${objection}`);
    }
    if (type === 'withdrawn' || type === 'given up') {
      this.#left({ decided, at, rule, objections });
      const mayHaveGone = this.#mayHaveGone.has(message);
      if (mayHaveGone !== (type === 'given up')) this.#object(`${message} was ${type}, and ${mayHaveGone ? 'may' : 'cannot'} have gone`);
    }
    if (type === 'later') this.#later(message, { at, until, messageClass: decided.messageClass });
  }

  #left({ decided, at, rule, objections }: { decided: Decided; at: number; rule: string; objections: readonly string[] }): void {
    const { message, messageClass } = decided;
    if (objections.length === 0) this.#object(`${message} was withdrawn by ${rule} though nothing was against it`);
    if (rule !== 'quiet_hours.expired') return;
    const latest = Math.min(decided.at + this.#life(messageClass), at + this.#patience(messageClass));
    if (!this.#isQuiet(latest)) this.#object(`${message} was withdrawn though the quiet hours end before ${latest}`);
  }

  /** What speaks against handing the message over now. */
  #objections({ message, at: decidedAt, channel, purpose, messageClass, journey }: Decided, at: number): string[] {
    const objections = this.#refusals({ channel, purpose, messageClass });
    if (at > decidedAt + this.#life(messageClass)) objections.push('expired');
    if (messageClass === 'transactional') return objections;
    const ended = this.#ended.get(message);
    if (ended !== undefined) objections.push(ended);
    if (journey === 'begin' && this.#isVip) objections.push('exit: vip');
    if (journey === 'active' && this.#bought.some((time) => at - time < DAY)) objections.push('goal: bought');
    if (this.#quietFor(messageClass, at)) objections.push('quiet hours');
    return objections;
  }

  #refusals({ channel, purpose, messageClass }: Wish): string[] {
    const refusals: string[] = [];
    if (this.#suppressed) refusals.push('suppressed');
    if (this.#closed.has(channel)) refusals.push('channel suppressed');
    const choice = this.#choices.get(purpose);
    if (choice === 'withdrawn') refusals.push('consent withdrawn');
    if (messageClass === 'transactional') return refusals;
    if (choice === 'missing' || (choice === undefined && OPT_IN.has(purpose))) refusals.push('no consent');
    return refusals;
  }

  #fact(fact: Fact): void {
    const { kind, action, name, detail = {} } = fact;
    if (kind === 'profile' && name === 'timezone') {
      this.#zone = this.#zones.has(String(detail.to)) ? String(detail.to) : WORKSPACE_ZONE;
      this.#zoneSince = fact.at;
    }
    if (kind === 'profile' && name === 'accepted') {
      this.#accepted = detail.to;
      this.#acceptedSince = fact.at;
    }
    if (kind === 'consent') this.#consent(fact);
    if (kind === 'segment') this.#segment(fact);
    if (kind === 'journey') this.#journey(fact);
    if (kind === 'verdict') {
      this.#count(`${action} ${detail.rule}`);
      this.#verdict(fact);
    }
    if (kind === 'message') this.#message(fact);
  }

  #consent({ action, name, detail = {} }: Fact): void {
    if (action === 'granted' || action === 'withdrawn') this.#choices.set(name, String(detail.choice));
    const { channel } = detail;
    if (typeof channel === 'string') this.#closed[action === 'suppressed' ? 'add' : 'delete'](channel);
    else if (action === 'suppressed' || action === 'unsuppressed') this.#suppressed = action === 'suppressed';
  }

  /** What staff says holds from then on, whatever the facts say. */
  #control(control: Extract<Traced, { type: 'control' }>['control']): void {
    if (control.action === 'consent') this.#choices.set(control.purpose, control.granted ? 'granted' : 'withdrawn');
    else if (control.channel !== undefined) this.#closed[control.action === 'suppress' ? 'add' : 'delete'](control.channel);
    else this.#suppressed = control.action === 'suppress';
  }

  #event({ at, name, time }: Extract<Traced, { type: 'event' }>): void {
    this.#cause = time;
    if (name === 'Bought') this.#bought.push(time);
    for (const decided of this.#decided.values()) {
      const { goal, exits = [] } = JOURNEYS.find(({ id }) => id === decided.journey)!;
      const ends = [goal, ...exits].some((end) => end && 'event' in end && end.event === name);
      if (ends && time >= (this.#since.get(decided.instance) ?? Infinity)) this.#end(decided, name);
      if (decided.journey === 'active' && name === 'Bought' && at - time < DAY) this.#end(decided, name);
    }
  }

  #segment({ action, name }: Fact): void {
    if (name === 'vip') this.#isVip = action === 'entered';
    for (const decided of this.#decided.values()) {
      if (name === 'active' && action === 'retracted' && decided.journey === 'active') this.#end(decided, 'the trigger never was');
      if (name === 'vip' && action === 'entered' && decided.journey === 'begin') this.#end(decided, 'exit: vip');
    }
  }

  #journey({ action, subject = '' }: Fact): void {
    if (action === 'entered') this.#since.set(subject, this.#cause);
    if (action !== 'converted' && action !== 'exited' && action !== 'failed' && action !== 'completed') return;
    for (const place of this.#waiting) if (place.startsWith(`${subject} `)) this.#waiting.delete(place);
    if (action === 'completed') return;
    for (const decided of this.#decided.values()) if (decided.instance === subject) this.#end(decided, action);
  }

  #end({ message }: Decided, by: string): void {
    const outcome = this.#outcomes.get(message)?.at(-1);
    if (outcome === undefined || outcome === 'failed' || this.#isOpen(message)) this.#ended.set(message, this.#ended.get(message) ?? by);
  }

  #message(fact: Fact): void {
    const { action, subject = '', detail = {} } = fact;
    const [channel, purpose] = [String(detail.channel), String(detail.purpose)];
    if (FINAL.includes(action)) this.#outcomes.set(subject, [...(this.#outcomes.get(subject) ?? []), action]);
    const gone = this.#mayHaveGone.get(subject);
    if (action === 'withdrawn' && gone !== undefined)
      this.#object(`${subject} is said to have been withdrawn, and may have gone at ${gone}`);
    if (action === 'sent' || action === 'failed') this.#countedAt.set(subject, Number(detail.dispatchedAt));
    if (action === 'unsubscribed' || action === 'complained') this.#choices.set(purpose, 'withdrawn');
    if (action === 'complained' || (action === 'bounced' && detail.permanent === true)) this.#closed.add(channel);
    if (action === 'redelivered') this.#again(this.#decided.get(subject)!, fact.at);
    if (action !== 'decided') return;
    const messageClass = detail.messageClass as MessageClass;
    const wish: Wish = { channel, purpose, messageClass };
    for (const reason of [...this.#refusals(wish), ...this.#full(wish, fact.at)]) this.#object(`${subject} was decided: ${reason}`);
    if (this.#quietFor(messageClass, fact.at)) this.#object(`${subject} was decided in quiet hours`);
    const about = { journey: fact.journey!, instance: String(detail.instance), isAgain: false };
    this.#decided.set(subject, { message: subject, at: fact.at, ...wish, ...about });
  }

  #verdict({ action, at, step, detail = {} }: Fact): void {
    const wish: Wish = {
      channel: String(detail.channel),
      purpose: String(detail.purpose),
      messageClass: detail.messageClass as MessageClass,
    };
    const place = `${detail.instance} ${step}`;
    this.#waiting.delete(place);
    if (action === 'defer') {
      this.#waiting.add(place);
      this.#later(place, { at, until: Number(detail.until), messageClass: wish.messageClass });
    }
    const rule = String(detail.rule);
    if (action !== 'suppress' || rule.startsWith('holdout.')) return;
    const isExpired =
      rule === 'quiet_hours.expired' && this.#quietFor(wish.messageClass, at) && this.#isQuiet(at + this.#patience(wish.messageClass));
    const reasons = rule.startsWith('cap.') ? this.#full(wish, at) : this.#refusals(wish);
    if (!isExpired && reasons.length === 0) this.#object(`${place} was suppressed by ${rule} though nothing was against it`);
  }

  /** A wait is for the end of quiet hours that hold, and not longer than the message is worth. */
  #later(what: string, { at, until, messageClass }: { at: number; until: number; messageClass: MessageClass }): void {
    if (!this.#quietFor(messageClass, at)) this.#object(`${what} was held back at ${at} without need`);
    if (until <= at || this.#isQuiet(until)) this.#object(`${what} waits until ${until}, which is no end of quiet hours`);
    if (until - at > this.#patience(messageClass)) this.#object(`${what} waits longer than it may, until ${until}`);
  }

  /** Caps that hold as many messages as they may. */
  #full(wish: Wish, at: number): string[] {
    const { caps = [], acceptedFrequency: accepted } = this.#rules;
    if (wish.messageClass === 'transactional') return [];
    const full = caps.filter((cap) => this.#counted(cap, wish, at) >= cap.max).map(({ id }) => `cap ${id}`);
    if (!accepted || typeof this.#accepted !== 'number') return full;
    return this.#counted(accepted, wish, at) >= this.#accepted ? [...full, 'more than accepted'] : full;
  }

  #again(decided: Decided, at: number): void {
    this.#count('redelivered');
    this.#redelivered.push(decided.message);
    decided.at = at;
    decided.isAgain = true;
    this.#countedAt.set(decided.message, at);
    this.#mayHaveGone.delete(decided.message);
  }

  #isOpen(message: string): boolean {
    const asked = 1 + this.#redelivered.filter((one) => one === message).length;
    return (this.#outcomes.get(message)?.length ?? 0) < asked;
  }

  /**
   * Caps that this hand-over exceeds, by the hand-overs alone. What the customer changed after the last decision that counts (where they live,
   * how much they accept) was not known to it.
   */
  #exceeded(mine: Decided, at: number): string[] {
    const { caps = [], acceptedFrequency: accepted } = this.#rules;
    if (mine.messageClass === 'transactional') return [];
    const over = (cap: FrequencyCap | AcceptedFrequency, max: number, since: number): boolean => {
      if (!matches(cap, mine)) return false;
      const together = [...this.#decided.values()].filter(
        (one) => matches(cap, one) && (this.#handed.get(one.message) ?? []).some((time) => this.#isWithin(cap.per, time, at)),
      );
      return together.length > max && since < Math.max(...together.map((one) => one.at));
    };
    const objections = caps
      .filter((cap) => over(cap, cap.max, typeof cap.per === 'string' ? 0 : this.#zoneSince))
      .map(({ id }) => `over cap ${id}`);
    if (!accepted || typeof this.#accepted !== 'number') return objections;
    const since = Math.max(this.#acceptedSince, typeof accepted.per === 'string' ? 0 : this.#zoneSince);
    return over(accepted, this.#accepted, since) ? [...objections, 'more than accepted'] : objections;
  }

  #isWithin(per: FrequencyCap['per'], time: number, at: number): boolean {
    if (typeof per === 'string') return at - time < SPANS[per]!;
    return periodOf(time, per.this, this.#zone) === periodOf(at, per.this, this.#zone);
  }

  /** Infinitely few for a cap that does not concern the message. */
  #counted(cap: FrequencyCap | AcceptedFrequency, wish: Wish & { readonly message?: string }, at: number): number {
    if (!matches(cap, wish)) return -Infinity;
    let count = 0;
    for (const one of this.#decided.values()) {
      if (one.message === wish.message || !matches(cap, one)) continue;
      const counted = this.#isOpen(one.message) ? at : this.#countedAt.get(one.message);
      if (counted !== undefined && this.#isWithin(cap.per, counted, at)) count++;
    }
    return count;
  }

  #quietFor(messageClass: MessageClass, at: number): boolean {
    return messageClass !== 'transactional' && (this.#rules.quietHours?.classes.includes(messageClass) ?? false) && this.#isQuiet(at);
  }

  #isQuiet(at: number): boolean {
    const { quietHours } = this.#rules;
    if (!quietHours) return false;
    const { from, to } = quietHours;
    const [, time] = wallOf(at, this.#zone);
    return from < to ? time >= from && time < to : time >= from || time < to;
  }

  #life(messageClass: MessageClass): number {
    return SPANS[this.#rules.expiry?.[messageClass] ?? LIVES[messageClass]]!;
  }

  #patience(messageClass: MessageClass): number {
    return this.#rules.quietHours?.expireAfter === undefined ? this.#life(messageClass) : SPANS[this.#rules.quietHours.expireAfter]!;
  }

  #count(what: string): void {
    this.tally.set(what, (this.tally.get(what) ?? 0) + 1);
  }

  #object(violation: string): void {
    this.violations.push(violation);
  }
}

function matches(cap: FrequencyCap | AcceptedFrequency, { channel, purpose, messageClass }: Wish): boolean {
  if (!cap.classes.includes(messageClass) || (cap.channel ?? channel) !== channel) return false;
  return !('purpose' in cap) || cap.purpose === purpose;
}
