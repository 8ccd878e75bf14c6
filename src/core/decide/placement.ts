/**
 * Placements compiled: what each candidate asks of a customer, and how often it was shown.
 *
 * What was shown is known from the exposures that came back, by the same parts that rules of the history read: a limit is a rule like every other.
 */
import { DAY, durationMs, VolanoError } from '../../base/index.ts';
import {
  type Condition,
  type MessageClass,
  PLACEMENT_SHOWN,
  type PlacementCandidate,
  type PlacementContent,
  type PlacementDefinition,
  type Released,
} from '../../define/index.ts';
import type { CompileCondition, CompiledCondition, View } from '../know/index.ts';
import { said } from '../said.ts';
import { type Arbitration, compileArbitration, FATIGUE_MS, WEIGHTS, type Worth, worthOf } from './arbitration.ts';
import type { JourneySources } from './plan.ts';

export interface CompiledCandidate {
  readonly id: string;
  readonly name: PlacementCandidate['name'];
  readonly purpose: string | undefined;
  readonly when: CompiledCondition | undefined;
  /** Holds while it may not be shown more often. */
  readonly limit: { readonly max: number; readonly reached: CompiledCondition } | undefined;
  /** Reads how often it was shown within the time that counts as fatigue. */
  readonly lately: CompiledCondition;
  readonly worth: Worth;
  readonly since: string | undefined;
  readonly content: PlacementContent;
}

export interface CompiledPlacement {
  readonly id: string;
  readonly version: number;
  readonly messageClass: MessageClass;
  readonly channel: string | undefined;
  /** In the order of the definition. */
  readonly candidates: readonly CompiledCandidate[];
  readonly fallback: PlacementContent;
}

export interface PlacementPlan {
  readonly placements: ReadonlyMap<string, CompiledPlacement>;
  /** Of the policy's arbitration, or those without one. */
  readonly weights: Arbitration['weights'];
}

/** Throws what `compile` throws, VOLANO_DEFINITION_INVALID, VOLANO_DURATION_INVALID. */
export function compilePlacements(
  released: readonly Released<PlacementDefinition>[],
  { arbitration }: Pick<JourneySources, 'arbitration'>,
  compile: CompileCondition,
): PlacementPlan {
  return {
    placements: new Map(released.map((one) => [one.definition.id, compilePlacement(one, compile)])),
    weights: compileArbitration(arbitration)?.weights ?? WEIGHTS,
  };
}

function compilePlacement({ version, definition }: Released<PlacementDefinition>, compile: CompileCondition): CompiledPlacement {
  const { id, purpose, messageClass = 'marketing', channel, candidates, fallback = {} } = definition;
  return {
    id,
    version,
    messageClass,
    channel,
    candidates: candidates.map((candidate) => compileCandidate(candidate, { placement: id, purpose, compile })),
    fallback,
  };
}

function compileCandidate(
  { id, name, when, priority = 'normal', value = 0, since, limit, purpose, ...content }: PlacementCandidate,
  place: { readonly placement: string; readonly purpose: string | undefined; readonly compile: CompileCondition },
): CompiledCandidate {
  const { placement, compile } = place;
  const path = `placement.${placement}.candidates.${id}`;
  const shown = (atLeast: number, per: string): CompiledCondition =>
    compile(shownWithin({ placement, id, atLeast, per }), path, 'customer');
  if (limit && durationMs(limit.per) > 366 * DAY)
    throw new VolanoError('VOLANO_DEFINITION_INVALID', { path: `${path}.limit`, problem: said`a limit looks back 366 days at most` });
  return {
    id,
    name,
    purpose: purpose ?? place.purpose,
    when: when && compile(when, `${path}.when`, 'event'),
    limit: limit && { max: limit.max, reached: shown(limit.max, limit.per) },
    lately: shown(1, `${FATIGUE_MS / DAY}d`),
    worth: worthOf({ priority, value }),
    since: since?.trait,
    content,
  };
}

interface ShownRule {
  readonly placement: string;
  readonly id: string;
  readonly atLeast: number;
  readonly per: string;
}

function shownWithin({ placement, id, atLeast, per }: ShownRule): Condition {
  const where: Condition = {
    combinator: 'and',
    rules: [
      { field: 'property.promotion_id', operator: '=', value: id },
      { field: 'property.position', operator: '=', value: placement },
    ],
  };
  return { combinator: 'and', rules: [{ field: EXPOSURES, operator: 'performed', value: { atLeast, within: { last: per }, where } }] };
}

const EXPOSURES = `event.${PLACEMENT_SHOWN}`;

/** How often it was shown, as the condition counts. */
export function shownOf(condition: CompiledCondition, view: View): number {
  const count = condition.read(view)[EXPOSURES];
  return typeof count === 'number' ? count : 0;
}
