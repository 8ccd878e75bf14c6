import { Readable } from 'node:stream';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Body, type ReadBody, readBody, receiveBytes, type UnreadableBody } from './body.ts';

const LIMIT = 10_000;

async function read(bytes: Buffer, contentEncoding?: string): Promise<Body | UnreadableBody> {
  const body = await readBody(bytes, { complete: true, contentEncoding, limit: LIMIT });
  if ('calls' in body) throw new Error('nobody has asked for an outline');
  return body;
}

function readBatch(bytes: Buffer, contentEncoding?: string): Promise<ReadBody> {
  return readBody(bytes, { complete: true, contentEncoding, limit: LIMIT, callsMax: 2 });
}

async function json(bytes: Buffer, contentEncoding?: string): Promise<unknown> {
  const body = await read(bytes, contentEncoding);
  return 'json' in body ? body.json : body.refusal.code;
}

async function problem(bytes: Buffer, contentEncoding?: string): Promise<unknown> {
  const body = await read(bytes, contentEncoding);
  return 'json' in body ? 'read' : { code: body.refusal.code, reason: body.refusal.reason };
}

const plain = Buffer.from('{"茶":"🍵"}');
const value = { 茶: '🍵' };

describe('a body is read whatever its labels say', () => {
  test('plain, and labelled as something that it is not', async () => {
    expect(await json(plain)).toEqual(value);
    expect(await json(plain, 'gzip')).toEqual(value);
    expect(await json(plain, 'br')).toEqual(value);
    expect(await json(plain, 'something')).toEqual(value);
    expect(await json(Buffer.from('[1]'), 'deflate')).toEqual([1]);
  });

  test('packed, labelled or (gzip) not', async () => {
    expect(await json(gzipSync(plain))).toEqual(value);
    expect(await json(gzipSync(plain), 'gzip')).toEqual(value);
    expect(await json(deflateSync(plain), 'Deflate')).toEqual(value);
    expect(await json(brotliCompressSync(plain), 'br')).toEqual(value);
  });

  test('a byte order mark is no part of it', async () => {
    expect(await json(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), plain]))).toEqual(value);
  });

  test('escapes of surrogates are seen, in either case of letters', async () => {
    expect(await read(Buffer.from('["\\ud83c\\udf75"]'))).toMatchObject({ surrogates: true });
    expect(await read(Buffer.from('["\\uD83C"]'))).toMatchObject({ surrogates: true });
    expect(await read(Buffer.from('["\\u8336 ok"]'))).toMatchObject({ surrogates: false });
  });
});

describe('what cannot be read', () => {
  test('a broken package', async () => {
    expect(await problem(gzipSync(plain).subarray(0, 15))).toMatchObject({
      code: 'VOLANO_REQUEST_ENCODING_INVALID',
      reason: expect.stringContaining('gzip'),
    });
    expect(await problem(Buffer.from('nonsense'), 'deflate')).toMatchObject({ code: 'VOLANO_REQUEST_ENCODING_INVALID' });
    const damaged = gzipSync(plain);
    damaged[damaged.length - 6]! ^= 0xff;
    expect(await problem(damaged)).toMatchObject({ code: 'VOLANO_REQUEST_ENCODING_INVALID' });
  });

  test('a small package of something large', async () => {
    expect(await problem(gzipSync(Buffer.alloc(50_000_000)))).toMatchObject({ code: 'VOLANO_REQUEST_TOO_LARGE' });
    expect(await problem(brotliCompressSync(Buffer.alloc(1_000_000)), 'br')).toMatchObject({ code: 'VOLANO_REQUEST_TOO_LARGE' });
    expect(await problem(gzipSync(Buffer.alloc(LIMIT + 1, '1')))).toMatchObject({ code: 'VOLANO_REQUEST_TOO_LARGE' });
    expect(await json(gzipSync(Buffer.alloc(300, '1')))).toBe(Number('1'.repeat(300)));
  });

  test('not UTF-8: the first wrong byte is told', async () => {
    const wrong = (position: number, ...bytes: number[]): Buffer => Buffer.concat([Buffer.from('x'.repeat(position)), Buffer.from(bytes)]);
    expect(await problem(wrong(0, 0xff))).toMatchObject({ code: 'VOLANO_REQUEST_NOT_UTF8', reason: expect.stringContaining('at 0)') });
    expect(await problem(wrong(1234, 0xc3, 0x28))).toMatchObject({ reason: expect.stringContaining('at 1234)') });
    expect(await problem(Buffer.concat([Buffer.from('茶'.repeat(500)), Buffer.from([0xe8, 0x8c])]))).toMatchObject({
      reason: expect.stringContaining('at 1500)'),
    });
    expect(await problem(Buffer.from('茶', 'utf16le'))).toMatchObject({ code: 'VOLANO_REQUEST_NOT_UTF8' });
  });

  test('not UTF-8: the place is right for any text', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(text, text, fc.constantFrom(0xff, 0xc0, 0x80, 0xf8), async (before, after, wrong) => {
        const bytes = Buffer.concat([Buffer.from(before), Buffer.from([wrong]), Buffer.from(after)]);
        fc.pre(!(bytes[0] === 0x1f && bytes[1] === 0x8b));
        expect(await problem(bytes)).toMatchObject({ reason: expect.stringContaining(`at ${Buffer.byteLength(before)})`) });
      }),
    );
  });

  test('no JSON, or nothing', async () => {
    expect(await problem(Buffer.from('userId=5'))).toMatchObject({
      code: 'VOLANO_REQUEST_UNREADABLE',
      reason: expect.stringContaining('character 0'),
    });
    expect(await problem(Buffer.alloc(0))).toMatchObject({ code: 'VOLANO_REQUEST_UNREADABLE', reason: expect.stringContaining('empty') });
    expect(await problem(Buffer.from('[NaN]'))).toMatchObject({ code: 'VOLANO_REQUEST_UNREADABLE' });
  });

  test('too large', async () => {
    expect(await readBody(Buffer.alloc(3), { complete: false, contentEncoding: undefined, limit: 2 })).toMatchObject({
      refusal: { code: 'VOLANO_REQUEST_TOO_LARGE' },
    });
  });
});

describe('taking the bytes', () => {
  const stream = (...chunks: string[]): Parameters<typeof receiveBytes>[0] =>
    Readable.from(chunks.map((chunk) => Buffer.from(chunk))) as never;

  test('all of them, in order', async () => {
    expect(await receiveBytes(stream('ab', 'cd', 'e'), 5)).toEqual({ bytes: Buffer.from('abcde'), complete: true });
    expect(await receiveBytes(stream(), 5)).toEqual({ bytes: Buffer.alloc(0), complete: true });
  });

  test('past the limit only the beginning is kept', async () => {
    const { bytes, complete } = await receiveBytes(stream('abc', 'def', 'x'.repeat(100_000)), 5);
    expect(complete).toBe(false);
    expect(bytes.toString()).toBe('abcdef');
  });

  test('a sender that breaks off is an error', async () => {
    const broken = new Readable({ read: () => undefined });
    const receiving = receiveBytes(broken as never, 100);
    broken.push('half');
    broken.destroy();
    await expect(receiving).rejects.toThrow('broke off');
  });
});

describe('where an outline will do', () => {
  const batch = Buffer.from('{"batch":[{"event":"茶"},{}],"sentAt":"2026-03-01T12:00:00.000Z"}');

  test('a batch is outlined, packed or not', async () => {
    expect(await readBatch(batch)).toMatchObject({ calls: [{ from: 10 }, { to: 28 }], bytes: batch });
    expect(await readBatch(gzipSync(batch))).toMatchObject({ calls: [{}, {}], bytes: batch });
  });

  test('what is no batch, or one that is better parsed, is parsed', async () => {
    expect(await readBatch(plain)).toMatchObject({ json: value, surrogates: false });
    expect(await readBatch(Buffer.from('{"batch":[{},{},{}]}'))).toMatchObject({ json: { batch: [{}, {}, {}] } });
    expect(await readBatch(Buffer.from('{"batch":[{"a": 1}]}'))).toMatchObject({ json: { batch: [{ a: 1 }] } });
  });

  test('what cannot be read is told as ever', async () => {
    expect(await readBatch(Buffer.from('{"batch":[{}'))).toMatchObject({ refusal: { code: 'VOLANO_REQUEST_UNREADABLE' } });
    const broken = Buffer.from(batch);
    broken[20] = 0xff;
    expect(await readBatch(broken)).toMatchObject({ refusal: { code: 'VOLANO_REQUEST_NOT_UTF8' } });
    expect(await readBatch(Buffer.alloc(LIMIT + 1, 0x20))).toMatchObject({ refusal: { code: 'VOLANO_REQUEST_TOO_LARGE' } });
  });
});
