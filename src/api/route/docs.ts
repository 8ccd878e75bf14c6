/** `/openapi.json`, and `/docs` where people read it. Both say how the product is asked and nothing of anybody, so everybody may. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { VolanoError } from '../../base/index.ts';
import { type Described, documentOf } from './document.ts';
import { serve } from './route.ts';

const ASSETS: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};
/** Nothing inline and nothing from elsewhere: `access/headers.ts`. */
const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Volano API</title><link rel="icon" href="/docs/favicon-32x32.png"><link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><div id="docs"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body>
</html>
`;
const START = `window.ui = SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true, filter: true, docExpansion: 'none', defaultModelsExpandDepth: 0, validatorUrl: null });
`;

interface Page {
  readonly body: Buffer;
  readonly type: string;
  readonly etag: string;
}

/** Serves the document of these routes, made when it is first asked for. */
export function registerDocs(scope: FastifyInstance, described: readonly Described[], version: string): void {
  const made = new Map<string, Page>();
  const page = async (name: string, type: string, make: () => Buffer | Promise<Buffer>): Promise<Page> => {
    const before = made.get(name);
    if (before) return before;
    const body = await make();
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    const after = { body, type, etag };
    made.set(name, after);
    return after;
  };
  serve(
    scope,
    {
      method: 'GET',
      path: '/openapi.json',
      area: 'system',
      summary: 'This document',
      permission: 'open',
      query: z.looseObject({}),
      answers: { 200: z.looseObject({ openapi: z.string() }), 304: null },
    },
    async ({ request, reply }) => {
      const document = (): Buffer => Buffer.from(JSON.stringify(documentOf(described, version)));
      return send(await page('openapi.json', 'application/json; charset=utf-8', document), request, reply);
    },
  );
  const html = 'text/html; charset=utf-8';
  scope.get('/docs', { config: { permission: 'open' } }, async (request, reply) =>
    send(await page('', html, () => Buffer.from(PAGE)), request, reply),
  );
  scope.get('/docs/:file', { config: { permission: 'open' } }, async (request, reply) => {
    const { file } = request.params as { readonly file: string };
    const type = file === 'start.js' ? 'text/javascript; charset=utf-8' : ASSETS[file];
    if (type === undefined) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'file', id: file });
    const make = file === 'start.js' ? () => Buffer.from(START) : () => readFile(pathOf(file));
    return send(await page(file, type, make), request, reply);
  });
}

const require = createRequire(import.meta.url);

function pathOf(file: string): string {
  return join(dirname(require.resolve('@fastify/swagger-ui/package.json')), 'static', file);
}

function send({ body, type, etag }: Page, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.header('cache-control', 'no-cache').header('etag', etag);
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  return reply.type(type).send(body);
}
