/** Journeys tried before they are live: on one customer, in virtual time; and over the stored history. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { DAY, DURATION_PATTERN, type Duration, durationMs } from '../../base/index.ts';
import type { JsonObject } from '../../core/index.ts';
import type { TrialAct } from '../../rehearse/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { DEFINITION_ERRORS, serve, text } from '../route/index.ts';
import { hint } from '../said.ts';
import { jsonObject } from '../schemas/parts.ts';
import { simulationSchema, trialledSchema } from '../schemas/rehearsals.ts';
import { lookup, whomOf } from './lookup.ts';

const ACTS_MAX = 100;
const LENGTH_DAYS_MAX = 400;
const BODY_BYTES_MAX = 256 * 1024;

const duration = (says: string): z.ZodType<number, string> =>
  z
    .string()
    .regex(DURATION_PATTERN, hint`must be a whole number and a unit, such as 90m, 2h or 30d`)
    .transform((value) => durationMs(value as Duration))
    .refine((ms) => ms <= LENGTH_DAYS_MAX * DAY, hint`must be at most ${LENGTH_DAYS_MAX}d`)
    .describe(says) as z.ZodType<number, string>;

const act = z
  .strictObject({
    after: duration('So long after what stands before it, e.g. `2h`; default: at once.').exactOptional(),
    traits: jsonObject.describe('What it tells about itself, before the event.').exactOptional(),
    consent: z.strictObject({ purpose: text().max(200), granted: z.boolean() }).exactOptional(),
    start: z.literal(true).describe('The journey is started by name; the properties are handed over to it.').exactOptional(),
    event: text().max(200).describe('Name of an event that comes in.').exactOptional(),
    properties: jsonObject.exactOptional(),
  })
  .refine(({ traits, consent, start, event }) => traits ?? consent ?? start ?? event, {
    path: ['event'],
    message: hint`or "traits", "consent" or "start" says what happens: at least one of them`,
  });

const testBody = z.strictObject({
  journey: text().describe('Its id. It is tried as the newest release has it with all unpublished changes.'),
  customer: lookup.customer.describe(
    'Id of a customer, a copy of whom is led through; or else `namespace` and `value`. Without: somebody made up.',
  ),
  namespace: lookup.namespace,
  value: lookup.value,
  length: duration('How much virtual time passes, at most 400d.').default(30 * DAY),
  script: z.array(act).max(ACTS_MAX).describe('What the customer does, in this order.').default([]),
  holdout: z
    .enum(['nobody', 'drawn'])
    .describe(
      'Whether chance holds the customer out: `nobody` is (default of one who is made up), or as the workspace draws (default of a customer who is known).',
    )
    .exactOptional(),
  arms: z.record(z.string(), z.string()).describe('The arm to be taken at a split, by the id of its step.').exactOptional(),
});

const TEST_ERRORS = [
  'VOLANO_RESOURCE_UNKNOWN',
  'VOLANO_CHANGE_OVERTAKEN',
  'VOLANO_JOURNEY_TEST_INVALID',
  'VOLANO_REHEARSAL_BUSY',
  'VOLANO_REHEARSAL_IMPOSSIBLE',
  'VOLANO_REHEARSAL_LIMIT',
  ...DEFINITION_ERRORS.filter((code) => code !== 'VOLANO_JOURNEY_TEST_INVALID'),
] as const;

type Dependencies = Pick<ApiDependencies, 'rehearsals' | 'simulations'>;

export function registerRehearsals(scope: FastifyInstance, dependencies: Dependencies): void {
  registerTest(scope, dependencies);
  registerSimulations(scope, dependencies);
}

function registerTest(scope: FastifyInstance, { rehearsals }: Dependencies): void {
  serve(
    scope,
    {
      method: 'POST',
      path: '/v1/rehearsals/test',
      area: 'journeys',
      summary: 'Try a journey on a customer, in virtual time',
      description:
        'In a world of its own, which knows no channel: nothing is sent and nobody is changed. A customer who is named is copied into it as it is now; that needs `customers.read` too. One at a time of each member; it is stopped when it takes too long.',
      permission: 'releases.read',
      audit: 'look',
      body: testBody,
      bodyLimit: BODY_BYTES_MAX,
      answers: { 200: trialledSchema },
      errors: TEST_ERRORS,
    },
    ({ body: { length, script, customer, namespace, value, ...asked }, request }) => {
      const whom = whomOf({
        ...(customer !== undefined && { customer }),
        ...(namespace !== undefined && { namespace }),
        ...(value !== undefined && { value }),
      });
      const question = { ...asked, lengthMs: length, script: script.map(actOf), ...(whom && { whom }) };
      return rehearsals.test(question, request.principal?.id ?? 'operator');
    },
  );
}

function registerSimulations(scope: FastifyInstance, { simulations }: Dependencies): void {
  const one = { area: 'journeys', params: z.strictObject({ id: text().max(100) }), errors: ['VOLANO_RESOURCE_UNKNOWN'] } as const;
  serve(
    scope,
    {
      method: 'POST',
      path: '/v1/rehearsals/simulations',
      area: 'journeys',
      summary: 'Run the newest release with all unpublished changes over the history',
      description:
        'In a process of its own, one at a time: nothing is sent and nobody is changed. How it stands is asked of its address; a restart of the server forgets it.',
      permission: 'releases.write',
      body: z.strictObject({
        since: z.int().min(0).max(8.64e15).describe('First instant, ms since 1970 UTC. From there on the changes count.'),
        compare: z.boolean().describe('Whether the release in force is simulated beside it.').default(true),
      }),
      answers: { 202: simulationSchema },
      errors: ['VOLANO_CHANGE_OVERTAKEN', 'VOLANO_REHEARSAL_BUSY', 'VOLANO_REHEARSAL_IMPOSSIBLE', ...DEFINITION_ERRORS],
    },
    ({ body, request }) => simulations.start(body, request.principal?.id ?? 'operator'),
  );
  serve(
    scope,
    {
      ...one,
      method: 'GET',
      path: '/v1/rehearsals/simulations/:id',
      summary: 'How a simulation stands, and what it came to',
      permission: 'releases.read',
      answers: { 200: simulationSchema },
    },
    async ({ params }) => simulations.of(params.id),
  );
  serve(
    scope,
    {
      ...one,
      method: 'DELETE',
      path: '/v1/rehearsals/simulations/:id',
      summary: 'Stop a simulation, or forget one that has ended',
      permission: 'releases.write',
      answers: { 200: z.strictObject({}) },
    },
    async ({ params }) => {
      await simulations.stop(params.id);
      return {};
    },
  );
}

function actOf({ after = 0, ...does }: z.output<typeof act>): TrialAct {
  return { afterMs: after, ...(does as Omit<TrialAct, 'afterMs'>) } satisfies TrialAct & { readonly properties?: JsonObject };
}
