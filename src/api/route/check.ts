/** Holds answers to what their routes say of them. For tests: it reads every answer anew, which production has no time for. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { responsesOf } from './responses.ts';

/** An answer that its route has not declared becomes a 500 that says what is wrong. */
export function checkAnswers(scope: FastifyInstance): void {
  scope.addHook('onSend', async (request, reply, payload) => {
    const problem = problemOf(request, reply, payload);
    if (problem === undefined) return payload;
    reply.code(500).type('application/json; charset=utf-8').removeHeader('content-length');
    const { method, url } = request;
    return JSON.stringify({
      code: 'VOLANO_REQUEST_FAILED',
      reason: `The answer to ${method} ${url} is none that the route declares: ${problem}`,
    });
  });
}

function problemOf({ routeOptions }: FastifyRequest, reply: FastifyReply, payload: unknown): string | undefined {
  const { route } = routeOptions.config;
  if (!route) return undefined;
  const status = reply.statusCode;
  const declared = responsesOf(route).find((response) => response.status === status);
  if (!declared) return `status ${status}${typeof payload === 'string' ? `, ${payload.slice(0, 200)}` : ''}`;
  const type = String(reply.getHeader('content-type') ?? '').split(';', 1)[0]!;
  const { content } = declared;
  if (content === null) return payload === undefined || payload === null || payload === '' ? undefined : 'it should be empty';
  if (!(content instanceof z.ZodType)) return [content.type].flat().includes(type) ? undefined : `content type ${type}`;
  if (type !== 'application/json') return `content type ${type}`;
  const { error } = content.safeParse(JSON.parse(String(payload)));
  return error && z.prettifyError(error);
}
