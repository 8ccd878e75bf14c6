/** The data dictionary against what has come. */
import { z } from 'zod';
import type { InferredEvent } from '../../learn/index.ts';
import type { DictionaryChecked } from '../../runtime/index.ts';
import { component, part } from '../route/index.ts';
import { definitionSchemas } from './definition.ts';

const text = z.string();

/** Inferred event. */
export const inferredEventSchema: z.ZodType<InferredEvent> = component<InferredEvent>(
  'InferredEvent',
  'A proposed event, with how often each property was there: what decides whether it is required.',
)(
  z.strictObject({
    definition: definitionSchemas.event,
    sampled: z.number(),
    shares: z.record(z.string(), z.number()).describe('By path, 0 to 1; inside a list, of its elements.'),
  }),
);

const dictionaryViolation = part('DictionaryViolation')(
  z.strictObject({
    source: text,
    event: text,
    field: text,
    problem: z.enum(['value', 'missing', 'type', 'pattern', 'range', 'unplanned', 'unknown_event']),
    outcome: z.enum(['block', 'quarantine', 'take']).describe('What would become of the event.'),
    count: z.number(),
  }),
);

/** Dictionary checked. */
export const dictionaryCheckedSchema: z.ZodType<DictionaryChecked> = component<DictionaryChecked>(
  'DictionaryChecked',
  'What a dictionary would say of the events that came.',
)(
  z.strictObject({
    looked: z.number().describe('Events that were looked at; the latest ones when there are more.'),
    violating: z.number(),
    violations: z.array(dictionaryViolation).describe('By source, event, property and problem, the most frequent first.'),
  }),
);
