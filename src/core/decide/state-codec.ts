/** The journeys part as bytes. Lists are sorted and rows are arrays, so equal states have equal bytes. */
import { VolanoError } from '../../base/index.ts';
import type { JourneyStage, MessageClass } from '../../define/index.ts';
import type { JsonObject } from '../entry.ts';
import type { Instance, JourneyRecord, JourneyState, OpenSend } from './state.ts';

const VERSION = 5;
/**
 * The versions before: 1, in which no message stayed open, 2, in which nothing named the event that triggered it, 3, without failed ones, and 4, in which
 * nobody rested for an outcome, nobody stood at a stage, and no release moved anybody.
 */
const EARLIER: ReadonlySet<number> = new Set([1, 2, 3, 4]);
const WITH_TRIGGERS = 3;

type InstanceRow = readonly [
  string,
  string,
  number,
  number,
  number,
  string,
  number,
  number,
  JsonObject,
  ...(readonly [string, number, ...(readonly [trigger: string, ...(readonly [awaits: string, tried: readonly string[]] | [])] | [])] | []),
];
/** What only instances have that have sent, or got something, or of which a release has said something: the last of the row. */
interface Beyond {
  readonly edited?: number;
  readonly done?: readonly string[];
  readonly variables?: JsonObject;
}
type StoredInstance = InstanceRow | readonly [...InstanceRow, Beyond];
type RecordRow = readonly [
  string,
  number,
  number,
  0 | 1 | 2,
  ...(readonly [number | null, readonly (readonly [string, number])[], ...(readonly [ended: number] | [])] | []),
];
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
  trigger: string,
  ...(readonly [string | null, JsonObject, ...([failed: 1] | [])] | []),
];
type SendRowWithoutTrigger = readonly [
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
  instances: readonly StoredInstance[],
  records: readonly RecordRow[],
  globalControl: 0 | 1 | 2,
  sends?: readonly (SendRow | SendRowWithoutTrigger)[],
  next?: number,
  stage?: JourneyStage | '',
  since?: number,
  benefits?: readonly (readonly [benefit: string, given: number])[],
];

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Canonical UTF-8 JSON: equal states give equal bytes. */
export function encodeJourneys(state: JourneyState): Uint8Array {
  const parts = [
    VERSION,
    state.instances.map(storedInstance),
    state.records.map(recordRow),
    state.globalControl === undefined ? 0 : state.globalControl ? 2 : 1,
    state.sends.map(sendRow),
    state.next,
  ] as const;
  const staged = [...parts, state.stage?.stage ?? '', state.stage?.since ?? 0] as const;
  const encoded: Encoded = state.benefits
    ? [...staged, state.benefits.map(({ benefit, given }) => [benefit, given] as const)]
    : state.stage
      ? staged
      : parts;
  return encoder.encode(JSON.stringify(encoded));
}

/** Throws VOLANO_STATE_VERSION_UNKNOWN. */
export function decodeJourneys(bytes: Uint8Array): JourneyState {
  const encoded = JSON.parse(decoder.decode(bytes)) as Encoded;
  if (encoded[0] !== VERSION && !EARLIER.has(encoded[0]))
    throw new VolanoError('VOLANO_STATE_VERSION_UNKNOWN', { part: 'journeys', version: encoded[0] });
  const instances = encoded[1].map(instanceStored);
  const records = encoded[2].map(recordFrom);
  const sends = (encoded[4] ?? []).map((row) =>
    sendFrom(encoded[0] < WITH_TRIGGERS ? withoutTrigger(row as SendRowWithoutTrigger) : (row as SendRow)),
  );
  const [, , , globalControl, , next = 0, stage = '', since = 0, benefits] = encoded;
  return {
    ...{ instances, records, sends, next },
    ...(globalControl !== 0 && { globalControl: globalControl === 2 }),
    ...(stage !== '' && { stage: { stage, since } }),
    ...(benefits && { benefits: benefits.map(([benefit, given]) => ({ benefit, given })) }),
  };
}

function storedInstance(instance: Instance): StoredInstance {
  const { edited, done, variables } = instance;
  if (edited === undefined && done === undefined && !variables) return instanceRow(instance);
  return [...instanceRow(instance), { ...(edited !== undefined && { edited }), ...(done && { done }), ...(variables && { variables }) }];
}

function instanceStored(row: StoredInstance): Instance {
  const last = row.at(-1);
  if (row.length <= PLAIN_LENGTH || typeof last !== 'object' || Array.isArray(last)) return instanceFrom(row as InstanceRow);
  return { ...instanceFrom(row.slice(0, -1) as unknown as InstanceRow), ...(last as Beyond) };
}

/** The shortest row ends with the properties. */
const PLAIN_LENGTH = 9;

function instanceRow(i: Instance): InstanceRow {
  const row = [i.journey, i.id, i.version, i.enteredAt, i.since, i.step, i.due, i.flip, i.properties] as const;
  const { awaits, tried, trigger } = i;
  if (awaits !== undefined || tried) return [...row, i.key, i.waitsSince, trigger ?? '', awaits ?? '', tried ?? []];
  if (trigger !== undefined) return [...row, i.key, i.waitsSince, trigger];
  return i.key === '' && i.waitsSince === 0 ? row : [...row, i.key, i.waitsSince];
}

function instanceFrom([
  journey,
  id,
  version,
  enteredAt,
  since,
  step,
  due,
  flip,
  properties,
  key = '',
  waitsSince = 0,
  trigger = '',
  awaits = '',
  tried = [],
]: InstanceRow): Instance {
  return {
    ...{ journey, id, version, enteredAt, since, step, due, flip, key, waitsSince, properties },
    ...(trigger !== '' && { trigger }),
    ...(awaits !== '' && { awaits }),
    ...(tried.length > 0 && { tried }),
  };
}

function recordRow({ journey, entered, last, arm, fired, keys, ended }: JourneyRecord): RecordRow {
  const row = [journey, entered, last, arm === undefined ? 0 : arm === 'treatment' ? 1 : 2] as const;
  if (fired === undefined && keys === undefined && ended === undefined) return row;
  const more = [fired ?? null, (keys ?? []).map(({ key, at }) => [key, at] as const)] as const;
  return ended === undefined ? [...row, ...more] : [...row, ...more, ended];
}

function recordFrom([journey, entered, last, arm, fired = null, keys = [], ended]: RecordRow): JourneyRecord {
  return {
    journey,
    entered,
    last,
    ...(arm !== 0 && { arm: arm === 1 ? 'treatment' : 'holdout' }),
    ...(fired !== null && { fired }),
    ...(ended !== undefined && { ended }),
    ...(keys.length > 0 && { keys: keys.map(([key, at]) => ({ key, at })) }),
  };
}

function sendRow({
  message,
  journey,
  version,
  instance,
  step,
  since,
  purpose,
  channel,
  messageClass,
  trigger = '',
  stale,
  failed,
}: OpenSend): SendRow {
  const row = [message, journey, version, instance, step, since, purpose, channel, messageClass, trigger] as const;
  if (failed) return [...row, stale?.rule ?? null, stale?.read ?? {}, 1];
  return stale ? [...row, stale.rule, stale.read] : row;
}

function withoutTrigger([
  message,
  journey,
  version,
  instance,
  step,
  since,
  purpose,
  channel,
  messageClass,
  ...stale
]: SendRowWithoutTrigger): SendRow {
  return [message, journey, version, instance, step, since, purpose, channel, messageClass, '', ...stale];
}

function sendFrom(row: SendRow): OpenSend {
  const [message, journey, version, instance, step, since, purpose, channel, messageClass, trigger, rule = null, read = {}, failed] = row;
  return {
    ...{ message, journey, version, instance, step, since, purpose, channel, messageClass },
    ...(trigger !== '' && { trigger }),
    ...(rule !== null && { stale: { rule, read } }),
    ...(failed === 1 && { failed: true }),
  };
}
