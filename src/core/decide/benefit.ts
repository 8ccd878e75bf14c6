/** A step that gives a benefit: what speaks against it, the code or the points, and who is told. */
import { BENEFIT_GRANTED, type BenefitDefinition } from '../../define/index.ts';
import type { JsonObject } from '../entry.ts';
import type { Fact } from '../fact.ts';
import { assignedTo } from './assignment.ts';
import { type Commons, type Slice, sliceOf } from './commons.ts';
import { noteDone } from './done.ts';
import type { BenefitInstruction } from './instruction.ts';
import { failsHere } from './passage.ts';
import { type Active, emit, type Run, record } from './run.ts';
import { givenTo, touchBenefit } from './state.ts';

type Giving = BenefitInstruction & { readonly step: string };

interface Refusal {
  readonly rule:
    | 'benefit.unknown'
    | 'benefit.customer_limit'
    | 'benefit.total_limit'
    | 'benefit.empty'
    | 'holdout.journey'
    | 'holdout.global';
  readonly read: JsonObject;
}

/** Where the instance goes on. Decided once in an instance. */
export function give(run: Run, active: Active, instruction: Giving): number {
  const { benefit: id, step, as } = instruction;
  const { instance, journey } = active;
  noteDone(instance, step);
  run.changed = true;
  const withheld = heldOut(run, active);
  const benefit = run.plan.benefits.get(id);
  const refusal = withheld ?? refusalOf(run, id, benefit);
  if (refusal || !benefit) {
    tell(run, active, { instruction, action: 'refused', detail: { ...(refusal ?? { rule: 'benefit.unknown', read: {} }) } });
    if (withheld) return instruction.next;
    failsHere(run, active, refusal?.rule ?? 'benefit.unknown');
    return instruction.failed;
  }
  const value = benefit.type === 'points' ? benefit.points! : run.commons.takeCode(id)!;
  run.commons.countGiven(id);
  touchBenefit(run.journeys, id).given++;
  instance.variables = { ...instance.variables, [as]: value };
  const said = typeof value === 'number' ? { points: value } : { code: value };
  tell(run, active, { instruction, action: 'granted', detail: said });
  emit(run, {
    call: 'track',
    event: BENEFIT_GRANTED,
    properties: { benefit: id, ...said, journey: journey.id, step, instance: instance.id },
  });
  if (benefit.type === 'coupon') alertWhenLow(run, benefit);
  return instruction.next;
}

/** They would tell what the benefit brings only if they have none. */
function heldOut(run: Run, { journey }: Active): Refusal | undefined {
  const { heldOut: isHeldOut, globalControl } = assignedTo(run, journey);
  if (globalControl) return { rule: 'holdout.global', read: {} };
  return isHeldOut ? { rule: 'holdout.journey', read: {} } : undefined;
}

function refusalOf(run: Run, id: string, benefit: BenefitDefinition | undefined): Refusal | undefined {
  if (!benefit) return { rule: 'benefit.unknown', read: {} };
  const { perCustomer = Infinity, total = Infinity } = benefit.limits ?? {};
  const own = givenTo(run.journeys, id);
  if (own >= perCustomer) return { rule: 'benefit.customer_limit', read: { given: own, max: perCustomer } };
  const [given, slice] = [run.commons.given(id), sliceOf(total, run.slice)];
  if (given >= slice) return { rule: 'benefit.total_limit', read: { given, max: slice } };
  if (benefit.type === 'coupon' && run.commons.left(id) === 0) return { rule: 'benefit.empty', read: { left: 0 } };
  return undefined;
}

function tell(
  run: Run,
  { journey, instance }: Active,
  { instruction, action, detail }: { instruction: Giving; action: 'granted' | 'refused'; detail: JsonObject },
): void {
  const { benefit, step } = instruction;
  const about = { version: journey.version, journey: journey.id, step, subject: instance.id };
  record(run, { kind: 'benefit', action, id: benefit, ...about, detail });
}

const LOW_DEFAULT = 100;

/** So few are left as somebody should know of: told once, and taken back when more come in. */
function alertWhenLow(run: Run, { id, lowAt = LOW_DEFAULT }: BenefitDefinition): void {
  if (run.commons.left(id) === sliceOf(lowAt, run.slice)) run.facts.push(lowFact(run, { id, lowAt, state: 'raised' }));
}

/** Whether so few are left that the alert stands: only of a pool that codes have been taken from. */
export function isLow(
  commons: Commons,
  slice: Slice,
  { id, lowAt = LOW_DEFAULT }: { readonly id: string; readonly lowAt?: number | undefined },
): boolean {
  return commons.given(id) > 0 && commons.left(id) <= sliceOf(lowAt, slice);
}

/** The alert of a pool, in this partition. */
export function lowFact(
  { now, slice, commons }: Pick<Run, 'now' | 'slice' | 'commons'>,
  { id, lowAt = LOW_DEFAULT, state }: { readonly id: string; readonly lowAt?: number | undefined; readonly state: 'raised' | 'cleared' },
): Fact {
  const detail = { what: 'benefit', benefit: id, source: '', event: '', value: commons.left(id), threshold: sliceOf(lowAt, slice) };
  const subject = `benefit:${id}:${slice.partition}`;
  return { kind: 'alert', action: state, customer: '', at: now, name: 'codes_left', version: 0, subject, detail };
}
