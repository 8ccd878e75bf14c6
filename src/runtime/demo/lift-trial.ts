/** One small world from a seed, lived through the whole product: what its journeys truly did, and what is concluded about it. */
import { DAY } from '../../base/index.ts';
import type { Project } from '../../define/index.ts';
import { conversionTo, type JourneyLift, liftOf, mappingOf } from '../../learn/index.ts';
import type { DemoApp, StartDemoApp } from './app.ts';
import { type TrueEffect, trueEffects } from './check/truth.ts';
import type { Scenario } from './feed/scenario.ts';
import { replay } from './replay.ts';

export interface LiftTrial {
  readonly lifts: readonly JourneyLift[];
  readonly truths: readonly TrueEffect[];
}

export interface LiftTrialOptions {
  readonly scenario: Scenario;
  readonly project: Project;
  readonly startApp: StartDemoApp;
  readonly directory: string;
  /** Of the intervals. */
  readonly level: number;
}

export const LIFT_WINDOW_MS: number = 14 * DAY;

export async function runLiftTrial({ scenario, project, startApp, directory, level }: LiftTrialOptions): Promise<LiftTrial> {
  const app = await startApp({ directory, port: 0, eventTime: scenario.range });
  try {
    await replay(app, { scenario, project });
    return await measureLift(app, { scenario, project, level });
  } finally {
    await app.close();
  }
}

/** At the end of the scenario's range. Nothing for a scenario whose people answer to nothing. */
export async function measureLift(
  app: Pick<DemoApp, 'warehouse'>,
  { scenario, project, level }: Pick<LiftTrialOptions, 'scenario' | 'project' | 'level'>,
): Promise<LiftTrial> {
  const workspace = project.definitions.find((definition) => definition.kind === 'workspace');
  if (!scenario.people || !workspace) return { lifts: [], truths: [] };
  const goals = new Map(
    project.definitions.flatMap((definition) => (definition.kind === 'journey' ? [[definition.id, definition.goal]] : [])),
  );
  const counted = {
    ...{ mapping: mappingOf(workspace), windowMs: LIFT_WINDOW_MS, now: scenario.range.to },
    conversionOf: (journey: string) => conversionTo(goals.get(journey)),
  };
  return {
    truths: await trueEffects(app.warehouse, { caused: scenario.people.caused, ...counted }),
    lifts: await liftOf(app.warehouse, { level, ...counted }),
  };
}
