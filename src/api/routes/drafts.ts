/** Releases that wait for a second person. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { makerOf } from '../access/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { DEFINITION_ERRORS, type Route, serve, text } from '../route/index.ts';
import { draftSchema, releaseSummarySchema, reviewSchema } from '../schemas/releases.ts';
import { memberIn } from './release-wish.ts';

const ONE = {
  area: 'releases',
  params: z.strictObject({ id: text() }),
  errors: [
    'VOLANO_RESOURCE_UNKNOWN',
    'VOLANO_MEMBER_UNKNOWN',
    'VOLANO_DRAFT_DECIDED',
    'VOLANO_DRAFT_OWN',
    'VOLANO_DRAFT_OVERTAKEN',
    ...DEFINITION_ERRORS,
  ],
} as const satisfies Partial<Route>;

export function registerDrafts(scope: FastifyInstance, { drafts, members }: Pick<ApiDependencies, 'drafts' | 'members'>): void {
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/drafts',
      area: 'releases',
      summary: 'Releases that wait for a second person',
      permission: 'releases.read',
      answers: { 200: z.strictObject({ drafts: z.array(draftSchema) }) },
    },
    async () => {
      const waiting = await drafts.list();
      return { drafts: await Promise.all(waiting.map(async (one) => ({ ...one, maker: await makerOf(one.by, members) }))) };
    },
  );
  serve(
    scope,
    {
      ...ONE,
      method: 'GET',
      path: '/v1/drafts/:id',
      summary: 'What a draft would come to if it went live now',
      permission: 'releases.read',
      answers: { 200: reviewSchema },
    },
    ({ params }) => drafts.review(params.id),
  );
  serve(
    scope,
    {
      ...ONE,
      method: 'POST',
      path: '/v1/drafts/:id/approve',
      summary: 'Approve a draft: it becomes the running release',
      permission: 'releases.approve',
      audit: 'change',
      body: z.looseObject({}),
      answers: { 201: releaseSummarySchema },
    },
    ({ params, request }) => drafts.approve(params.id, memberIn(request).member),
  );
  serve(
    scope,
    {
      ...ONE,
      method: 'POST',
      path: '/v1/drafts/:id/reject',
      summary: 'Reject a draft',
      permission: 'releases.reject',
      audit: 'change',
      body: z.looseObject({ note: z.string().exactOptional() }),
      answers: { 200: z.strictObject({}) },
    },
    async ({ params, body: { note }, request }) => {
      await drafts.reject(params.id, { ...memberIn(request), ...(note !== undefined && { note }) });
      return {};
    },
  );
}
