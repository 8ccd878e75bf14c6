/** The workspace: what everybody who is at the console needs for dates and money. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { textSchema } from '../../define/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { serve } from '../route/index.ts';

const workspaceSchema = z
  .strictObject({
    version: z.string().describe('Of the product.'),
    id: z.string().exactOptional(),
    name: textSchema.exactOptional(),
    timeZone: z.string().describe('IANA name, e.g. `Asia/Shanghai`.').exactOptional(),
    currency: z.string().describe('ISO 4217.').exactOptional(),
    asksForSecond: z.boolean().describe('Whether a release waits until a second person has approved it.').exactOptional(),
  })
  .meta({ id: 'WorkspaceSummary', description: "As the running release has it; before the first one only the product's version." });

export function registerWorkspace(scope: FastifyInstance, { releases, release, version }: ApiDependencies): void {
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/workspace',
      area: 'releases',
      summary: 'The workspace',
      permission: 'overview.read',
      answers: { 200: workspaceSchema },
    },
    async () => {
      const [latest] = await releases();
      const running = latest && (await release(latest.number));
      for (const { definition } of running?.definitions ?? []) {
        if (definition.kind !== 'workspace') continue;
        const { id, name, timeZone, currency, approval } = definition;
        return { version, id, name, timeZone, currency, asksForSecond: approval !== undefined };
      }
      return { version };
    },
  );
}
