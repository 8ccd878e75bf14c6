/**
 * Who is left out: the global control group and each journey's holdout. Drawn by a hash at the first entry and stored (J4); read from
 * the store ever after, also when the share changes.
 */
import type { CompiledJourney } from './plan.ts';
import { emit, type Run, record } from './run.ts';
import { recordOf, touchRecord } from './state.ts';

export interface Assigned {
  readonly heldOut: boolean;
  readonly globalControl: boolean;
}

/** Draws what is not stored yet. The control group is never part of a holdout's draw: it would see no message either way. */
export function assignAtEntry(run: Run, journey: CompiledJourney): void {
  const { journeys, plan } = run;
  if (plan.globalControl > 0 && journeys.globalControl === undefined) {
    journeys.globalControl = run.assign('global_control') < plan.globalControl;
  }
  if (journey.holdout === 0 || assignedTo(run, journey).globalControl) return;
  const stored = touchRecord(journeys, journey.id);
  stored.arm ??= run.assign(`holdout:${journey.id}`) < journey.holdout ? 'holdout' : 'treatment';
}

/** What applies now: a stored assignment counts while the release has the group it belongs to. */
export function assignedTo({ journeys, plan }: Run, journey: CompiledJourney): Assigned {
  return {
    heldOut: journey.holdout > 0 && recordOf(journeys, journey.id)?.arm === 'holdout',
    globalControl: plan.globalControl > 0 && journeys.globalControl === true,
  };
}

/** The fact that analysis counts by: which arm of the journey this entry belongs to. Where there is a holdout, other tools hear of it as an event. */
export function expose(run: Run, journey: CompiledJourney, instance: string): void {
  const { heldOut, globalControl } = assignedTo(run, journey);
  const action = globalControl ? 'global_control' : heldOut ? 'holdout' : 'treatment';
  record(run, {
    kind: 'exposure',
    action,
    id: journey.id,
    version: journey.version,
    subject: instance,
    detail: { holdout: journey.holdout },
  });
  if (journey.holdout === 0) return;
  const properties = {
    experiment_id: journey.id,
    experiment_name: journey.name,
    variation_id: action,
    variation_name: action.replace('_', ' '),
    journey_version: journey.version,
    instance,
  };
  emit(run, { call: 'track', event: 'Experiment Viewed', properties });
}
