/** The plain schema and the fast reader say the same of every call. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../core/index.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { readCall } from './read-call.ts';
import { Refusal } from './refusal.ts';
import { callSchema } from './schema.suite.ts';

const request = {
  source: 's',
  receivedAt: Date.UTC(2026, 0, 1),
  limits: { ...DEFAULT_LIMITS, callBytes: Number.MAX_SAFE_INTEGER },
  surrogates: true,
  newMessageId: (): string => 'm',
};

/** What a single field cannot tell, and so is not in the schema. */
const ACROSS_FIELDS = new Set(['VOLANO_CALL_WITHOUT_IDENTIFIER', 'VOLANO_CALL_TIME_OUT_OF_RANGE', 'VOLANO_CALL_TOO_LARGE']);

function agree(item: Json): void {
  const read = readCall(item, request);
  const valid = callSchema.safeParse(item).success;
  if (read instanceof Refusal) {
    const across = ACROSS_FIELDS.has(read.code) || (read.field === 'previousId' && read.code === 'VOLANO_CALL_INVALID');
    if (!across) expect({ item, read, valid }).toMatchObject({ valid: false });
  } else {
    expect({ item, valid }).toMatchObject({ valid: true });
  }
}

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2, stringUnit: 'binary' }) as fc.Arbitrary<Json>,
  fc.constantFrom<Json>(
    '',
    ' ',
    'u',
    'x'.repeat(101),
    'x'.repeat(256),
    'y'.repeat(501),
    'a\u0000',
    'a\ud800',
    0,
    1.5,
    -7,
    2 ** 60,
    1e11,
    1.8e12,
    '2026-01-01T00:00:00Z',
    '2026-02-30',
    null,
    true,
    [],
    {},
  ),
);
const content = fc.oneof(
  { weight: 5, arbitrary: fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<Json>, { maxKeys: 4 }) as fc.Arbitrary<Json> },
  { weight: 1, arbitrary: odd },
  { weight: 1, arbitrary: fc.constant(JSON.parse('{"a":{"__proto__":1}}') as Json) },
  { weight: 1, arbitrary: fc.constant(JSON.parse('{"a":[1e999]}') as Json) },
  { weight: 1, arbitrary: fc.constant(Object.fromEntries(Array.from({ length: 301 }, (_, i) => [`k${i}`, 1])) as Json) },
);
const externalIds = fc.oneof(
  fc.array(
    fc.record(
      { id: odd, type: fc.oneof(fc.constantFrom<Json>('card', 'a b', ''), odd), collection: odd },
      { requiredKeys: ['id', 'type'] },
    ) as fc.Arbitrary<Json>,
    { maxLength: 3 },
  ),
  odd,
);
const context = fc.oneof(content, fc.record({ traits: content, externalIds, locale: odd }, { requiredKeys: [] }) as fc.Arbitrary<Json>);

const call = fc.record(
  {
    type: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom<Json>('track', 'identify', 'page', 'screen', 'group', 'alias') },
      { weight: 1, arbitrary: odd },
    ),
    event: fc.oneof(fc.constantFrom<Json>('Order Completed', '$page'), odd),
    userId: fc.oneof(fc.constant<Json>('u'), odd),
    anonymousId: fc.oneof(fc.constant<Json>('a'), odd),
    messageId: fc.oneof(fc.constant<Json>('m'), odd),
    timestamp: odd,
    originalTimestamp: odd,
    sentAt: odd,
    groupId: fc.oneof(fc.constant<Json>('g'), odd),
    previousId: fc.oneof(fc.constant<Json>('p'), odd),
    name: fc.oneof(fc.constant<Json>('n'), odd),
    category: odd,
    properties: content,
    traits: content,
    context,
    integrations: odd,
  },
  { requiredKeys: ['type'] },
) as fc.Arbitrary<Json>;

describe('schema and reader', () => {
  test('agree on calls with one odd field', () => {
    const good = { type: 'track', event: 'A', userId: 'u', anonymousId: 'a', messageId: 'm', previousId: 'p', groupId: 'g', name: 'n' };
    const type = fc.constantFrom('track', 'identify', 'page', 'screen', 'group', 'alias');
    const field = fc.constantFrom(
      'event',
      'userId',
      'anonymousId',
      'messageId',
      'timestamp',
      'sentAt',
      'groupId',
      'previousId',
      'name',
      'category',
      'properties',
      'traits',
      'context',
    );
    fc.assert(
      fc.property(type, field, fc.oneof(odd, content, context), (chosen, name, value) => {
        const item = { ...good, type: chosen, [name]: value } as Record<string, Json>;
        // Which of two faulty times is looked at depends on both: a field that another one hides is not read.
        agree(item);
      }),
      { numRuns: 3_000 },
    );
  });

  test('a call that the schema takes is never refused for its form', () => {
    fc.assert(
      fc.property(call, (item) => {
        const read = readCall(item, request);
        if (!callSchema.safeParse(item).success || !(read instanceof Refusal)) return;
        expect([...ACROSS_FIELDS, 'VOLANO_CALL_INVALID']).toContain(read.code);
        if (read.code === 'VOLANO_CALL_INVALID') expect(read.field).toBe('previousId');
      }),
      { numRuns: 3_000 },
    );
  });

  test('anything at all is read without an exception (C1)', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (item) => {
        const read = readCall(item, request);
        expect(read instanceof Refusal || read.value.length > 0).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
