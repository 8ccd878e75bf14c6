/** Content that waits for a member's word, and the word. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ApiDependencies } from '../deps.ts';
import { type Route, serve, text } from '../route/index.ts';
import { contentWordSchema, waitingContentSchema } from '../schemas/content.ts';

const NOTE_LENGTH = 2_000;

const SAYING = {
  method: 'POST',
  area: 'content',
  permission: 'content.approve',
  audit: 'change',
  params: z.strictObject({ template: text().describe('Id of a template, or of a block.') }),
  body: z.strictObject({
    kind: z.enum(['template', 'block']).describe('Default: a template.').exactOptional(),
    fingerprint: z
      .string()
      .describe('Of what was looked at: nothing else is approved or returned. Absent: what there is now.')
      .exactOptional(),
    note: z.string().min(1).max(NOTE_LENGTH).describe('Why, for whoever wrote it.').exactOptional(),
  }),
  answers: { 200: contentWordSchema },
  errors: ['VOLANO_RESOURCE_UNKNOWN', 'VOLANO_CONTENT_CHANGED', 'VOLANO_CONTENT_OWN'],
} as const satisfies Partial<Route>;

export function registerContentApprovals(
  scope: FastifyInstance,
  { contentApprovals, members }: Pick<ApiDependencies, 'contentApprovals' | 'members'>,
): void {
  const named = async <One extends { readonly by?: string }>(one: One): Promise<One & { readonly byName?: string }> => {
    const member = one.by === undefined ? undefined : await members.members.get(one.by);
    return { ...one, ...(member && { byName: member.name }) };
  };
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/content/approvals',
      area: 'content',
      summary: 'Content that waits for approval',
      description: 'What is unpublished, the latest first; and, as soon as any content is approved, what is released and not.',
      permission: 'content.read',
      answers: { 200: z.strictObject({ content: z.array(waitingContentSchema) }) },
    },
    async () => {
      const waiting = await contentApprovals.waiting();
      const content = waiting.map(async (one) => named({ ...one, ...(one.word && { word: await named(one.word) }) }));
      return { content: await Promise.all(content) };
    },
  );
  for (const [verb, verdict, summary] of [
    ['approve', 'approved', 'Approve content'],
    ['return', 'returned', 'Return content to whoever wrote it'],
  ] as const) {
    serve(
      scope,
      {
        ...SAYING,
        path: `/v1/content/:template/${verb}`,
        summary,
        description: 'Exactly what it says now, unpublished or released, blocks included. It holds at once; no release is made.',
      },
      async ({ params: { template: id }, body: { kind = 'template', fingerprint, note }, request: { principal } }) => {
        const said = { ...(fingerprint !== undefined && { fingerprint }), ...(note !== undefined && { note }) };
        return named(await contentApprovals.say({ kind, id, verdict, by: principal?.id ?? 'operator', ...said }));
      },
    );
  }
}
