/**
 * Whom a trial is about: somebody made up, or a customer whom the product knows.
 *
 * P1. A known customer is as the engine had it at the moment that the trial begins: who it is, what is known of it, where it stands in journeys, what it was
 *     sent, what it allows. From there on the trial's own world goes on, and nothing of it comes back.
 * P2. The draws of a known customer are its own, for they are a hash of its id: holdouts, arms, places in a rollout.
 * P3. What a trial says of a known customer is of its beginning, after the release that the trial tries has come into force.
 */
import { VolanoError } from '../../base/index.ts';
import { type Identifier, type LeftOutBy, leftOutOf, segmentsOf, tagsOf } from '../../core/index.ts';
import type { Project } from '../../define/index.ts';
import { type KnownRows, type ReadCustomer, readById } from '../../runtime/rehearsal/index.ts';
import { said } from '../said.ts';
import type { FactRow, VirtualWorld } from '../virtual/world.ts';
import type { TrialKnown, TrialStep, TrialWish } from './wish.ts';

/** By this a made-up customer is known. */
const MADE_UP: Identifier = ['user_id', 'made-up-customer'];

export interface Somebody {
  /** By what an event finds the customer. */
  readonly by: Identifier;
  /** Of one who is known. */
  readonly known?: {
    readonly customer: string;
    readonly report: TrialKnown;
    /** Where it was in the journey, step by step. */
    readonly steps: readonly TrialStep[];
    /** That it was in segments, as facts say it. */
    readonly facts: readonly FactRow[];
  };
}

/** In a world that has begun with it. */
export async function somebodyIn(world: VirtualWorld, { known, journey, project }: TrialWish): Promise<Somebody> {
  const read = known && (await readById(world.reader, known.customer));
  if (!read) return { by: MADE_UP };
  const steps = placesIn(read, journey);
  const leftOut = leftOutBy(read, journey, project);
  const report: TrialKnown = {
    identifiers: read.identifiers,
    tags: tagsOf(read.customer.known),
    segments: segmentsOf(read.customer.known),
    ...(steps[0] && { inside: steps[0] }),
    ...(leftOut && { leftOut }),
    unknownPast: world.unknownPast.map(({ definition: { kind, id } }) => ({ kind, id })),
  };
  return { by: strongestOf(read, world), known: { customer: read.id, report, steps, facts: membershipsOf(read, known!) } };
}

/** Where a customer rests in a journey. */
export function placesIn({ customer }: ReadCustomer, journey: string): readonly TrialStep[] {
  return customer.journeys.instances
    .filter((one) => one.journey === journey)
    .map(({ step, enteredAt, due }) => ({ step, at: enteredAt, ...(Number.isFinite(due) && { until: due }) }));
}

/** Throws VOLANO_REHEARSAL_IMPOSSIBLE where there is none that leads to the customer. */
function strongestOf({ identifiers }: ReadCustomer, world: VirtualWorld): Identifier {
  const { identity } = world.reader.plan();
  const usable = identifiers.filter((one) => identity.blocked(one) === undefined);
  const [strongest] = usable.sort((a, b) => identity.strongestFirst(a, b));
  if (strongest) return strongest;
  throw new VolanoError('VOLANO_REHEARSAL_IMPOSSIBLE', { problem: said`the customer has no identifier by which an event could find it` });
}

/** By the shares of the project as it is, whatever the trial makes of chance. */
function leftOutBy({ customer }: ReadCustomer, journey: string, { definitions }: Project): LeftOutBy | undefined {
  const workspace = definitions.find(({ kind }) => kind === 'workspace') as { readonly seed?: string } | undefined;
  const policy = definitions.find(({ kind }) => kind === 'policy') as { readonly globalControl?: number } | undefined;
  const own = definitions.find(({ kind, id }) => kind === 'journey' && id === journey) as { readonly holdout?: number } | undefined;
  return leftOutOf(customer, {
    seed: workspace?.seed ?? DEFAULT_SEED,
    globalControl: policy?.globalControl ?? 0,
    journey: { id: journey, holdout: own?.holdout ?? 0 },
  });
}

/** Where a project has no workspace. */
const DEFAULT_SEED = 'volano';

/** What happened before the world began: why a segment's journey did not begin within it is told by that. */
function membershipsOf({ id, customer }: ReadCustomer, { at }: KnownRows): readonly FactRow[] {
  const about = { seq: 0, position: 0, kind: 'segment', action: 'entered', customer: id, at } as const;
  return segmentsOf(customer.known).map((name): FactRow => ({ ...about, name }));
}
