/** Channels, and trying one out. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { sayerOf } from '../access/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { serve } from '../route/index.ts';
import { channelStandingSchema, TEST_FIELDS, testSentSchema } from '../schemas/channels.ts';

export function registerChannels(scope: FastifyInstance, { testSend, channels }: Pick<ApiDependencies, 'testSend' | 'channels'>): void {
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/channels',
      area: 'messages',
      summary: 'Channels, through what they go, and how they do',
      permission: 'releases.read',
      answers: { 200: z.strictObject({ channels: z.array(channelStandingSchema) }) },
    },
    ({ request: { principal } }) => ({
      channels: channels().map(({ credentials, ...shown }) => ({
        ...shown,
        ...(principal!.permissions.has('system.read') && { credentials }),
      })),
    }),
  );
  serve(
    scope,
    {
      method: 'POST',
      path: '/v1/channels/:channel/test',
      area: 'messages',
      summary: 'Send a test through a channel',
      description:
        'Through what the installation has configured, to an address of yours. It says that it is a test, no figure counts it, and the rules for messages to customers are not asked. What the channel makes of it is the answer.',
      permission: 'messages.test',
      audit: 'change',
      params: z.strictObject({ channel: z.string() }),
      body: z.strictObject(TEST_FIELDS),
      answers: { 200: testSentSchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN', 'VOLANO_TEST_SEND_LIMIT'],
    },
    ({ params: { channel }, body, request }) => testSend({ channel, by: sayerOf(request), ...body }),
  );
}
