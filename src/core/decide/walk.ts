/** Going on through a journey's instructions until the instance rests or ends. */
import type { JsonObject } from '../entry.ts';
import { END, type Instruction } from './instructions.ts';
import { type Active, EXIT_STEP, end, type Run, record, rest } from './run.ts';
import { send } from './send.ts';

/** Goes on from where the instance rests: behind its wait, or with its send once more. */
export function resume(run: Run, active: Active): void {
  const { list, positions } = active.journey.instructions;
  const resting = list[positions.get(active.instance.step)!]!;
  if (resting.op === 'wait') walk(run, active, resting.next);
  else if (resting.op === 'send' && send(run, active, resting)) walk(run, active, resting.next);
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
    case 'branch': {
      const view = run.view.withEvent(instance.properties);
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
