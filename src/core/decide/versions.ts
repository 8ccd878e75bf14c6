/**
 * Customers inside of a journey of which a release has brought another version.
 *
 * X1. What a release says of a step is carried out once for each instance that rests there when it comes, in the order of the releases, before anything
 *     else is done with the instance; of one that entered since then, never.
 * X2. What an instance has sent it does not send again, whatever way it is moved: a message is known by its step.
 * X3. Of a wait the time counts that has been waited already.
 * X4. Where a release says nothing, and where the version to move to is not in force, an instance stays on its version.
 */
import { durationMs } from '../../base/index.ts';
import { editOf, listsWithin, type Step } from '../../define/index.ts';
import { zoneOfCustomer } from '../know/index.ts';
import { orderOf } from './edits.ts';
import { endEarly } from './endings.ts';
import type { Instruction } from './instruction.ts';
import { nextLocal } from './occurrence.ts';
import { comesTo, leaves } from './passage.ts';
import { journeyOf } from './plan.ts';
import { end, eventTimeNow, isIn, type Run, record } from './run.ts';
import { noteStage } from './stage.ts';
import type { Instance } from './state.ts';
import { walk } from './walk.ts';

/** Rules of instances that a release, or a rollout that was halted, has moved or taken out. */
const RELEASED = { move: 'release.move', exit: 'release.exit' };
const HALTED = { move: 'rollout.move', exit: 'rollout.exit' };

/** Carries out what releases have said. False when the instance is over, or has gone on: nothing more is to be done with it now. */
export function followEdits(run: Run, instance: Instance): boolean {
  let isResting = true;
  for (const said of run.plan.edits.get(instance.journey) ?? []) {
    const { release, version, steps, share, from, isHalt = false } = said;
    const rules = isHalt ? HALTED : RELEASED;
    if (orderOf(said) <= (instance.edited ?? 0)) continue;
    // What follows is about those who are in as well: it was said later.
    if (share && !isIn(run, share)) break;
    instance.edited = orderOf(said);
    run.changed = true;
    if (version === instance.version || (from !== undefined && from !== instance.version)) continue;
    const edit = editOf(steps, instance.step) ?? 'stay';
    if (edit === 'stay') continue;
    if (edit === 'exit') {
      end(run, instance, { outcome: 'exited', detail: { rule: rules.exit, release }, step: instance.step });
      return false;
    }
    const moved = move(run, instance, { release, version, step: edit === 'move' ? instance.step : edit.moveTo, rule: rules.move });
    if (moved === 'over') return false;
    if (moved === 'gone_on') isResting = false;
  }
  return isResting;
}

interface Place {
  readonly release: number;
  readonly version: number;
  readonly step: string;
  readonly rule: string;
}

/** `resting`: at a wait, which may be over. `gone_on`: it has passed steps and rests somewhere. */
function move(run: Run, instance: Instance, { release, version, step, rule }: Place): 'resting' | 'gone_on' | 'over' {
  const journey = journeyOf(run.plan, { journey: instance.journey, version });
  const position = journey?.instructions.positions.get(step);
  // "Every step of the same name": this one has none.
  if (!journey || position === undefined) return 'resting';
  const instruction = journey.instructions.list[position]!;
  const from = { version: instance.version, step: instance.step };
  const rested = restedOf(run, instance);
  if (!(step === instance.step && awaitsIn(instruction))) forgetHandOver(instance);
  leaves(run, instance, { how: 'exited', rule });
  instance.version = version;
  instance.step = step;
  comesTo(run, { journey, instance }, step);
  const isResting = restAnew(run, instance, { instruction, rested });
  if (isResting && instruction.stage) noteStage(run, { journey, instance }, { stage: instruction.stage, step });
  const detail = { rule, release, ...{ from: from.version, fromStep: from.step }, ...(isResting && { until: instance.due }) };
  record(run, { kind: 'journey', action: 'transferred', id: instance.journey, version, subject: instance.id, step, detail });
  if (isResting) return 'resting';
  const active = { journey, instance };
  if (endEarly(run, active)) return 'over';
  walk(run, active, position);
  return run.journeys.instances.includes(instance) ? 'gone_on' : 'over';
}

function awaitsIn(instruction: Instruction): boolean {
  return 'awaits' in instruction && instruction.awaits !== undefined;
}

function forgetHandOver(instance: Instance): void {
  delete instance.awaits;
  delete instance.tried;
}

interface Rested {
  /** When the rest began, ms; undefined where that cannot be told. */
  readonly since: number | undefined;
  /** Until a clock shows a time. */
  readonly byClock: boolean;
}

/** How the instance has rested in the version that it leaves. */
function restedOf({ plan }: Run, { journey, version, step, due }: Instance): Rested {
  const definition = plan.definitions.get(journey)?.find((one) => one.version === version)?.definition;
  const resting = definition && stepIn(definition.steps, step);
  const length = resting?.type === 'wait' ? resting.duration : resting?.type === 'wait_for' ? resting.timeout : undefined;
  return {
    since: length === undefined ? undefined : due - durationMs(length),
    byClock: resting?.type === 'wait' && resting.until !== undefined,
  };
}

function stepIn(steps: readonly Step[], id: string): Step | undefined {
  for (const step of steps) {
    if (step.id === id) return step;
    for (const list of listsWithin(step)) {
      const found = stepIn(list.steps, id);
      if (found) return found;
    }
  }
  return undefined;
}

/** Sets until when it rests at a wait (X3); false where nobody rests. */
function restAnew(run: Run, instance: Instance, { instruction, rested }: { instruction: Instruction; rested: Rested }): boolean {
  const since = rested.since ?? run.now;
  switch (instruction.op) {
    case 'wait':
      instance.due = since + instruction.lengthMs;
      instance.waitsSince = 0;
      return true;
    case 'wait_until':
      // The clock has shown it already.
      if (!rested.byClock || instance.due > run.now)
        instance.due = nextLocal(instruction, run.now, zoneOfCustomer(run.view, run.plan.zone));
      instance.waitsSince = 0;
      return true;
    case 'wait_for':
      instance.due = since + instruction.timeoutMs;
      if (instance.waitsSince === 0) instance.waitsSince = eventTimeNow(run);
      return true;
    case 'send':
    case 'webhook':
    case 'ticket':
      // What it has handed over is still to be heard of.
      return instance.awaits !== undefined;
    default:
      return false;
  }
}
