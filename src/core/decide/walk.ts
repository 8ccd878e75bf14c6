/** Going on through a journey's instructions until the instance rests or ends. */
import type { JsonObject } from '../entry.ts';
import { zoneOfCustomer } from '../know/index.ts';
import { END, type Instruction } from './instruction.ts';
import { nextLocal } from './occurrence.ts';
import { type Active, EXIT_STEP, emit, end, eventTimeNow, eventView, type Run, record, rest } from './run.ts';
import { call, send } from './send.ts';

/** Goes on from where the instance rests: behind its wait, or with its send once more. */
export function resume(run: Run, active: Active): void {
  const resting = restingAt(active);
  switch (resting.op) {
    case 'wait':
    case 'wait_until':
      walk(run, active, resting.next);
      break;
    case 'wait_for':
      moved(run, active, { step: resting.step, detail: { branch: 'timeout', read: {} } });
      walk(run, active, resting.otherwise);
      break;
    case 'send':
      if (send(run, active, resting)) walk(run, active, resting.next);
  }
}

/** Goes on at once when the event at hand is the one that the instance waits for. It counts by its own time, as a goal does. */
export function arrive(run: Run, active: Active): void {
  const resting = restingAt(active);
  if (resting.op !== 'wait_for' || run.cause.type !== 'event') return;
  const { entry } = run.cause;
  if (entry.event !== resting.event || entry.time < active.instance.waitsSince) return;
  const view = eventView(run);
  if (resting.where && !resting.where.test(view)) return;
  const read = { event: entry.event, ...resting.where?.read(view) };
  moved(run, active, { step: resting.step, detail: { branch: 'event', read } });
  walk(run, active, resting.came);
}

/** Whether it rests at a wait for events of this name. */
export function waitsFor(active: Active, event: string): boolean {
  const resting = restingAt(active);
  return resting.op === 'wait_for' && resting.event === event;
}

function restingAt({ journey, instance }: Active): Instruction {
  const { list, positions } = journey.instructions;
  return list[positions.get(instance.step)!]!;
}

/** Carries out instructions from an index on. */
export function walk(run: Run, active: Active, from: number): void {
  const { list } = active.journey.instructions;
  let index = from;
  while (index !== END) {
    const next = carryOut(run, active, list[index]!);
    if (next === undefined) return;
    index = next;
  }
  end(run, active.instance, { outcome: 'completed', detail: { rule: 'end' } });
}

/** The index to go on with; undefined when the instance rests here or has ended. */
function carryOut(run: Run, active: Active, instruction: Instruction): number | undefined {
  const { instance } = active;
  const { step } = instruction;
  switch (instruction.op) {
    case 'wait':
      rest(run, active, { step, until: run.now + instruction.lengthMs });
      moved(run, active, { step, detail: { until: instance.due } });
      return undefined;
    case 'wait_until': {
      const until = nextLocal(instruction, run.now, zoneOfCustomer(run.view, run.plan.zone));
      if (until > run.now) rest(run, active, { step, until });
      moved(run, active, { step, detail: { until } });
      return until > run.now ? undefined : instruction.next;
    }
    case 'wait_for':
      rest(run, active, { step, until: run.now + instruction.timeoutMs, waitsSince: eventTimeNow(run) });
      moved(run, active, { step, detail: { until: instance.due } });
      return undefined;
    case 'split': {
      const drawn = run.assign(`split:${active.journey.id}:${step}`);
      const arm = instruction.arms.find(({ below }) => drawn < below);
      moved(run, active, { step, detail: { arm: arm?.id ?? null } });
      return arm?.next ?? instruction.next;
    }
    case 'update':
      moved(run, active, { step, detail: { traits: instruction.values } });
      emit(run, { call: 'identify', event: '$identify', properties: {}, traits: instruction.traits });
      return instruction.next;
    case 'webhook':
      moved(run, active, { step });
      call(run, active, instruction);
      return instruction.next;
    case 'branch': {
      const view = run.view.withEvent({ properties: instance.properties });
      const taken = instruction.arms.findIndex((arm) => arm.when.test(view));
      const read = Object.assign({}, ...instruction.arms.slice(0, taken === -1 ? undefined : taken + 1).map((arm) => arm.when.read(view)));
      moved(run, active, { step, detail: { branch: taken === -1 ? 'otherwise' : taken, read } });
      return instruction.arms[taken]?.next ?? instruction.otherwise;
    }
    case 'send':
      moved(run, active, { step });
      return send(run, active, instruction) ? instruction.next : undefined;
    case 'exit':
      moved(run, active, { step });
      end(run, instance, { outcome: 'exited', detail: { rule: EXIT_STEP }, step });
      return undefined;
  }
}

function moved(run: Run, { journey, instance }: Active, about: { step: string; detail?: JsonObject }): void {
  record(run, { kind: 'journey', action: 'moved', id: journey.id, version: journey.version, subject: instance.id, ...about });
}
