/** Going on through a journey's instructions until the instance rests or ends. */
import { TAG_CHANGED } from '../../define/index.ts';
import type { Json, JsonObject } from '../entry.ts';
import { readPath, zoneOfCustomer } from '../know/index.ts';
import { assignedTo } from './assignment.ts';
import { give } from './benefit.ts';
import { capture } from './captured.ts';
import { settleBids } from './contest.ts';
import { isDone, noteDone } from './done.ts';
import { endingMet } from './endings.ts';
import { END, type Instruction, type StartInstruction, type WaitForInstruction } from './instruction.ts';
import { keyIn } from './key.ts';
import { nextLocal } from './occurrence.ts';
import { markStale } from './open.ts';
import { heardOf, isAbout } from './outcome.ts';
import { comesTo, failsHere, goesOn } from './passage.ts';
import { detourAt, onWay } from './reroute.ts';
import { type Active, EXIT_STEP, emit, end, eventTimeNow, type Run, record, rest, restingAt } from './run.ts';
import { call, hasNextWay, send } from './send.ts';
import { noteStage } from './stage.ts';
import { type Instance, keptBy } from './state.ts';

/** Arbitration chooses among the sends that ask; who may goes on. */
export function settle(run: Run): void {
  settleBids(run, {
    send: (bid) => send(run, bid, bid.instruction),
    walk: (bid, from) => onward(run, bid, { step: bid.instruction.step, next: from }),
  });
}

/** Goes on from where the instance rests: behind its wait, or with its send once more. */
export function resume(run: Run, active: Active): void {
  const resting = restingAt(active)!;
  switch (resting.op) {
    case 'wait':
    case 'wait_until':
      onward(run, active, resting);
      break;
    case 'wait_for':
      moved(run, active, { step: resting.step, detail: { branch: TIMEOUT, read: {} } });
      onward(run, active, { step: resting.step, next: resting.otherwise });
      break;
    case 'send':
    case 'webhook':
    case 'ticket':
      if (active.instance.awaits !== undefined) timedOut(run, active, resting);
      else goOn(run, active, { step: resting.step, next: handOver(run, active, askedAgain(run, active, resting)) });
  }
}

/** Goes on at once when what the instance waits for has come or holds. */
export function arrive(run: Run, active: Active): void {
  const resting = restingAt(active)!;
  if (resting.op === 'wait_for') {
    const way = wayOpen(run, resting, active.instance.waitsSince);
    if (way) open(run, active, { resting, way });
    else rearm(run, active, resting);
  } else if (handsOver(resting) && resting.awaits && active.instance.awaits !== undefined) {
    const heard = heardOf(run.cause, active.instance.awaits, resting.awaits.outcome);
    if (!heard) return;
    const { failed, kind, reason } = heard;
    const detail = { branch: kind, read: reason === undefined ? {} : { reason } };
    moved(run, active, { step: resting.step, detail });
    if (failed) fail(run, active, { resting, rule: kind });
    else onward(run, active, resting);
  }
}

/** Whether the entry at hand may let it go on before its time: false for what it surely does not wait for. */
export function waitsFor(active: Active, { cause }: Pick<Run, 'cause'>): boolean {
  const { awaits } = active.instance;
  if (awaits !== undefined) return isAbout(cause, awaits);
  const resting = restingAt(active);
  if (resting?.op !== 'wait_for') return false;
  return resting.conditions.length > 0 || (cause.type === 'event' && resting.events.has(cause.entry.event));
}

const TIMEOUT = 'timeout';
/** Rule of a message of which its step heard nothing in time: where it is not handed over yet it goes no more. */
const UNHEARD = 'await.timeout';

function timedOut(run: Run, active: Active, resting: Handing): void {
  moved(run, active, { step: resting.step, detail: { branch: TIMEOUT, read: {} } });
  markStale(run.journeys, active.instance.id, { rule: UNHEARD, step: resting.step });
  fail(run, active, { resting, rule: UNHEARD });
}

/** The step has failed at its hand-over. */
function fail(run: Run, active: Active, { resting, rule }: { readonly resting: Handing; readonly rule: string }): void {
  const { step } = resting;
  if (resting.op === 'send' && hasNextWay(active, resting)) goOn(run, active, { step, next: handOver(run, active, resting) });
  else {
    failsHere(run, active, rule);
    onward(run, active, { step, next: resting.failed });
  }
}

/** A send that was deferred is asked again on the way that is in force by now. */
function askedAgain(run: Run, active: Active, resting: Handing): Handing {
  const to = resting.op === 'send' ? detourAt(run, active, resting)?.to : undefined;
  return resting.op === 'send' && to && 'way' in to ? onWay(resting, to.way) : resting;
}

type Handing = Extract<Instruction, { op: 'send' | 'webhook' | 'ticket' }>;

function handsOver(instruction: Instruction): instruction is Handing {
  return instruction.op === 'send' || instruction.op === 'webhook' || instruction.op === 'ticket';
}

function handOver(run: Run, active: Active, instruction: Handing): number | undefined {
  const next = instruction.op === 'send' ? send(run, active, instruction) : call(run, active, instruction);
  // It has decided, unless guard has asked to be asked again.
  if (next !== undefined || active.instance.awaits !== undefined) noteDone(active.instance, instruction.step);
  return next;
}

function goOn(run: Run, active: Active, { step, next }: { readonly step: string; readonly next: number | undefined }): void {
  if (next !== undefined) onward(run, active, { step, next });
}

/** Leaves the step at which it rests. */
function onward(run: Run, active: Active, { step, next }: { readonly step: string; readonly next: number }): void {
  goesOn(run, active, step);
  walk(run, active, next);
}

interface OpenWay {
  readonly name: 'event' | number;
  readonly read: JsonObject;
  readonly next: number;
}

/** The first way that opens now. Conditions are asked at any time, events at their coming: those that happened before the wait began do not count. */
function wayOpen(run: Run, { branches }: WaitForInstruction, since: number): OpenWay | undefined {
  for (const branch of branches) {
    const met = endingMet(run, branch, since);
    if (met) return { name: branch.name, read: met.read, next: branch.next };
  }
  return undefined;
}

function open(run: Run, active: Active, { resting, way }: { resting: WaitForInstruction & { readonly step: string }; way: OpenWay }): void {
  moved(run, active, { step: resting.step, detail: { branch: way.name, read: way.read } });
  onward(run, active, { step: resting.step, next: way.next });
}

/** The wait begins anew, with what the newer event says. */
function rearm(run: Run, active: Active, resting: WaitForInstruction & { readonly step: string }): void {
  const { journey, instance } = active;
  if (!resting.rearm || run.cause.type !== 'event') return;
  const { entry } = run.cause;
  const met = endingMet(run, resting.rearm, instance.waitsSince);
  if (!met || (journey.key !== undefined && keyIn(entry, journey.key) !== instance.key)) return;
  instance.properties = capture(entry.properties, journey.captured);
  rest(run, active, { step: resting.step, until: run.now + resting.timeoutMs, waitsSince: eventTimeNow(run) });
  moved(run, active, { step: resting.step, detail: { branch: 'rearm', read: met.read, until: instance.due } });
}

/** Carries out instructions from an index on. */
export function walk(run: Run, active: Active, from: number): void {
  const { list } = active.journey.instructions;
  let index = from;
  while (index !== END) {
    const instruction = list[index]!;
    const { stage, step } = instruction;
    comesTo(run, active, step);
    if (stage) noteStage(run, active, { stage, step });
    const next = comeTo(run, active, instruction);
    if (next === undefined) return;
    goesOn(run, active, step);
    index = next;
  }
  end(run, active.instance, { outcome: 'completed', detail: { rule: 'end' } });
}

/** By its fallback where the step is rerouted. */
function comeTo(run: Run, active: Active, instruction: Instruction): number | undefined {
  const { step } = instruction;
  const isDone = handsOver(instruction) && active.instance.done?.includes(step);
  const detour = isDone ? undefined : detourAt(run, active, instruction);
  if (!detour) return carryOut(run, active, instruction);
  moved(run, active, { step, detail: detour.detail });
  if ('next' in detour.to) return detour.to.next;
  return handOver(run, active, onWay(instruction as Instruction & { readonly op: 'send' }, detour.to.way));
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
      return waitFor(run, active, instruction);
    case 'split': {
      const drawn = run.assign(`split:${active.journey.id}:${step}`);
      const arm = instruction.arms.find(({ below }) => drawn < below);
      moved(run, active, { step, detail: { arm: arm?.id ?? null } });
      return arm?.next ?? instruction.next;
    }
    case 'update':
      moved(run, active, { step, detail: { traits: instruction.values } });
      emit(run, { call: 'identify', event: '$identify', properties: saidBy(active, step), traits: instruction.traits });
      return instruction.next;
    case 'set_tag': {
      const { tag, set } = instruction;
      moved(run, active, { step, detail: { tag, set } });
      emit(run, { call: 'track', event: TAG_CHANGED, properties: { tag, set, ...saidBy(active, step) } });
      return instruction.next;
    }
    case 'start_journey': {
      const { heldOut } = assignedTo(run, active.journey);
      const { journey, given } = instruction;
      moved(run, active, { step, detail: { journey, ...(heldOut && { rule: 'holdout.journey' }) } });
      if (!heldOut) run.startOther(active, journey, handedOver(instance, given));
      // What it has started may have stopped it.
      return run.journeys.instances.includes(instance) ? instruction.next : undefined;
    }
    case 'stop_journey':
      stop(run, active, instruction);
      return instruction.next;
    case 'branch': {
      const view = run.view.withEvent({ properties: keptBy(instance) });
      const taken = instruction.arms.findIndex((arm) => arm.when.test(view));
      const read = Object.assign({}, ...instruction.arms.slice(0, taken === -1 ? undefined : taken + 1).map((arm) => arm.when.read(view)));
      moved(run, active, { step, detail: { branch: taken === -1 ? 'otherwise' : taken, read } });
      return instruction.arms[taken]?.next ?? instruction.otherwise;
    }
    case 'send':
    case 'webhook':
    case 'ticket':
      if (passesBy(run, active, step)) return instruction.next;
      moved(run, active, { step });
      return handOver(run, active, instruction);
    case 'benefit':
      if (passesBy(run, active, step)) return instruction.next;
      moved(run, active, { step, detail: { benefit: instruction.benefit } });
      return give(run, active, instruction);
    case 'exit':
      moved(run, active, { step });
      end(run, instance, { outcome: instruction.failed ? 'failed' : 'exited', detail: { rule: EXIT_STEP }, step });
      return undefined;
  }
}

/** Which step has concluded it. */
function saidBy({ journey }: Active, step: string): JsonObject {
  return { journey: journey.id, step };
}

/** Goes on at once where a way stands open, else rests. */
function waitFor(run: Run, active: Active, instruction: WaitForInstruction & { readonly step: string }): number | undefined {
  const { step } = instruction;
  const way = instruction.conditions.length > 0 ? wayOpen(run, instruction, Infinity) : undefined;
  if (way) {
    moved(run, active, { step, detail: { branch: way.name, read: way.read } });
    return way.next;
  }
  rest(run, active, { step, until: run.now + instruction.timeoutMs, waitsSince: eventTimeNow(run) });
  moved(run, active, { step, detail: { until: active.instance.due } });
  return undefined;
}

/** A release has moved it to before a step that has sent already: it passes by (X2). */
function passesBy(run: Run, active: Active, step: string): boolean {
  if (!isDone(active.instance, step)) return false;
  moved(run, active, { step, detail: { skipped: 'done' } });
  return true;
}

/** What is handed over to the journey that is started; what the instance does not keep is left out. */
function handedOver(instance: Instance, given: StartInstruction['given']): JsonObject {
  const properties = keptBy(instance);
  const all: [string, Json][] = [];
  for (const [name, from] of given) {
    const value = 'value' in from ? from.value : readPath(properties, from.path);
    if (value !== undefined) all.push([name, value]);
  }
  return Object.fromEntries(all);
}

function stop(run: Run, active: Active, { step, journey }: { readonly step: string; readonly journey: string }): void {
  const { heldOut } = assignedTo(run, active.journey);
  moved(run, active, { step, detail: { journey, ...(heldOut && { rule: 'holdout.journey' }) } });
  if (heldOut) return;
  for (const other of run.journeys.instances.filter((one) => one.journey === journey && one !== active.instance))
    end(run, other, { outcome: 'exited', detail: { rule: STOPPED, by: active.journey.id } });
}

/** Rule of an instance that a step of another journey has ended. */
const STOPPED = 'exit.stopped';

function moved(run: Run, { journey, instance }: Active, about: { step: string; detail?: JsonObject }): void {
  record(run, { kind: 'journey', action: 'moved', id: journey.id, version: journey.version, subject: instance.id, ...about });
}
