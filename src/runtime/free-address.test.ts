import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freeAddress } from './free-address.ts';

test('a port that was asked for is taken as it is, whatever host', async () => {
  expect(await freeAddress({ port: 4004 })).toEqual({ port: 4004, url: 'http://127.0.0.1:4004' });
  expect(await freeAddress({ host: '::1', port: 4004 })).toEqual({ port: 4004, url: 'http://[::1]:4004' });
});

test('for none a free one is found, on which one can listen', async () => {
  const { port, url } = await freeAddress({ port: 0 });
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  expect(url).toBe(`http://127.0.0.1:${port}`);
  server.close();
  await once(server, 'close');
});
