/** The policy compiled for `vet`. */
import { assertTimeZone, clockMs, DAY, type Duration, durationMs, type Said, type TimeZone, VolanoError } from '../../base/index.ts';
import type {
  AcceptedFrequency,
  CalendarWindow,
  FrequencyCap,
  MessageClass,
  PolicyDefinition,
  PurposeDefinition,
  QuietHoursDefinition,
  WorkspaceDefinition,
} from '../../define/index.ts';
import { EXPIRY_MS, type ExpiryMs } from '../decide/index.ts';
import { said } from '../said.ts';

/** Consent purposes, quiet hours and caps of a release; made by `compileGuard`, never changed. */
export interface GuardPlan {
  /** The workspace's: for customers without a valid `timezone`. */
  readonly timeZone: TimeZone;
  readonly purposes: ReadonlyMap<string, PurposeDefinition['basis']>;
  readonly quietHours: QuietHours | undefined;
  readonly caps: readonly Cap[];
  readonly accepted: Accepted | undefined;
  /** How long after its decision a message of the class may still be handed over, ms. */
  readonly expiryMs: ExpiryMs;
  /** How long a message is remembered after it went, or was decided and never ended, ms. */
  readonly memoryMs: number;
}

/** Local time of day in ms, [from, to); `from` > `to` spans midnight. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
  readonly classes: ReadonlySet<MessageClass>;
  /** A message that would wait longer for their end does not go, ms; undefined: longer than its class's expiry. */
  readonly expireMs: number | undefined;
}

/** The customer's own cap: its `max` is what the trait says, at most the cap's. */
export interface Accepted {
  readonly trait: string;
  readonly cap: Cap;
}

export interface Cap {
  readonly id: string;
  readonly max: number;
  /** Length of the rolling window in ms, or a calendar period of the customer's time zone. */
  readonly per: number | CalendarWindow;
  readonly classes: ReadonlySet<MessageClass>;
  readonly channel: string | undefined;
  readonly purpose: string | undefined;
}

/** What a release says about guarding. */
export interface GuardSources {
  /** None: consent and suppression only. */
  readonly policy: PolicyDefinition | undefined;
  readonly purposes: readonly PurposeDefinition[];
  readonly workspace: WorkspaceDefinition;
}

/** Remembered at least this long, so that a new cap does not start from nothing. */
const MEMORY_MIN: number = 31 * DAY;
const CAP_MAX = 1_000;
const ROLLING_MAX: number = 366 * DAY;
/** The longest a period of the calendar can be, with daylight saving and moves between time zones. */
const CALENDAR_SPAN: Readonly<Record<CalendarWindow, number>> = {
  day: 3 * DAY,
  week: 9 * DAY,
  month: 33 * DAY,
  quarter: 94 * DAY,
  year: 368 * DAY,
};

/** Throws VOLANO_DEFINITION_INVALID, VOLANO_DEFINITION_DUPLICATE, VOLANO_DURATION_INVALID, VOLANO_TIME_ZONE_UNKNOWN. */
export function compileGuard({ policy, purposes, workspace }: GuardSources): GuardPlan {
  assertTimeZone(workspace.timeZone);
  const caps = (policy?.caps ?? []).map(capOf);
  const ids = new Set(caps.map((cap) => cap.id));
  const twice = caps.find((cap) => !ids.delete(cap.id));
  if (twice) throw new VolanoError('VOLANO_DEFINITION_DUPLICATE', { kind: 'cap', id: twice.id });
  const accepted = policy?.acceptedFrequency && acceptedOf(policy.acceptedFrequency);
  const windows = (accepted ? [accepted.cap, ...caps] : caps).map(({ per }) => (typeof per === 'number' ? per : CALENDAR_SPAN[per]));
  const expiryMs = expiryOf(policy?.expiry ?? {});
  return {
    timeZone: workspace.timeZone,
    purposes: new Map(purposes.map(({ id, basis }) => [id, basis])),
    quietHours: policy?.quietHours && quietHoursOf(policy.quietHours),
    caps,
    accepted,
    expiryMs,
    memoryMs: Math.max(MEMORY_MIN, ...windows, ...Object.values(expiryMs)),
  };
}

function quietHoursOf({ from, to, classes, expireAfter }: QuietHoursDefinition): QuietHours {
  const hours = {
    from: clockMs(from) % DAY,
    to: clockMs(to) % DAY,
    classes: classesOf(classes, 'policy.quietHours'),
    expireMs: expireAfter === undefined ? undefined : spanOf(expireAfter, 'policy.quietHours.expireAfter'),
  };
  if (hours.from === hours.to) invalid('policy.quietHours', said`quiet hours must leave a part of the day in which messages may go`);
  return hours;
}

function capOf({ id, max, per, classes, channel, purpose }: FrequencyCap): Cap {
  const path = `policy.caps.${id}`;
  if (!Number.isInteger(max) || max < 1 || max > CAP_MAX) invalid(path, said`max must be a whole number from 1 to ${CAP_MAX}`);
  return { id, max, per: windowOf(per, path), classes: classesOf(classes, path), channel, purpose };
}

/** Nobody who accepts more than `CAP_MAX` messages is kept from any of them. */
function acceptedOf({ trait, per, classes, channel }: AcceptedFrequency): Accepted {
  const path = 'policy.acceptedFrequency';
  const cap = { id: '', max: CAP_MAX, per: windowOf(per, path), classes: classesOf(classes, path), channel, purpose: undefined };
  return { trait, cap };
}

function windowOf(per: FrequencyCap['per'], path: string): number | CalendarWindow {
  if (typeof per !== 'string') return per.this;
  const window = durationMs(per);
  if (window === 0) invalid(path, said`the window must be longer than 0`);
  if (window > ROLLING_MAX) invalid(path, said`the window may last 366 days at most`);
  return window;
}

function expiryOf(given: NonNullable<PolicyDefinition['expiry']>): ExpiryMs {
  const of = (messageClass: MessageClass): number => {
    const told = given[messageClass];
    return told === undefined ? EXPIRY_MS[messageClass] : spanOf(told, `policy.expiry.${messageClass}`);
  };
  return { marketing: of('marketing'), service: of('service'), transactional: of('transactional') };
}

function spanOf(duration: Duration, path: string): number {
  const span = durationMs(duration);
  if (span === 0) invalid(path, said`the time must be longer than 0`);
  return span;
}

function classesOf(classes: readonly MessageClass[], path: string): ReadonlySet<MessageClass> {
  if (classes.length === 0) invalid(path, said`name at least one message class: "marketing" or "service"`);
  if (classes.includes('transactional')) invalid(path, said`transactional messages are always exempt. Remove "transactional" from classes`);
  return new Set(classes);
}

function invalid(path: string, problem: Said): never {
  throw new VolanoError('VOLANO_DEFINITION_INVALID', { path, problem });
}
