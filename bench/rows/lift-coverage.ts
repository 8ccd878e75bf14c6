/**
 * Whether the report's intervals say how sure they are: small worlds from seeds, each lived through the whole product for half a year, with people
 * whose true reactions are known. Of the 95 % intervals of all journeys, 92 to 98 % must hold the true effect; revenue counts where enough have
 * bought for its interval to promise anything.
 */
import { project } from '../../examples/omni/index.ts';
import { startDemoApp } from '../../src/cli/engine.ts';
import type { Project } from '../../src/define/index.ts';
import { claimsOf, covers, examplesFolder, type LiftTrial, openOmni, runLiftTrial } from '../../src/runtime/demo/index.ts';
import { type Bench, scaled } from './bench.ts';

const SEEDS = 40;
const CUSTOMERS = 800;
const DAYS = 182;
const LEVEL = 0.95;
/** Says sorry and sells nothing. */
const WITHOUT_EFFECT = 'refund_follow_up';

interface Count {
  held: number;
  of: number;
}

export async function liftCoverage(bench: Bench): Promise<void> {
  const seeds = scaled(bench, SEEDS, 2);
  const total: Record<'conversion' | 'revenue', Count> = { conversion: { held: 0, of: 0 }, revenue: { held: 0, of: 0 } };
  const idle: Count = { held: 0, of: 0 };
  const deviations = new Map<string, number[]>();
  const startedAt = performance.now();
  for (let number = 1; number <= seeds; number++) {
    const trial = await trialOf(`world-${number}`, bench.directory());
    for (const lift of trial.lifts) {
      const truth = trial.truths.find(({ journey }) => journey === lift.journey);
      if (!truth) continue;
      for (const { name, holds } of claimsOf(lift, trial.truths)) count(total[name], holds);
      if (lift.journey === WITHOUT_EFFECT) count(idle, covers(lift.conversionLift, 0));
      const list = deviations.get(lift.journey) ?? [];
      deviations.set(lift.journey, [...list, lift.conversionLift.difference - truth.conversion]);
    }
    const seconds = (performance.now() - startedAt) / 1_000 / number;
    bench.say(
      `L1: ${number} of ${seeds} worlds, ${shareText(total.conversion)} conversion, ${shareText(total.revenue)} revenue, ${seconds.toFixed(1)} s each`,
    );
  }
  const pooled = { held: total.conversion.held + total.revenue.held, of: total.conversion.of + total.revenue.of };
  const share = pooled.held / pooled.of;
  const bias = [...deviations].map(([journey, list]) => `${journey} ${biasText(list)}`).join(', ');
  bench.record({
    id: 'L1',
    value: share,
    met: share >= 0.92 && share <= 0.98 && idle.held / idle.of >= 0.9,
    detail: `conversion ${shareText(total.conversion)}, revenue ${shareText(total.revenue)}; 0 held for ${WITHOUT_EFFECT} ${shareText(idle)}; measured - true in pp: ${bias}`,
  });
}

async function trialOf(seed: string, directory: string): Promise<LiftTrial> {
  const scenario = await openOmni({ folder: examplesFolder('omni'), customers: CUSTOMERS, seed, days: DAYS });
  return runLiftTrial({ scenario, project: seeded(seed), startApp: startDemoApp, directory, level: LEVEL });
}

/** The project with draws of its own: who is held out differs from world to world. */
function seeded(seed: string): Project {
  return { definitions: project.definitions.map((definition) => (definition.kind === 'workspace' ? { ...definition, seed } : definition)) };
}

function count(into: Count, held: boolean | undefined): void {
  if (held === undefined) return;
  into.of += 1;
  if (held) into.held += 1;
}

function shareText({ held, of }: Count): string {
  return `${held} of ${of} (${of === 0 ? '-' : ((100 * held) / of).toFixed(1)} %)`;
}

/** Mean and its standard error, in percentage points. */
function biasText(list: readonly number[]): string {
  const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
  const variance = list.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, list.length - 1);
  return `${(100 * mean).toFixed(1)} ± ${(100 * Math.sqrt(variance / list.length)).toFixed(1)}`;
}
