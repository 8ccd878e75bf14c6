/** The HTTP server that everything registers its routes on. */
import { type FastifyInstance, type FastifyReply, fastify } from 'fastify';
import { languageOf, messageOf } from '../base/index.ts';
import { said } from './said.ts';

/** Of a part of an address, as it is encoded. */
const PARAMETER_LENGTH_MAX = 4_000;

export function createServer(): FastifyInstance {
  return fastify({
    logger: false,
    forceCloseConnections: true,
    // Names of events and values of identifiers stand in addresses, and may be long.
    routerOptions: { maxParamLength: PARAMETER_LENGTH_MAX },
    // An address that cannot even be decoded reaches no route, so no room can answer for it.
    frameworkErrors: (error, request, reply) => {
      const details = { field: said`address`, problem: said`cannot be read; encode it as a URL` };
      const reason = messageOf('VOLANO_REQUEST_INVALID', details, languageOf(request.headers['accept-language']));
      const answer: FastifyReply = reply as never;
      void answer.code(error.statusCode ?? 400).send({ code: 'VOLANO_REQUEST_INVALID', reason });
    },
  });
}
