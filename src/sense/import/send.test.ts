import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OpenDoor, openDoor } from '../door/door.suite.ts';
import { httpSender } from './send.ts';

const call = (messageId: string, userId = 'u'): string => JSON.stringify({ type: 'track', event: 'A', userId, messageId });

describe('sending to a door', () => {
  let door: OpenDoor;
  let overloaded: number | undefined;
  beforeEach(async () => {
    overloaded = undefined;
    door = await openDoor({ admission: () => overloaded });
  });
  afterEach(async () => door.close());

  test('a batch arrives, and the refused calls are told by their place', async () => {
    const result = await httpSender({ url: door.url, writeKey: 'key' })([call('1'), call('2', ''), call('3')]);
    expect(result).toMatchObject({ accepted: 2, quarantined: [{ index: 1, messageId: '2', code: 'VOLANO_CALL_WITHOUT_IDENTIFIER' }] });
    expect(door.entries().map(({ messageId }) => messageId)).toEqual(['1', '3']);
  });

  test('a batch of which nothing is accepted is told in the same way', async () => {
    expect(await httpSender({ url: `${door.url}/`, writeKey: 'key' })([call('1', '')])).toMatchObject({
      accepted: 0,
      quarantined: [{ index: 0 }],
    });
  });

  test('waits as long as the door asks', async () => {
    overloaded = 1;
    const waits: number[] = [];
    const sending = httpSender({
      url: door.url,
      writeKey: 'key',
      onWait: ({ delayMs }) => {
        waits.push(delayMs);
        overloaded = undefined;
      },
    })([call('1')]);
    expect((await sending).accepted).toBe(1);
    expect(waits).toEqual([1000]);
  });

  test('a wrong key ends it at once', async () => {
    await expect(httpSender({ url: door.url, writeKey: 'no' })([call('1')])).rejects.toMatchObject({
      code: 'VOLANO_IMPORT_REFUSED',
      message: expect.stringContaining('VOLANO_WRITE_KEY_UNKNOWN'),
    });
  });

  test('a batch that the door refuses as a whole ends it', async () => {
    const calls = Array.from({ length: 2_501 }, (_, i) => call(`${i}`));
    await expect(httpSender({ url: door.url, writeKey: 'key' })(calls)).rejects.toMatchObject({
      code: 'VOLANO_IMPORT_REFUSED',
      message: expect.stringContaining('VOLANO_BATCH_TOO_LONG'),
    });
  });
});

describe('sending to something else', () => {
  let server: Server;
  let answers: ((path: string) => { status: number; body: string; retryAfter?: string })[];
  let url: string;
  beforeEach(async () => {
    answers = [];
    server = createServer((request, response) => {
      const { status, body, retryAfter } = answers.length > 1 ? answers.shift()!(request.url!) : answers[0]!(request.url!);
      if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
      response.writeHead(status).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.close();
  });

  const good = (): { status: number; body: string } => ({ status: 200, body: '{"success":true,"accepted":1,"quarantined":[]}' });

  test('a failing server is tried again', async () => {
    answers = [() => ({ status: 503, body: '', retryAfter: '0' }), () => ({ status: 502, body: '<html>' }), good];
    const waits: string[] = [];
    expect(await httpSender({ url, writeKey: 'k', onWait: ({ why }) => waits.push(why) })(['{}'])).toEqual({
      accepted: 1,
      quarantined: [],
    });
    expect(waits).toEqual(['HTTP 503', 'HTTP 502']);
  });

  test('but not for ever', async () => {
    answers = [() => ({ status: 500, body: '', retryAfter: '0' })];
    await expect(httpSender({ url, writeKey: 'k', attemptsMax: 3 })(['{}'])).rejects.toMatchObject({
      code: 'VOLANO_IMPORT_DOOR_UNREACHABLE',
    });
  });

  test('nobody there', async () => {
    server.close();
    await expect(httpSender({ url, writeKey: 'k', attemptsMax: 2 })(['{}'])).rejects.toMatchObject({
      code: 'VOLANO_IMPORT_DOOR_UNREACHABLE',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  test.each(['<html>hello</html>', 'null', '{"success":true}', '[]'])('an answer that is no door\u2019s ends it: %s', async (body) => {
    answers = [() => ({ status: 200, body })];
    await expect(httpSender({ url, writeKey: 'k' })(['{}'])).rejects.toMatchObject({ code: 'VOLANO_IMPORT_REFUSED' });
  });

  test('a path in front of the addresses is kept', async () => {
    const paths: string[] = [];
    answers = [
      (path) => {
        paths.push(path);
        return good();
      },
    ];
    await httpSender({ url: `${url}/volano`, writeKey: 'k' })(['{}']);
    expect(paths).toEqual(['/volano/v1/batch']);
  });
});
