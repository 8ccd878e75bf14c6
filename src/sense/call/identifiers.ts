/**
 * Which identifiers a call gives. In this order, each once:
 *   userId -> user_id; anonymousId -> anonymous_id; context.externalIds -> their type (collection "users" or none);
 *   of an identify call the traits email -> email and phone -> phone; of an alias call previousId -> anonymous_id.
 * Nothing else identifies: a device id or an e-mail address in a track call stays what it is, data.
 *
 * `email` is kept in lower case, `phone` as digits with the country code (a leading + or 00 is dropped). Values are trimmed. An
 * e-mail address or phone number that is none does not identify; the trait keeps it.
 */

import type { Said } from '../../base/index.ts';
import type { Identifier, Json, JsonObject } from '../../core/index.ts';
import { said } from '../said.ts';
import { IDENTIFIER_MAX, IDENTIFIERS_MAX, NAMESPACE_MAX } from './limits.ts';
import { describe, invalid, Refusal } from './refusal.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const CONTROL = /[\u0000-\u001f\u007f]/;
const NAMESPACE = /^[A-Za-z0-9][A-Za-z0-9_.:-]*$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const PHONE_PUNCTUATION = /[\s().\-/]/g;
const PHONE = /^(?:\+|00)?(\d{7,15})$/;

/** The text of an identifier: undefined when there is none (missing, null, blank). */
export function identifierText(value: Json | undefined, field: string): string | Refusal | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? String(value) : notAnIdentifier(field, said`is a number with a fraction, or too large`);
  if (typeof value !== 'string') return notAnIdentifier(field, said`is ${describe(value)}`);
  const text = value.trim();
  if (text.length > IDENTIFIER_MAX) return notAnIdentifier(field, said`has ${text.length} characters`);
  if (CONTROL.test(text)) return notAnIdentifier(field, said`has a control character`);
  if (!text.isWellFormed()) return notAnIdentifier(field, said`has half a character (a lone surrogate)`);
  return text === '' ? undefined : text;
}

function notAnIdentifier(field: string, problem: Said): Refusal {
  return new Refusal('VOLANO_IDENTIFIER_INVALID', field, { problem, limit: IDENTIFIER_MAX });
}

/** A field of a call, and the namespace of the identifier that it holds. */
export interface IdentifierField {
  readonly field: string;
  readonly namespace: string;
}

/** Adds what the field holds. A refusal when it holds something that is no identifier. */
export function addIdentifier(to: Identifier[], value: Json | undefined, { namespace, field }: IdentifierField): Refusal | undefined {
  const text = identifierText(value, field);
  if (text instanceof Refusal) return text;
  if (text !== undefined) addOnce(to, namespace, text);
  return undefined;
}

export function addExternalIds(to: Identifier[], value: Json | undefined): Refusal | undefined {
  if (value === undefined || value === null) return undefined;
  const field = 'context.externalIds';
  if (!Array.isArray(value)) return invalid(field, said`is ${describe(value)}; it must be a list of { id, type }`);
  if (value.length > IDENTIFIERS_MAX) return invalid(field, said`has ${value.length} items; at most ${IDENTIFIERS_MAX} are accepted`);
  for (let i = 0; i < value.length; i++) {
    const fault = addExternalId(to, value[i] as Json, `${field}[${i}]`);
    if (fault) return fault;
  }
  return undefined;
}

function addExternalId(to: Identifier[], item: Json, field: string): Refusal | undefined {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    return invalid(field, said`is no object; it must be { id, type }`);
  }
  const { id, type, collection } = item as JsonObject;
  if (typeof type !== 'string' || type.length > NAMESPACE_MAX || !NAMESPACE.test(type)) {
    return invalid(`${field}.type`, said`must be a namespace: 1 to ${NAMESPACE_MAX} letters, digits and _ . : -`);
  }
  const text = identifierText(id, `${field}.id`);
  if (text instanceof Refusal) return text;
  // An identifier of an account names no person.
  if (text === undefined || (collection !== undefined && collection !== null && collection !== 'users')) return undefined;
  addOnce(to, type, normalised(type, text) ?? text);
  return undefined;
}

/** `email` and `phone` of an identify call's traits. What is no address or number stays a trait only. */
export function addTraitIdentifiers(to: Identifier[], traits: JsonObject): void {
  const { email, phone } = traits;
  if (typeof email === 'string') addNormalised(to, 'email', email);
  if (typeof phone === 'string') addNormalised(to, 'phone', phone);
  else if (typeof phone === 'number' && Number.isSafeInteger(phone)) addNormalised(to, 'phone', String(phone));
}

function addNormalised(to: Identifier[], namespace: 'email' | 'phone', value: string): void {
  const text = normalised(namespace, value.trim());
  if (text !== undefined) addOnce(to, namespace, text);
}

/** The one spelling of an e-mail address or phone number; undefined when it is none; other namespaces as they are. */
export function normalised(namespace: string, text: string): string | undefined {
  if (namespace === 'email')
    return text.length <= 254 && EMAIL.test(text) && !CONTROL.test(text) && text.isWellFormed() ? text.toLowerCase() : undefined;
  if (namespace === 'phone') return PHONE.exec(text.replace(PHONE_PUNCTUATION, ''))?.[1];
  return text;
}

function addOnce(to: Identifier[], namespace: string, value: string): void {
  for (const [knownNamespace, knownValue] of to) if (knownNamespace === namespace && knownValue === value) return;
  to.push([namespace, value]);
}
