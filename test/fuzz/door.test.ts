/**
 * Whatever is thrown at the door over HTTP:
 *   F1. an answer comes, JSON, below 500, and one that is no success has a code of the catalogue and a reason;
 *   F2. of each request everything is accounted for: accepted + quarantined = sent, or the whole is answered as one;
 *   F3. what is accepted is in the log once and reads back, what is quarantined is in the quarantine;
 *   F4. the process lives, and the next good call is taken.
 */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ERRORS } from '../../src/base/index.ts';
import { decodeEntry } from '../../src/core/index.ts';
import { AUTHORIZATION, type OpenDoor, openDoor, type Posted } from '../../src/sense/door/door.suite.ts';

const RUNS = Number(process.env.VOLANO_FUZZ_RUNS ?? 300);
let door: OpenDoor;
let before: { accepted: number; quarantined: number };

beforeAll(async () => {
  door = await openDoor();
});
afterAll(async () => door.close());
beforeEach(note);

async function note(): Promise<void> {
  before = { accepted: door.calls.length, quarantined: (await door.quarantine.stats()).records };
}

const goodCalls = fc
  .array(
    fc.record({
      type: fc.constantFrom('track', 'page', 'identify', 'group', 'alias', 'screen'),
      event: fc.constant('Order Completed'),
      userId: fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom('a', '1', '茶', 'é') }),
      previousId: fc.constant('p'),
      groupId: fc.constant('g'),
      messageId: fc.uuid(),
      timestamp: fc.constant('2026-01-01T00:00:00.000Z'),
      properties: fc.dictionary(fc.string({ unit: 'grapheme', maxLength: 6 }), fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' }), {
        maxKeys: 5,
      }),
      context: fc.constant({ locale: 'zh-CN', traits: { plan: 'gold' }, externalIds: [{ id: '1', type: 'card' }] }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .filter((calls) => !JSON.stringify(calls).includes('__proto__'));
const route = fc.constantFrom(
  'batch',
  'b',
  'import',
  'track',
  't',
  'identify',
  'i',
  'page',
  'p',
  'screen',
  's',
  'group',
  'g',
  'alias',
  'a',
);

function isBatch(path: string): boolean {
  return path === 'batch' || path === 'b' || path === 'import';
}

/** F1 to F3. `sent`: how many calls the request holds, when that can be told. */
async function expectAccountedFor({ status, answer }: Posted, sent?: number): Promise<void> {
  expect(status).toBeLessThan(500);
  expect(status === 200 || answer.success === false).toBe(true);
  if (status !== 200) {
    expect(Object.keys(ERRORS)).toContain(answer.code);
    expect(answer.reason?.length).toBeGreaterThan(10);
    expect(answer.accepted).toBe(0);
  }
  for (const { code, reason } of answer.quarantined) {
    expect(Object.keys(ERRORS)).toContain(code);
    expect(reason).not.toBe('');
  }
  const whole = answer.quarantined.some(({ index }) => index < 0);
  if (sent !== undefined && !whole) expect(answer.accepted + answer.quarantined.length).toBe(sent);
  const added = door.calls.slice(before.accepted);
  expect(added).toHaveLength(answer.accepted);
  for (const { value } of added) expect(decodeEntry(value).type).toBe('event');
  expect((await door.quarantine.stats()).records - before.quarantined).toBe(answer.quarantined.length);
  await note();
}

async function post(path: string, body: string | Uint8Array, headers: Record<string, string> = {}): Promise<Posted> {
  return door.post(`/v1/${path}`, Uint8Array.from(Buffer.from(body as string)), { authorization: AUTHORIZATION, ...headers });
}

describe('the door takes anything', () => {
  test('calls whose fields are replaced by anything', async () => {
    const field = fc.constantFrom(
      'type',
      'event',
      'userId',
      'anonymousId',
      'messageId',
      'timestamp',
      'sentAt',
      'properties',
      'traits',
      'context',
      'groupId',
      'previousId',
      'name',
      '__proto__',
      'constructor',
    );
    const anything = fc.oneof(
      fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }),
      fc.constantFrom(
        'x'.repeat(40_000),
        '\u0000',
        '\ud800',
        Array.from({ length: 400 }, () => 0),
        Object.fromEntries(Array.from({ length: 301 }, (_, i) => [i, i])),
      ),
    );
    await fc.assert(
      fc.asyncProperty(goodCalls, route, fc.nat(), field, anything, async (calls, path, seed, name, value) => {
        const changed = calls.map((call, i) =>
          i === seed % calls.length
            ? JSON.stringify(call)
                .replace(/^\{/, `{${JSON.stringify(name)}:${JSON.stringify(value)},`)
                .replace(new RegExp(`,"${name}":.*$`), '}')
            : JSON.stringify(call),
        );
        const readable = changed.filter((text) => isJson(text));
        const body = isBatch(path) ? `{"batch":[${readable.join(',')}]}` : (readable[0] ?? '{}');
        await expectAccountedFor(await post(path, body), isBatch(path) ? readable.length : 1);
      }),
      { numRuns: RUNS },
    );
  });

  test('any JSON at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ stringUnit: 'binary' }), route, async (body, path) => expectAccountedFor(await post(path, body))),
      { numRuns: RUNS },
    );
  });

  test('any bytes, with any labels', async () => {
    const type = fc.option(
      fc.constantFrom(
        'text/plain',
        'application/json',
        'application/x-www-form-urlencoded',
        '///',
        'multipart/form-data; boundary=x',
        'a/b; c="',
      ),
      { nil: undefined },
    );
    const encoding = fc.option(fc.constantFrom('gzip', 'deflate', 'br', 'zstd', 'identity', 'gzip, gzip'), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), route, type, encoding, async (bytes, path, contentType, contentEncoding) => {
        const headers = {
          ...(contentType ? { 'content-type': contentType } : {}),
          ...(contentEncoding ? { 'content-encoding': contentEncoding } : {}),
        };
        await expectAccountedFor(await post(path, bytes, headers));
      }),
      { numRuns: RUNS },
    );
  });

  test('good bodies that are cut off or have a flipped bit, plain and gzipped', async () => {
    await fc.assert(
      fc.asyncProperty(goodCalls, fc.boolean(), fc.boolean(), fc.nat(), fc.nat(7), async (calls, packed, cut, seed, bit) => {
        const text = Buffer.from(JSON.stringify({ batch: calls }));
        const bytes = packed ? gzipSync(text) : text;
        const at = seed % bytes.length;
        if (!cut) bytes[at]! ^= 1 << bit;
        await expectAccountedFor(await post('batch', cut ? bytes.subarray(0, at) : bytes));
      }),
      { numRuns: RUNS },
    );
  });

  test('any depth', async () => {
    const open = fc.constantFrom('[', '{"a":');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60_000 }), open, fc.constantFrom('batch', 'track'), async (depth, sign, path) => {
        const deep = `${sign.repeat(depth)}0${(sign === '[' ? ']' : '}').repeat(depth)}`;
        const call = `{"type":"track","event":"A","userId":"u","messageId":"m","properties":{"a":${deep}}}`;
        await expectAccountedFor(await post(path, path === 'batch' ? `{"batch":[${call}]}` : call), 1);
      }),
      { numRuns: Math.ceil(RUNS / 10) },
    );
  });

  test('small packages of something large', async () => {
    const inside = fc.constantFrom('[', ' ', '\u0000', '{"batch":[', '"');
    await fc.assert(
      fc.asyncProperty(inside, fc.integer({ min: 1_000, max: 30_000_000 }), async (text, size) => {
        const answer = await post('batch', gzipSync(Buffer.alloc(size, text), { level: 1 }));
        expect(answer.status).toBe(400);
        await expectAccountedFor(answer);
      }),
      { numRuns: Math.ceil(RUNS / 20) },
    );
  });

  test('any write key, in the header or the body, keeps nothing of a stranger', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.jsonValue(), fc.boolean(), async (key, inBody, header) => {
        fc.pre(key.split(':')[0] !== 'key' && inBody !== 'key');
        const headers = header ? { authorization: `Basic ${Buffer.from(key).toString('base64')}` } : {};
        const posted = await door.post(
          '/v1/track',
          JSON.stringify({ event: 'A', userId: 'u', writeKey: header ? undefined : inBody }),
          headers,
        );
        expect(posted.status).toBe(401);
        await expectAccountedFor(posted);
        expect((await door.quarantine.stats()).records).toBe(before.quarantined);
      }),
      { numRuns: RUNS },
    );
  });
});

test('after all that a good call is taken (F4)', async () => {
  expect(await post('track', '{"event":"A","userId":"u","messageId":"last"}')).toMatchObject({
    status: 200,
    answer: { success: true, accepted: 1 },
  });
  expect(door.entries().at(-1)?.messageId).toBe('last');
  expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
