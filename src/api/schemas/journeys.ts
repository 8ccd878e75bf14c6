/** What becomes of customers in journeys. */
import { z } from 'zod';
import { textSchema } from '../../define/index.ts';
import type { JourneyDetail, JourneyFigures } from '../../runtime/index.ts';
import { component, part } from '../route/index.ts';

const count = z.number().int();
const ends = {
  exited: count,
  exitedBy: z
    .record(z.string(), count)
    .describe('How many, by rule: a goal that ended the way at a step, an exit, a release that moved them.'),
  failed: count,
  failedBy: z.record(z.string(), count).describe('How many, by rule.'),
};
const went = { entered: count, waiting: count.describe('Who is there now.'), completed: count, converted: count };
const step = part(
  'StepFigures',
  'entered = waiting + proceeded + exited + failed.',
)(
  z.strictObject({
    step: z.string(),
    type: z
      .enum([
        ...(['wait', 'wait_for', 'branch', 'split', 'send', 'webhook', 'ticket', 'benefit'] as const),
        ...(['update', 'set_tag', 'remove_tag', 'start_journey', 'stop_journey', 'exit'] as const),
      ])
      .exactOptional(),
    entered: count,
    waiting: count,
    proceeded: count.describe('Went on to what follows.'),
    ...ends,
  }),
);
const version = {
  version: z.number().int(),
  isLive: z.boolean().describe('Whether customers may enter it.'),
  ...went,
  movedIn: count.describe('Moved here from another version, by a release.'),
  movedOut: count,
  ...ends,
};
const wrong = part(
  'WrongFigures',
  'Figures that do not add up: none, unless something is wrong with the product.',
)(z.strictObject({ journey: z.string(), version: z.number().int(), step: z.string().exactOptional(), entered: count, found: count }));
const journey = { journey: z.string(), name: textSchema, isLive: z.boolean(), ...went, ...ends, wrong: z.array(wrong) };

/** Over all versions, and of each. */
export const journeyFiguresSchema: z.ZodType<JourneyFigures> = component<JourneyFigures>(
  'JourneyFigures',
  'entered = waiting + completed + converted + exited + failed; of a version entered + movedIn = those + movedOut.',
)(z.strictObject({ ...journey, versions: z.array(z.strictObject(version)).describe('The latest first.') }));

/** Step by step. */
export const journeyDetailSchema: z.ZodType<JourneyDetail> = component<JourneyDetail>('JourneyDetail')(
  z.strictObject({
    ...journey,
    versions: z.array(z.strictObject({ ...version, steps: z.array(step).describe('In reading order.') })),
  }),
);
