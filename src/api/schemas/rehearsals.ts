/** Journeys tried before they are live. */
import { z } from 'zod';
import type {
  Happening,
  SimulationReport,
  SimulationStanding,
  TrialKnown,
  Trialled,
  TrialMessage,
  TrialStep,
} from '../../rehearse/index.ts';
import { component, part } from '../route/index.ts';
import { identifier, jsonObject, time } from './parts.ts';

const text = z.string();

const happening: z.ZodType<Happening> = part(
  'Happening',
  'Something that happened in a rehearsal: a fact, or of kind `act` what the script has the customer do.',
)(
  z.strictObject({
    at: time.describe('Virtual time, ms since 1970 UTC.'),
    kind: text,
    action: text.describe('Of an act: `event`, `identify`, `consent`, `start`.'),
    name: text.describe('Of an act: the event, or the purpose.'),
    version: z.number(),
    journey: text.exactOptional(),
    step: text.exactOptional(),
    subject: text.exactOptional().describe('Of a message: its id.'),
    detail: jsonObject.describe('As the fact has it; of an act its properties or traits.'),
  }),
);

const message: z.ZodType<TrialMessage> = part(
  'RehearsedMessage',
  'A message that was decided in a rehearsal. It has gone nowhere.',
)(
  z.strictObject({
    message: text,
    journey: text,
    step: text,
    channel: text,
    template: text,
    decidedAt: time,
    status: z.enum(['waiting', 'sent', 'failed', 'withdrawn']).describe('`sent`: it would have been handed over.'),
    endedAt: time.exactOptional(),
    reason: text.exactOptional().describe('Of what failed: what kept it from being made; of what was withdrawn: the rule.'),
    to: text.exactOptional(),
    content: z
      .strictObject({ format: z.enum(['text', 'html', 'json']), subject: text.exactOptional(), body: text })
      .exactOptional()
      .describe('As it would have been handed over.'),
  }) as z.ZodType as z.ZodType<TrialMessage>,
);

const step: z.ZodType<TrialStep> = part('RehearsedStep')(
  z.strictObject({ step: text, at: time, until: time.exactOptional().describe('Until when it rests there at most.') }),
);

const known: z.ZodType<TrialKnown> = part(
  'RehearsedCustomer',
  'What was known of a customer when its rehearsal began, the unpublished changes being in force.',
)(
  z.strictObject({
    identifiers: z.array(identifier),
    tags: z.array(text),
    segments: z.array(text),
    inside: step.exactOptional().describe('Where it stood in the journey already; `at`: when it had entered.'),
    leftOut: z
      .enum(['holdout', 'global_control'])
      .exactOptional()
      .describe('By which draw it is left out of the journey, whatever the rehearsal makes of chance.'),
    unknownPast: z
      .array(z.strictObject({ kind: text, id: text }))
      .describe(
        'Definitions that read something of the past which nobody has kept and that cannot be told, for the log does not reach back, and what leans on them. In the rehearsal they begin with nothing.',
      ),
  }) as z.ZodType as z.ZodType<TrialKnown>,
);

/** What became of one customer. */
export const trialledSchema: z.ZodType<Trialled> = component<Trialled>(
  'RehearsedJourney',
  'What became of one customer in a journey, in virtual time.',
)(
  z.strictObject({
    journey: text,
    customer: text.exactOptional().describe('Id of the customer of whom this is a copy; absent: somebody made up.'),
    known: known.exactOptional(),
    release: z.number().describe('Number of the release that the unpublished changes stand on; 0 before the first.'),
    start: time,
    end: time,
    timeZone: text.describe('In which people read its times.'),
    entered: z.number().describe('How often.'),
    steps: z.array(step).describe('Steps of the journey that the customer came to, in order.'),
    inside: step.exactOptional().describe('Where it still is when time is up.'),
    whyNot: z
      .strictObject({ rule: text, read: jsonObject })
      .exactOptional()
      .describe('Why its trigger led to nothing; a refusal is among what happened.'),
    happenings: z.array(happening).describe('In order of time, of all journeys, at most 1,000.'),
    more: z.number().describe('How many more there were.'),
    messages: z.array(message).describe('Of all journeys, at most 200.'),
  }),
);

const counts = z.record(z.string(), z.number());
const distribution = z
  .array(z.strictObject({ messages: z.number(), count: z.number() }))
  .describe('So many with so many messages; the last counts those with that many or more.');

const report: z.ZodType<SimulationReport> = part(
  'SimulationReport',
  'What a release would have come to over the history. docs/rehearsal.md says what becomes of messages in it.',
)(
  z.strictObject({
    release: z.number().describe('Number that it would get; that of the release in force where nothing changes.'),
    changes: z.number().describe('Definitions that it changes, adds or removes.'),
    since: time,
    until: time,
    entries: z.number().describe('Of the history in between.'),
    events: z.number().describe('Of sources, among them.'),
    outcomes: z.strictObject({
      fromHistory: z.number().describe('Messages that were sent live as well.'),
      assumed: z.number().describe('Others: taken to arrive.'),
      leftOut: z.number().describe('Entries of the history about messages that are not sent here.'),
    }),
    pastFrom: time.exactOptional().describe('Where the log does not reach back: its first instant.'),
    journeys: z.array(
      z.strictObject({
        journey: text,
        entered: z.number(),
        turnedAway: counts.describe('Whose trigger came, and something spoke against it; by rule.'),
        completed: z.number(),
        converted: z.number(),
        exited: counts,
        steps: z.array(
          z.strictObject({
            step: text,
            customers: z.number().describe('Who came to it, each once.'),
            sent: z.number(),
            deferred: z.number(),
            suppressed: z.number(),
          }),
        ),
      }),
    ),
    messages: z.strictObject({
      decided: z.number(),
      sent: z.number(),
      failed: z.number(),
      withdrawn: z.number(),
      byTemplate: counts,
      byDay: z.array(z.strictObject({ day: text, messages: z.number() })),
    }),
    channels: z.array(
      z.strictObject({ channel: text, messages: z.number(), price: z.number().exactOptional(), cost: z.number().exactOptional() }),
    ),
    cost: z.number().exactOptional().describe('Where channels have a price.'),
    currency: text,
    perCustomer: distribution,
    perCustomerDay: distribution,
    verdicts: counts.describe('By rule; `allowed` those that let go.'),
    conflicts: z
      .strictObject({
        customerDays: z.number(),
        customers: z.number(),
        pairs: z.array(z.strictObject({ journeys: z.tuple([text, text]), customerDays: z.number() })),
      })
      .describe('Days on which one customer got messages of several journeys.'),
    breaks: z
      .array(
        z.strictObject({
          journey: text,
          step: text.exactOptional().describe('Absent: the journey as a whole.'),
          measure: z.enum(['conversion', 'drop', 'stall', 'error', 'fatigue']),
          raised: z.number().describe('Alerts.'),
          rerouted: z.number().describe('How often the step passes by its fallback because of it.'),
        }),
      )
      .describe('What the diagnosis of journeys finds broken.'),
  }),
);

/** How a simulation stands. */
export const simulationSchema: z.ZodType<SimulationStanding> = component<SimulationStanding>('Simulation')(
  z.strictObject({
    id: text,
    state: z.enum(['running', 'done', 'failed', 'stopped']),
    progress: z.number().describe('From 0 to 1.'),
    since: time,
    compare: z.boolean(),
    by: text.describe('Id of who asked.'),
    startedAt: time,
    endedAt: time.exactOptional(),
    base: z.number().describe('Number of the release that the unpublished changes stand on; 0 before the first.'),
    problem: z.strictObject({ code: text, reason: text }).exactOptional().describe('Of one that has failed.'),
    simulation: report.exactOptional(),
    compared: report.exactOptional().describe('The release in force.'),
  }),
);
