/** The contents of a call: properties, traits and context, checked and each in its place. */
import type { CallType, JsonObject } from '../../core/index.ts';
import { said } from '../said.ts';
import { faultIn, wellFormed } from './content.ts';
import { identifierText } from './identifiers.ts';
import { KEYS_MAX } from './limits.ts';
import { describe, invalid, Refusal } from './refusal.ts';

const NOTHING: JsonObject = {};

export interface Parts {
  readonly properties: JsonObject;
  readonly traits: JsonObject | undefined;
  readonly context: JsonObject | undefined;
}

export function partsOf(item: JsonObject, call: CallType, batchContext: JsonObject | undefined): Parts | Refusal {
  const own = objectAt(item, 'properties');
  if (own instanceof Refusal) return own;
  const ownTraits = objectAt(item, 'traits');
  if (ownTraits instanceof Refusal) return ownTraits;
  const ownContext = objectAt(item, 'context');
  if (ownContext instanceof Refusal) return ownContext;
  const properties = propertiesOf(item, call, own ?? NOTHING);
  if (properties instanceof Refusal) return properties;
  const context = ownContext && batchContext ? { ...batchContext, ...ownContext } : (ownContext ?? batchContext);
  if (context?.traits === undefined) return { properties, traits: ownTraits, context };
  const { traits: contextTraits, ...rest } = context;
  if (contextTraits !== null && !isObject(contextTraits)) return notAnObject('context.traits', contextTraits);
  const traits = ownTraits ? { ...contextTraits, ...ownTraits } : (contextTraits ?? undefined);
  if (traits && countKeys(traits) > KEYS_MAX) return tooManyKeys('context.traits', traits);
  return { properties, traits, context: rest };
}

/** `field` of the item: an object without faults, undefined when missing or null. */
export function objectAt(item: JsonObject, field: 'properties' | 'traits' | 'context'): JsonObject | Refusal | undefined {
  const value = item[field];
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) return notAnObject(field, value);
  if (countKeys(value) > KEYS_MAX) return tooManyKeys(field, value);
  return faultIn(value, field) ?? value;
}

function propertiesOf(item: JsonObject, call: CallType, own: JsonObject): JsonObject | Refusal {
  if (call === 'track' || call === 'identify') return own;
  if (call === 'group') return withId(item, 'groupId', own);
  if (call === 'alias') return item.previousId == null ? own : withId(item, 'previousId', own);
  const { name, category } = item;
  if (name != null && typeof name !== 'string') return invalid('name', said`is ${describe(name)}; it must be text`);
  if (category != null && typeof category !== 'string') return invalid('category', said`is ${describe(category)}; it must be text`);
  if (name == null && category == null) return own;
  return { ...own, ...(name == null ? undefined : { name }), ...(category == null ? undefined : { category }) };
}

function withId(item: JsonObject, field: 'groupId' | 'previousId', own: JsonObject): JsonObject | Refusal {
  const id = identifierText(item[field], field);
  if (id instanceof Refusal) return id;
  return id === undefined
    ? invalid(field, said`is missing; a ${field === 'groupId' ? 'group' : 'alias'} call needs it`)
    : { ...own, [field]: id };
}

export function wellFormedParts({ properties, traits, context }: Parts): Parts {
  return { properties: wellFormed(properties), traits: traits && wellFormed(traits), context: context && wellFormed(context) };
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function countKeys(object: JsonObject): number {
  let count = 0;
  for (const _ in object) count++;
  return count;
}

function notAnObject(field: string, value: unknown): Refusal {
  return invalid(field, said`is ${describe(value)}; it must be an object`);
}

function tooManyKeys(field: string, object: JsonObject): Refusal {
  return new Refusal('VOLANO_CALL_TOO_MANY_KEYS', field, { count: countKeys(object), limit: KEYS_MAX });
}
