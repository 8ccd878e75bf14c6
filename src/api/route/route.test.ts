import fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type ErrorCode, VolanoError, verbatim } from '../../base/index.ts';
import { checkAnswers } from './check.ts';
import { answerError } from './errors.ts';
import { several, text, whole } from './input.ts';
import { type Asked, type Route, serve } from './route.ts';

const ABOUT = { area: 'system', summary: 'A test', permission: 'system.read' } as const satisfies Partial<Route>;
const answer = z.strictObject({ ok: z.boolean() });

let server: FastifyInstance;
beforeEach(() => {
  server = fastify({ logger: false });
  server.setErrorHandler(answerError);
});
afterEach(() => server.close());

async function ask(options: InjectOptions | string): Promise<{ readonly status: number; readonly json: unknown; readonly type: unknown }> {
  const { statusCode, body, headers } = await server.inject(options);
  const type = headers['content-type'];
  return { status: statusCode, json: String(type).startsWith('application/json') ? JSON.parse(body) : body, type };
}

const post = (payload: object): InjectOptions => ({ method: 'POST', url: '/things', payload });

describe('what comes in', () => {
  beforeEach(() => {
    const query = z.strictObject({
      limit: whole({ min: 1, max: 200, default: 50 }),
      before: whole({ min: 1, max: 9 }),
      name: text().exactOptional(),
      kind: several(z.enum(['a', 'b']), { enum: ['a', 'b'] }).optional(),
    });
    serve(
      server,
      {
        ...ABOUT,
        method: 'GET',
        path: '/things/:id',
        params: z.strictObject({ id: text() }),
        query,
        answers: { 200: z.looseObject({ query, id: z.string() }) },
      },
      (asked) => ({ query: asked.query, id: asked.params.id }),
    );
    const body = z.strictObject({
      of: z.union([z.strictObject({ name: z.string().min(2) }), z.strictObject({ names: z.array(z.string()).min(1) })]),
      many: z.array(z.strictObject({ size: z.int().max(9) })).exactOptional(),
    });
    serve(server, { ...ABOUT, method: 'POST', path: '/things', body, answers: { 201: answer } }, () => ({ ok: true }));
    serve(server, { ...ABOUT, method: 'GET', path: '/none', answers: { 200: answer } }, () => ({ ok: true }));
  });

  test('is read: numbers are numbers, defaults are there, one value is a list of one', async () => {
    expect((await ask('/things/x%2Fy')).json).toEqual({ id: 'x/y', query: { limit: 50 } });
    expect((await ask('/things/1?limit=7&before=9&kind=a&name=n')).json).toEqual({
      id: '1',
      query: { limit: 7, before: 9, kind: ['a'], name: 'n' },
    });
    expect((await ask('/things/1?kind=a&kind=b')).json).toMatchObject({ query: { kind: ['a', 'b'] } });
  });

  test.each([
    ['/things/1?limit=0', 'limit: must be a whole number from 1 to 200'],
    ['/things/1?limit=1.5', 'limit: must be a whole number'],
    ['/things/1?before=10', 'before: must be a whole number from 1 to 9'],
    ['/things/1?limit=1&limit=2', 'limit: must be given once'],
    ['/things/1?name=', 'name: must be given once and not be empty'],
    ['/things/1?nmae=x', 'nmae: is no parameter of this address. It takes limit, before, name, kind'],
    ['/none?x=1', 'x: is no parameter of this address. It takes none'],
  ])('%s is refused with its field named', async (url, reason) => {
    const { status, json } = await ask(url);
    expect(status).toBe(400);
    expect(json).toMatchObject({ code: 'VOLANO_QUERY_INVALID', reason: expect.stringContaining(reason) });
  });

  test.each([
    [{}, 'of:'],
    [{ of: { name: 'x' } }, 'of.name:'],
    [{ of: { names: [1] } }, 'of.names.0:'],
    [{ of: { name: 'xy' }, more: 1 }, 'more: is not known here'],
    [{ of: { name: 'xy' }, many: [{ size: 1 }, { size: 10 }] }, 'many.1.size:'],
    [{ of: { name: 'xy' }, many: [{ size: 1, weight: 1 }] }, 'many.0.weight: is not known here'],
    [[], 'the body:'],
  ])('a body %j is refused with its field named', async (payload, field) => {
    const { status, json } = await ask(post(payload));
    expect(status).toBe(400);
    expect((json as { readonly reason: string }).reason).toContain(field);
  });

  test('what is right is answered with the status of the route', async () => {
    expect(await ask(post({ of: { name: 'xy' } }))).toMatchObject({ status: 201, json: { ok: true } });
  });
});

describe('answers', () => {
  const add = (answers: Route['answers'], give: () => unknown, more: Partial<Route> = {}): void =>
    serve(server, { ...ABOUT, method: 'GET', path: '/it', answers, ...more }, give as never);

  test('that are declared pass, also empty ones and what is no JSON', async () => {
    checkAnswers(server);
    add({ 200: answer }, () => ({ ok: true }));
    add({ 204: null }, () => undefined, { path: '/empty' });
    const text = ({ reply }: Pick<Asked<Route>, 'reply'>): string => {
      reply.type('text/plain; charset=utf-8');
      return 'hello';
    };
    add({ 200: { type: 'text/plain', description: 'A text.' } }, text as never, { path: '/text' });
    expect(await ask('/it')).toMatchObject({ status: 200, json: { ok: true } });
    expect(await ask('/empty')).toMatchObject({ status: 204, json: '' });
    expect(await ask('/text')).toMatchObject({ status: 200, json: 'hello' });
  });

  test.each<[string, Route['answers'], () => unknown, string]>([
    ['have a field that is not declared', { 200: answer }, () => ({ ok: true, more: 1 }), 'more'],
    ['lack one that is', { 200: answer }, () => ({}), 'ok'],
    ['have another status', { 202: answer }, throws('VOLANO_DEFINITION_INVALID'), 'status 422'],
    ['are not empty though they should be', { 200: null }, () => ({ ok: true }), 'should be empty'],
    ['are of another type', { 200: { type: 'text/html', description: 'A page.' } }, () => 'text', 'content type text/plain'],
  ])('that %s are a fault where answers are checked', async (_name, answers, give, problem) => {
    checkAnswers(server);
    add(answers, give);
    const { status, json } = await ask('/it');
    expect(status).toBe(500);
    expect(json).toMatchObject({ reason: expect.stringContaining(problem) });
  });

  test('that fail have the codes that are declared, and those of everybody', async () => {
    checkAnswers(server);
    const errors = ['VOLANO_RESOURCE_UNKNOWN'] as const;
    add({ 200: answer }, throws('VOLANO_RESOURCE_UNKNOWN'), { errors });
    const broken = (): never => {
      throw new Error('a secret');
    };
    add({ 200: answer }, broken, { path: '/broken' });
    expect(await ask('/it')).toMatchObject({ status: 404, json: { code: 'VOLANO_RESOURCE_UNKNOWN' } });
    const { status, json } = await ask('/broken');
    expect({ status, json }).toMatchObject({ status: 500, json: { code: 'VOLANO_REQUEST_FAILED' } });
    expect(JSON.stringify(json)).not.toContain('secret');
  });

  test.each([
    ['zh-CN,zh;q=0.9,en;q=0.8', '没有文件“x”。请检查拼写；也可能已按保留期限删除。'],
    ['de, en;q=0.8, zh;q=0.1', 'There is no file "x". Check the spelling; it may also have been removed by retention.'],
    [undefined, 'There is no file "x". Check the spelling; it may also have been removed by retention.'],
  ])('that refuse give the reason in the language asked for: %s', async (language, reason) => {
    add({ 200: answer }, throws('VOLANO_RESOURCE_UNKNOWN'), { errors: ['VOLANO_RESOURCE_UNKNOWN'] });
    const headers = language === undefined ? {} : { 'accept-language': language };
    expect((await ask({ url: '/it', headers })).json).toMatchObject({ code: 'VOLANO_RESOURCE_UNKNOWN', reason });
  });

  test.each<[string, InjectOptions, number, string, string]>([
    ['no JSON', { payload: '{', headers: { 'content-type': 'application/json' } }, 400, 'the body: is not JSON', '请求体：不是 JSON'],
    [
      'nothing',
      { headers: { 'content-type': 'application/json' } },
      400,
      'the body: is empty, and said to be JSON',
      '请求体：是空的，却声明为 JSON',
    ],
    [
      'another type',
      { payload: 'x', headers: { 'content-type': 'text/x' } },
      415,
      'the body: must be JSON, and its content-type application/json',
      '请求体：应为 JSON，且 content-type 为 application/json',
    ],
    [
      'too much',
      { payload: { text: 'x'.repeat(2 ** 20) } },
      413,
      'the body: is larger than this address takes',
      '请求体：超过此地址接收的大小',
    ],
  ])('that refuse a body with %s say so in both languages', async (_name, given, status, english, chinese) => {
    serve(server, { ...ABOUT, method: 'POST', path: '/it', body: z.looseObject({}), answers: { 200: answer } }, () => ({ ok: true }));
    const asked = { ...given, method: 'POST', url: '/it' } as const;
    expect(await ask(asked)).toMatchObject({ status, json: { code: 'VOLANO_QUERY_INVALID', reason: english } });
    const inChinese = await ask({ ...asked, headers: { ...given.headers, 'accept-language': 'zh-CN' } });
    expect(inChinese).toMatchObject({ status, json: { code: 'VOLANO_QUERY_INVALID', reason: chinese } });
  });

  test('of what went wrong inside are in the language asked for', async () => {
    const broken = (): never => {
      throw new Error('a secret');
    };
    add({ 200: answer }, broken, { path: '/broken' });
    const { json } = await ask({ url: '/broken', headers: { 'accept-language': 'zh' } });
    expect(json).toMatchObject({
      code: 'VOLANO_REQUEST_FAILED',
      reason: expect.stringMatching(/^服务器未能答复此请求；原因在其日志中（请求 .+）。$/),
    });
  });

  test('are sent as they are where they are not checked', async () => {
    add({ 200: answer }, () => ({ ok: true, more: 1 }));
    expect(await ask('/it')).toMatchObject({ status: 200, json: { ok: true, more: 1 } });
  });
});

function throws(code: ErrorCode): () => never {
  return () => {
    throw new VolanoError(code, { kind: 'file', id: 'x', path: 'x', problem: verbatim('x') });
  };
}
