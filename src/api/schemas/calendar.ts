/** What is planned, day by day. */
import { z } from 'zod';
import { textSchema } from '../../define/index.ts';
import type { Calendar } from '../../runtime/index.ts';
import { component, part } from '../route/index.ts';

const text = z.string();

const calendarEntry = part('CalendarEntry')(
  z.strictObject({
    day: text,
    at: text.describe("On each customer's own clock."),
    journey: text,
    name: textSchema,
    kind: z.enum(['broadcast', 'schedule', 'date']),
    segment: text.exactOptional().describe('Whose members; absent: everybody, or those whose date it is.'),
    trait: text.exactOptional().describe('Trait with the date.'),
    customers: z
      .number()
      .describe('Members now, or those whose date it is. Who may not enter again, is held out, or whom guard spares is among them.'),
    channels: z.array(text),
    purposes: z.array(text),
  }),
);

const calendarOverlap = part('CalendarOverlap')(
  z.strictObject({ day: text, journeys: z.tuple([text, text]), customers: z.number().describe('In both.') }),
);

/** What is planned for everybody, or for one customer. */
export const calendarSchema: z.ZodType<Calendar> = component<Calendar>('Calendar')(
  z.strictObject({
    from: text,
    to: text,
    entries: z.array(calendarEntry).describe('By day, then time, then journey.'),
    overlaps: z
      .array(calendarOverlap)
      .describe("Pairs of entries of one day, those with the most customers first; not of a single customer's calendar."),
    unknown: z.array(text).describe('Journeys that begin on a date that is computed: when it comes is known customer by customer only.'),
  }),
);
