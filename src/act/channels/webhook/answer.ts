/** What a webhook's step takes from the answer: fields of its JSON, each of the type of its trait. Pure; everything that is wrong is said. */
import type { Answer, Json, JsonObject, TakenField } from '../../../core/index.ts';
import { ANSWER_BYTES_MAX } from '../egress/index.ts';

/** Of one value: it travels in an event. */
const TEXT_LENGTH_MAX = 1_000;

/** `text`: the answer, or its first 64 KiB. Takes all that is asked for, or nothing. */
export function takenFrom(text: string, fields: readonly TakenField[]): Answer {
  if (Buffer.byteLength(text) >= ANSWER_BYTES_MAX) return { problem: `answer.too_large: at least ${ANSWER_BYTES_MAX} bytes` };
  const json = parsed(text);
  if (json === undefined) return { problem: 'answer.not_json' };
  const traits: { [name: string]: Json } = {};
  for (const one of fields) {
    const value = valueAt(json, one.field);
    if (value === undefined || value === null) {
      if (one.optional) continue;
      return { problem: `answer.field_missing: ${one.field}` };
    }
    if (!isOf(value, one.type)) return { problem: `answer.wrong_type: ${one.field} is no ${one.type}` };
    if (typeof value === 'string' && value.length > TEXT_LENGTH_MAX)
      return { problem: `answer.too_large: ${one.field} has more than ${TEXT_LENGTH_MAX} characters` };
    put(traits, one.into, typeof value === 'string' ? value.toWellFormed() : value);
  }
  return { traits };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Own fields of objects only. */
function valueAt(json: Json, path: string): Json | undefined {
  let at: Json | undefined = json;
  for (const name of path.split('.')) {
    if (typeof at !== 'object' || at === null || Array.isArray(at) || !Object.hasOwn(at, name)) return undefined;
    at = (at as JsonObject)[name];
  }
  return at;
}

function isOf(value: Json, type: TakenField['type']): boolean {
  if (type === 'time') return typeof value === 'number' || (typeof value === 'string' && !Number.isNaN(Date.parse(value)));
  return typeof value === type;
}

function put(into: { [name: string]: Json }, [name, ...rest]: readonly string[], value: Json): void {
  if (name === undefined) return;
  if (rest.length === 0) {
    into[name] = value;
    return;
  }
  const inner: { [name: string]: Json } = { ...(into[name] as JsonObject | undefined) };
  put(inner, rest, value);
  into[name] = inner;
}
