/**
 * The people of the omni example, a slice of time after the other: what they do by themselves, and what they do about messages.
 *
 * W1. What they do by themselves is a function of seed and person; messages change nothing about it (E2).
 * W2. Arrivals never go back in time, over all slices.
 */
import type { Arrival } from './call.ts';
import { liveHabits } from './habits.ts';
import { newIdentity } from './identity.ts';
import { Life } from './life.ts';
import type { LinkVisit, Message } from './mail.ts';
import { drawPerson, joinDay } from './person.ts';
import { Random } from './random.ts';
import { type CausedOrder, Reactions } from './reaction.ts';
import { DAY_MS, HORIZON_DAYS, YEAR_FROM } from './season.ts';
import { Sender } from './sender.ts';
import { makeVisit } from './visit.ts';

/** Orders of those who come by are numbered apart from all others. */
const FIRST_STROLL = 100_000;

export interface WorldOptions {
  readonly seed: string;
  /** People, not profiles: some stay strangers in one world, and lost cookies leave visitors behind. */
  readonly customers: number;
  /** How much later than in 2025 everything happens, ms; whole weeks keep the days of the week. Default 0. */
  readonly shiftMs?: number;
}

export class World {
  readonly from: number;
  private readonly agenda: (((day: number) => void)[] | undefined)[] = Array.from({ length: HORIZON_DAYS }, () => []);
  private readonly lives = new Map<number, Life>();
  private readonly reactions: Reactions;
  private pending: Arrival[] = [];
  private visits: LinkVisit[] = [];
  private day = 0;
  private reached: number;
  private strolls = 0;
  private readonly seed: string;
  private readonly customers: number;

  constructor({ seed, customers, shiftMs = 0 }: WorldOptions) {
    this.seed = seed;
    this.customers = customers;
    this.from = YEAR_FROM + shiftMs;
    this.reached = this.from;
    const out = (arrival: Arrival): void => void this.pending.push(arrival);
    const plan = (day: number, task: (day: number) => void): void => void this.agenda[day]?.push(task);
    this.reactions = new Reactions({
      seed,
      lifeOf: (person) => this.lives.get(person),
      plan,
      out,
      visit: (visit) => void this.visits.push(visit),
      shiftMs,
    });
    for (let index = 0; index < customers; index++) {
      plan(joinDay(seed, index), (day) => {
        const life = new Life(drawPerson(seed, index), { plan, out, shiftMs });
        this.lives.set(index, life);
        life.begin(day);
        liveHabits(life, day, { seed, plan, out, shiftMs });
      });
    }
  }

  /** Orders that messages led to, by order id. */
  get caused(): ReadonlyMap<string, CausedOrder> {
    return this.reactions.caused;
  }

  /** What arrives before this instant and has not been asked for, in order. */
  next(until: number): readonly Arrival[] {
    for (; this.day < HORIZON_DAYS && this.from + this.day * DAY_MS < until; this.day++) {
      // A task may plan another for the same day.
      const tasks = this.agenda[this.day]!;
      for (const task of tasks) task(this.day);
      this.agenda[this.day] = undefined;
    }
    const floor = this.reached;
    const due = this.pending.filter(({ at }) => at < until).map((arrival) => (arrival.at < floor ? { ...arrival, at: floor } : arrival));
    this.pending = this.pending.filter(({ at }) => at >= until);
    this.reached = until;
    return due.sort(byArrival).filter(({ call }) => Date.parse(call.timestamp) >= this.from);
  }

  /** A message reached somebody. What they do about it lies after everything that `next` has given. */
  receive(message: Message): void {
    this.reactions.receive(message, this.reached);
  }

  /** Somebody comes by at this moment, whoever it is: the calls of one visit, spread over its minutes. Beside the life of that person. */
  stroll(now: number): readonly Arrival[] {
    this.strolls += 1;
    const random = new Random(`${this.seed}/stroll/${this.strolls}`);
    const index = random.chance(0.75) ? random.whole(0, this.customers - 1) : this.customers + this.strolls;
    const life = this.lives.get(index);
    const person = { ...(life?.person ?? drawPerson(this.seed, index)), random };
    const identity = life ? { ...life.identity, person } : newIdentity(person);
    const arrivals: Arrival[] = [];
    const sender = new Sender(identity, (arrival) => void arrivals.push(arrival), { prefix: `s${this.strolls}-` });
    const channel = person.home === 'mini_program' ? person.home : person.prefersApp ? 'app' : 'web';
    const outcome = (['look', 'cart', 'checkout', 'order'] as const)[random.weighted([45, 25, 12, 18])]!;
    makeVisit(sender, { channel, start: now, outcome, signedIn: random.chance(0.7), serial: FIRST_STROLL + this.strolls });
    return arrivals.sort(byArrival);
  }

  /** Requests because of messages, due before this instant, in order. */
  requests(until: number): readonly LinkVisit[] {
    const due = this.visits.filter(({ at }) => at < until).sort((a, b) => a.at - b.at);
    this.visits = this.visits.filter(({ at }) => at >= until);
    return due;
  }
}

function byArrival(a: Arrival, b: Arrival): number {
  return a.at - b.at || a.person - b.person || (a.call.messageId < b.call.messageId ? -1 : 1);
}
