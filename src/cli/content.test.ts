import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { managementClient } from './client.ts';
import { contentCommand } from './content.ts';
import { runProgram } from './program.ts';
import { captured } from './terminal.suite.ts';

let server: FastifyInstance;
let url: string;
let asked: unknown[];

beforeEach(async () => {
  asked = [];
  server = fastify();
  server.get('/v1/content', async () => ({
    content: [
      {
        kind: 'template',
        id: 'cart',
        version: 2,
        approval: 'changed',
        fingerprint: 'abc',
        locales: ['zh'],
        variants: ['short'],
        usedBy: [{ kind: 'journey', id: 'j', step: 's' }],
      },
    ],
  }));
  server.get('/v1/content/:template/versions', async ({ query }) => {
    asked.push(query);
    const words = [
      { sign: '-', text: 'Old' },
      { sign: '+', text: 'New' },
      { sign: ' ', text: ' words' },
    ];
    return {
      template: 'cart',
      versions: [
        { version: 1, release: 1, note: 'opening' },
        { version: 2, release: 4 },
      ],
      from: 1,
      to: 2,
      changes: [{ field: 'subject', words }],
    };
  });
  server.get('/v1/content/:template/preview', async ({ query }) => {
    asked.push(query);
    const sms = { encoding: 'ucs2', units: 80, segments: 2, foreign: ['’'] };
    return {
      template: 'cart',
      version: 2,
      customer: 'c1',
      variant: 'short',
      subject: 'Hi',
      text: 'Hello',
      html: '<p>Hello</p>',
      sms,
      missing: ['event.name'],
    };
  });
  server.post('/v1/content/:template/rollback', async ({ body }) => {
    asked.push(body);
    return { number: 5 };
  });
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => server.close());

async function volano(...words: readonly string[]) {
  const { world, out, err } = captured();
  const command = contentCommand(world, async (where) => managementClient(where));
  const code = await runProgram(['content', ...words, '--url', url], world, [command]);
  return { code, out: out(), err: err() };
}

test('list says what there is, its approval and its users', async () => {
  const { out, code } = await volano('list');
  expect(code).toBe(0);
  for (const part of ['template cart', 'changed since', 'abc', 'zh', 'short', 'journey j/s']) expect(out).toContain(part);
});

test('preview shows words, length and what is missing; HTML and JSON when asked', async () => {
  const { out } = await volano('preview', 'cart', '--customer', 'email:a@b.example', '--locale', 'zh', '--event', '{"a":1}');
  expect(asked).toEqual([{ namespace: 'email', value: 'a@b.example', locale: 'zh', event: '{"a":1}' }]);
  for (const part of [
    'cart 2, short',
    'Subject: Hi',
    'Hello',
    '80 units in UCS-2, segments: 2',
    'GSM-7 alphabet: ’',
    'not be sent: event.name',
  ])
    expect(out).toContain(part);
  expect((await volano('preview', 'cart', '--customer', 'c1', '--html')).out.trim()).toBe('<p>Hello</p>');
  expect(JSON.parse((await volano('preview', 'cart', '--customer', 'c1', '--json')).out)).toMatchObject({ customer: 'c1' });
  expect((await volano('preview', 'cart')).code).toBe(2);
});

test('diff marks what went and what came', async () => {
  const { out } = await volano('diff', 'cart', '--from', '1', '--to', '2');
  expect(asked).toEqual([{ from: '1', to: '2' }]);
  expect(out).toContain('version 1, from release 1 opening');
  expect(out).toContain('[-Old-]{+New+} words');
  expect((await volano('diff', 'cart', '--from', 'x')).code).toBe(2);
});

test('rollback names the release and the folder', async () => {
  const { out } = await volano('rollback', 'cart', '--to', '1', '--note', 'too loud');
  expect(asked).toEqual([{ version: 1, note: 'too loud' }]);
  expect(out).toContain('Release 5: "cart" is as it was in version 1. Change the project folder as well');
});
