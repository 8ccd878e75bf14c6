/** Playbooks: which there are, and taking one as unpublished changes. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { VolanoError } from '../../base/index.ts';
import { PERMISSION_BY_KIND } from '../../runtime/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { serve, text } from '../route/index.ts';
import { playbookPlanSchema, playbookSchema } from '../schemas/playbooks.ts';

export function registerPlaybooks(scope: FastifyInstance, { playbooks }: Pick<ApiDependencies, 'playbooks'>): void {
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/playbooks',
      area: 'journeys',
      summary: 'Playbooks, with what each needs and what is missing',
      permission: 'journeys.read',
      answers: { 200: z.strictObject({ playbooks: z.array(playbookSchema) }) },
    },
    async () => ({ playbooks: await playbooks.list() }),
  );
  serve(
    scope,
    {
      method: 'POST',
      path: '/v1/playbooks/:playbook',
      area: 'journeys',
      summary: 'Take a playbook',
      description:
        'Puts what is new of it as unpublished changes; what is there and differs stays as it is. With `dryRun`: only what that would come to. It asks for the permissions of the kinds that it adds.',
      permission: 'releases.write',
      audit: 'change',
      params: z.strictObject({ playbook: text() }),
      body: z.strictObject({ dryRun: z.boolean().exactOptional() }),
      answers: { 200: playbookPlanSchema, 201: playbookPlanSchema },
      errors: [
        'VOLANO_RESOURCE_UNKNOWN',
        'VOLANO_PLAYBOOK_LACKS',
        'VOLANO_PLAYBOOK_COLLIDES',
        'VOLANO_CHANGE_CONFLICT',
        'VOLANO_CHANGE_OVERTAKEN',
        'VOLANO_RELEASE_UNKNOWN',
      ],
    },
    async ({ params: { playbook }, body: { dryRun }, request: { principal }, reply }) => {
      if (dryRun) return playbooks.plan(playbook);
      const plan = await playbooks.put(playbook, {
        by: principal?.id ?? 'operator',
        assertMay: (kind) => {
          const permission = PERMISSION_BY_KIND[kind];
          if (principal && !principal.permissions.has(permission)) throw new VolanoError('VOLANO_ACCESS_DENIED', { permission });
        },
      });
      reply.code(201);
      return plan;
    },
  );
}
