/** What happened to a customer, and where the values of its traits come from. */
import { z } from 'zod';
import type { Lineage, Timeline } from '../../runtime/index.ts';
import { component, part } from '../route/index.ts';
import { json, jsonObject, time } from './parts.ts';

const text = z.string();

const timelineRow = part('TimelineRow')(
  z.union([
    z.strictObject({
      kind: z.literal('events'),
      id: text,
      at: time.describe('When the log took it, and when it happened, ms.'),
      time: z.number(),
      event: text,
      source: text,
      message: text,
      customer: text.describe('Id that the customer had when it came.'),
      properties: jsonObject,
      traits: jsonObject.exactOptional().describe('Of identify calls.'),
    }),
    z.strictObject({
      kind: z.enum(['facts', 'messages']),
      id: text,
      at: time,
      fact: z.strictObject({
        message: text.exactOptional().describe('Of verdicts and messages: its id, and the channel where the fact names it.'),
        journey: text.exactOptional(),
        step: text.exactOptional(),
        channel: text.exactOptional(),
        customer: text,
        kind: text.describe('As in `Fact`.'),
        action: text,
        name: text.describe('The definition it is about.'),
        version: z.number(),
        rule: text.exactOptional(),
        read: json.exactOptional(),
      }),
    }),
  ]),
);

/** Timeline. */
export const timelineSchema: z.ZodType<Timeline> = component<Timeline>('Timeline')(
  z.strictObject({
    customer: text,
    rows: z.array(timelineRow).describe('Newest first, as the engine took them.'),
    next: text.exactOptional().describe('`before` of the next page; absent on the last one.'),
    position: z.number().describe('Log position up to which the answer is complete.'),
  }),
);

const lastTouch = part('LastTouch')(
  z.strictObject({
    event: text,
    source: text,
    message: text,
    time: z.number().describe('Of the event, and when it came, ms.'),
    at: time,
    position: z.number().describe('In the log.'),
    by: z.strictObject({ journey: text, step: text }).exactOptional().describe('The step of a journey that said it.'),
    through: text.exactOptional().describe('The trait that it touched, where that is another one.'),
  }),
);

const traitLineage = part('TraitLineage')(
  z.strictObject({
    trait: text,
    kind: z.enum(['declared', 'computed', 'formula', 'score']),
    version: z.number().describe('Of the definition.'),
    value: json.exactOptional().describe('Absent when it is missing. Times are ms.'),
    reads: z.array(text).exactOptional().describe('Of a formula or score: the traits it reads.'),
    last: lastTouch
      .exactOptional()
      .describe(
        'The latest event, by its time, that contributed to it or said it; of a formula or score, to any trait it is made of. Whatever its window.',
      ),
  }),
);

/** Lineage. */
export const lineageSchema: z.ZodType<Lineage> = component<Lineage>('Lineage')(
  z.strictObject({
    customer: text,
    traits: z.array(traitLineage).describe('Of all traits of the running release, or of those asked for.'),
  }),
);
