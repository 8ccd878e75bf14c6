/** Answers that are no success: JSON `{ code, reason }` as at the door, with the HTTP status that tells clients what to do. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorCode, type ErrorKind, VolanoError } from '../base/index.ts';

const STATUS_BY_KIND: Readonly<Record<ErrorKind, number>> = { input: 400, definition: 422, configuration: 500, retry: 503, bug: 500 };
const STATUS_BY_CODE: Readonly<Partial<Record<ErrorCode, number>>> = {
  VOLANO_ADMIN_TOKEN_REQUIRED: 401,
  VOLANO_ADMIN_TOKEN_WRONG: 401,
  VOLANO_INBOX_TOKEN_INVALID: 401,
  VOLANO_ORIGIN_FOREIGN: 403,
  VOLANO_RESOURCE_UNKNOWN: 404,
};

export function answerError(error: FastifyError | VolanoError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof VolanoError) {
    const status = STATUS_BY_CODE[error.code] ?? STATUS_BY_KIND[error.kind];
    if (status === 503) reply.header('retry-after', '5');
    if (status === 401) reply.header('www-authenticate', 'Bearer');
    if (status >= 500) request.log.error(error);
    return reply.code(status).send({ code: error.code, reason: error.message });
  }
  const status = error.statusCode ?? 500;
  if (status < 500) return reply.code(status).send({ code: 'VOLANO_QUERY_INVALID', reason: error.message });
  request.log.error(error);
  // What went wrong inside belongs into the server's log, not into an answer.
  return reply.code(status).send({
    code: 'VOLANO_REQUEST_FAILED',
    reason: `The server could not answer this request; its log has the reason (request ${request.id}).`,
  });
}
