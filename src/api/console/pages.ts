/** Serves the console: one page for every address of its own, and its files. Holds no customer's data, so everybody may load it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { VolanoError } from '../../base/index.ts';
import type { ConsoleFile } from './files.ts';

/** Addresses that the page's own script reads. */
const PAGES = ['/', '/try', '/letters', '/outbox', '/outbox/:message', '/customers', '/customers/:customer'];

export function registerConsole(scope: FastifyInstance, files: ReadonlyMap<string, ConsoleFile>): void {
  for (const page of PAGES) scope.get(page, (request, reply) => send(files.get('index.html'), request, reply));
  scope.get('/console/*', (request, reply) => {
    const path = (request.params as { '*': string })['*'];
    const file = files.get(path);
    if (!file) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'file', id: path });
    return send(file, request, reply);
  });
}

function send(file: ConsoleFile | undefined, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!file) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'file', id: request.url });
  // Names of files stay the same over versions, so a browser always asks; the tag saves the answer.
  reply.header('cache-control', 'no-cache').header('etag', file.etag);
  if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
  return reply.type(file.contentType).send(file.body);
}
