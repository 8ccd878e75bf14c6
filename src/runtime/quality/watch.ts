/**
 * Watches the quality of the data: measures it, and says in the log what is wrong, once, until it is right again.
 *
 * A1. An alert is raised once, and cleared before the same can be raised again, also over restarts: what is raised is read from the facts.
 */
import { createHash } from 'node:crypto';
import { DAY, durationMs, HOUR } from '../../base/index.ts';
import type { AlertEntry } from '../../core/index.ts';
import type { EventDefinition, WorkspaceDefinition } from '../../define/index.ts';
import {
  assess,
  breachKey,
  countHours,
  type HourCounts,
  type Measurement,
  NO_COUNTS,
  PAST_DAYS,
  type Quality,
  qualitySettings,
  type SinkLink,
} from '../../learn/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import type { Quarantine } from '../../sense/index.ts';
import type { Appending } from '../appender.ts';
import type { EngineLink } from '../engine/index.ts';
import type { Releases } from '../releases.ts';
import { expectedCounts } from './expected.ts';
import { RefusedCounter } from './refused.ts';

export interface WatchedParts {
  readonly warehouse: Warehouse;
  readonly sink: SinkLink;
  readonly engine: EngineLink;
  readonly appender: Appending;
  readonly releases: Releases;
  readonly quarantine: Quarantine;
  /** While history is replayed, what is refused is refused at another time than the events are of: it is not measured. */
  readonly isEventTime: () => boolean;
}

type QualityAlert = Extract<AlertEntry, { readonly what: 'quality' }>;

const LATE_AFTER = HOUR;

export class QualityWatch {
  readonly #parts: WatchedParts;
  readonly #refused: RefusedCounter;
  /** Of whole hours that do not change any more; `#from` is the first hour that is read anew. */
  #hours: HourCounts[] = [];
  #from: number | undefined;
  /** Breach -> its alert. */
  #raised: Map<string, string> | undefined;
  #latest: Quality | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: WatchedParts) {
    this.#parts = parts;
    this.#refused = new RefusedCounter(parts.quarantine);
  }

  /** Another process may have raised and cleared alerts meanwhile: what stands is read anew. */
  takeUp(): void {
    this.#raised = undefined;
  }

  /** As it was measured last; undefined before that. */
  get latest(): Quality | undefined {
    return this.#latest;
  }

  /** Measures, and raises and clears alerts. Resolves with how many were appended to the log. */
  run(): Promise<number> {
    return this.#inTurn(async () => {
      const quality = await this.#measure();
      const raised = await this.#raisedAlerts();
      const entries = changes(quality, raised);
      if (entries.length === 0) return 0;
      await this.#parts.appender.entries(entries);
      for (const { state, id, ...about } of entries) {
        const key = breachKey(about as Pick<Measurement, 'measure' | 'source' | 'event'>);
        if (state === 'raised') raised.set(key, id);
        else raised.delete(key);
      }
      return entries.length;
    });
  }

  /** Resolves when the warehouse has what has been appended by now. */
  async settled(): Promise<void> {
    const { engine, sink } = this.#parts;
    await engine.caughtUp();
    await sink.flush(engine.status.seq);
  }

  /** Alerts that are raised at present. */
  get raised(): number {
    return this.#raised?.size ?? 0;
  }

  /** Measures now; raises nothing. */
  measure(): Promise<Quality> {
    return this.#inTurn(() => this.#measure());
  }

  /**
   * As it would have been measured at an instant of the past, ms: from the events that had come by then, against the limits of today. What was refused is not
   * among it, nor what was expected; nothing is raised.
   */
  async measureAt(at: number): Promise<Quality> {
    const { warehouse, sink, engine } = this.#parts;
    await sink.flush(engine.status.seq);
    const { events, settings } = this.#defined();
    const from = at - (at % HOUR) - PAST_DAYS * DAY - HOUR;
    const hours = await countHours(warehouse, { from, to: at, lateAfter: lateAfterOf(events), lateAfterDefault: LATE_AFTER });
    return assess({ now: at, hours, expected: [], settings, raised: new Set() });
  }

  /** Counts of so many hours, the running one the last, by source and event, oldest first; hours without an event are left out. */
  recentHours(count: number): Promise<readonly HourCounts[]> {
    return this.#inTurn(async () => {
      const { sink, engine, appender } = this.#parts;
      await sink.flush(engine.status.seq);
      const now = appender.time;
      const first = now - (now % HOUR) - (count - 1) * HOUR;
      const hours = await this.#hoursUntil(now, this.#defined().events);
      return hours.filter(({ hour }) => hour >= first).sort((a, b) => a.hour - b.hour);
    });
  }

  #inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(run);
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #measure(): Promise<Quality> {
    const { warehouse, sink, engine, appender, releases } = this.#parts;
    await sink.flush(engine.status.seq);
    const now = appender.time;
    const { events, settings } = this.#defined();
    const raised = await this.#raisedAlerts();
    this.#latest = assess({
      now,
      hours: await this.#hoursUntil(now, events),
      expected: await expectedCounts(warehouse, releases.list, now),
      settings,
      raised: new Set(raised.keys()),
    });
    return this.#latest;
  }

  /** What the running release says of events and limits. */
  #defined(): { readonly events: readonly EventDefinition[]; readonly settings: ReturnType<typeof qualitySettings> } {
    const definitions = this.#parts.releases.list.at(-1)?.definitions.map(({ definition }) => definition) ?? [];
    const workspace = definitions.find((one): one is WorkspaceDefinition => one.kind === 'workspace');
    const events = definitions.filter((one): one is EventDefinition => one.kind === 'event');
    return { events, settings: qualitySettings(workspace?.quality) };
  }

  async #hoursUntil(now: number, events: readonly EventDefinition[]): Promise<readonly HourCounts[]> {
    const running = now - (now % HOUR);
    const first = running - PAST_DAYS * DAY - HOUR;
    const from = Math.max(this.#from ?? first, first);
    const to = running + HOUR;
    const fresh = await countHours(this.#parts.warehouse, { from, to, lateAfter: lateAfterOf(events), lateAfterDefault: LATE_AFTER });
    const counted = [...this.#hours.filter(({ hour }) => hour >= first && hour < from), ...fresh];
    // Entries get their hour at the append; two hours later all of them are in the warehouse, or it is far behind.
    this.#from = running - 2 * HOUR;
    this.#hours = counted;
    return this.#parts.isEventTime() ? counted : joined(counted, await this.#refused.since(first));
  }

  async #raisedAlerts(): Promise<Map<string, string>> {
    if (this.#raised) return this.#raised;
    const rows = await this.#parts.warehouse.query<{ alert: string; measure: Measurement['measure']; source: string; event: string }>(
      `SELECT alert, any(measure) AS measure, any(source) AS source, any(event) AS event FROM alerts WHERE what = 'quality' GROUP BY alert HAVING countIf(state = 'cleared') = 0`,
    );
    this.#raised = new Map(rows.map(({ alert, ...about }) => [breachKey(about), alert]));
    return this.#raised;
  }
}

function lateAfterOf(events: readonly EventDefinition[]): ReadonlyMap<string, number> {
  return new Map(events.map(({ id, lateAfter: after }) => [id, after === undefined ? LATE_AFTER : durationMs(after)]));
}

function joined(
  hours: readonly HourCounts[],
  refused: readonly { readonly hour: number; readonly source: string; readonly event: string; readonly refused: number }[],
): HourCounts[] {
  const keyOf = ({ hour, source, event }: Pick<HourCounts, 'hour' | 'source' | 'event'>): string => JSON.stringify([hour, source, event]);
  const all = new Map(hours.map((one) => [keyOf(one), one]));
  for (const one of refused) all.set(keyOf(one), { ...NO_COUNTS, ...all.get(keyOf(one)), ...one });
  return [...all.values()];
}

/** What has come to be wrong, and what is right again. A breach that is not measured any more stays: nothing says that it is better. */
function changes({ at, measurements }: Quality, raised: ReadonlyMap<string, string>): QualityAlert[] {
  return measurements.flatMap(({ breached, ...measured }): QualityAlert[] => {
    const key = breachKey(measured);
    const id = raised.get(key);
    if (breached === (id !== undefined)) return [];
    const about = { type: 'alert', what: 'quality', ...measured } as const;
    return [breached ? { ...about, id: alertId(key, at), state: 'raised' } : { ...about, id: id!, state: 'cleared' }];
  });
}

function alertId(key: string, at: number): string {
  return `alert-${createHash('sha256').update(key).digest('hex').slice(0, 12)}-${at.toString(36)}`;
}
