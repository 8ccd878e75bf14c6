/**
 * A preview: the count and its overlap from the warehouse, by the second evaluator; single customers by the engine's own, and reach by guard's. Changes
 * nothing, and leaves the log alone.
 */
import { type CustomerId, VolanoError } from '../../base/index.ts';
import type { Plan } from '../../core/index.ts';
import { drawnSql, exceptionsSql, type Sink } from '../../learn/index.ts';
import type { Log } from '../../port/log/index.ts';
import type { StateStore } from '../../port/state/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { byPartition, type EngineLink } from '../engine/index.ts';
import type { ProfileLookup } from '../figures.ts';
import { customerOf, readCustomersAt, survivorOf } from '../reading.ts';
import type { Releases } from '../releases.ts';
import type { Preview, PreviewQuestion } from './answer.ts';
import { overlapOf } from './overlap.ts';
import { matchesOf } from './people.ts';
import { reachAmong } from './reach.ts';
import { type Tried, tried } from './trial.ts';

export interface PreviewWorld {
  readonly warehouse: Warehouse;
  readonly state: Pick<StateStore, 'getMany' | 'load' | 'range'>;
  readonly log: Log;
  readonly releases: Releases;
  readonly engine: Pick<EngineLink, 'status'>;
  readonly sink: Pick<Sink, 'flush'>;
  /** That the engine follows. */
  readonly plan: () => Plan;
  /** Instant of evaluation, ms. */
  readonly now: () => number;
}

/** Members that guard is asked about: 5,000 give a share to about a percentage point and a half. */
const ASKED_MAX = 5_000;

/** Waits for the warehouse to have what the engine has. Rejects with errors of kind `definition`, and VOLANO_RESOURCE_UNKNOWN. */
export async function previewOf(question: PreviewQuestion, world: PreviewWorld): Promise<Preview> {
  const { warehouse, engine } = world;
  const trial = tried(question, world.releases, world.now());
  const whom = question.whom && (await foundIn(world, question.whom));
  const { position, seq } = engine.status;
  await world.sink.flush(seq);
  const customers = engine.status.counters.get('customers') ?? 0;
  const [row] = await warehouse.query<{ exceptions: number }>(exceptionsSql(trial, trial.evaluated));
  const exceptions = Number(row?.exceptions ?? 0);
  const count = trial.evaluated.holdsOfOthers ? Math.max(0, customers - exceptions) : exceptions;
  const wants = new Set(question.parts);
  const upTo = { ...world, upTo: byPartition(engine.status).map((one) => one.position) };
  const drawn = wants.has('sample') || wants.has('reach') ? await drawnMembers(trial, question, world) : [];
  const [match] = whom === undefined ? [] : await matchesOf([whom], trial, upTo);
  return {
    kind: trial.kind,
    id: trial.id,
    at: trial.evaluated.now,
    position,
    customers,
    count,
    share: customers === 0 ? 0 : count / customers,
    ...(wants.has('sample') && {
      sample: (await matchesOf(drawn.slice(0, question.sample), trial, upTo)).map(({ why: _, ...shown }) => shown),
    }),
    ...(wants.has('overlap') && { overlap: await overlapOf(trial, { count, exceptions }, world) }),
    ...(wants.has('reach') && {
      reach: reachAmong(await readCustomersAt(world.state, drawn, trial.ofState ?? world.plan()), {
        count,
        plan: trial.ofState ?? world.plan(),
        now: trial.evaluated.now,
      }),
    }),
    ...(match && { match }),
  };
}

async function foundIn({ state }: PreviewWorld, whom: ProfileLookup): Promise<CustomerId> {
  const id = 'customer' in whom ? (whom.customer as CustomerId) : await customerOf({ state }, [whom.namespace, whom.value]);
  const survivor = id && (await survivorOf(state, id));
  if (survivor) return survivor;
  throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', {
    kind: 'customer',
    id: 'customer' in whom ? whom.customer : `${whom.namespace}:${whom.value}`,
  });
}

async function drawnMembers(trial: Tried, { parts, sample }: PreviewQuestion, { warehouse }: PreviewWorld): Promise<CustomerId[]> {
  const limit = parts.includes('reach') ? Math.max(ASKED_MAX, sample) : sample;
  const rows = await warehouse.query<{ customer: string }>(drawnSql(trial, { ...trial.evaluated, limit }));
  return rows.map(({ customer }) => customer as CustomerId);
}
