import { Validator } from '@seriousme/openapi-schema-validator';
import fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { part } from './component.ts';
import { collectRoutes, documentOf, type OpenApi } from './document.ts';
import { text, whole } from './input.ts';
import { serve } from './route.ts';

interface Tree {
  readonly name: string;
  readonly pair?: readonly [string, number];
  readonly branches: readonly Tree[];
}
const tree: z.ZodType<Tree> = part('Tree')(
  z.strictObject({
    name: z.string(),
    pair: z.tuple([z.string(), z.number()]).exactOptional(),
    get branches(): z.ZodType<readonly Tree[]> {
      return z.array(tree);
    },
  }),
);
const defaulted = part('Defaulted')(z.strictObject({ size: z.int().default(3) }));
const holder = part('Holder')(z.strictObject({ held: defaulted, tree }));

function made(): OpenApi {
  const server = fastify({ logger: false });
  const described = collectRoutes(server);
  const about = { area: 'system', permission: 'system.read' } as const;
  serve(
    server,
    {
      ...about,
      method: 'GET',
      path: '/v1/trees/:id',
      summary: 'A tree',
      description: 'Which one.',
      params: z.strictObject({ id: text() }),
      query: z.strictObject({ limit: whole({ min: 1, max: 9, default: 3 }).describe('How many.'), name: text().exactOptional() }),
      answers: { 200: tree, 204: null },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    () => ({ name: 'x', branches: [] }),
  );
  serve(
    server,
    {
      ...about,
      method: 'POST',
      path: '/v1/trees',
      summary: 'Plant one',
      audit: 'change',
      body: holder,
      answers: { 201: holder, 200: { type: 'text/event-stream', description: 'A feed.', schema: tree } },
    },
    ({ body }) => body,
  );
  serve(server, { ...about, permission: 'open', method: 'GET', path: '/open', summary: 'Open', answers: { 200: tree } }, () => ({
    name: 'x',
    branches: [],
  }));
  return documentOf(described, '1.2.3');
}

describe('the document', () => {
  const document = made();
  const get = document.paths['/v1/trees/{id}']!.get as Record<string, never>;
  const post = document.paths['/v1/trees']!.post as Record<string, never>;

  test('is OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document) as never);
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    expect(document).toMatchObject({ openapi: '3.1.1', info: { version: '1.2.3' } });
  });

  test('says of each route what it is, what it takes and who may', () => {
    expect(get).toMatchObject({
      operationId: 'getTreesId',
      summary: 'A tree',
      description: 'Which one.',
      tags: ['system'],
      'x-permission': 'system.read',
      security: [{ admin: [] }],
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
        {
          name: 'limit',
          in: 'query',
          required: false,
          description: 'How many.',
          schema: { type: 'integer', minimum: 1, maximum: 9, default: 3 },
        },
        { name: 'name', in: 'query', required: false },
      ],
    });
    expect('x-audit' in get).toBe(false);
    expect(post).toMatchObject({ 'x-audit': 'change', requestBody: { required: true } });
    expect(document.paths['/open']!.get).toMatchObject({ security: [], 'x-permission': 'open' });
  });

  test('has every answer: those of the route, of its access, of its body and of the server', () => {
    expect(Object.keys(get.responses!)).toEqual(['200', '204', '400', '401', '403', '404', '429', '500', '503']);
    expect(Object.keys(post.responses!)).toEqual(['200', '201', '400', '401', '403', '404', '413', '415', '429', '500', '503']);
    expect(Object.keys((document.paths['/open']!.get as { responses: object }).responses)).toEqual(['200', '400', '500', '503']);
    expect(get.responses!['404']).toMatchObject({
      description: 'VOLANO_RESOURCE_UNKNOWN',
      content: { 'application/json': { schema: { properties: { code: { enum: ['VOLANO_RESOURCE_UNKNOWN'] } } } } },
    });
    expect(get.responses!['401']).toEqual({ $ref: '#/components/responses/NotSignedIn' });
    expect(post.responses!['200']).toMatchObject({ content: { 'text/event-stream': { schema: { $ref: '#/components/schemas/Tree' } } } });
  });

  test('names components once, and twice what comes in otherwise than it goes out', () => {
    const { schemas } = document.components;
    expect(Object.keys(schemas)).toEqual(['Defaulted', 'DefaultedInput', 'Failure', 'Holder', 'HolderInput', 'Tree']);
    expect(schemas.HolderInput).toMatchObject({ properties: { held: { $ref: '#/components/schemas/DefaultedInput' } } });
    expect(schemas.Holder).toMatchObject({ properties: { held: { $ref: '#/components/schemas/Defaulted' } } });
    expect(schemas.Tree).toMatchObject({
      properties: {
        pair: { prefixItems: [{ type: 'string' }, { type: 'number' }], minItems: 2, items: false },
        branches: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
      },
    });
  });
});
