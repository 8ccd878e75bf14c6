/** The quality of the data. */
import { z } from 'zod';
import type { Quality } from '../../learn/index.ts';
import { component, part } from '../route/index.ts';
import { time } from './parts.ts';

const text = z.string();

/** Score of a source. */
export const sourceQuality: z.ZodType<Quality['sources'][number]> = component<Quality['sources'][number]>('SourceQuality')(
  z.strictObject({
    source: text,
    score: z.number().exactOptional().describe('0 to 100; undefined while there are too few events to judge.'),
    events: z.number(),
  }),
);

const measurement = part(
  'Measurement',
  'One thing measured.',
)(
  z.strictObject({
    measure: z.enum(['score', 'refused', 'missing', 'range', 'unplanned', 'invalid', 'late', 'duplicate', 'volume', 'expected']),
    source: text,
    event: text.describe("'' of a source as a whole."),
    value: z.number(),
    threshold: z.number(),
    z: z.number().exactOptional(),
    breached: z.boolean().describe('Raises an alert, or keeps one up (Q3).'),
  }),
);

const eventQuality = part('EventQuality')(
  z.strictObject({
    source: text,
    event: text,
    hour: z.number().exactOptional().describe('Of the hour that was judged; undefined where none had events enough.'),
    counts: z.strictObject({
      events: z.number(),
      refused: z.number(),
      missing: z.number(),
      range: z.number(),
      unplanned: z.number(),
      invalid: z.number(),
      late: z.number(),
      duplicate: z.number(),
    }),
    measurements: z.array(measurement),
  }),
);

/** Quality of all data at a moment. */
export const qualitySchema: z.ZodType<Quality> = component<Quality>(
  'Quality',
  'The quality of all data at a moment.',
)(
  z.strictObject({
    at: time,
    sources: z.array(sourceQuality),
    events: z.array(eventQuality),
    expected: z.array(measurement),
    measurements: z.array(measurement).describe('Everything measured that can raise an alert.'),
  }),
);
