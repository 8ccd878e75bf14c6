/** What every definition is made of: ids, texts, durations, scalars. */
import { z } from 'zod';
import { compilePattern, DURATION_PATTERN, PATTERN_LENGTH_MAX, VERSION_PATTERN } from '../../base/index.ts';
import { eventPathOf } from '../event-path.ts';
import { hint, issueOf, said } from '../said/said.ts';
import type { Text } from '../text.ts';

/** Id of a definition: it stands in facts, SQL and addresses, so it stays plain. */
export const idSchema: z.ZodType<string> = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, hint`expected an id: lower-case letters, digits, "_" and "-", at most 64, e.g. "win_back"`);

/** Ids of traits are names in formulas, templates and SQL as well. */
export const traitIdSchema: z.ZodType<string> = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/, hint`expected a trait id: lower snake case, at most 64, e.g. "order_count"`);

/** A text in English and Chinese. */
export const textSchema: z.ZodType<Text> = z
  .strictObject({ en: z.string().min(1).max(2_000), zh: z.string().min(1).max(2_000) })
  .meta({ id: 'Text', description: 'A text in both first languages of the product.' });

/** A language, BCP 47. */
export const localeSchema: z.ZodType<string> = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, hint`expected a locale of BCP 47, e.g. "zh-CN"`);

export const durationSchema: z.ZodType<string> = z
  .string()
  .regex(
    new RegExp(`^(?=.*[1-9])${DURATION_PATTERN.source.slice(1)}`),
    hint`expected a duration: a whole number and a unit (ms, s, m, h, d, w), e.g. "30d", longer than nothing`,
  )
  .meta({ id: 'Duration', description: 'A fixed span of time, e.g. "45s", "30m", "4h", "7d", "2w". A day is 24 hours.' });

/** A duration that may be nothing at all ("0s"). */
export const delaySchema: z.ZodType<string> = z
  .string()
  .regex(DURATION_PATTERN, hint`expected a duration: a whole number and a unit (ms, s, m, h, d, w), e.g. "30d"`);

/** A time of day. */
export const clockSchema: z.ZodType<string> = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, hint`expected a time of day, "HH:MM" from 00:00 to 23:59`);

/** Monday is 1. */
export const weekdaySchema: z.ZodType<number> = z.int().min(1).max(7);

/** Exact name of an event. */
export const eventNameSchema: z.ZodType<string> = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^|]*[^|*]$/s, hint`expected the exact name of one event: "|" and a "*" at the end ask for several`);

/** Which events are asked for: a name, how names begin ("Email *"), any ("*"), or several of these ("A|B"). */
const EVENT_NAMES = '[^|]*[^|\\s][^|]*(\\|[^|]*[^|\\s][^|]*)*$';
export const eventNamesSchema: z.ZodType<string> = z
  .string()
  .max(1_000)
  .regex(
    new RegExp(`^${EVENT_NAMES}`),
    hint`expected one name, or several joined by "|"; a "*" at the end stands for any ending: "Order Completed|Email *"`,
  );

/** The same as the field of a rule. */
export const eventFieldSchema: z.ZodType<string> = z
  .string()
  .max(1_006)
  .regex(
    new RegExp(`^event\\.${EVENT_NAMES}`),
    hint`expected "event." and what the customer did: one name, or several joined by "|"; a "*" at the end stands for any ending: "Order Completed|Email *"`,
  );

/** Path of a property: names joined by dots, one list at most (`products[].category`). */
export const propertyPathSchema: z.ZodType<string> = z
  .string()
  .max(300)
  .regex(
    /^[^.[\]]+(\.[^.[\]]+)*(\[\](\.[^.[\]]+)*)?$/,
    hint`expected a path: names joined by dots, one "[]" at most, e.g. "products[].category"`,
  );

/** The same where an event's properties alone are at hand: no path that reads the event itself. */
export const ownPathSchema: z.ZodType<string> = propertyPathSchema.refine((path) => eventPathOf(path) === undefined, {
  message: hint`expected the path of a property: what stands beside the properties is not read here`,
});

/** A regular expression as RE2 has it. */
export const patternSchema: z.ZodType<string> = z
  .string()
  .max(PATTERN_LENGTH_MAX)
  .superRefine((source, context) => {
    const compiled = compilePattern(source);
    if ('problem' in compiled)
      context.addIssue(issueOf(said`expected a regular expression of RE2 (no look-around, no back-references): ${compiled.problem}`));
  })
  .meta({ id: 'Pattern', description: 'A regular expression (RE2). It matches anywhere in a text; "^" and "$" bind it to the ends.' });

/** A version of software. */
export const versionSchema: z.ZodType<string> = z
  .string()
  .regex(new RegExp(VERSION_PATTERN), hint`expected a version: one to four numbers joined by dots, e.g. "1.10.0" or "2.0-beta.1"`);

const DATE_HINT = hint`expected a date, e.g. "2026-05-01"`;
const date = z
  .string()
  .regex(/^(19|2[0-2])\d\d-\d\d-\d\d$/, DATE_HINT)
  .refine((text) => isDate(text), DATE_HINT);

/** A local date. */
export const dateSchema: z.ZodType<string> = date;

const TIME_HINT = hint`expected a time: ms since 1970 UTC, a date, or a date and time with "Z" or an offset, e.g. "2026-05-01T10:30+08:00"`;

/** An instant: ms, a date (its start in the workspace's time zone), or a date and time with an offset. */
export const timeSchema: z.ZodType<string | number> = z.union(
  [
    z.number(),
    date,
    z
      .string()
      .regex(/^(19|2[0-2])\d\d-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/, TIME_HINT)
      .refine((text) => isDate(text.slice(0, 10)), TIME_HINT),
  ],
  TIME_HINT,
);

function isDate(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
