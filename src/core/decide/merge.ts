/**
 * Merging the journeys parts of two profiles of one customer. The survivor's assignments stay (J4), missing ones are taken over; where
 * both were assigned differently, analysis is told (`exposure` / `mixed`). Of two instances of one
 * journey, and one key where it has one, the older goes on (J2).
 */
import type { CustomerId } from '../../base/index.ts';
import type { Fact } from '../fact.ts';
import { addOpenSend, forgetFailed, markStale } from './open.ts';
import { type Passage, passage } from './passage.ts';
import { mergeStage } from './stage.ts';
import { type Instance, insertInstance, instanceOf, type JourneyState, rememberKey, touchBenefit, touchRecord } from './state.ts';

/** Who is merged, when, and where facts go. */
export interface MergeJourneysContext {
  /** The surviving customer and the one absorbed. */
  readonly survivor: CustomerId;
  readonly absorbed: CustomerId;
  readonly now: number;
  readonly facts: Fact[];
  readonly passages: Passage[];
}

/** Merges `from` into `into`, in place. Call `decide` afterwards: what is due and when conditions flip depends on the merged knowledge. */
export function mergeJourneys(into: JourneyState, from: JourneyState, context: MergeJourneysContext): void {
  for (const record of from.records) {
    const kept = touchRecord(into, record.journey);
    kept.entered += record.entered;
    kept.last = Math.max(kept.last, record.last);
    if (record.ended !== undefined) kept.ended = Math.max(kept.ended ?? 0, record.ended);
    if (record.fired !== undefined) kept.fired = Math.max(kept.fired ?? -Infinity, record.fired);
    for (const entered of record.keys ?? []) {
      const mine = kept.keys?.find(({ key }) => key === entered.key);
      if (!mine || mine.at < entered.at) rememberKey(kept, entered);
    }
    if (record.arm !== undefined && kept.arm !== undefined && record.arm !== kept.arm) {
      mixed(context, record.journey, { kept: kept.arm, absorbed: record.arm });
    } else if (record.arm !== undefined) {
      kept.arm = record.arm;
    }
  }
  if (from.next !== 0) into.next = into.next === 0 ? from.next : Math.min(into.next, from.next);
  if (from.globalControl !== undefined) {
    if (into.globalControl !== undefined && into.globalControl !== from.globalControl) {
      mixed(context, '', { kept: groupOf(into.globalControl), absorbed: groupOf(from.globalControl) });
    }
    into.globalControl ??= from.globalControl;
  }
  mergeStage(into, from);
  for (const { benefit, given } of from.benefits ?? []) touchBenefit(into, benefit).given += given;
  for (const send of from.sends) addOpenSend(into, send);
  forgetFailed(into);
  for (const instance of from.instances) adopt(into, instance, context);
}

/** The one that entered first goes on; of two at the same moment the one with the smaller id. */
function adopt(into: JourneyState, instance: Instance, context: MergeJourneysContext): void {
  const rival = instanceOf(into, instance.journey, instance.key);
  if (!rival) {
    insertInstance(into, instance);
    return;
  }
  const isOlder = instance.enteredAt < rival.enteredAt || (instance.enteredAt === rival.enteredAt && instance.id < rival.id);
  if (isOlder) into.instances[into.instances.indexOf(rival)] = instance;
  const [kept, gone] = isOlder ? [instance, rival] : [rival, instance];
  markStale(into, gone.id, { rule: 'merged' });
  context.passages.push(passage(gone, { step: gone.step, how: 'exited', rule: 'merged' }));
  context.facts.push({
    kind: 'journey',
    action: 'exited',
    customer: context.survivor,
    at: context.now,
    name: gone.journey,
    version: gone.version,
    subject: gone.id,
    detail: { rule: 'merged', kept: kept.id },
  });
}

function mixed({ survivor, absorbed, now, facts }: MergeJourneysContext, journey: string, arms: { kept: string; absorbed: string }): void {
  const detail = { kept: arms.kept, absorbed: arms.absorbed, from: absorbed };
  facts.push({ kind: 'exposure', action: 'mixed', customer: survivor, at: now, name: journey, version: 0, detail });
}

function groupOf(globalControl: boolean): string {
  return globalControl ? 'global_control' : 'treatment';
}
