/**
 * Looks after rollouts: how each stands, what staff says of it, and what it does by itself.
 *
 * K1. What happens by itself follows from the log, the facts and the time of the log alone, so whoever looks comes to the same; of two who look at once one is heard.
 * K2. Of a rollout that was halted by itself an alert is raised once, also when whoever halted it died before saying so, and cleared when the release that it is
 *     of has been replaced.
 */
import { VolanoError } from '../../base/index.ts';
import { type AlertEntry, BEGUN, currentRollouts, type RolloutEntry, type RolloutStanding } from '../../core/index.ts';
import type { Guardrail, RolledOut, Rollout } from '../../define/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import type { Appending } from '../appender.ts';
import type { EngineLink } from '../engine/index.ts';
import type { Releases } from '../releases.ts';
import { figuresOf } from './figures.ts';
import { evidenceOf, type Finding, findingsOf, heldUntil, type NextMove, nextMove, type WaitsFor } from './judge.ts';
import { said } from './said.ts';

export interface RolloutDeskParts {
  readonly warehouse: Pick<Warehouse, 'query'>;
  readonly appender: Pick<Appending, 'entries' | 'time'>;
  readonly engine: Pick<EngineLink, 'reached' | 'status'>;
  readonly sink: { flush(seq: number): Promise<void> };
  readonly releases: Pick<Releases, 'list' | 'plan'>;
}

/** How a rollout stands. Instants in ms. */
export interface RolloutReport {
  readonly id: string;
  readonly release: number;
  readonly state: RolloutStanding['state'];
  readonly stage: number;
  readonly settings: Pick<Rollout, 'by' | 'stages' | 'guardrails' | 'onHalt'>;
  readonly journeys: readonly RolledOut[];
  /** When the stage began, and when it has been held. */
  readonly since: number;
  readonly heldUntil: number;
  /** What it waits for before it goes on by itself; absent where nothing more comes. */
  readonly waitsFor?: WaitsFor;
  /** What the guardrails say. */
  readonly findings: readonly Finding[];
}

/** What staff says: `stage`: to which one; default: the next. */
export interface RolloutWish {
  readonly action: 'advance' | 'pause' | 'resume' | 'halt';
  readonly stage?: number;
  readonly reason?: string;
  readonly by: string;
}

interface Standing {
  readonly rollout: Rollout;
  readonly release: number;
  /** When its release came. */
  readonly begun: number;
  readonly standing: RolloutStanding;
}

const VOLANO = 'volano';

export class RolloutDesk {
  readonly #parts: RolloutDeskParts;

  constructor(parts: RolloutDeskParts) {
    this.#parts = parts;
  }

  /** Those that the running release is about, the newest first. */
  async list(): Promise<readonly RolloutReport[]> {
    const current = this.#current();
    if (current.length > 0) await this.#settled();
    return Promise.all(current.map((one) => this.#report(one)));
  }

  /** Rejects with VOLANO_RESOURCE_UNKNOWN, VOLANO_ROLLOUT_STATE where that cannot be done now, and VOLANO_ROLLOUT_OVERTAKEN. */
  async say(id: string, wish: RolloutWish): Promise<RolloutReport> {
    const found = this.#current().find(({ rollout }) => rollout.id === id);
    if (!found) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'rollout', id });
    const { state, stage } = found.standing;
    const isOpen = state === 'running' || state === 'paused';
    const isRight = wish.action === 'pause' ? state === 'running' : wish.action === 'resume' ? state === 'paused' : isOpen;
    if (!isRight) throw new VolanoError('VOLANO_ROLLOUT_STATE', { id, state });
    const to = wish.stage ?? stage + 1;
    if (wish.action === 'advance' && (to <= stage || to > found.rollout.stages.length))
      throw new VolanoError('VOLANO_OPTION_INVALID', {
        option: 'stage',
        expected: said`a stage after ${stage + 1}, at most ${found.rollout.stages.length} (one more: for everybody)`,
        value: String(to + 1),
      });
    await this.#append(found, {
      ...moveOf(wish.action, to, found),
      by: wish.by,
      ...(wish.reason !== undefined && { reason: wish.reason }),
    });
    await this.#settled();
    return this.#report(this.#current().find(({ rollout }) => rollout.id === id) ?? found);
  }

  /** Whether one is under way. */
  get isOpen(): boolean {
    return this.#open().length > 0;
  }

  /** Whether there has ever been one: alerts about it may be due. */
  get hasAny(): boolean {
    return this.#parts.releases.list.some(({ rollouts }) => rollouts);
  }

  /** What happens every minute. Resolves to what has been done, in words of the log. */
  async look(): Promise<readonly RolloutEntry['action'][]> {
    const open = this.#open();
    const done: RolloutEntry['action'][] = [];
    if (open.length > 0) await this.#settled();
    for (const one of open) {
      const move = await this.#next(one);
      if (move.action === 'waits') continue;
      const stage = move.action === 'advanced' ? move.stage : one.standing.stage;
      const evidence = evidenceOf(move.findings);
      try {
        await this.#append(one, { action: move.action, stage, by: VOLANO, ...(evidence!.length > 0 && { evidence: evidence! }) });
        done.push(move.action);
      } catch (error) {
        // Somebody else looked at the same moment: what they said stands.
        if (!(error instanceof VolanoError && error.code === 'VOLANO_ROLLOUT_OVERTAKEN')) throw error;
      }
    }
    await this.#alerts();
    return done;
  }

  #open(): readonly Standing[] {
    return this.#current().filter(({ standing }) => standing.state === 'running' || standing.state === 'paused');
  }

  #current(): readonly Standing[] {
    const { releases, engine } = this.#parts;
    const all = new Map(
      [...currentRollouts(releases.plan.journeys).values()].map(({ rollout, release }) => [rollout.id, { rollout, release }]),
    );
    return [...all.values()]
      .flatMap(({ rollout, release }): Standing[] => {
        const effect = engine.status.effects.get(release);
        return effect ? [{ rollout, release, begun: effect.at, standing: effect.rollouts?.[rollout.id] ?? BEGUN }] : [];
      })
      .sort((a, b) => b.release - a.release || (a.rollout.id < b.rollout.id ? -1 : 1));
  }

  #settled(): Promise<void> {
    const { sink, engine } = this.#parts;
    return sink.flush(engine.status.seq);
  }

  async #report(one: Standing): Promise<RolloutReport> {
    const { rollout, release, begun, standing } = one;
    const { id, journeys, stages, by, guardrails, onHalt } = rollout;
    const { state, stage, since = begun } = standing;
    const isOpen = state === 'running' || state === 'paused';
    const move = isOpen ? await this.#next(one) : undefined;
    return {
      id,
      release,
      state,
      stage,
      settings: { stages, ...(by && { by }), ...(guardrails && { guardrails }), ...(onHalt && { onHalt }) },
      journeys,
      since,
      heldUntil: heldUntil(rollout, stage, since),
      ...(move?.action === 'waits' && { waitsFor: move.for }),
      findings: await this.#findings(one),
    };
  }

  async #next(one: Standing): Promise<NextMove> {
    const { rollout, begun, standing } = one;
    if (this.#isPreparing(rollout)) return { action: 'waits', for: 'preparing', findings: [] };
    const { since = begun } = standing;
    return nextMove(rollout, standing, { now: this.#parts.appender.time, since, findings: await this.#findings(one) });
  }

  /** While the past of what it reads is being brought, nobody enters the new version. */
  #isPreparing({ journeys }: Rollout): boolean {
    const waiting = this.#parts.releases.plan.preparation?.definitions ?? [];
    return waiting.some(({ definition }) => definition.kind === 'journey' && journeys.some(({ journey }) => journey === definition.id));
  }

  async #findings({ rollout, begun }: Standing): Promise<readonly Finding[]> {
    const { warehouse, appender, releases } = this.#parts;
    const { guardrails = [] } = rollout;
    const { versionsOf } = releases.plan.journeys;
    const hasGoal = (journey: string, version: number) =>
      versionsOf.get(journey)?.some((one) => one.version === version && one.goal !== undefined) ?? false;
    const asked = { rollout, since: begun, now: appender.time, hasGoal };
    const counted = await Promise.all(
      guardrails.map(async (guardrail) => [guardrail, await figuresOf(warehouse, { ...asked, guardrail })] as const),
    );
    const figures = new Map<Guardrail, Awaited<ReturnType<typeof figuresOf>>>(counted);
    return findingsOf(rollout, (guardrail) => figures.get(guardrail)!);
  }

  async #append(
    { rollout, release, standing }: Standing,
    said: Pick<RolloutEntry, 'action' | 'stage' | 'by' | 'reason' | 'evidence'>,
  ): Promise<void> {
    const { appender, engine } = this.#parts;
    const { id } = rollout;
    const nth = standing.nth + 1;
    const appended = await appender.entries([{ type: 'rollout', release, id, nth, ...said }]);
    await Promise.all(appended.map((place) => engine.reached(place)));
    const now = engine.status.effects.get(release)?.rollouts?.[id];
    const isHeard = now && (now.nth > nth || (now.stage === said.stage && isAfter(said.action, now.state)));
    if (!isHeard) throw new VolanoError('VOLANO_ROLLOUT_OVERTAKEN', { id });
  }

  /** K2. */
  async #alerts(): Promise<void> {
    const { warehouse, appender, releases } = this.#parts;
    if (!this.hasAny) return;
    await this.#settled();
    const rows = await warehouse.query<{ readonly id: string; readonly cleared: number; readonly evidence: string }>(
      `SELECT subject AS id, toFloat64(countIf(action = 'cleared')) AS cleared, '' AS evidence FROM facts WHERE kind = 'alert' AND startsWith(subject, '${ALERT}') GROUP BY subject
UNION ALL SELECT concat('halted ', name) AS id, 0 AS cleared, any(detail) AS evidence FROM facts WHERE kind = 'rollout' AND action = 'halted' AND JSONExtractString(detail, 'by') = '${VOLANO}' GROUP BY name`,
    );
    const halted = this.#current().filter(({ standing }) => standing.state === 'halted');
    const told = new Map(rows.filter(({ id }) => id.startsWith(ALERT)).map(({ id, cleared }) => [id, Number(cleared) > 0]));
    const entries = halted.flatMap(({ rollout }): AlertEntry[] => {
      const row = rows.find(({ id }) => id === `halted ${rollout.id}`);
      return row && !told.has(`${ALERT}${rollout.id}`) ? [alertOf(rollout, 'raised', row.evidence)] : [];
    });
    for (const [id, isCleared] of told) {
      if (isCleared || halted.some(({ rollout }) => id === `${ALERT}${rollout.id}`)) continue;
      const rollout = releases.list.flatMap(({ rollouts = [] }) => rollouts).find((one) => id === `${ALERT}${one.id}`);
      if (rollout) entries.push(alertOf(rollout, 'cleared', rows.find((row) => row.id === `halted ${rollout.id}`)?.evidence ?? '{}'));
    }
    if (entries.length > 0) await appender.entries(entries);
  }
}

const ALERT = 'rollout-';

function alertOf({ id, journeys }: Rollout, state: AlertEntry['state'], detail: string): AlertEntry {
  const { evidence = [] } = JSON.parse(detail) as { readonly evidence?: readonly (Guardrail & Pick<Finding, 'journey' | 'evidence'>)[] };
  const [first] = evidence;
  return {
    type: 'alert',
    id: `${ALERT}${id}`,
    state,
    what: 'rollout',
    rollout: id,
    journey: first?.journey ?? journeys[0]!.journey,
    measure: first?.measure ?? '',
    value: first?.evidence.value ?? 0,
    threshold: first?.evidence.bound ?? 0,
    evidence: JSON.parse(JSON.stringify(first?.evidence ?? {})),
  };
}

function moveOf(action: RolloutWish['action'], to: number, { rollout, standing }: Standing): Pick<RolloutEntry, 'action' | 'stage'> {
  const { stage } = standing;
  switch (action) {
    case 'advance':
      return to < rollout.stages.length ? { action: 'advanced', stage: to } : { action: 'completed', stage };
    case 'pause':
      return { action: 'paused', stage };
    case 'resume':
      return { action: 'resumed', stage };
    case 'halt':
      return { action: 'halted', stage };
  }
}

function isAfter(action: RolloutEntry['action'], state: RolloutStanding['state']): boolean {
  if (action === 'advanced') return state === 'running' || state === 'paused';
  return state === (action === 'resumed' ? 'running' : action);
}
