/**
 * What may stand in `properties`, `traits` and `context`: any JSON that can be kept exactly. One walk over each value; a path is
 * made only when something is wrong.
 */
import type { Json, JsonObject } from '../../core/index.ts';
import { DEPTH_MAX } from './limits.ts';
import { Refusal } from './refusal.ts';

/** The first fault below `value`, whose own path is `field`. */
export function faultIn(value: JsonObject, field: string): Refusal | undefined {
  const fault = search(value, DEPTH_MAX);
  if (!fault) return undefined;
  const path = field + fault.path;
  if (fault.kind === 'depth') return new Refusal('VOLANO_CALL_TOO_DEEP', field, { limit: DEPTH_MAX });
  return new Refusal(fault.kind === 'key' ? 'VOLANO_CALL_KEY_FORBIDDEN' : 'VOLANO_CALL_NUMBER_INVALID', path);
}

interface Fault {
  readonly kind: 'depth' | 'key' | 'number';
  path: string;
}

/** `levels`: how many levels may still be opened. Recursion ends there, so a hostile depth cannot exhaust the stack. */
function search(value: Json, levels: number): Fault | undefined {
  // JSON text may say 1e999, which parses to Infinity and would be written as null.
  if (typeof value === 'number') return value - value === 0 ? undefined : { kind: 'number', path: '' };
  if (typeof value !== 'object' || value === null) return undefined;
  if (levels === 0) return { kind: 'depth', path: '' };
  return Array.isArray(value) ? searchList(value, levels - 1) : searchObject(value as JsonObject, levels - 1);
}

function searchList(list: readonly Json[], levels: number): Fault | undefined {
  for (let i = 0; i < list.length; i++) {
    const value = list[i]!;
    if (typeof value === 'string') continue;
    const fault = search(value, levels);
    if (fault) return within(`[${i}]`, fault);
  }
  return undefined;
}

function searchObject(object: JsonObject, levels: number): Fault | undefined {
  for (const key in object) {
    if (key === '__proto__') return { kind: 'key', path: '.__proto__' };
    const value = object[key]!;
    if (typeof value === 'string') continue;
    const fault = search(value, levels);
    if (fault) return within(`.${key}`, fault);
  }
  return undefined;
}

function within(step: string, fault: Fault): Fault {
  fault.path = step + fault.path;
  return fault;
}

/** The same value with lone surrogates (half of a cut-off emoji) replaced by U+FFFD: not every reader of the log takes them. */
export function wellFormed<T extends Json>(value: T): T {
  return repair(value) as T;
}

function repair(value: Json): Json {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(repair);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toWellFormed(), repair(inner)]));
}
