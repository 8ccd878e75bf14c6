/** B1 and B2: what is written is what `readCall` makes of the parsed call, and what it refuses is not written. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeEntry, type EventEntry, type Json } from '../../core/index.ts';
import { DEFAULT_LIMITS, Refusal, type RequestContext, readCall, type TimeRange } from '../call/index.ts';
import { EntryWriter } from './entry-writer.ts';
import { outlineOf } from './outline.ts';

const receivedAt = Date.UTC(2026, 2, 1, 12);
const instant = new Date(receivedAt - 1_000).toISOString();
const context = { source: 'shop "A"', receivedAt, limits: DEFAULT_LIMITS, eventTime: undefined as TimeRange | undefined };
const FIRST = '{"unknown":1}';

interface Outcome {
  readonly written: string | undefined;
  readonly time: number | undefined;
  /** What the reader of parsed calls makes of it. */
  readonly read: string | Refusal;
}

function outcomesOf(calls: readonly string[], sentAt: string | undefined, given: typeof context = context): readonly Outcome[] {
  const body = Buffer.from(
    `{"batch":[${[FIRST, ...calls].join(',')}]${sentAt === undefined ? '' : `,"sentAt":${JSON.stringify(sentAt)}`}}`,
  );
  const outline = outlineOf(body, 1_000);
  if (!outline) throw new Error(`no outline of ${body}`);
  const writer = new EntryWriter(outline, given, (bytes) => Buffer.alloc(bytes, 0xee));
  const request: RequestContext = { ...given, sentAt, surrogates: true, newMessageId: () => 'made' };
  // All are written before any is looked at: none may lie where another does.
  const all = outline.calls.map((call) => writer.write(call));
  return calls.map((text, index) => {
    const written = all[index + 1];
    const read = readCall(JSON.parse(text), request);
    return {
      written: written && Buffer.from(written.value).toString(),
      time: written?.time,
      read: read instanceof Refusal ? read : Buffer.from(read.value).toString(),
    };
  });
}

function outcomeOf(call: object | string, sentAt?: string, given?: typeof context): Outcome {
  return outcomesOf([typeof call === 'string' ? call : JSON.stringify(call)], sentAt, given)[0]!;
}

const track = { type: 'track', event: 'Order Completed', messageId: 'm-1', userId: 'u-1' };

describe('written as the parsed call would be (B1)', () => {
  test.each<[string, object]>([
    ['a call of little', track],
    ['what only the product says', { ...track, customer: 'c', whose: 'c', receipt: { kind: 'opened' }, properties: { whose: 'c' } }],
    ['both identifiers', { ...track, anonymousId: 'a 1' }],
    ['an anonymous one', { type: 'track', event: 'A', messageId: 'm', anonymousId: 'a/1' }],
    [
      'null where nothing is',
      { ...track, anonymousId: null, properties: null, traits: null, context: null, timestamp: null, sentAt: null },
    ],
    [
      'contents',
      { ...track, properties: { revenue: 12.5, products: [{ sku: 'x', tags: ['a', null, true] }] }, context: { ip: '1.2.3.4' } },
    ],
    ['empty contents', { ...track, properties: {}, traits: {}, context: {} }],
    ['traits of another call', { ...track, traits: { email: 'a@b.example' } }],
    ['text that is not ASCII', { ...track, event: '提交订单', messageId: '消息', properties: { 品名: '茶杯 🍵 \u2028' } }],
    ['escapes', { ...track, properties: { quote: 'say "hello"\n\\' } }],
    ['its own time', { ...track, timestamp: instant }],
    ['its first time', { ...track, originalTimestamp: instant }],
    ['both times', { ...track, timestamp: instant, originalTimestamp: '2020-01-01T00:00:00.000Z' }],
    ['times of a wrong clock', { ...track, timestamp: '2020-01-01T00:00:00.000Z', sentAt: '2020-01-01T00:01:00.000Z' }],
    ['a time in another form', { ...track, timestamp: '2026-02-28T12:00:00+08:00' }],
    ['a time ahead', { ...track, timestamp: '2030-01-01T00:00:00.000Z' }],
    ['a page', { ...track, type: 'page', properties: { title: 'x' } }],
    ['a screen', { ...track, type: 'screen' }],
    ['an identify call', { ...track, type: 'identify', traits: { tier: 'gold' }, properties: { a: 1 } }],
    ['what is not kept', { ...track, integrations: { All: true }, channel: 'web', _metadata: [1], version: 2, writeKey: 'k' }],
    ['fields of other calls', { ...track, name: 'n', category: 'c', groupId: 'g', previousId: 'p' }],
    ['a long event name', { ...track, event: 'x'.repeat(255), messageId: 'm'.repeat(100), userId: 'u'.repeat(500) }],
    ['a blank before its name', { ...track, event: ' a' }],
  ])('%s', (_, call) => {
    const { written, time, read } = outcomeOf(call);
    expect(written).toBe(read);
    expect((decodeEntry(Buffer.from(written!)) as EventEntry).time).toBe(time);
  });

  test('the time of sending that the batch has, unless the call has one', () => {
    for (const call of [
      { ...track, timestamp: '2020-01-01T00:00:00.000Z' },
      { ...track, timestamp: instant, sentAt: instant },
    ]) {
      const { written, read } = outcomeOf(call, '2020-01-01T00:02:00.000Z');
      expect(written).toBe(read);
    }
  });

  test('history, by the time of each event', () => {
    const eventTime = { from: Date.UTC(2020, 0, 1), to: Date.UTC(2021, 0, 1) };
    const given = { ...context, eventTime };
    const { written, time, read } = outcomeOf({ ...track, timestamp: '2020-06-01T00:00:00.000Z' }, instant, given);
    expect([written, time]).toEqual([read, Date.UTC(2020, 5, 1)]);
    expect(outcomeOf({ ...track, timestamp: instant }, instant, given).written).toBeUndefined();
    expect(outcomeOf(track, instant, given).written).toBeUndefined();
  });

  test('many calls, each where no other is', () => {
    const calls = Array.from({ length: 200 }, (_, i) =>
      JSON.stringify({ ...track, messageId: `m-${i}`, properties: { text: 'x'.repeat(i) } }),
    );
    for (const { written, read } of outcomesOf(calls, undefined)) expect(written).toBe(read);
  });

  test('all within what was asked for, however little of a call there is', () => {
    const calls = Array.from({ length: 50 }, () => '{"type":"screen","messageId":"m","userId":"u","anonymousId":"a"}').join(',');
    const outline = outlineOf(Buffer.from(`{"batch":[${calls}]}`), 50)!;
    let into = Buffer.alloc(0);
    const writer = new EntryWriter(outline, { ...context, source: '\u0001'.repeat(100) }, (bytes) => (into = Buffer.alloc(bytes)));
    const values = outline.calls.map((call) => writer.write(call)!.value);
    expect(values.every(({ buffer }) => buffer === into.buffer)).toBe(true);
    expect(Buffer.concat(values)).toEqual(into.subarray(0, values.length * values[0]!.length));
  });

  test('one that is as large as a call may be; and what comes after one that is larger', () => {
    const sized = (bytes: number): string => JSON.stringify({ ...track, properties: { text: 'x'.repeat(bytes) } });
    const rest = outcomeOf(sized(1)).written!.length - 1;
    const calls = [sized(DEFAULT_LIMITS.callBytes - rest), sized(DEFAULT_LIMITS.callBytes - rest + 1), JSON.stringify(track)];
    const [most, tooMuch, after] = outcomesOf(calls, undefined);
    expect(most!.written).toBe(most!.read);
    expect([tooMuch!.written, (tooMuch!.read as Refusal).code]).toEqual([undefined, 'VOLANO_CALL_TOO_LARGE']);
    expect(after!.written).toBe(after!.read);
  });
});

describe('left to be parsed (B2)', () => {
  test.each<[string, object | string]>([
    ['another type', { ...track, type: 'alias', previousId: 'p' }],
    ['a group', { ...track, type: 'group', groupId: 'g' }],
    ['no type', { event: 'A', messageId: 'm', userId: 'u' }],
    ['a type that is none', { ...track, type: 'tracks' }],
    ['no event', { ...track, event: undefined }],
    ['a blank event', { ...track, event: '  ' }],
    ['an event blank in another script', { ...track, event: '\u3000' }],
    ['an event that is no text', { ...track, event: 5 }],
    ['an event too long', { ...track, event: 'x'.repeat(256) }],
    ['a reserved event', { ...track, event: '$page' }],
    ['no messageId', { ...track, messageId: undefined }],
    ['an empty messageId', { ...track, messageId: '' }],
    ['a messageId too long', { ...track, messageId: 'x'.repeat(101) }],
    ['a messageId that is a number', { ...track, messageId: 7 }],
    ['no identifier', { ...track, userId: undefined }],
    ['an identifier that is a number', { ...track, userId: 17 }],
    ['an empty identifier', { ...track, userId: '' }],
    ['spaces around an identifier', { ...track, userId: 'u ' }],
    ['a control in an identifier', { ...track, userId: 'a\u007fb' }],
    ['an identifier that is not ASCII', { ...track, anonymousId: '访客' }],
    ['an identifier too long', { ...track, userId: 'x'.repeat(501) }],
    ['properties that are a list', { ...track, properties: [] }],
    ['a context that is text', { ...track, context: 'x' }],
    ['a name of a page', { ...track, type: 'page', name: 'Home' }],
    ['a category of a screen', { ...track, type: 'screen', category: 'Start' }],
    ['an address in identify', { ...track, type: 'identify', traits: { email: 'A@b.example' } }],
    ['a time that is none', { ...track, timestamp: '2026-02-30T00:00:00.000Z' }],
    ['a time that is a number', { ...track, timestamp: receivedAt }],
    ['a time of sending that is none', { ...track, timestamp: instant, sentAt: 'now' }],
    ['a time before 1970', { ...track, timestamp: '1969-12-31T23:59:59.999Z' }],
    ['what is written otherwise', '{"type":"track","event":"A","messageId":"m","userId":"u","properties":{"price":1.50}}'],
  ])('%s', (_, call) => {
    expect(outcomeOf(call).written).toBeUndefined();
  });

  test('all of a batch that was sent at no time', () => {
    expect(outcomeOf({ ...track, timestamp: instant }, 'never').written).toBeUndefined();
  });
});

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2, stringUnit: 'binary' }) as fc.Arbitrary<Json>,
  fc.constantFrom<Json>(
    '',
    ' ',
    'u',
    '$track',
    'x'.repeat(101),
    'y'.repeat(501),
    'a\u0000',
    'a\ud800',
    '茶',
    0,
    1.5,
    1e21,
    instant,
    null,
    [],
    {},
  ),
);
const usual = <T extends Json>(values: readonly T[], other: fc.Arbitrary<Json> = anything): fc.Arbitrary<Json> =>
  fc.oneof({ weight: 40, arbitrary: fc.constantFrom<Json>(...values) }, { weight: 1, arbitrary: other });
const plain = fc.dictionary(
  fc.stringMatching(/^[a-z_]{1,8}$/),
  fc.oneof(
    fc.integer(),
    fc.integer().map((cents) => cents / 100),
    fc.string(),
    fc.constantFrom('茶', 'a"b\n', null),
  ),
  { maxKeys: 6 },
) as fc.Arbitrary<Json>;
const content = fc.oneof(
  { weight: 40, arbitrary: plain },
  { weight: 1, arbitrary: fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<Json>, { maxKeys: 4 }) as fc.Arbitrary<Json> },
  {
    weight: 1,
    arbitrary: fc.record({ email: anything, traits: plain, externalIds: anything }, { requiredKeys: [] }) as fc.Arbitrary<Json>,
  },
  { weight: 1, arbitrary: anything },
);
const other = usual(['n', null]);
const call = fc.record(
  {
    type: usual(['track', 'identify', 'page', 'screen', 'group', 'alias']),
    event: usual(['Order Completed', '提交订单']),
    messageId: usual(['m-1']),
    userId: usual(['u-1']),
    anonymousId: usual(['a-1', null]),
    timestamp: usual([instant, '2026-01-01']),
    originalTimestamp: usual([instant]),
    sentAt: usual([instant, null]),
    properties: content,
    traits: content,
    context: content,
    name: other,
    category: other,
    previousId: other,
    groupId: other,
    integrations: content,
  },
  { requiredKeys: ['type', 'event', 'messageId', 'userId'] },
);

test('whatever comes is written as the parsed call would be, or left', () => {
  let count = 0;
  fc.assert(
    fc.property(fc.array(call, { minLength: 1, maxLength: 4 }), fc.constantFrom(undefined, instant, 'never'), (calls, sentAt) => {
      for (const { written, read } of outcomesOf(
        calls.map((item) => JSON.stringify(item)),
        sentAt,
      )) {
        if (written === undefined) continue;
        count++;
        expect(written).toBe(read);
      }
    }),
    { numRuns: 2_000 },
  );
  expect(count).toBeGreaterThan(100);
});
