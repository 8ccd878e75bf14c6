import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { VolanoError, verbatim } from '../../base/index.ts';
import { decodeEntry } from '../../core/index.ts';
import { AUTHORIZATION, type OpenDoor, openDoor } from './door.suite.ts';
import type { DoorOptions, HeldAnswer } from './door.ts';

let door: OpenDoor;
beforeEach(async () => {
  door = await openDoor();
});
afterEach(async () => door.close());

async function reopen(options: Partial<DoorOptions>): Promise<OpenDoor> {
  await door.close();
  door = await openDoor(options);
  return door;
}

const item = (id: string, changes: object = {}): object => ({ type: 'track', event: 'A', userId: 'u', messageId: id, ...changes });
const batchOf = (...items: unknown[]): string => JSON.stringify({ batch: items });

describe('addresses', () => {
  test.each([
    ['identify', 'i', { userId: 'u' }],
    ['track', 't', { userId: 'u', event: 'A' }],
    ['page', 'p', { userId: 'u' }],
    ['screen', 's', { userId: 'u' }],
    ['group', 'g', { userId: 'u', groupId: 'g' }],
    ['alias', 'a', { userId: 'u', previousId: 'p' }],
  ])('/v1/%s and /v1/%s', async (long, short, call) => {
    for (const path of [long, short]) {
      const { status, answer } = await door.post(`/v1/${path}`, JSON.stringify({ ...call, messageId: path }));
      expect({ status, answer }).toEqual({ status: 200, answer: { success: true, accepted: 1, quarantined: [] } });
    }
    expect(door.entries().map(({ call: read, messageId }) => [read, messageId])).toEqual([
      [long, long],
      [long, short],
    ]);
  });

  test.each(['batch', 'b', 'import'])('/v1/%s', async (path) => {
    const { answer } = await door.post(`/v1/${path}`, batchOf(item('1'), { type: 'page', anonymousId: 'a', messageId: '2' }));
    expect(answer).toEqual({ success: true, accepted: 2, quarantined: [] });
    expect(door.calls.map(({ value }) => decodeEntry(value))).toEqual(door.entries());
  });

  test('a batch may also be a bare list, or empty', async () => {
    expect((await door.post('/v1/batch', JSON.stringify([item('1')]))).answer.accepted).toBe(1);
    expect(await door.post('/v1/batch', batchOf())).toMatchObject({ status: 200, answer: { success: true, accepted: 0 } });
  });

  test('the batch\u2019s context and sentAt hold for its calls', async () => {
    const sentAt = new Date(Date.now() - 3_600_000);
    const early = new Date(sentAt.getTime() - 60_000).toISOString();
    await door.post('/v1/batch', JSON.stringify({ batch: [item('1', { timestamp: early })], sentAt, context: { app: { name: 'shop' } } }));
    const [entry] = door.entries();
    expect(entry?.context).toEqual({ app: { name: 'shop' } });
    expect(entry!.time).toBe(entry!.receivedAt - 60_000);
  });

  test('a context that is none refuses every call of the batch', async () => {
    const { answer } = await door.post('/v1/batch', JSON.stringify({ batch: [item('1'), item('2')], context: [] }));
    expect(answer.quarantined.map(({ index, field }) => [index, field])).toEqual([
      [0, 'context'],
      [1, 'context'],
    ]);
  });
});

describe('write keys', () => {
  test('in the header or in the body', async () => {
    expect((await door.post('/v1/track', JSON.stringify({ ...item('1'), writeKey: 'key' }), {})).status).toBe(200);
    expect((await door.post('/v1/batch', JSON.stringify({ writeKey: 'key', batch: [item('2')] }), {})).status).toBe(200);
    expect(door.entries().every(({ source }) => source === 'shop')).toBe(true);
  });

  test('missing or unknown: 401 with a code, nothing kept', async () => {
    expect(await door.post('/v1/track', JSON.stringify(item('1')), {})).toMatchObject({
      status: 401,
      answer: { code: 'VOLANO_WRITE_KEY_MISSING' },
    });
    expect(await door.post('/v1/track', JSON.stringify({ ...item('1'), writeKey: 'x' }), {})).toMatchObject({
      status: 401,
      answer: { code: 'VOLANO_WRITE_KEY_UNKNOWN' },
    });
    const authorization = `Basic ${Buffer.from('constructor:').toString('base64')}`;
    expect(await door.post('/v1/track', JSON.stringify(item('1')), { authorization })).toMatchObject({
      status: 401,
      answer: { code: 'VOLANO_WRITE_KEY_UNKNOWN' },
    });
    expect(await door.post('/v1/track', '{"half', {})).toMatchObject({ status: 400, answer: { code: 'VOLANO_REQUEST_UNREADABLE' } });
    expect(door.calls).toEqual([]);
    expect((await door.quarantine.stats()).records).toBe(0);
  });
});

describe('content types and packing', () => {
  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/octet-stream',
    'multipart/form-data',
    '///',
    'application/json; charset=latin1',
  ])('JSON labelled %s is read', async (type) => {
    expect((await door.post('/v1/track', JSON.stringify(item('1')), { authorization: AUTHORIZATION, 'content-type': type })).status).toBe(
      200,
    );
  });

  test('gzip labelled as a form is read', async () => {
    const headers = { authorization: AUTHORIZATION, 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': 'gzip' };
    expect((await door.post('/v1/batch', gzipSync(batchOf(item('1'))), headers)).answer.accepted).toBe(1);
  });

  test('no body at all is an empty one', async () => {
    const response = await fetch(`${door.url}/v1/track`, { method: 'POST', headers: { authorization: AUTHORIZATION } });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'VOLANO_REQUEST_UNREADABLE' });
  });
});

describe('refused calls', () => {
  test('do not hinder the others, are answered and kept (D2, D3)', async () => {
    const { status, answer } = await door.post(
      '/v1/batch',
      batchOf(item('1'), item('2', { event: '' }), 7, item('4'), item('5', { properties: 'x' })),
    );
    expect(status).toBe(200);
    expect(answer).toMatchObject({ success: false, accepted: 2 });
    expect(answer.code).toBeUndefined();
    expect(answer.quarantined.map(({ index, messageId, code, field }) => [index, messageId, code, field])).toEqual([
      [1, '2', 'VOLANO_CALL_INVALID', 'event'],
      [2, null, 'VOLANO_CALL_INVALID', 'call'],
      [4, '5', 'VOLANO_CALL_INVALID', 'properties'],
    ]);
    expect(door.entries().map(({ messageId }) => messageId)).toEqual(['1', '4']);
    const kept = await door.quarantine.read({ limit: 10 });
    expect(kept.map(({ source, route, index, field, raw, form }) => ({ source, route, index, field, raw, form }))).toEqual([
      { source: 'shop', route: 'batch', index: 1, field: 'event', raw: JSON.stringify(item('2', { event: '' })), form: 'json' },
      { source: 'shop', route: 'batch', index: 2, field: 'call', raw: '7', form: 'json' },
      { source: 'shop', route: 'batch', index: 4, field: 'properties', raw: JSON.stringify(item('5', { properties: 'x' })), form: 'json' },
    ]);
  });

  test('when none is accepted, the answer is 400 with the first reason', async () => {
    expect(await door.post('/v1/track', '{"userId":"u"}')).toMatchObject({
      status: 400,
      answer: { success: false, accepted: 0, code: 'VOLANO_CALL_INVALID', field: 'event' },
    });
    expect(await door.post('/v1/batch', batchOf(1, 2))).toMatchObject({
      status: 400,
      answer: { code: 'VOLANO_CALL_INVALID', quarantined: [{ index: 0 }, { index: 1 }] },
    });
  });

  test('a number that JSON cannot write is kept as text', async () => {
    await door.post('/v1/track', '{"event":"A","userId":"u","properties":{"a":1e999,"b":[-1e999],"c":1}}');
    const [kept] = await door.quarantine.list({ limit: 1 });
    expect(JSON.parse(kept!.raw)).toMatchObject({ properties: { a: 'Infinity', b: ['-Infinity'], c: 1 } });
  });

  test('a call nested beyond writing is kept as it came', async () => {
    const body = `{"event":"A","userId":"u","properties":{"a":${'['.repeat(40_000)}${']'.repeat(40_000)}}}`;
    expect((await door.post('/v1/track', body)).answer.code).toBe('VOLANO_CALL_TOO_DEEP');
    const [kept] = await door.quarantine.list({ limit: 1 });
    expect(body.startsWith(kept!.raw.slice(0, 65_000))).toBe(true);
  });

  test('messageIds that the door made are said', async () => {
    const { answer } = await door.post('/v1/batch', batchOf(item('1'), { type: 'page', userId: 'u' }, { type: 'page', userId: 'u' }));
    expect(answer.generated).toEqual([
      { index: 1, messageId: door.entries()[1]!.messageId },
      { index: 2, messageId: door.entries()[2]!.messageId },
    ]);
    expect(answer.generated![0]!.messageId).not.toBe(answer.generated![1]!.messageId);
  });
});

describe('refused requests', () => {
  test.each([
    ['VOLANO_REQUEST_UNREADABLE', '{"batch":[1'],
    ['VOLANO_REQUEST_INVALID', '{"events":[]}'],
    ['VOLANO_REQUEST_INVALID', '{"batch":{}}'],
    ['VOLANO_REQUEST_INVALID', '"text"'],
    ['VOLANO_BATCH_TOO_LONG', JSON.stringify({ batch: Array.from({ length: 2_501 }, () => 1) })],
    ['VOLANO_REQUEST_TOO_LARGE', JSON.stringify({ batch: ['x'.repeat(1_000_000)] })],
  ])('%s: 400, with what was sent kept, case %#', async (code, body) => {
    const { status, answer } = await door.post('/v1/batch', body);
    expect(status).toBe(400);
    expect(answer).toMatchObject({ success: false, accepted: 0, code, quarantined: [{ index: -1, code }] });
    expect(answer.reason).not.toContain('{');
    const [kept] = await door.quarantine.list({ limit: 1 });
    expect(kept).toMatchObject({ index: -1, code, form: 'text', truncated: body.length > 65_536 });
    expect(body.startsWith(kept!.raw)).toBe(true);
  });

  test('bytes that are no text are kept as base64', async () => {
    const bytes = Buffer.from([0x7b, 0xff, 0xfe, 0x7d]);
    expect((await door.post('/v1/batch', bytes)).answer.code).toBe('VOLANO_REQUEST_NOT_UTF8');
    const [kept] = await door.quarantine.list({ limit: 1 });
    expect(kept?.form).toBe('base64');
    expect(Buffer.from(kept!.raw, 'base64')).toEqual(bytes);
  });

  test('2,500 calls of 500 KiB are taken', async () => {
    const body = batchOf(...Array.from({ length: 2_500 }, (_, i) => item(`${i}`, { properties: { a: 'x'.repeat(120) } })));
    expect(body.length).toBeGreaterThan(490_000);
    expect((await door.post('/v1/batch', body)).answer.accepted).toBe(2_500);
  });

  test('limits can be raised', async () => {
    await reopen({ limits: { requestBytes: 3_000_000, callBytes: 1_500_000, batchCalls: 3_000 } });
    const big = item('big', { properties: { a: 'x'.repeat(1_000_000) } });
    expect((await door.post('/v1/batch', batchOf(big, ...Array.from({ length: 2_999 }, (_, i) => item(`${i}`))))).answer.accepted).toBe(
      3_000,
    );
  });

  test('a body far beyond the limit is answered too', async () => {
    const { status, answer } = await door.post('/v1/batch', Buffer.alloc(4_000_000, '['));
    expect({ status, code: answer.code }).toEqual({ status: 400, code: 'VOLANO_REQUEST_TOO_LARGE' });
  });
});

describe('when it cannot take more', () => {
  test('429 says when to come again, before the body is read (H2)', async () => {
    let wait: number | undefined = 2.3;
    await reopen({ admission: () => wait });
    const { status, headers, answer } = await door.post('/v1/batch', batchOf(item('1')));
    expect(status).toBe(429);
    expect(headers.get('retry-after')).toBe('3');
    expect(headers.get('x-ratelimit-reset')).toBe('3');
    expect(answer).toMatchObject({ success: false, code: 'VOLANO_OVERLOADED', reason: expect.stringContaining('3 s') });
    expect(door.door.counters().bytes).toBe(0);
    wait = undefined;
    expect((await door.post('/v1/batch', batchOf(item('1')))).status).toBe(200);
  });

  test('a source that floods is refused and another is not; where only the body names it, when the body has been read (H2)', async () => {
    const asked: (string | undefined)[] = [];
    const stored: [string, number][] = [];
    await reopen({
      sourceOf: (key) => ({ key: 'flood', other: 'small' })[key],
      admission: (source) => {
        asked.push(source);
        return source === 'flood' ? 1 : undefined;
      },
      hold: (source, accepted) => void stored.push([source, accepted]),
    });
    const inBody = (writeKey: string): string => JSON.stringify({ batch: [item('1'), item('2')], writeKey });
    expect((await door.post('/v1/batch', batchOf(item('1')))).status).toBe(429);
    expect(door.door.counters().bytes).toBe(0);
    expect((await door.post('/v1/batch', inBody('key'), {})).status).toBe(429);
    expect(door.calls).toHaveLength(0);
    expect((await door.post('/v1/batch', inBody('other'), {})).status).toBe(200);
    expect(asked).toEqual(['flood', undefined, 'flood', undefined, 'small']);
    expect(stored).toEqual([['small', 2]]);
  });

  test('of a burst that is at the door at once, each is asked for again when its body is there', async () => {
    const begun: number[] = [];
    let waiting = 0;
    await reopen({
      admission: () => (waiting > 0 ? 1 : undefined),
      begin: (_source, calls) => {
        begun.push(calls);
        waiting += calls;
        return () => begun.push(-calls);
      },
    });
    const all = await Promise.all(Array.from({ length: 8 }, () => door.post('/v1/batch', batchOf(item('1'), item('2')))));
    expect(all.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(429)]);
    expect(begun).toEqual([2, -2]);
  });

  describe('held answers', () => {
    let release: () => void;
    let left: number;
    const hold = (): HeldAnswer => {
      const { promise: released, resolve } = Promise.withResolvers<void>();
      release = resolve;
      return { released, leave: () => left++ };
    };
    const isHeld = (): Promise<void> => vi.waitFor(() => expect(door.door.counters().held).toBe(1), { timeout: 30_000 });
    beforeEach(async () => {
      left = 0;
      await reopen({ hold });
    });

    test('what they acknowledge is stored already (H3)', async () => {
      const posted = door.post('/v1/batch', batchOf(item('1'), item('2')));
      await isHeld();
      expect(door.calls).toHaveLength(2);
      release();
      expect(await posted).toMatchObject({ status: 200, answer: { success: true, accepted: 2 } });
      expect(door.door.counters().held).toBe(0);
    });

    test('a request that stored nothing is answered at once', async () => {
      expect((await door.post('/v1/batch', batchOf(7))).status).toBe(400);
      expect((await door.post('/v1/batch', batchOf())).status).toBe(200);
    });

    test('a sender that breaks off is waited for no longer', async () => {
      const leaving = new AbortController();
      const headers = { authorization: AUTHORIZATION };
      const broken = fetch(`${door.url}/v1/track`, { method: 'POST', headers, body: JSON.stringify(item('1')), signal: leaving.signal });
      await isHeld();
      leaving.abort();
      await expect(broken).rejects.toThrow();
      await vi.waitFor(() => expect({ left, held: door.door.counters().held }).toEqual({ left: 1, held: 0 }), { timeout: 30_000 });
      const posted = door.post('/v1/track', JSON.stringify(item('2')));
      await isHeld();
      release();
      expect((await posted).status).toBe(200);
    });
  });

  test('a log that cannot be written: 503, and not a word of success (D1, D4)', async () => {
    await reopen({ append: () => Promise.reject(new Error('disk on fire')) });
    const { status, headers, answer } = await door.post('/v1/batch', batchOf(item('1')));
    expect({ status, code: answer.code, accepted: answer.accepted }).toEqual({ status: 503, code: 'VOLANO_REQUEST_FAILED', accepted: 0 });
    expect(headers.get('retry-after')).toBe('1');
    expect(answer.reason).toContain('disk on fire');
  });

  test('a quarantine that cannot be written: 503, and nothing of the request is appended (D4)', async () => {
    const quarantine = { add: () => Promise.reject(new VolanoError('VOLANO_QUARANTINE_UNWRITABLE', { problem: verbatim('no space') })) };
    await reopen({ quarantine });
    expect(await door.post('/v1/batch', batchOf(item('1'), 7))).toMatchObject({
      status: 503,
      answer: { code: 'VOLANO_QUARANTINE_UNWRITABLE' },
    });
    expect(door.calls).toEqual([]);
    expect((await door.post('/v1/batch', batchOf(item('1')))).status).toBe(200);
  });

  test('the answer waits for the log (D1)', async () => {
    let durable = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      void reopen({
        append: () =>
          new Promise<void>((done) => {
            durable = done;
            resolve();
          }),
      }).then(async () => posted.push(await door.post('/v1/track', JSON.stringify(item('1')))));
    });
    const posted: unknown[] = [];
    await asked;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(posted).toEqual([]);
    durable();
    await expect.poll(() => posted.length).toBe(1);
  });
});

describe('replaying history in event time', () => {
  const eventTime = { from: Date.UTC(2011, 0, 1), to: Date.UTC(2011, 11, 31) };

  test('the proposed time is the event\u2019s own; outside the range is quarantined', async () => {
    await reopen({ eventTime });
    const { answer } = await door.post(
      '/v1/batch',
      batchOf(item('1', { timestamp: '2011-05-05T00:00:00Z' }), item('2', { timestamp: '2012-01-01T00:00:00Z' }), item('3')),
    );
    expect(door.calls.map(({ at }, i) => [at, door.entries()[i]!.time])).toEqual([[Date.UTC(2011, 4, 5), Date.UTC(2011, 4, 5)]]);
    expect(answer.quarantined.map(({ messageId, code }) => [messageId, code])).toEqual([
      ['2', 'VOLANO_CALL_TIME_OUT_OF_RANGE'],
      ['3', 'VOLANO_CALL_INVALID'],
    ]);
  });

  test('by wall clock it is the time of receipt', async () => {
    await reopen({ now: () => 1_900_000_000_000 });
    await door.post('/v1/track', JSON.stringify(item('1', { timestamp: '2011-05-05T00:00:00Z' })));
    expect(door.calls[0]!.at).toBe(1_900_000_000_000);
    expect(door.entries()[0]).toMatchObject({ time: Date.UTC(2011, 4, 5), receivedAt: 1_900_000_000_000 });
  });
});

describe('browsers', () => {
  test('a preflight is answered, any origin may send, and may read when to retry', async () => {
    const preflight = await fetch(`${door.url}/v1/t`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,x-retry-count',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-headers')).toContain('x-retry-count');
    const { headers } = await door.post('/v1/t', '{}', { authorization: AUTHORIZATION, origin: 'https://shop.example' });
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-expose-headers')).toContain('Retry-After');
  });

  test('the settings point to the address by which the page came', async () => {
    const response = await fetch(`${door.url}/v1/projects/key/settings`);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const { integrations } = (await response.json()) as {
      integrations: Record<string, { apiKey: string; apiHost: string; protocol: string }>;
    };
    expect(integrations['Segment.io']).toMatchObject({ apiKey: 'key', apiHost: `${new URL(door.url).host}/v1`, protocol: 'http' });
    expect((await fetch(`${door.url}/v1/projects/nope/settings`)).status).toBe(404);
  });
});

describe('senders that misbehave', () => {
  test('one that breaks off in the middle leaves nothing and harms nobody', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(door.url).port), '127.0.0.1', () => {
        socket.write(`POST /v1/batch HTTP/1.1\r\nhost: x\r\nauthorization: ${AUTHORIZATION}\r\ncontent-length: 1000\r\n\r\n{"batch":[`);
        setTimeout(() => socket.destroy(), 30);
      });
      socket.on('close', () => resolve());
    });
    expect((await door.post('/v1/track', JSON.stringify(item('1')))).status).toBe(200);
    expect(door.entries().map(({ messageId }) => messageId)).toEqual(['1']);
  });

  test('one that sends in small pieces is read', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const request = httpRequest(`${door.url}/v1/track`, { method: 'POST', headers: { authorization: AUTHORIZATION } }, (response) => {
        response.setEncoding('utf8').on('data', resolve);
      });
      request.on('error', reject);
      for (const character of JSON.stringify(item('茶'))) request.write(character);
      request.end();
    });
    expect(JSON.parse(answer)).toMatchObject({ success: true });
    expect(door.entries()[0]?.messageId).toBe('茶');
  });
});

test('what happened is counted', async () => {
  await door.post('/v1/batch', batchOf(item('1'), item('2'), 7));
  await door.post('/v1/track', '{"userId":"u"}');
  await door.post('/v1/track', '{}', {});
  expect(door.door.counters()).toMatchObject({
    requests: 3,
    accepted: 2,
    quarantined: 2,
    refusals: { VOLANO_CALL_INVALID: 2, VOLANO_WRITE_KEY_MISSING: 1 },
  });
});
