/** Where the server's addresses lead: to the console, and to the page on which somebody is the customer. Neither holds a customer's data, so everybody may load them. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { VolanoError } from '../../base/index.ts';
import { type ConsoleApp, registerApp } from './app.ts';
import type { ConsoleFile } from './files.ts';

const PAGE = 'index.html';

export function registerConsole(scope: FastifyInstance, files: ReadonlyMap<string, ConsoleFile>, app: ConsoleApp): void {
  const open = { config: { permission: 'open' } } as const;
  scope.get('/', open, (_request, reply) => reply.redirect('/console/'));
  scope.get('/try', open, (request, reply) => send(files.get(PAGE), request, reply));
  scope.get('/try/*', open, (request, reply) => {
    const { '*': path } = request.params as { readonly '*': string };
    return send(path === PAGE ? undefined : files.get(path), request, reply);
  });
  registerApp(scope, app);
}

function send(file: ConsoleFile | undefined, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!file) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'file', id: request.url });
  // Names of files stay the same over versions, so a browser always asks; the tag saves the answer.
  reply.header('cache-control', 'no-cache').header('etag', file.etag);
  if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
  return reply.type(file.contentType).send(file.body);
}
