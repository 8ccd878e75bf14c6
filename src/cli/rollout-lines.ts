/** Rollouts, for people to read. */
import { GUARDRAIL_MEASURES, HOLD_DEFAULT, type Rollout, type RolloutStage } from '../define/index.ts';
import type { Finding, RolloutReport } from '../runtime/index.ts';
import type { World } from './world.ts';

type Planned = Pick<Rollout, 'by' | 'stages' | 'guardrails' | 'journeys'>;

/** How a release would reach customers. */
export function rolloutLines(rollouts: readonly Planned[], world: World): readonly string[] {
  const { say } = world;
  if (rollouts.length === 0) return [];
  const lines = rollouts.flatMap(({ by = 'customer', stages, guardrails = [], journeys }) => [
    say('rollout.planned', {
      journeys: journeys.map(({ journey }) => journey).join(', '),
      whose: by === 'customer' ? say('rollout.of_customers') : say('rollout.of_values', { trait: by.trait }),
      stages: stages.map((stage) => say('rollout.stage', { share: shareOf(stage, world), hold: stage.hold ?? HOLD_DEFAULT })).join(', '),
    }),
    ...guardrails.map((one) => say('rollout.guarded', { guardrail: wordsOf(one, world) })),
    ...(guardrails.length === 0 ? [say('rollout.unguarded')] : []),
  ]);
  return [...lines, say('rollout.rest')];
}

/** How one stands, in a line. */
export function standingLine({ id, state, stage, settings, journeys, heldUntil, waitsFor }: RolloutReport, world: World): string {
  const { say } = world;
  const place = say('rollout.place', {
    stage: stage + 1,
    stages: settings.stages.length,
    share: shareOf(settings.stages[stage]!, world),
  });
  const waits = waitsFor && say(`rollout.waits_${waitsFor}`, { until: new Date(heldUntil).toISOString() });
  return say('rollout.standing', {
    id,
    journeys: journeys.map(({ journey }) => journey).join(', '),
    state: say(`rollout.is_${state}`),
    place,
    waits: waits ? say('rollout.and', { waits }) : '',
  });
}

/** How one stands, with what its guardrails say. */
export function reportLines(report: RolloutReport, world: World): readonly string[] {
  return [standingLine(report, world), ...report.findings.map((finding) => findingLine(finding, world))];
}

function findingLine({ guardrail, journey, verdict, evidence }: Finding, world: World): string {
  const { say } = world;
  const { value, count, of, reference, minimum } = evidence;
  const numbers = say('rollout.numbers', { percent: percentOf(value), count, of });
  const against = reference
    ? say('rollout.against', { percent: percentOf(reference.value), count: reference.count, of: reference.of })
    : '';
  return say('rollout.finding', {
    verdict: say(`rollout.${verdict}`),
    guardrail: wordsOf(guardrail, world),
    journey: journey ?? say('rollout.together'),
    numbers: `${numbers}${against}`,
    minimum: verdict === 'undecided' && Math.min(of, reference?.of ?? of) < minimum ? say('rollout.minimum', { minimum }) : '',
  });
}

function wordsOf({ measure, atMost, atLeast, noWorseBy }: NonNullable<Planned['guardrails']>[number], { say, locale }: World): string {
  const bound = noWorseBy !== undefined ? 'no_worse' : atMost !== undefined ? 'at_most' : 'at_least';
  const share = percentOf(noWorseBy ?? atMost ?? atLeast ?? 0);
  return say(`rollout.${bound}`, { measure: GUARDRAIL_MEASURES[measure][locale], percent: share });
}

function shareOf({ percent, values }: RolloutStage, { say }: World): string {
  const named = values ? say('rollout.values', { values: values.join(', ') }) : undefined;
  return [percent === undefined ? undefined : `${percent} %`, named].filter((one) => one !== undefined).join(' + ');
}

function percentOf(share: number | null): string {
  return share === null ? '-' : `${Number((share * 100).toFixed(2))} %`;
}
