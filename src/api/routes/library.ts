/** What is ready to be taken into a project: lists of sensitive words. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type SensitiveWords, textSchema } from '../../define/index.ts';
import { advertisingWords } from '../../library/index.ts';
import { part, serve } from '../route/index.ts';

const words = z.array(z.string());
const readyListSchema: z.ZodType<SensitiveWords> = part('ReadyList')(
  z.strictObject({
    id: z.string(),
    severity: z.enum(['block', 'review', 'warn']),
    words,
    except: words.exactOptional().describe('Harmless phrases that hold a word.'),
    channels: words.exactOptional(),
    note: textSchema.exactOptional().describe('Why, and what to write instead.'),
  }),
);

export function registerLibrary(scope: FastifyInstance): void {
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/library/sensitive-words',
      area: 'content',
      summary: 'Ready lists of sensitive words',
      description: 'For the policy: words that the Advertising Law of China keeps out of advertisements.',
      permission: 'releases.read',
      answers: { 200: z.strictObject({ lists: z.array(readyListSchema) }) },
    },
    async () => ({ lists: [...advertisingWords()] }),
  );
}
