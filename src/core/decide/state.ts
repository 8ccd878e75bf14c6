/**
 * The customer's journeys part: active instances, what is remembered of each journey ever entered, and assignments. All lists are
 * sorted by journey id, so that equal states have equal encodings.
 */
import type { JourneyStage, MessageClass } from '../../define/index.ts';
import type { JsonObject } from '../entry.ts';

/** One way of one customer through one journey; kept while it is active. */
export interface Instance {
  readonly journey: string;
  readonly id: string;
  /** Version of the journey's definition it entered with, and stays on unless a release moves it. */
  version: number;
  /** `at` of the entry, ms. */
  readonly enteredAt: number;
  /** Event time from which events count as goal or exit: the trigger's own time, ms. */
  readonly since: number;
  /** The wait or send it rests at. */
  step: string;
  /** When it goes on, ms: end of the wait, or when guard is asked again. */
  due: number;
  /** Earliest moment at which a goal or exit condition may flip with no new event, ms; 0 when none can. */
  flip: number;
  /** Value of the journey's key in its trigger; '' where the journey has none. */
  readonly key: string;
  /** Event time from which events count for the `wait_for` it rests at, ms; 0 at any other step. */
  waitsSince: number;
  /** The message whose outcome it rests for; absent where it rests for nothing of the kind. */
  awaits?: string;
  /** Channels on which the step that it rests at has sent, in order; absent when none. */
  tried?: readonly string[];
  /** Properties that branches and templates read: those of its trigger, or of the event that has rearmed a wait. */
  properties: JsonObject;
  /** What its steps have given, by name: read as its properties are, and before them. Absent: nothing. */
  variables?: JsonObject;
  /** Message id of the event that triggered it; absent where none did. Should the profile be parted, the instance follows that event. */
  readonly trigger?: string;
  /** Number of the latest release that has said something about it, or that had when it entered; absent: none. */
  edited?: number;
  /** Steps that have sent or called, in order; absent: none. */
  done?: readonly string[];
}

/** A message that was decided and whose hand-over has not ended yet: kept until its receipt, and the latest that failed beyond it. */
export interface OpenSend {
  readonly message: string;
  readonly journey: string;
  readonly version: number;
  readonly instance: string;
  readonly step: string;
  /** Of its instance: event time from which events count as goal or exit, ms. */
  readonly since: number;
  readonly purpose: string;
  readonly channel: string;
  readonly messageClass: MessageClass;
  /** Of its instance. */
  readonly trigger?: string;
  /** It failed: it may be asked for once more. */
  failed?: true;
  /** Set once something has happened that would have kept the message from being decided: the rule and the values it read. */
  stale?: Stale;
}

export interface Stale {
  /** As in the fact that ended the instance: `goal.event`, `exit.condition`, `trigger.retracted`, `merged`, `unmerged`, ... */
  readonly rule: string;
  readonly read: JsonObject;
}

export type Arm = 'treatment' | 'holdout';

/** A key and when (`at`) it entered last. */
export interface EnteredKey {
  readonly key: string;
  readonly at: number;
}

/** What branches and templates read of an instance. */
export function keptBy({ properties, variables }: Instance): JsonObject {
  return variables ? { ...properties, ...variables } : properties;
}

/** How often the customer has got a benefit. */
export interface BenefitRecord {
  readonly benefit: string;
  given: number;
}

/** What outlives the instances of a journey. */
export interface JourneyRecord {
  readonly journey: string;
  /** How often entered, and when last (`at`, ms; 0 when never). */
  entered: number;
  last: number;
  /** Stored once, at the first entry of a version with a holdout. */
  arm?: Arm;
  /** Name of the latest occurrence of its date or schedule (`occurrence.ts`). */
  fired?: number;
  /** When an instance has ended last (`at`, ms), of a journey with a cool-down. */
  ended?: number;
  /** Keys entered by, the latest 200, ascending by (`at`, key). */
  keys?: EnteredKey[];
}

/** Stage of the journey, or of the step, come to last, and when, ms. */
export interface CustomerStage {
  readonly stage: JourneyStage;
  readonly since: number;
}

/** The part of a customer's state that journeys own. */
export interface JourneyState {
  readonly instances: Instance[];
  readonly records: JourneyRecord[];
  /** Stored once, at the first entry while the policy has a global control group. */
  globalControl?: boolean;
  /** Sorted by message id. */
  readonly sends: OpenSend[];
  /** When a date or a schedule may next start a journey, ms; 0 when none does. */
  next: number;
  /** Where the customer stands; absent before the first journey. */
  stage?: CustomerStage;
  /** Sorted by benefit; absent: none was given. */
  benefits?: BenefitRecord[];
}

/** The part of a customer who has never been in a journey. */
export function emptyJourneys(): JourneyState {
  return { instances: [], records: [], sends: [], next: 0 };
}

/** When `decide` must next be called for this customer though nothing arrives, ms; Infinity when never. */
export function wakeAt(state: JourneyState): number {
  let earliest = state.next === 0 ? Infinity : state.next;
  for (const { due, flip } of state.instances) {
    if (due < earliest) earliest = due;
    if (flip !== 0 && flip < earliest) earliest = flip;
  }
  return earliest;
}

/** Whether an instance rests for the outcome of this message. */
export function awaitsMessage({ instances }: JourneyState, message: string): boolean {
  return instances.some(({ awaits }) => awaits === message);
}

/** The instance of the journey by this key; without a key any one. */
export function instanceOf(state: JourneyState, journey: string, key?: string): Instance | undefined {
  return state.instances.find((instance) => instance.journey === journey && (key === undefined || instance.key === key));
}

/** Adds an instance at its place: by journey, then key. */
export function insertInstance({ instances }: JourneyState, instance: Instance): void {
  const { journey, key } = instance;
  let index = instances.length;
  while (index > 0 && isAfter(instances[index - 1]!, journey, key)) index--;
  instances.splice(index, 0, instance);
}

function isAfter(other: Instance, journey: string, key: string): boolean {
  return other.journey > journey || (other.journey === journey && other.key > key);
}

const KEYS_MAX = 200;

/** Notes that the key entered; the one that entered longest ago is forgotten beyond 200. */
export function rememberKey(record: JourneyRecord, entered: EnteredKey): void {
  const others = (record.keys ?? []).filter(({ key }) => key !== entered.key);
  let index = others.length;
  while (
    index > 0 &&
    (others[index - 1]!.at > entered.at || (others[index - 1]!.at === entered.at && others[index - 1]!.key > entered.key))
  )
    index--;
  others.splice(index, 0, entered);
  record.keys = others.slice(-KEYS_MAX);
}

export function recordOf(state: JourneyState, journey: string): JourneyRecord | undefined {
  return state.records.find((record) => record.journey === journey);
}

/** The record of the journey, made when missing. */
export function touchRecord(state: JourneyState, journey: string): JourneyRecord {
  const known = recordOf(state, journey);
  if (known) return known;
  const record: JourneyRecord = { journey, entered: 0, last: 0 };
  insertRecord(state, record);
  return record;
}

/** Adds a record at its place. */
export function insertRecord({ records }: JourneyState, record: JourneyRecord): void {
  let index = records.length;
  while (index > 0 && records[index - 1]!.journey > record.journey) index--;
  records.splice(index, 0, record);
}

/** How often the customer has got the benefit. */
export function givenTo({ benefits = [] }: JourneyState, benefit: string): number {
  return benefits.find((one) => one.benefit === benefit)?.given ?? 0;
}

/** The record of the benefit, made when missing. */
export function touchBenefit(state: JourneyState, benefit: string): BenefitRecord {
  const known = state.benefits?.find((one) => one.benefit === benefit);
  if (known) return known;
  const record: BenefitRecord = { benefit, given: 0 };
  state.benefits = [...(state.benefits ?? []), record].sort((a, b) => (a.benefit < b.benefit ? -1 : 1));
  return record;
}
