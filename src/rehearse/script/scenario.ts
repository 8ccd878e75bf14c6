/** One test from its script to its outcome. */
import { VolanoError } from '../../base/index.ts';
import type { Definition, Project } from '../../define/index.ts';
import { said } from '../said.ts';
import { momentMs } from '../span.ts';
import { VirtualWorld } from '../virtual/world.ts';
import { Acting } from './acting.ts';
import { ExpectationFailed, JourneyTestFailed, StepImpossible, type TestFailure } from './failure.ts';
import { knownNames, problemOf } from './names.ts';
import { callerPlace, type Place } from './place.ts';
import { type Act, type Recorder, record } from './recorder.ts';
import { traceOf } from './trace.ts';

/** How a test is set up. */
export interface TestOptions {
  /** When it begins, on a clock in the workspace's zone; default a Monday, `2026-01-05T10:00`. */
  readonly start?: string;
  /**
   * Whether chance holds customers out of journeys (their holdouts, and the global control group): `nobody` (default), `everybody`, or `drawn`, by the workspace's
   * seed as in production.
   */
  readonly holdout?: 'nobody' | 'everybody' | 'drawn';
  /** The arm that everybody gets at a split, by `journey/step`. Without it the workspace's seed draws. */
  readonly arms?: Readonly<Record<string, string>>;
}

/** The largest share that a definition may give is less than 1. */
const NEARLY_ALL = 1 - 1e-12;
const START = '2026-01-05T10:00';

/** Runs one test that stands at this place. Undefined when everything was as expected. Throws what a release of the project throws. */
export async function runScript(
  project: Project,
  script: () => unknown,
  { place = callerPlace(), ...options }: TestOptions & { readonly place?: Place } = {},
): Promise<TestFailure | undefined> {
  let recorder: Recorder;
  try {
    recorder = record(script);
  } catch (error) {
    return scriptFailure(error, place);
  }
  const wrong = wrongName(recorder.acts, project);
  const zone = zoneOf(project);
  const start = momentMs(options.start ?? START, zone);
  if (wrong) return { ...wrong, now: start, zone };
  const world = await VirtualWorld.open({ project: prepared(project, options), start });
  try {
    return await runActs(recorder, world);
  } finally {
    await world.close();
  }
}

/**
 * Runs a test inside another runner, such as Vitest: resolves when everything was as expected, else rejects with JourneyTestFailed, whose message has the place,
 * what was expected, and the customer's trace.
 */
export async function rehearse(project: Project, script: () => unknown, options: TestOptions = {}): Promise<void> {
  const failure = await runScript(project, script, options);
  if (failure) throw new JourneyTestFailed(failure);
}

async function runActs(recorder: Recorder, world: VirtualWorld): Promise<TestFailure | undefined> {
  const acting = new Acting(world, recorder);
  for (const { place, run } of recorder.acts) {
    try {
      await run(acting);
      const problem = world.problem;
      if (problem !== undefined) throw new StepImpossible(`the engine cannot step an entry: ${problem}`);
    } catch (error) {
      return failureOf(error, place, acting);
    }
  }
  return undefined;
}

function failureOf(error: unknown, place: Place, { world, deeds }: Acting): TestFailure {
  const { now, zone } = world;
  const about = { place, now, zone };
  if (error instanceof ExpectationFailed) {
    const { message, found, look, names } = error;
    const definitions = world.definitions.map(({ definition }) => definition);
    const trace = look && traceOf({ deeds, look, names, definitions, zone });
    return { ...about, message, ...(found !== undefined && { found }), ...(trace && { trace }) };
  }
  if (error instanceof StepImpossible || error instanceof VolanoError || error instanceof RangeError)
    return { ...about, message: error.message };
  throw error;
}

/** Whatever a script throws is the test's failure, at the line that threw it. */
function scriptFailure(error: unknown, place: Place): TestFailure {
  const message = error instanceof Error ? error.message : String(error);
  return { place, message, now: 0, zone: 'UTC' };
}

function wrongName(acts: readonly Act[], project: Project): Pick<TestFailure, 'place' | 'message'> | undefined {
  const known = knownNames(project);
  for (const { place, names } of acts) {
    for (const name of names) {
      const message = problemOf(name, known);
      if (message !== undefined) return { place, message };
    }
  }
  return undefined;
}

function zoneOf({ definitions }: Project): string {
  return definitions.find((one) => one.kind === 'workspace')?.timeZone ?? 'UTC';
}

/** The project with chance taken out of it, as far as the test wants. */
export function prepared(project: Project, { holdout = 'nobody', arms = {} }: TestOptions): Project {
  const definitions = project.definitions.map((definition): Definition => {
    if (definition.kind === 'policy' && holdout !== 'drawn') {
      const { globalControl: _, ...policy } = definition;
      return policy;
    }
    if (definition.kind !== 'journey') return definition;
    const steps = withArms(definition.steps, definition.id, arms) as typeof definition.steps;
    if (holdout === 'drawn') return { ...definition, steps };
    const { holdout: _, ...journey } = definition;
    return { ...journey, steps, ...(holdout === 'everybody' && { holdout: NEARLY_ALL }) };
  });
  return { definitions };
}

/** Every split that an arm is named for goes that way. */
function withArms(value: unknown, journey: string, arms: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((one) => withArms(one, journey, arms));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, withArms(member, journey, arms)] as const);
  const step = Object.fromEntries(entries) as {
    readonly type?: unknown;
    readonly id?: string;
    readonly arms?: readonly { readonly id: string }[];
  };
  const arm = step.type === 'split' ? arms[`${journey}/${step.id}`] : undefined;
  if (arm === undefined) return step;
  const chosen = step.arms?.find(({ id }) => id === arm);
  if (!chosen)
    throw new VolanoError('VOLANO_JOURNEY_TEST_INVALID', { problem: said`the split "${`${journey}/${step.id}`}" has no arm "${arm}"` });
  return { ...step, arms: [{ ...chosen, share: 1 }] };
}
