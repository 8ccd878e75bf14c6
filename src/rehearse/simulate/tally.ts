/** What a simulation came to: who went where in each journey, what was sent to whom, what guard refused, what it cost. A function of its facts. */
import { dayOf } from '../../base/index.ts';
import type { GuardrailMeasure, Release } from '../../define/index.ts';
import type { FactRow } from '../virtual/world.ts';

export interface StepTally {
  readonly step: string;
  /** Customers who came to it, each once. */
  readonly customers: number;
  /** Of a send: verdicts. */
  readonly sent: number;
  readonly deferred: number;
  readonly suppressed: number;
}

export interface JourneyTally {
  readonly journey: string;
  readonly entered: number;
  /** Whose trigger came, and something spoke against it; by rule. */
  readonly turnedAway: Readonly<Record<string, number>>;
  readonly completed: number;
  readonly converted: number;
  /** Left before the end, by rule. */
  readonly exited: Readonly<Record<string, number>>;
  /** In the order in which steps were first come to. */
  readonly steps: readonly StepTally[];
}

export interface ChannelTally {
  readonly channel: string;
  readonly messages: number;
  /** Of one message, and of all of them, in the workspace's currency; where the channel has a price. */
  readonly price?: number;
  readonly cost?: number;
}

/** So many customers (or days of customers) with so many messages. The last one counts those with that many or more. */
export interface Distribution {
  readonly messages: number;
  readonly count: number;
}

/** Something that the diagnosis of journeys finds broken: of one step, or of the journey as a whole. */
export interface BreakTally {
  readonly journey: string;
  readonly step?: string;
  readonly measure: GuardrailMeasure;
  /** How often it raises an alert, and how often it has the step pass by its fallback. */
  readonly raised: number;
  readonly rerouted: number;
}

export interface SimulationTally {
  /** By id of the journey. */
  readonly journeys: readonly JourneyTally[];
  readonly messages: {
    readonly decided: number;
    readonly sent: number;
    readonly failed: number;
    readonly withdrawn: number;
    readonly byTemplate: Readonly<Record<string, number>>;
    /** By day in the workspace's zone, `2026-01-05`, ascending. */
    readonly byDay: readonly { readonly day: string; readonly messages: number }[];
  };
  readonly channels: readonly ChannelTally[];
  /** Undefined where no channel that is used has a price. */
  readonly cost?: number;
  readonly currency: string;
  /** Customers who were decided a message for, by how many; and the same of each of their days. */
  readonly perCustomer: readonly Distribution[];
  readonly perCustomerDay: readonly Distribution[];
  /** Verdicts by rule; `allowed` those that let go. */
  readonly verdicts: Readonly<Record<string, number>>;
  /** Days on which one customer got messages of several journeys. */
  readonly conflicts: {
    readonly customerDays: number;
    readonly customers: number;
    /** Most frequent first. */
    readonly pairs: readonly { readonly journeys: readonly [string, string]; readonly customerDays: number }[];
  };
  /** By journey, step and measure. */
  readonly breaks: readonly BreakTally[];
}

interface JourneyCounts {
  entered: number;
  completed: number;
  converted: number;
  readonly turnedAway: Map<string, number>;
  readonly exited: Map<string, number>;
  readonly steps: Map<string, { readonly customers: Set<string>; sent: number; deferred: number; suppressed: number }>;
}

const DISTRIBUTION_MAX = 10;

/** Takes facts in any order; `result` may be asked at any time. */
export class Tally {
  readonly #zone: string;
  readonly #release: Release;
  readonly #journeys = new Map<string, JourneyCounts>();
  readonly #ends = new Map<string, number>();
  /** Ids of messages. */
  readonly #decidedHere = new Set<string>();
  readonly #byTemplate = new Map<string, number>();
  readonly #byDay = new Map<number, number>();
  readonly #byChannel = new Map<string, number>();
  readonly #verdicts = new Map<string, number>();
  /** Journeys of the messages by customer and day. */
  readonly #days = new Map<string, Map<number, string[]>>();
  readonly #breaks = new Map<string, { raised: number; rerouted: number }>();

  constructor(release: Release) {
    this.#release = release;
    this.#zone = workspaceOf(release)?.timeZone ?? 'UTC';
  }

  add(fact: FactRow): void {
    const { kind, action, name } = fact;
    if (kind === 'decision') {
      if (action === 'not_entered') count(this.#journey(name).turnedAway, ruleOf(fact));
    } else if (kind === 'journey') this.#lived(fact);
    else if (kind === 'verdict') this.#verdict(fact);
    else if (kind === 'alert' || kind === 'reroute') this.#broken(fact);
    else if (kind === 'message') {
      if (action === 'decided') this.#decided(fact);
      // What was decided before has its end in here, too.
      else if (this.#decidedHere.has(fact.subject ?? '')) count(this.#ends, action);
    }
  }

  result(): SimulationTally {
    const { currency = '' } = workspaceOf(this.#release) ?? {};
    const channels = this.#channels();
    const costs = channels.flatMap(({ cost }) => cost ?? []);
    const days = [...this.#days.values()];
    return {
      journeys: [...this.#journeys].sort(byKey).map(([journey, counts]) => told(journey, counts)),
      messages: {
        decided: sum(this.#byTemplate),
        sent: this.#ends.get('sent') ?? 0,
        failed: this.#ends.get('failed') ?? 0,
        withdrawn: this.#ends.get('withdrawn') ?? 0,
        byTemplate: sorted(this.#byTemplate),
        byDay: [...this.#byDay].sort(([a], [b]) => a - b).map(([day, messages]) => ({ day: dateOf(day), messages })),
      },
      channels,
      ...(costs.length > 0 && { cost: rounded(costs.reduce((total, cost) => total + cost, 0)) }),
      currency,
      perCustomer: distributed(days.map((of) => [...of.values()].reduce((total, journeys) => total + journeys.length, 0))),
      perCustomerDay: distributed(days.flatMap((of) => [...of.values()].map((journeys) => journeys.length))),
      verdicts: sorted(this.#verdicts),
      conflicts: conflictsOf(days),
      breaks: [...this.#breaks].sort(byKey).map(([key, counts]) => {
        const [journey, step, measure] = JSON.parse(key) as [string, string, GuardrailMeasure];
        return { journey, ...(step !== '' && { step }), measure, ...counts };
      }),
    };
  }

  /** What a person has done, and alerts about anything but journeys, are none of the draft's. */
  #broken({ kind, action, name, journey, step = '', detail }: FactRow): void {
    const isAlert = kind === 'alert' && action === 'raised' && journey !== undefined;
    const isReroute = kind === 'reroute' && action === 'on' && detail?.who === 'diagnosis';
    if (!isAlert && !isReroute) return;
    const key = JSON.stringify([journey, step, isAlert ? name : String(detail?.reason ?? '')]);
    const { raised = 0, rerouted = 0 } = this.#breaks.get(key) ?? {};
    this.#breaks.set(key, { raised: raised + Number(isAlert), rerouted: rerouted + Number(isReroute) });
  }

  #lived(fact: FactRow): void {
    const { action, name, customer, step } = fact;
    const counts = this.#journey(name);
    if (action === 'entered' || action === 'completed' || action === 'converted') counts[action] += 1;
    else if (action === 'exited') count(counts.exited, ruleOf(fact));
    else if (action === 'moved' && step !== undefined) this.#step(name, step).customers.add(customer);
  }

  #verdict(fact: FactRow): void {
    const { action, name, step = '', customer } = fact;
    count(this.#verdicts, ruleOf(fact));
    const counts = this.#step(name, step);
    counts.customers.add(customer);
    if (action === 'send') counts.sent += 1;
    else if (action === 'defer') counts.deferred += 1;
    else counts.suppressed += 1;
  }

  #decided({ at, name, customer, journey = '', subject = '', detail }: FactRow): void {
    this.#decidedHere.add(subject);
    const day = dayOf(at, this.#zone);
    count(this.#byTemplate, name);
    count(this.#byDay, day);
    count(this.#byChannel, String(detail?.channel ?? ''));
    const days = this.#days.get(customer) ?? new Map<number, string[]>();
    this.#days.set(customer, days);
    const journeys = days.get(day);
    if (journeys) journeys.push(journey);
    else days.set(day, [journey]);
  }

  #journey(id: string): JourneyCounts {
    let counts = this.#journeys.get(id);
    if (!counts) {
      counts = { entered: 0, completed: 0, converted: 0, turnedAway: new Map(), exited: new Map(), steps: new Map() };
      this.#journeys.set(id, counts);
    }
    return counts;
  }

  #step(journey: string, id: string) {
    const { steps } = this.#journey(journey);
    let counts = steps.get(id);
    if (!counts) {
      counts = { customers: new Set(), sent: 0, deferred: 0, suppressed: 0 };
      steps.set(id, counts);
    }
    return counts;
  }

  #channels(): readonly ChannelTally[] {
    const prices = new Map(
      this.#release.definitions.flatMap(({ definition }) =>
        definition.kind === 'channel' ? [[definition.id, definition.price] as const] : [],
      ),
    );
    return [...this.#byChannel].sort(byKey).map(([channel, messages]) => {
      const price = prices.get(channel);
      return { channel, messages, ...(price !== undefined && { price, cost: rounded(price * messages) }) };
    });
  }
}

function told(journey: string, { turnedAway, exited, steps, ...counts }: JourneyCounts): JourneyTally {
  return {
    journey,
    ...counts,
    turnedAway: sorted(turnedAway),
    exited: sorted(exited),
    steps: [...steps].map(([step, { customers, ...verdicts }]) => ({ step, customers: customers.size, ...verdicts })),
  };
}

function conflictsOf(customers: readonly ReadonlyMap<number, readonly string[]>[]): SimulationTally['conflicts'] {
  const pairs = new Map<string, number>();
  let [customerDays, concerned] = [0, 0];
  for (const days of customers) {
    let has = false;
    for (const journeys of days.values()) {
      const several = [...new Set(journeys)].sort();
      if (several.length < 2) continue;
      has = true;
      customerDays += 1;
      for (const [i, one] of several.entries()) for (const other of several.slice(i + 1)) count(pairs, JSON.stringify([one, other]));
    }
    if (has) concerned += 1;
  }
  const most = [...pairs].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return {
    customerDays,
    customers: concerned,
    pairs: most.map(([names, days]) => ({ journeys: JSON.parse(names) as [string, string], customerDays: days })),
  };
}

function distributed(values: readonly number[]): readonly Distribution[] {
  const counts = new Map<number, number>();
  for (const value of values) count(counts, Math.min(value, DISTRIBUTION_MAX));
  return [...counts].sort(([a], [b]) => a - b).map(([messages, of]) => ({ messages, count: of }));
}

function workspaceOf({ definitions }: Release) {
  for (const { definition } of definitions) if (definition.kind === 'workspace') return definition;
  return undefined;
}

function ruleOf({ detail }: FactRow): string {
  return String(detail?.rule ?? '');
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function sum(counts: ReadonlyMap<unknown, number>): number {
  return [...counts.values()].reduce((total, one) => total + one, 0);
}

function sorted(counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...counts].sort(byKey));
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** Prices have up to four places. */
function rounded(amount: number): number {
  return Math.round(amount * 10_000) / 10_000;
}
