/** Releases: list, read, apply; and the names that the running one gives to things. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { VolanoError } from '../../base/index.ts';
import { textSchema } from '../../define/index.ts';
import { makerOf } from '../access/index.ts';
import type { ApiDependencies, ReleaseSummary } from '../deps.ts';
import { namesOf } from '../names/index.ts';
import { DEFINITION_ERRORS, serve, text } from '../route/index.ts';
import {
  type MadeRelease,
  madeReleaseSchema,
  releaseSchema,
  releaseStandingSchema,
  releaseSummarySchema,
  reviewSchema,
} from '../schemas/releases.ts';
import { PROJECT_BYTES_MAX, projectOf, projectSchema } from './project-body.ts';
import { registerReleaseChanges } from './release-changes.ts';
import { MEMBER, memberIn, proposedSchema, rollout, saidIn, WISH_ERRORS, wish } from './release-wish.ts';

/** What else stands in the body is not looked at: `volano` of an earlier version may send more. */
const releaseBody = z.looseObject({ project: projectSchema, ...wish, rollout });
const rollbackBody = z.looseObject({
  ...wish,
  to: z.int().min(1).describe('Number of a release; default: the one before that in force.').exactOptional(),
  dryRun: z.boolean().exactOptional(),
});

export function registerReleases(scope: FastifyInstance, dependencies: ApiDependencies): void {
  registerReading(scope, dependencies);
  registerReleaseChanges(scope, dependencies);
  serve(
    scope,
    {
      method: 'POST',
      path: '/v1/releases',
      area: 'releases',
      summary: 'Make a release',
      description: `Of a whole project. ${MEMBER} Then it is a draft: 202.`,
      permission: 'releases.write',
      audit: 'change',
      body: releaseBody,
      bodyLimit: PROJECT_BYTES_MAX,
      answers: { 201: releaseSummarySchema, 202: proposedSchema },
      errors: [...DEFINITION_ERRORS, ...WISH_ERRORS],
    },
    async ({ body: { project, note, accept, edits, rollout: reach }, request, reply }) => {
      const said = { ...saidIn({ note, accept, edits }), ...(reach !== undefined && { rollout: reach }) };
      const made = await dependencies.apply(projectOf({ project }), { ...said, ...memberIn(request) });
      reply.code('draft' in made ? 202 : 201);
      return made;
    },
  );
  serve(
    scope,
    {
      method: 'POST',
      path: '/v1/plan',
      area: 'releases',
      summary: 'What a release would come to',
      description: 'What would change, who is inside of what changes, and what lints say. Nothing is done.',
      permission: 'releases.write',
      body: releaseBody,
      bodyLimit: PROJECT_BYTES_MAX,
      answers: { 200: reviewSchema },
      errors: [...DEFINITION_ERRORS, ...WISH_ERRORS],
    },
    ({ body: { project, edits, note, accept, rollout: reach } }) =>
      dependencies.review(projectOf({ project }), { ...saidIn({ note, accept, edits }), ...(reach !== undefined && { rollout: reach }) }),
  );
  serve(
    scope,
    {
      method: 'POST',
      path: '/v1/rollback',
      area: 'releases',
      summary: 'Go back to an earlier release',
      description: `Makes a release with its definitions. With \`dryRun\`: only what it would be. ${MEMBER}`,
      permission: 'releases.rollback',
      audit: 'change',
      body: rollbackBody,
      answers: { 200: reviewSchema, 201: reviewSchema },
      errors: [...DEFINITION_ERRORS, ...WISH_ERRORS],
    },
    async ({ body: { to, dryRun, note, accept, edits }, request, reply }) => {
      const asked = { ...saidIn({ note, accept, edits }), ...(to !== undefined && { to }), ...(dryRun !== undefined && { dryRun }) };
      const made = await dependencies.rollback({ ...asked, ...memberIn(request) });
      reply.code(dryRun ? 200 : 201);
      return made;
    },
  );
}

function registerReading(scope: FastifyInstance, { releases, release, standing, changes, members }: ApiDependencies): void {
  const about = { method: 'GET', area: 'releases', permission: 'releases.read' } as const;
  serve(
    scope,
    {
      ...about,
      path: '/v1/releases',
      summary: 'All releases, newest first',
      answers: { 200: z.strictObject({ releases: z.array(madeReleaseSchema) }) },
    },
    async () => ({ releases: await Promise.all((await releases()).map((one) => made(one, members))) }),
  );
  serve(
    scope,
    {
      ...about,
      path: '/v1/releases/status',
      summary: 'How the latest release stands',
      description: 'Which definitions are in force, and what the others wait for.',
      answers: { 200: releaseStandingSchema },
    },
    () => standing(),
  );
  serve(
    scope,
    {
      ...about,
      path: '/v1/releases/:number',
      summary: 'A release with its definitions',
      params: z.strictObject({ number: text().describe('Its number, or `current`.') }),
      answers: { 200: releaseSchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    async ({ params: { number } }) => {
      const asked = number === 'current' ? (await releases())[0]?.number : wholeNumber(number);
      const found = asked === undefined ? undefined : await release(asked);
      if (!found) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'release', id: number });
      return found;
    },
  );
  serve(
    scope,
    {
      ...about,
      path: '/v1/names',
      summary: 'What things are called',
      description:
        'Names of the running release, by kind and id; for who may read releases also of definitions that are new and unpublished. A `step` (`journey/step`) is called by what it does, a `cap` by what it allows.',
      permission: 'overview.read',
      answers: { 200: z.record(z.string(), z.record(z.string(), textSchema)) },
    },
    async ({ request: { principal } }) => {
      const [current] = await releases();
      const running = current ? await release(current.number) : undefined;
      const mayAll = !principal || principal.permissions.has('releases.read');
      return namesOf(running?.definitions ?? [], mayAll ? await changes.list() : []);
    },
  );
}

async function made(release: ReleaseSummary, room: ApiDependencies['members']): Promise<MadeRelease> {
  const { by, approvedBy } = release;
  const maker = await makerOf(by, room);
  return { ...release, maker, ...(approvedBy !== undefined && { approver: await makerOf(approvedBy, room) }) };
}

function wholeNumber(digits: string): number | undefined {
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}
