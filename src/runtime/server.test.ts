import { expect, test } from 'vitest';
import { createServer } from './server.ts';

test('an address that cannot be decoded is answered like every other mistake', async () => {
  const server = createServer();
  server.get('/t/:token', async () => 'ok');
  expect((await server.inject('/t/a%20b')).body).toBe('ok');
  const answer = await server.inject('/t/%zz');
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toEqual({ code: 'VOLANO_REQUEST_INVALID', reason: 'address: cannot be read; encode it as a URL.' });
  const chinese = await server.inject({ url: '/t/%zz', headers: { 'accept-language': 'zh-CN,en;q=0.5' } });
  expect(chinese.json()).toEqual({ code: 'VOLANO_REQUEST_INVALID', reason: '地址：无法读取，请按 URL 编码。' });
});

test('a part of an address may be as long as the name of an event or the value of an identifier', async () => {
  const server = createServer();
  server.get<{ Params: { value: string } }>('/v/:value', async ({ params }) => params.value);
  const long = '收'.repeat(200);
  expect((await server.inject(`/v/${encodeURIComponent(long)}`)).body).toBe(long);
});
