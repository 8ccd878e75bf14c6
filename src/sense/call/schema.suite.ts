/**
 * The contract of a call as a zod schema: the plain second opinion that tests hold `readCall` to, which says the same faster.
 */
import { z } from 'zod';
import type { Json } from '../../core/index.ts';
import { instantOfValue } from './instant.ts';
import { DEPTH_MAX, EVENT_NAME_MAX, IDENTIFIER_MAX, IDENTIFIERS_MAX, KEYS_MAX, MESSAGE_ID_MAX, NAMESPACE_MAX } from './limits.ts';

const wellFormed: z.ZodString = z.string().refine((text) => text.isWellFormed());
const identifierValue: z.ZodType = z.union([
  z.number().refine((number) => Number.isSafeInteger(number)),
  wellFormed
    .trim()
    .max(IDENTIFIER_MAX)
    .refine((text) => [...text].every((character) => character >= ' ' && character !== '\u007f')),
]);
const identifier: z.ZodType = identifierValue.nullish();
const instant: z.ZodType = z
  .unknown()
  .refine((value) => value === undefined || value === null || instantOfValue(value) !== undefined)
  .optional();
/** An object that can be kept exactly: finite numbers, at most 64 levels, no key `__proto__`. */
const content: z.ZodType = z
  .custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value))
  .refine((value) => Object.keys(value).length <= KEYS_MAX)
  .refine((value) => keepable(value as Json, 0))
  .nullish();

function keepable(value: Json, level: number): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  if (level >= DEPTH_MAX) return false;
  return Object.entries(value).every(([key, inner]) => key !== '__proto__' && keepable(inner, level + 1));
}

const externalId: z.ZodType = z.looseObject({
  id: identifier,
  type: z
    .string()
    .max(NAMESPACE_MAX)
    .regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]*$/),
  collection: z.unknown().optional(),
});
const context: z.ZodType = z
  .looseObject({ externalIds: z.array(externalId).max(IDENTIFIERS_MAX).nullish(), traits: content })
  .refine((value) => content.safeParse(value).success)
  .nullish();

const shared = {
  userId: identifier,
  anonymousId: identifier,
  messageId: wellFormed.max(MESSAGE_ID_MAX).nullish(),
  timestamp: instant,
  originalTimestamp: instant,
  sentAt: instant,
  properties: content,
  traits: content,
  context,
};

const name: z.ZodType = z.string().nullish();
const eventName: z.ZodType = wellFormed
  .max(EVENT_NAME_MAX)
  .refine((text) => text.trim() !== '' && !['$identify', '$page', '$screen', '$group', '$alias'].includes(text));
const given: z.ZodType = identifierValue.refine((value) => String(value).trim() !== '');

/** A call of a batch. What one field alone cannot tell (an identifier is there, times in range, total size) is `readCall`'s. */
export const callSchema: z.ZodType = z.discriminatedUnion('type', [
  z.looseObject({ ...shared, type: z.literal('track'), event: eventName }),
  z.looseObject({ ...shared, type: z.literal('identify') }),
  z.looseObject({ ...shared, type: z.literal('page'), name, category: name }),
  z.looseObject({ ...shared, type: z.literal('screen'), name, category: name }),
  z.looseObject({ ...shared, type: z.literal('group'), groupId: given }),
  z.looseObject({ ...shared, type: z.literal('alias'), previousId: identifier }),
]);
