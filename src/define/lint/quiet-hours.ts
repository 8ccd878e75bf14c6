import { clockMs, DAY, durationMs, HOUR } from '../../base/index.ts';
import type { JourneyDefinition } from '../journey.ts';
import type { PolicyDefinition } from '../policy.ts';
import { listsWithin, type MessageClass, type SendStep, type Step } from '../step.ts';
import type { Found, Lint } from './lint.ts';
import type { LintWorld } from './world.ts';

/** A message that is asked for at a time of day in the quiet hours, and expires before they end. */
export const neverSent: Lint = {
  id: 'never-sent',
  severity: 'error',
  look: (world) => asleep(world, true),
};

/** A message that always waits for the morning. */
export const inQuietHours: Lint = {
  id: 'in-quiet-hours',
  severity: 'warning',
  look: (world) => asleep(world, false),
};

function* asleep({ journeys, policy }: LintWorld, isLost: boolean): Generator<Found> {
  const quiet = policy?.quietHours;
  if (!quiet) return;
  for (const definition of journeys) {
    for (const { step, path, at } of timedSends(definition)) {
      const messageClass = step.messageClass ?? 'marketing';
      if (!quiet.classes.includes(messageClass)) continue;
      const leftMs = msUntilEnd(clockMs(at), quiet);
      if (leftMs === undefined || leftMs > keptMs(policy, messageClass) !== isLost) continue;
      yield { definition, path, says: isLost ? 'lost_at_night' : 'late_at_night', values: { step: step.id, at, until: quiet.to } };
    }
  }
}

/** Time until the quiet hours end; undefined outside of them. */
function msUntilEnd(at: number, { from, to }: { readonly from: string; readonly to: string }): number | undefined {
  const [start, end] = [clockMs(from), clockMs(to)];
  const isIn = start < end ? at >= start && at < end : at >= start || at < end;
  return isIn ? (end - at + DAY) % DAY : undefined;
}

/** As guard has it. */
const EXPIRY: Readonly<Record<MessageClass, number>> = { marketing: DAY, service: 72 * HOUR, transactional: 7 * DAY };

function keptMs({ quietHours, expiry }: PolicyDefinition, messageClass: MessageClass): number {
  const wanted = quietHours?.expireAfter ?? expiry?.[messageClass];
  return wanted === undefined ? EXPIRY[messageClass] : durationMs(wanted);
}

interface TimedSend {
  readonly step: SendStep;
  readonly path: string;
  readonly at: string;
}

/** Messages right behind a wait for a time of day, or behind a date or a schedule. */
function timedSends({ trigger, steps }: JourneyDefinition): readonly TimedSend[] {
  const found: TimedSend[] = [];
  follow(steps, { path: 'steps', at: trigger.type === 'date' || trigger.type === 'schedule' ? trigger.at : undefined, found });
  return found;
}

interface Following {
  readonly path: string;
  readonly at: string | undefined;
  readonly found: TimedSend[];
}

function follow(steps: readonly Step[], { path, at: began, found }: Following): void {
  let at = began;
  for (const [index, step] of steps.entries()) {
    const place = `${path}[${index}]`;
    if (step.type === 'send') {
      if (at !== undefined) found.push({ step, path: place, at });
      follow(step.onFailure ?? [], { path: `${place}.onFailure`, at: step.await ? undefined : at, found });
      if (step.await) at = undefined;
    } else if (step.type === 'wait') at = step.until?.at;
    else {
      const inside = step.type === 'wait_for' ? undefined : at;
      for (const list of listsWithin(step)) follow(list.steps, { path: `${place}.${list.path}`, at: inside, found });
      if (
        listsWithin(step).some((list) => list.steps.some(({ type }) => type === 'wait' || type === 'wait_for')) ||
        step.type === 'wait_for'
      )
        at = undefined;
    }
  }
}
