/**
 * The diagnosis of a draft's journeys, as live: it looks at intervals of simulated time, and what it finds is alerted, rerouted and given back at that moment.
 *
 * D1. Of journeys that the draft has as the history has them, what the history's own diagnosis has said counts; of the others that counts nothing.
 * D2. Looked at are those others of which a step has guardrails or a fallback.
 */
import type { AlertEntry, Entry, RerouteEntry } from '../../core/index.ts';
import type { Definition, JourneyDefinition, Release } from '../../define/index.ts';
import { diagnosedSteps } from '../../learn/index.ts';
import { DiagnosisDesk } from '../../runtime/rehearsal/index.ts';
import type { SimulatedLearning } from './learning.ts';

/** Where the simulation is. */
export interface SimulatedMoment {
  readonly now: number;
  readonly position: number;
  readonly seq: number;
  readonly counters: ReadonlyMap<string, number>;
  readonly nextWakeAt: number | undefined;
}

export interface SimulatedDeskOptions {
  readonly learning: SimulatedLearning;
  /** Of the draft. */
  readonly definitions: readonly Definition[];
  readonly moment: () => SimulatedMoment;
}

export class SimulatedDesk {
  readonly #journeys: readonly JourneyDefinition[];
  readonly #desk: DiagnosisDesk;
  #lived: ReadonlyMap<string, string> = new Map();
  #dueAt = Number.POSITIVE_INFINITY;
  #said: Entry[] = [];

  constructor({ learning, definitions, moment }: SimulatedDeskOptions) {
    this.#journeys = definitions.filter((one) => one.kind === 'journey');
    const own = (): readonly Release[] => [
      { number: 1, definitions: this.#journeys.filter((one) => this.#isOwn(one.id)).map((definition) => ({ version: 1, definition })) },
    ];
    this.#desk = new DiagnosisDesk({
      warehouse: learning.warehouse,
      sink: { flush: () => learning.flush() },
      engine: {
        get status() {
          return moment();
        },
        caughtUp: async () => undefined,
      },
      appender: {
        get time() {
          return moment().now;
        },
        entries: async (entries) => {
          this.#said.push(...entries);
          return [];
        },
      },
      releases: {
        get list() {
          return own();
        },
      },
    });
  }

  /** What is in force in the history from here on. */
  lived(release: Release | undefined): void {
    this.#lived = journeyKeys(release?.definitions.map(({ definition }) => definition) ?? []);
  }

  /** The draft has come in. */
  begin(now: number): void {
    const everyMs = this.#desk.replayedEveryMs;
    this.#dueAt = Math.floor(now / everyMs) * everyMs + everyMs;
  }

  get dueAt(): number {
    return this.#dueAt;
  }

  /** What it says now. */
  async look(): Promise<readonly Entry[]> {
    await this.#desk.watch(0);
    this.begin(this.#dueAt);
    return this.#said.splice(0).filter((entry) => 'journey' in entry && entry.journey !== undefined && this.#isOwn(entry.journey));
  }

  /** Whether what the history's diagnosis has said counts here. */
  counts(entry: AlertEntry | RerouteEntry): boolean {
    if (entry.type === 'reroute') return entry.who === 'person' || !this.#isOwn(entry.journey);
    return entry.what !== 'journey' || !this.#isOwn(entry.journey);
  }

  #isOwn(journey: string): boolean {
    const found = this.#journeys.find(({ id }) => id === journey);
    return found !== undefined && isWatched(found) && this.#lived.get(journey) !== JSON.stringify(found);
  }
}

/** Whether the draft has a journey of its own to be looked at: what releases of the history say, from the draft's moment on. */
export function needsDesk(definitions: readonly Definition[], lived: readonly Release[]): boolean {
  const journeys = definitions.filter((one) => one.kind === 'journey').filter(isWatched);
  const all = lived.map((one) => journeyKeys(one.definitions.map(({ definition }) => definition)));
  return journeys.some((one) => all.length === 0 || all.some((keys) => keys.get(one.id) !== JSON.stringify(one)));
}

function isWatched(journey: JourneyDefinition): boolean {
  return diagnosedSteps(journey).some(({ guardrails, hasFallback }) => guardrails.length > 0 || hasFallback);
}

function journeyKeys(definitions: readonly Definition[]): ReadonlyMap<string, string> {
  return new Map(definitions.filter(({ kind }) => kind === 'journey').map((one) => [one.id, JSON.stringify(one)]));
}
