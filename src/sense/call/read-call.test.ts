import { describe, expect, test } from 'vitest';
import { decodeEntry, type EventEntry, type JsonObject } from '../../core/index.ts';
import { DEFAULT_LIMITS, KEYS_MAX } from './limits.ts';
import { type CallRead, type RequestContext, readCall } from './read-call.ts';
import { Refusal } from './refusal.ts';

const receivedAt = Date.UTC(2026, 2, 1, 12);
const request: RequestContext = { source: 'shop', receivedAt, limits: DEFAULT_LIMITS, surrogates: false, newMessageId: () => 'made-here' };

function read(item: unknown, changes: Partial<RequestContext> = {}): EventEntry {
  const result = readCall(item, { ...request, ...changes });
  if (result instanceof Refusal) throw new Error(`${result.code}: ${result.reason}`);
  return result.entry;
}

function refused(item: unknown, changes: Partial<RequestContext> = {}): Refusal {
  const result = readCall(item, { ...request, ...changes });
  if (result instanceof Refusal) return result;
  throw new Error(`accepted: ${JSON.stringify(result.entry)}`);
}

const keys = (count: number): JsonObject => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i]));

describe('each call becomes an entry', () => {
  test('track', () => {
    const item = {
      type: 'track',
      event: 'Order Completed',
      messageId: 'm-1',
      userId: 'u-1',
      anonymousId: 'a-1',
      timestamp: '2026-03-01T11:00:00Z',
      properties: { revenue: 12.5, products: [{ sku: 'x' }] },
      context: { locale: 'zh-CN', externalIds: [{ id: 'card-9', type: 'card' }] },
      integrations: { All: true },
      channel: 'server',
      _metadata: {},
    };
    expect(read(item)).toEqual({
      type: 'event',
      call: 'track',
      event: 'Order Completed',
      messageId: 'm-1',
      source: 'shop',
      time: receivedAt - 3_600_000,
      receivedAt,
      identifiers: [
        ['user_id', 'u-1'],
        ['anonymous_id', 'a-1'],
        ['card', 'card-9'],
      ],
      properties: { revenue: 12.5, products: [{ sku: 'x' }] },
      context: { locale: 'zh-CN', externalIds: [{ id: 'card-9', type: 'card' }] },
    });
  });

  test('nobody but the product says whose an event is, or what came back about a message', () => {
    const ours = { customer: 'c1', whose: 'c1', receipt: { kind: 'unsubscribed', message: 'm' } };
    const entry = read({ type: 'track', event: 'A', messageId: 'm', userId: 'u', properties: ours, ...ours });
    expect(Object.keys(entry)).toEqual(['type', 'call', 'event', 'messageId', 'source', 'time', 'receivedAt', 'identifiers', 'properties']);
    expect(entry.properties).toEqual(ours);
  });

  test('identify: traits, also those in the context, and what they identify', () => {
    const entry = read({
      type: 'identify',
      userId: 'u',
      traits: { email: 'A@b.cn', plan: 'gold' },
      context: { traits: { plan: 'old', city: '上海' }, ip: '::1' },
    });
    expect(entry).toMatchObject({
      event: '$identify',
      properties: {},
      traits: { email: 'A@b.cn', plan: 'gold', city: '上海' },
      context: { ip: '::1' },
    });
    expect(entry.identifiers).toEqual([
      ['user_id', 'u'],
      ['email', 'a@b.cn'],
    ]);
  });

  test('an address in a track call describes, it does not identify', () => {
    const entry = read({ type: 'track', event: 'A', userId: 'u', context: { traits: { email: 'a@b.cn' }, device: { id: 'd' } } });
    expect(entry.identifiers).toEqual([['user_id', 'u']]);
    expect(entry.traits).toEqual({ email: 'a@b.cn' });
    expect(entry.context).toEqual({ device: { id: 'd' } });
  });

  test('page and screen: name and category stand among the properties (C3)', () => {
    expect(read({ type: 'page', anonymousId: 'a', name: 'Home', category: 'Shop', properties: { url: '/' } })).toMatchObject({
      call: 'page',
      event: '$page',
      properties: { url: '/', name: 'Home', category: 'Shop' },
    });
    expect(read({ type: 'screen', anonymousId: 'a', name: 'Cart' })).toMatchObject({ event: '$screen', properties: { name: 'Cart' } });
    expect(read({ type: 'page', anonymousId: 'a' }).properties).toEqual({});
  });

  test('group: groupId stands among the properties, the traits are the group\u2019s', () => {
    expect(read({ type: 'group', userId: 'u', groupId: 'acme', traits: { seats: 5, email: 'x@y.cn' } })).toMatchObject({
      event: '$group',
      identifiers: [['user_id', 'u']],
      properties: { groupId: 'acme' },
      traits: { seats: 5, email: 'x@y.cn' },
    });
  });

  test('alias joins two identifiers', () => {
    expect(read({ type: 'alias', userId: 'u', previousId: 'a' })).toMatchObject({
      event: '$alias',
      properties: { previousId: 'a' },
      identifiers: [
        ['user_id', 'u'],
        ['anonymous_id', 'a'],
      ],
    });
    expect(read({ type: 'alias', userId: 'u', anonymousId: 'a' }).identifiers).toHaveLength(2);
    expect(refused({ type: 'alias', userId: 'u' }).field).toBe('previousId');
    expect(refused({ type: 'alias', userId: 'u', previousId: '  ' }).field).toBe('previousId');
  });

  test('the bytes are the entry\u2019s', () => {
    const result = readCall({ type: 'track', event: 'A', userId: 'u', properties: { 茶: '🍵' } }, request) as CallRead;
    expect(decodeEntry(result.value)).toEqual(result.entry);
  });
});

describe('what the sender may leave out', () => {
  test('messageId: one is made and said', () => {
    for (const messageId of [undefined, null, '']) {
      expect(readCall({ type: 'track', event: 'A', userId: 'u', messageId }, request)).toMatchObject({
        generated: true,
        entry: { messageId: 'made-here' },
      });
    }
    expect(readCall({ type: 'track', event: 'A', userId: 'u', messageId: 'm' }, request)).toMatchObject({ generated: false });
  });

  test('type, when the address names it; never a different one', () => {
    expect(read({ event: 'A', userId: 'u' }, { call: 'track' }).call).toBe('track');
    expect(refused({ type: 'page', event: 'A', userId: 'u' }, { call: 'track' })).toMatchObject({
      code: 'VOLANO_CALL_INVALID',
      field: 'type',
    });
  });

  test('context, which the batch gives then; its own goes before', () => {
    const context = { app: { name: 'app' }, locale: 'en' };
    expect(read({ type: 'page', userId: 'u' }, { context }).context).toEqual(context);
    expect(read({ type: 'page', userId: 'u', context: { locale: 'zh' } }, { context }).context).toEqual({
      app: { name: 'app' },
      locale: 'zh',
    });
    expect(read({ type: 'page', context: {} }, { context: { externalIds: [{ id: '1', type: 'card' }] } }).identifiers).toEqual([
      ['card', '1'],
    ]);
  });

  test('null is the same as left out', () => {
    expect(
      read({ type: 'track', event: 'A', userId: 'u', anonymousId: null, properties: null, traits: null, context: null, timestamp: null }),
    ).toEqual(read({ type: 'track', event: 'A', userId: 'u' }));
  });
});

describe('what is refused, and where', () => {
  test.each<[string, string, unknown]>([
    ['VOLANO_CALL_INVALID', 'call', null],
    ['VOLANO_CALL_INVALID', 'call', 'track'],
    ['VOLANO_CALL_INVALID', 'call', [{ type: 'track' }]],
    ['VOLANO_CALL_INVALID', 'type', {}],
    ['VOLANO_CALL_INVALID', 'type', { type: 'constructor', event: 'A', userId: 'u' }],
    ['VOLANO_CALL_INVALID', 'event', { type: 'track', userId: 'u' }],
    ['VOLANO_CALL_INVALID', 'event', { type: 'track', event: '  ', userId: 'u' }],
    ['VOLANO_CALL_INVALID', 'event', { type: 'track', event: 5, userId: 'u' }],
    ['VOLANO_CALL_INVALID', 'event', { type: 'track', event: '$identify', userId: 'u' }],
    ['VOLANO_CALL_INVALID', 'event', { type: 'track', event: 'x'.repeat(256), userId: 'u' }],
    ['VOLANO_CALL_INVALID', 'event', { type: 'track', event: 'x\udc00', userId: 'u' }],
    ['VOLANO_CALL_INVALID', 'properties', { type: 'track', event: 'A', userId: 'u', properties: [] }],
    ['VOLANO_CALL_INVALID', 'traits', { type: 'identify', userId: 'u', traits: 'gold' }],
    ['VOLANO_CALL_INVALID', 'context', { type: 'page', userId: 'u', context: 7 }],
    ['VOLANO_CALL_INVALID', 'context.traits', { type: 'page', userId: 'u', context: { traits: [] } }],
    ['VOLANO_CALL_INVALID', 'name', { type: 'page', userId: 'u', name: {} }],
    ['VOLANO_CALL_INVALID', 'category', { type: 'screen', userId: 'u', category: 3 }],
    ['VOLANO_CALL_INVALID', 'groupId', { type: 'group', userId: 'u' }],
    ['VOLANO_CALL_INVALID', 'groupId', { type: 'group', userId: 'u', groupId: '' }],
    ['VOLANO_IDENTIFIER_INVALID', 'groupId', { type: 'group', userId: 'u', groupId: 'x'.repeat(501) }],
    ['VOLANO_IDENTIFIER_INVALID', 'userId', { type: 'page', userId: { id: 1 } }],
    ['VOLANO_IDENTIFIER_INVALID', 'anonymousId', { type: 'page', anonymousId: true }],
    ['VOLANO_CALL_WITHOUT_IDENTIFIER', '', { type: 'page' }],
    ['VOLANO_CALL_WITHOUT_IDENTIFIER', '', { type: 'page', userId: '', anonymousId: ' ' }],
    ['VOLANO_CALL_WITHOUT_IDENTIFIER', '', { type: 'track', event: 'A', properties: { email: 'a@b.cn' } }],
    ['VOLANO_CALL_INVALID', 'messageId', { type: 'page', userId: 'u', messageId: 5 }],
    ['VOLANO_CALL_INVALID', 'messageId', { type: 'page', userId: 'u', messageId: 'x'.repeat(101) }],
    ['VOLANO_CALL_INVALID', 'messageId', { type: 'page', userId: 'u', messageId: 'x\ud800' }],
    ['VOLANO_CALL_INVALID', 'timestamp', { type: 'page', userId: 'u', timestamp: 'tomorrow' }],
    ['VOLANO_CALL_TOO_MANY_KEYS', 'properties', { type: 'page', userId: 'u', properties: keys(KEYS_MAX + 1) }],
    ['VOLANO_CALL_TOO_MANY_KEYS', 'traits', { type: 'identify', userId: 'u', traits: keys(KEYS_MAX + 1) }],
    ['VOLANO_CALL_TOO_MANY_KEYS', 'context.traits', { type: 'page', userId: 'u', traits: { a: 1 }, context: { traits: keys(KEYS_MAX) } }],
    ['VOLANO_CALL_TOO_LARGE', '', { type: 'page', userId: 'u', properties: { a: 'x'.repeat(32 * 1024) } }],
  ])('%s at "%s", case %#', (code, field, item) => {
    expect(refused(item)).toMatchObject({ code, field });
  });

  test('at the limits all is well', () => {
    expect(
      read({ type: 'identify', userId: 'u', messageId: 'x'.repeat(100), properties: keys(KEYS_MAX), traits: keys(KEYS_MAX) }).traits,
    ).toEqual(keys(KEYS_MAX));
    expect(read({ type: 'track', event: 'x'.repeat(255), userId: 'u'.repeat(500) }).event).toHaveLength(255);
    expect(read({ type: 'page', userId: 'u', properties: { a: '茶'.repeat(10_000) } }).event).toBe('$page');
  });

  test('the size is that of the bytes, and the limit can be raised', () => {
    const item = { type: 'page', userId: 'u', properties: { a: '茶'.repeat(12_000) } };
    expect(refused(item)).toMatchObject({ code: 'VOLANO_CALL_TOO_LARGE', reason: expect.stringContaining('32768') });
    expect(read(item, { limits: { ...DEFAULT_LIMITS, callBytes: 64 * 1024 } }).event).toBe('$page');
  });

  test('a sender\u2019s object cannot pass for a refusal', () => {
    const look = { code: 'VOLANO_CALL_INVALID', field: 'x', reason: 'y', path: 'z', kind: 'key' };
    expect(
      read({ type: 'track', event: 'A', userId: 'u', properties: look, traits: look, context: { ...look, traits: look } }),
    ).toMatchObject({ properties: look, traits: look, context: look });
  });
});

describe('names of prototypes', () => {
  test('constructor and prototype are data, __proto__ is refused (C4)', () => {
    const item: unknown = JSON.parse(
      '{"type":"track","event":"A","userId":"u","properties":{"constructor":"Ferrari","prototype":{"a":1}}}',
    );
    expect(read(item).properties).toEqual({ constructor: 'Ferrari', prototype: { a: 1 } });
    for (const field of ['properties', 'traits', 'context']) {
      const bad: unknown = JSON.parse(`{"type":"track","event":"A","userId":"u","${field}":{"__proto__":{"isAdmin":true}}}`);
      expect(refused(bad)).toMatchObject({ code: 'VOLANO_CALL_KEY_FORBIDDEN', field: `${field}.__proto__` });
    }
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  test('at the root it changes nothing', () => {
    const item: unknown = JSON.parse('{"__proto__":{"userId":"admin"},"type":"page","anonymousId":"a"}');
    expect(read(item).identifiers).toEqual([['anonymous_id', 'a']]);
  });
});

describe('half characters', () => {
  test('in contents they become U+FFFD, in the bytes too (C5)', () => {
    const item: unknown = JSON.parse(
      '{"type":"track","event":"A","userId":"u","properties":{"t":"tea \\ud83c"},"traits":{"\\udf75":1},"context":{"x":["\\ud800"]}}',
    );
    const result = readCall(item, { ...request, surrogates: true }) as CallRead;
    expect(result.entry).toMatchObject({ properties: { t: 'tea \ufffd' }, traits: { '\ufffd': 1 }, context: { x: ['\ufffd'] } });
    expect(Buffer.from(result.value).toString()).not.toContain('\\u');
  });
});
