/** What a customer sees in a placement, and what is recommended. */
import { z } from 'zod';
import type { Decision, JourneyStarted, RecommendationAnswer } from '../../runtime/index.ts';
import { component, part } from '../route/index.ts';
import { json, jsonObject } from './parts.ts';

const text = z.string();

type PlainValue = NonNullable<Decision['content']>['fields'] extends infer Fields ? NonNullable<Fields>[keyof NonNullable<Fields>] : never;

const plainValue = json as z.ZodType as z.ZodType<PlainValue>;

const decidedContent = part('DecidedContent')(
  z.strictObject({
    fields: z.record(z.string(), plainValue).optional(),
    items: z.array(jsonObject).exactOptional().describe('Of the recommendation, best first.'),
    rendered: z
      .strictObject({
        template: text,
        version: z.number(),
        variant: text.exactOptional(),
        locale: text.exactOptional(),
        format: z.enum(['html', 'text']),
        subject: text.exactOptional(),
        body: text,
      })
      .exactOptional()
      .describe('What the template came to.'),
  }),
);

const leftOut = part(
  'LeftOut',
  'Why a candidate is left out: a rule as in verdicts, or `condition`, `limit`, `customer.unknown`, or what the caller says.',
)(z.strictObject({ rule: text, read: jsonObject }));

const weighedCandidate = part('WeighedCandidate')(
  z.strictObject({
    candidate: text,
    leftOut: leftOut.exactOptional().describe('Absent of one that can be shown.'),
    score: z.number().exactOptional(),
    parts: z.strictObject({ fatigue: z.number(), priority: z.number(), value: z.number(), recency: z.number() }).exactOptional(),
    lostTo: text.exactOptional().describe('The candidate that is shown instead.'),
  }),
);

/** Decision. */
export const decisionSchema: z.ZodType<Decision> = component<Decision>('Decision')(
  z.strictObject({
    decision: text.describe('Of this decision; goes back with the exposure.'),
    customer: z.nullable(text).describe('Null: nobody knows whose these identifiers are.'),
    chosen: z.nullable(text).describe('Null: the fallback.'),
    content: decidedContent,
    exposure: z
      .strictObject({ event: text, properties: jsonObject })
      .exactOptional()
      .describe('The call to send when it has been shown; absent of a fallback.'),
    version: z.number(),
    placement: text,
    candidates: z.array(weighedCandidate).describe('In the order of the definition.'),
  }),
);

const modelItem = part(
  'ModelItem',
  'An item that a model knows.',
)(
  z.strictObject({
    id: text,
    popularity: z.number().describe('Decayed number of baskets that it is in.'),
    category: text.exactOptional(),
    cycleMs: z.number().exactOptional().describe('Median time between two purchases of it by one customer, ms.'),
    out: z.literal(true).exactOptional().describe('It is not in stock.'),
    fields: jsonObject.exactOptional().describe('What templates print of it.'),
    with: z.array(z.tuple([text, z.number()])).describe('Items that go with it and how well (0 to 1), best first.'),
  }),
);

/** Recommendation answer. */
export const recommendationAnswerSchema: z.ZodType<RecommendationAnswer> = component<RecommendationAnswer>('RecommendationAnswer')(
  z.strictObject({
    recommendation: text,
    model: text.exactOptional().describe('Of the model; absent before there is one.'),
    known: z.number().describe('How many items the model knows.'),
    item: z.nullable(modelItem).exactOptional().describe('Of a question about an item; null: the model does not know it.'),
    items: z.array(jsonObject).exactOptional().describe('Of a question about a customer, best first.'),
  }),
);

/** Journey started. */
export const journeyStartedSchema: z.ZodType<JourneyStarted> = component<JourneyStarted>('JourneyStarted')(
  z.strictObject({ messageId: text }),
);
