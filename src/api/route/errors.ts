/** Answers that are no success: JSON `{ code, reason }` as at the door, with the HTTP status that tells clients what to do; reasons in the language that `Accept-Language` prefers. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { ERRORS, type ErrorCode, type ErrorDetails, type ErrorKind, messageOf, VolanoError, verbatim } from '../../base/index.ts';
import { said } from '../said.ts';
import { languageIn } from './language.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Code of the error that is answered. */
    refusal?: string;
  }
}

const STATUS_BY_KIND: Readonly<Record<ErrorKind, number>> = { input: 400, definition: 422, configuration: 500, retry: 503, bug: 500 };
const STATUS_BY_CODE: Readonly<Partial<Record<ErrorCode, number>>> = {
  VOLANO_ACCESS_CSRF: 403,
  VOLANO_ACCESS_DENIED: 403,
  VOLANO_ACCESS_EMAIL_TAKEN: 409,
  VOLANO_ACCESS_FIRST_OWNER: 409,
  VOLANO_ACCESS_LAST_OWNER: 409,
  VOLANO_ACCESS_LINK_INVALID: 410,
  VOLANO_ACCESS_OIDC: 401,
  VOLANO_ACCESS_RATE: 429,
  VOLANO_ACCESS_SIGN_IN_REFUSED: 401,
  VOLANO_ACCESS_SIGN_IN_REQUIRED: 401,
  VOLANO_ACCESS_THROTTLED: 429,
  VOLANO_ACCESS_TOKEN_INVALID: 401,
  VOLANO_ADMIN_TOKEN_REQUIRED: 401,
  VOLANO_ADMIN_TOKEN_WRONG: 401,
  VOLANO_CHANGE_CONFLICT: 409,
  VOLANO_CHANGE_OVERTAKEN: 409,
  VOLANO_CONTENT_CHANGED: 409,
  VOLANO_CONTENT_OWN: 403,
  VOLANO_INBOX_TOKEN_INVALID: 401,
  VOLANO_ORIGIN_FOREIGN: 403,
  VOLANO_REHEARSAL_BUSY: 429,
  VOLANO_REHEARSAL_IMPOSSIBLE: 422,
  VOLANO_REHEARSAL_LIMIT: 422,
  VOLANO_RELEASE_OVERTAKEN: 409,
  VOLANO_RESOURCE_UNKNOWN: 404,
  VOLANO_TEST_SEND_LIMIT: 429,
};

/** What every route that is not open may answer because of who asks. */
export const ACCESS_ERRORS: readonly ErrorCode[] = [
  'VOLANO_ACCESS_CSRF',
  'VOLANO_ACCESS_DENIED',
  'VOLANO_ACCESS_RATE',
  'VOLANO_ACCESS_SIGN_IN_REQUIRED',
  'VOLANO_ACCESS_TOKEN_INVALID',
  'VOLANO_ADMIN_TOKEN_REQUIRED',
  'VOLANO_ADMIN_TOKEN_WRONG',
  'VOLANO_ORIGIN_FOREIGN',
  // A customer outside of a member's data scope is not there.
  'VOLANO_RESOURCE_UNKNOWN',
];
/** What may be wrong in a project; answered with 422. */
export const DEFINITION_ERRORS: readonly ErrorCode[] = (Object.keys(ERRORS) as ErrorCode[]).filter(
  (code) => ERRORS[code].kind === 'definition' && statusOf(code) === 422,
);

export function statusOf(code: ErrorCode): number {
  return STATUS_BY_CODE[code] ?? STATUS_BY_KIND[ERRORS[code].kind];
}

export function answerError(error: FastifyError | VolanoError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof VolanoError) {
    const language = languageIn(request);
    request.refusal = error.code;
    const status = statusOf(error.code);
    if (status === 503) reply.header('retry-after', '5');
    if (status === 429) reply.header('retry-after', String(error.details.seconds ?? 1));
    if (status === 401) reply.header('www-authenticate', 'Bearer');
    if (status >= 500) request.log.error(error);
    const { permission } = error.details;
    return reply
      .code(status)
      .send({ code: error.code, reason: messageOf(error.code, error.details, language), ...(permission !== undefined && { permission }) });
  }
  const status = error.statusCode ?? 500;
  if (status < 500) {
    const reason = messageOf('VOLANO_QUERY_INVALID', bodyFault(error), languageIn(request));
    return reply.code(status).send({ code: 'VOLANO_QUERY_INVALID', reason });
  }
  request.log.error(error);
  // What went wrong inside belongs into the server's log, not into an answer.
  return reply.code(status).send({
    code: 'VOLANO_REQUEST_FAILED',
    reason: said`The server could not answer this request; its log has the reason (request ${request.id}).`[languageIn(request)],
  });
}

/** What the framework finds wrong before a route reads it. */
function bodyFault({ code, message }: FastifyError): ErrorDetails {
  const field = said`the body`;
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY') return { field, problem: said`is not JSON` };
  if (code === 'FST_ERR_CTP_EMPTY_JSON_BODY') return { field, problem: said`is empty, and said to be JSON` };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return { field, problem: said`is larger than this address takes` };
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return { field, problem: said`must be JSON, and its content-type application/json` };
  return { field: said`the request`, problem: verbatim(message) };
}

/** For addresses that there are not. */
export function answerUnknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const address = `${request.method} ${request.url.split('?', 1)[0]!.slice(0, 200)}`;
  return answerError(new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'address', id: address }), request, reply);
}
