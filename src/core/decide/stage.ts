/** Where in the relation a customer stands: the stage of the journey entered, or of the step come to, last. */
import type { JourneyStage } from '../../define/index.ts';
import { type Active, type Run, record } from './run.ts';
import type { CustomerStage, JourneyState } from './state.ts';

/** Notes the stage, and tells it when it is another one. */
export function noteStage(run: Run, { journey, instance }: Active, { stage, step }: { stage: JourneyStage; step?: string }): void {
  const { journeys } = run;
  const from = journeys.stage?.stage;
  if (from === stage) return;
  journeys.stage = { stage, since: run.now };
  run.changed = true;
  const about = {
    kind: 'stage',
    action: 'reached',
    id: stage,
    version: journey.version,
    journey: journey.id,
    subject: instance.id,
  } as const;
  record(run, { ...about, ...(step !== undefined && { step }), ...(from !== undefined && { detail: { from } }) });
}

/** Of two profiles of one customer: the stage noted later. */
export function mergeStage(into: JourneyState, { stage }: JourneyState): void {
  if (stage && (!into.stage || isLater(stage, into.stage))) into.stage = stage;
}

function isLater(a: CustomerStage, b: CustomerStage): boolean {
  return a.since > b.since || (a.since === b.since && a.stage > b.stage);
}
