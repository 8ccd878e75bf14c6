/**
 * The customer's journeys part: active instances, what is remembered of each journey ever entered, and assignments. All lists are
 * sorted by journey id, so that equal states have equal encodings.
 */
import { VolanoError } from '../../base/index.ts';
import type { MessageClass } from '../../define/index.ts';
import type { JsonObject } from '../entry.ts';

/** One way of one customer through one journey; kept while it is active. */
export interface Instance {
  readonly journey: string;
  readonly id: string;
  /** Version of the journey's definition it entered with and stays on. */
  readonly version: number;
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
  /** Properties of the trigger that branches and templates read. */
  readonly properties: JsonObject;
}

/** A message that was decided and whose hand-over has not ended yet: kept until its receipt. */
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
  /** Set once something has happened that would have kept the message from being decided: the rule and the values it read. */
  stale?: Stale;
}

export interface Stale {
  /** As in the fact that ended the instance: `goal.event`, `exit.condition`, `trigger.retracted`, `merged`, ... */
  readonly rule: string;
  readonly read: JsonObject;
}

export type Arm = 'treatment' | 'holdout';

/** What outlives the instances of a journey. */
export interface JourneyRecord {
  readonly journey: string;
  /** How often entered, and when last (`at`, ms; 0 when never). */
  entered: number;
  last: number;
  /** Stored once, at the first entry of a version with a holdout. */
  arm?: Arm;
}

/** The part of a customer's state that journeys own. */
export interface JourneyState {
  readonly instances: Instance[];
  readonly records: JourneyRecord[];
  /** Stored once, at the first entry while the policy has a global control group. */
  globalControl?: boolean;
  /** Sorted by message id. */
  readonly sends: OpenSend[];
}

const VERSION = 2;
/** The version before, in which no message stayed open. */
const WITHOUT_SENDS = 1;

/** The part of a customer who has never been in a journey. */
export function emptyJourneys(): JourneyState {
  return { instances: [], records: [], sends: [] };
}

/** When `decide` must next be called for this customer though nothing arrives, ms; Infinity when never. */
export function wakeAt(state: JourneyState): number {
  let earliest = Infinity;
  for (const { due, flip } of state.instances) {
    if (due < earliest) earliest = due;
    if (flip !== 0 && flip < earliest) earliest = flip;
  }
  return earliest;
}

export function instanceOf(state: JourneyState, journey: string): Instance | undefined {
  return state.instances.find((instance) => instance.journey === journey);
}

export function recordOf(state: JourneyState, journey: string): JourneyRecord | undefined {
  return state.records.find((record) => record.journey === journey);
}

/** The record of the journey, made when missing. */
export function touchRecord(state: JourneyState, journey: string): JourneyRecord {
  const known = recordOf(state, journey);
  if (known) return known;
  const record: JourneyRecord = { journey, entered: 0, last: 0 };
  insertSorted(state.records, record);
  return record;
}

export function insertSorted<T extends { readonly journey: string }>(list: T[], item: T): void {
  let index = list.length;
  while (index > 0 && list[index - 1]!.journey > item.journey) index--;
  list.splice(index, 0, item);
}

type InstanceRow = readonly [string, string, number, number, number, string, number, number, JsonObject];
type RecordRow = readonly [string, number, number, 0 | 1 | 2];
type SendRow = readonly [
  string,
  string,
  number,
  string,
  string,
  number,
  string,
  string,
  MessageClass,
  ...(readonly [string, JsonObject] | []),
];
type Encoded = readonly [
  version: number,
  instances: readonly InstanceRow[],
  records: readonly RecordRow[],
  globalControl: 0 | 1 | 2,
  sends?: readonly SendRow[],
];

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Canonical UTF-8 JSON: equal states give equal bytes. */
export function encodeJourneys(state: JourneyState): Uint8Array {
  const encoded: Encoded = [
    VERSION,
    state.instances.map((i): InstanceRow => [i.journey, i.id, i.version, i.enteredAt, i.since, i.step, i.due, i.flip, i.properties]),
    state.records.map((r): RecordRow => [r.journey, r.entered, r.last, r.arm === undefined ? 0 : r.arm === 'treatment' ? 1 : 2]),
    state.globalControl === undefined ? 0 : state.globalControl ? 2 : 1,
    state.sends.map(sendRow),
  ];
  return encoder.encode(JSON.stringify(encoded));
}

/** Throws VOLANO_STATE_VERSION_UNKNOWN. */
export function decodeJourneys(bytes: Uint8Array): JourneyState {
  const encoded = JSON.parse(decoder.decode(bytes)) as Encoded;
  if (encoded[0] !== VERSION && encoded[0] !== WITHOUT_SENDS)
    throw new VolanoError('VOLANO_STATE_VERSION_UNKNOWN', { part: 'journeys', version: encoded[0] });
  const instances = encoded[1].map(instanceFrom);
  const records = encoded[2].map(recordFrom);
  const sends = (encoded[4] ?? []).map(sendFrom);
  return encoded[3] === 0 ? { instances, records, sends } : { instances, records, globalControl: encoded[3] === 2, sends };
}

function instanceFrom([journey, id, version, enteredAt, since, step, due, flip, properties]: InstanceRow): Instance {
  return { journey, id, version, enteredAt, since, step, due, flip, properties };
}

function sendRow({ message, journey, version, instance, step, since, purpose, channel, messageClass, stale }: OpenSend): SendRow {
  const row = [message, journey, version, instance, step, since, purpose, channel, messageClass] as const;
  return stale ? [...row, stale.rule, stale.read] : row;
}

function sendFrom([message, journey, version, instance, step, since, purpose, channel, messageClass, rule, read]: SendRow): OpenSend {
  const send = { message, journey, version, instance, step, since, purpose, channel, messageClass };
  return rule === undefined || read === undefined ? send : { ...send, stale: { rule, read } };
}

function recordFrom([journey, entered, last, arm]: RecordRow): JourneyRecord {
  return arm === 0 ? { journey, entered, last } : { journey, entered, last, arm: arm === 1 ? 'treatment' : 'holdout' };
}
