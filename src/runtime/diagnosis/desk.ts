/**
 * The diagnosis of journeys: looks at each step at an interval of the installation's clock, says in the log what is broken and what has recovered, and gives steps over to their
 * fallbacks and back.
 *
 * G1. One process at a time does it (it goes on beside the engine of the first partition). What stands is read from the facts, so another one goes on where it ended.
 * G2. A step with guardrails is rerouted by them alone; one with a fallback and no guardrail by its own past. It is given back when nothing that reroutes is broken any more.
 * G3. Every partition has every reroute: whoever takes up the desk says again what stands; an entry that changes nothing leaves no fact.
 */
import { createHash } from 'node:crypto';
import { DAY, durationMs, HOUR, MINUTE, VolanoError } from '../../base/index.ts';
import type { AlertEntry, JsonObject, RerouteEntry } from '../../core/index.ts';
import { GUARDRAIL_WINDOW, type JourneyDefinition } from '../../define/index.ts';
import {
  breakKey,
  type DiagnosedStep,
  diagnose,
  diagnosedFrom,
  diagnosedSteps,
  KeptFigures,
  type RaisedBreak,
  type SinkLink,
  type StepMeasurement,
} from '../../learn/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import type { Appending } from '../appender.ts';
import { byPartition, type EngineLink, type EngineStatus } from '../engine/index.ts';
import type { Releases } from '../releases.ts';
import { examplesOf } from './examples.ts';
import { type BreakEvidence, raisedBreaks, type StandingReroute, type StandingReroutes, standingReroutes } from './standing.ts';
import { Traffic } from './traffic.ts';

export interface DiagnosisParts {
  readonly warehouse: Warehouse;
  readonly sink: Pick<SinkLink, 'flush'>;
  readonly engine: Pick<EngineLink, 'caughtUp'> & {
    readonly status: Pick<EngineStatus, 'position' | 'seq' | 'byPartition' | 'counters' | 'nextWakeAt'>;
  };
  readonly appender: Pick<Appending, 'time' | 'entries'>;
  readonly releases: Pick<Releases, 'list'>;
}

/** A step as it is. */
export interface StepDiagnosis {
  readonly step: string;
  readonly hasFallback: boolean;
  readonly reroute?: StandingReroute;
  readonly measurements: readonly StepMeasurement[];
}

/** A journey as it is, its steps in reading order. */
export interface JourneyDiagnosis {
  readonly journey: string;
  readonly at: number;
  readonly steps: readonly StepDiagnosis[];
}

/** What a person says of a step. */
export interface RerouteSaid {
  readonly journey: string;
  readonly step: string;
  readonly action: RerouteEntry['action'];
  readonly by: string;
  readonly reason: string;
}

const EVERY = 15 * MINUTE;
/** What changes where somebody has said something of a step, or of an alert. */
const SAID = ['reroute.on', 'reroute.off', 'reroute.auto', 'alert.raised', 'alert.cleared'];

interface Measured {
  readonly at: number;
  readonly steps: readonly DiagnosedStep[];
  readonly measurements: readonly StepMeasurement[];
  readonly raised: ReadonlyMap<string, RaisedBreak>;
  readonly reroutes: readonly StandingReroute[];
  readonly untold: StandingReroutes['untold'];
}

interface Stands extends StandingReroutes {
  /** Counters of what had been said by then. */
  readonly said: string;
  readonly raised: ReadonlyMap<string, RaisedBreak>;
}

export class DiagnosisDesk {
  readonly #parts: DiagnosisParts;
  readonly #figures: KeptFigures;
  readonly #traffic: Traffic = new Traffic();
  #looked = 0;
  #isTold = false;
  #standing: Stands | undefined;
  /** Nothing stood at the last look, nor has come of it. */
  #nothingStood = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: DiagnosisParts) {
    this.#parts = parts;
    this.#figures = new KeptFigures(parts.warehouse);
  }

  /** How often a replay of history is looked at, ms of its time: as often as the shortest window of a guardrail ends; a day at most, an hour at least. */
  get replayedEveryMs(): number {
    const windows = this.#steps().flatMap(({ guardrails }) => guardrails.map(({ window = GUARDRAIL_WINDOW }) => durationMs(window)));
    return Math.max(HOUR, Math.min(DAY, ...windows));
  }

  /** Nothing stands that could end, and so few have come that nothing can be judged. */
  get isQuiet(): boolean {
    const mayJudge = this.#traffic.mayJudge(this.#parts.appender.time, this.#steps(), this.#parts.engine.status);
    return !mayJudge && this.#nothingStood && this.#standing?.said === this.#said();
  }

  /** Looks when the last look was long enough ago on the installation's clock. Resolves with how many entries came of it. */
  async watch(everyMs: number = EVERY): Promise<number> {
    const now = this.#parts.appender.time;
    if (now - this.#looked < everyMs) return 0;
    const entries = this.isQuiet ? 0 : await this.run();
    this.#looked = now;
    return entries;
  }

  /** Another process may have looked meanwhile: what it has said is to be read. */
  takeUp(): void {
    this.#isTold = false;
    this.#standing = undefined;
    this.#nothingStood = false;
  }

  /** Looks now: raises and clears alerts, gives steps over and back. Resolves with how many entries came of it, when the warehouse has them. */
  run(): Promise<number> {
    return this.#inTurn(async () => {
      const measured = await this.#measure();
      const entries = [...(await this.#alerts(measured)), ...this.#reroutes(measured)];
      const stands = measured.raised.size + measured.reroutes.length + measured.untold.length + entries.length > 0;
      this.#nothingStood = !stands;
      if (entries.length === 0) return 0;
      this.#isTold = false;
      await this.#parts.appender.entries(entries);
      this.#isTold = true;
      await this.#settled();
      return entries.length;
    });
  }

  /** Looks now and changes nothing. Rejects with VOLANO_RESOURCE_UNKNOWN. Without a journey all of them. */
  async of(journey?: string): Promise<readonly JourneyDiagnosis[]> {
    const { at, steps, measurements, reroutes } = await this.#inTurn(() => this.#measure());
    const journeys = Map.groupBy(steps, (one) => one.journey);
    if (journey !== undefined && !journeys.has(journey)) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'journey', id: journey });
    return [...journeys].flatMap(([id, its]): JourneyDiagnosis[] => {
      if (journey !== undefined && id !== journey) return [];
      return [{ journey: id, at, steps: its.map((one) => diagnosisOf(one, measurements, reroutes)) }];
    });
  }

  /** A person gives a step over (`on`), holds it as it is (`off`), or lets go of it (`auto`). Rejects with VOLANO_RESOURCE_UNKNOWN and VOLANO_FALLBACK_MISSING. */
  async reroute({ journey, step, action, by, reason }: RerouteSaid): Promise<JourneyDiagnosis> {
    const steps = this.#steps().filter((one) => one.journey === journey);
    if (steps.length === 0) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'journey', id: journey });
    const found = steps.find((one) => one.step === step);
    if (!found) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'step', id: step });
    if (!found.hasFallback && action === 'on') throw new VolanoError('VOLANO_FALLBACK_MISSING', { journey, step });
    await this.#parts.appender.entries([{ type: 'reroute', journey, step, action, who: 'person', by, reason }]);
    await this.#settled();
    return (await this.of(journey))[0]!;
  }

  #inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(run);
    this.#last = result.catch(() => undefined);
    return result;
  }

  #said(): string {
    const { counters } = this.#parts.engine.status;
    return SAID.map((name) => counters.get(name) ?? 0).join(' ');
  }

  async #settled(): Promise<void> {
    const { engine, sink } = this.#parts;
    await engine.caughtUp();
    await sink.flush(engine.status.seq);
  }

  /** Of the journeys of the running release. */
  #steps(): DiagnosedStep[] {
    const definitions = this.#parts.releases.list.at(-1)?.definitions.map(({ definition }) => definition) ?? [];
    return definitions.filter((one): one is JourneyDefinition => one.kind === 'journey').flatMap(diagnosedSteps);
  }

  async #measure(): Promise<Measured> {
    const { sink, engine, appender } = this.#parts;
    const said = this.#said();
    const upTo = byPartition(engine.status).map(({ seq }) => seq);
    await sink.flush(engine.status.seq);
    const at = appender.time;
    const steps = this.#steps();
    const hours = await this.#figures.count({ steps, from: diagnosedFrom(at, steps), to: at - (at % HOUR) + HOUR, upTo });
    const { raised, standing: reroutes, untold } = await this.#stands(said);
    return { at, steps, measurements: diagnose({ now: at, steps, hours, raised }), raised, reroutes, untold };
  }

  /** Read anew when something has been said since. */
  async #stands(said: string): Promise<Stands> {
    if (this.#standing?.said !== said) {
      const { warehouse } = this.#parts;
      this.#standing = { said, raised: await raisedBreaks(warehouse), ...(await standingReroutes(warehouse)) };
    }
    return this.#standing;
  }

  /** What has come to be broken, and what has recovered; what is raised of steps that are no more is cleared. */
  async #alerts({ at, measurements, raised }: Measured): Promise<AlertEntry[]> {
    const entries: AlertEntry[] = [];
    const measured = new Set<string>();
    for (const one of measurements) {
      const key = breakKey(one);
      measured.add(key);
      const standing = raised.get(key);
      if (one.breached === (standing !== undefined)) continue;
      const examples = one.breached ? await examplesOf(this.#parts.warehouse, one) : [];
      entries.push(alertOf(one, standing?.alert ?? alertId(key, at), examples));
    }
    for (const [key, { alert, broken, usual }] of raised) {
      if (measured.has(key)) continue;
      const [journey, step, measure] = JSON.parse(key) as [string, string, string];
      const about = { type: 'alert', id: alert, state: 'cleared', what: 'journey', measure, journey, step } as const;
      entries.push({ ...about, value: 0, threshold: usual, evidence: { ...broken, reason: 'removed' } });
    }
    return entries;
  }

  #reroutes({ steps, measurements, reroutes, untold }: Measured): RerouteEntry[] {
    const entries = untold.map(({ journey, step, reason }): RerouteEntry => ({ ...BY_DIAGNOSIS, journey, step, action: 'off', reason }));
    for (const step of steps) {
      const { journey, hasFallback } = step;
      const standing = reroutes.find((one) => one.journey === journey && one.step === step.step);
      const broken = hasFallback ? measurements.find((one) => one.breached && reroutesBy(one, step)) : undefined;
      const about = { ...BY_DIAGNOSIS, journey, step: step.step };
      if (broken && !standing) entries.push({ ...about, action: 'on', reason: broken.measure, evidence: evidenceOf(broken, []) });
      else if (!broken && standing?.on && !standing.held) entries.push({ ...about, action: 'off', reason: standing.reason });
      else if (standing && !this.#isTold) entries.push(said(standing));
    }
    return entries;
  }
}

const BY_DIAGNOSIS = { type: 'reroute', who: 'diagnosis', by: 'diagnosis' } as const;

function reroutesBy({ journey, step, by }: StepMeasurement, { guardrails, ...of }: DiagnosedStep): boolean {
  return journey === of.journey && step === of.step && (guardrails.length === 0 || by === 'guardrail');
}

/** The same again, for partitions that have not heard it (G3). */
function said({ journey, step, on, held, by, reason }: StandingReroute): RerouteEntry {
  return { type: 'reroute', journey, step, action: on ? 'on' : 'off', who: held ? 'person' : 'diagnosis', by, reason };
}

function diagnosisOf(
  { journey, step, hasFallback }: DiagnosedStep,
  all: readonly StepMeasurement[],
  reroutes: readonly StandingReroute[],
): StepDiagnosis {
  const isIt = (one: { readonly journey: string; readonly step: string }): boolean => one.journey === journey && one.step === step;
  const reroute = reroutes.find(isIt);
  return { step, hasFallback, ...(reroute && { reroute }), measurements: all.filter(isIt) };
}

function alertOf(one: StepMeasurement, id: string, examples: readonly string[]): AlertEntry {
  const { journey, step, measure, value, threshold, z, breached } = one;
  const about = { type: 'alert', id, state: breached ? 'raised' : 'cleared', what: 'journey', measure, journey, step } as const;
  return { ...about, value: value ?? 0, threshold, ...(z !== undefined && { z }), evidence: evidenceOf(one, examples) };
}

function evidenceOf({ count, of, past, usual, by, from, to }: StepMeasurement, examples: readonly string[]): JsonObject {
  const evidence: BreakEvidence = { count, of, past, usual, by, from, to, examples };
  return { ...evidence, past: { ...past }, examples: [...examples] };
}

function alertId(key: string, at: number): string {
  return `alert-${createHash('sha256').update(key).digest('hex').slice(0, 12)}-${at.toString(36)}`;
}
