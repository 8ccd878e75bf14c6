/** The HTTP server that everything registers its routes on. */
import { type FastifyInstance, type FastifyReply, fastify } from 'fastify';
import { messageOf } from '../base/index.ts';

export function createServer(): FastifyInstance {
  return fastify({
    logger: false,
    forceCloseConnections: true,
    // An address that cannot even be decoded reaches no route, so no room can answer for it.
    frameworkErrors: (error, _request, reply) => {
      const reason = messageOf('VOLANO_REQUEST_INVALID', { field: 'address', problem: 'cannot be read; encode it as a URL' });
      const answer: FastifyReply = reply as never;
      void answer.code(error.statusCode ?? 400).send({ code: 'VOLANO_REQUEST_INVALID', reason });
    },
  });
}
