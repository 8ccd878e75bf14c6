import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasAt, hashOf, JsonScan } from './scan.ts';

/** What a scan says of a text: not JSON, JSON that is written otherwise, or JSON as it is written. */
function verdictOf(text: string): 'none' | 'odd' | 'plain' {
  const bytes = Buffer.from(text);
  const scan = new JsonScan(bytes);
  if (!scan.value(0) || scan.at !== bytes.length) return 'none';
  return scan.odd ? 'odd' : 'plain';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** J1 and J2 of a text; it may not have spaces around it. */
function holds(text: string): void {
  const verdict = verdictOf(text);
  expect({ text, isJson: verdict !== 'none' }).toEqual({ text, isJson: isJson(text) });
  if (verdict === 'plain') expect(JSON.stringify(JSON.parse(text))).toBe(text);
}

describe('what is JSON (J1)', () => {
  test.each(['{}', '[]', '""', '0', '-1', '1.5', 'true', 'false', 'null', '{"a":[1,{"b":null}],"c":"茶 🍵"}', '"\\"\\\\\\b\\f\\n\\r\\t"'])(
    '%s, as it is written',
    (text) => {
      expect(verdictOf(text)).toBe('plain');
      holds(text);
    },
  );

  test.each([
    '',
    '{',
    '[',
    '"',
    '"a',
    '"\\',
    '"\\"',
    '"\\u12"',
    '"\\u12g4"',
    '"\\x"',
    '"a\nb"',
    '"\u0000"',
    '{"a"}',
    '{"a":}',
    '{"a":1,}',
    '{,}',
    '{a:1}',
    '{"a":1 "b":2}',
    '{1:2}',
    '{"a\n":1}',
    '[1,]',
    '[,]',
    '[1 2]',
    '[1}',
    '{"a":1]',
    '-',
    '+1',
    '01',
    '-01',
    '1.',
    '.5',
    '1e',
    '1e+',
    '1e5.5',
    '- 1',
    'tru',
    'True',
    'nul',
    'NaN',
    'Infinity',
    "'a'",
    '1,2',
    '[]]',
    '/**/1',
  ])('%s is none', (text) => {
    expect(verdictOf(text)).toBe('none');
    holds(text);
  });

  test('what lies deeper than anything that is kept is left to others', () => {
    expect(verdictOf('['.repeat(40) + ']'.repeat(40))).toBe('plain');
    expect(verdictOf('['.repeat(41) + ']'.repeat(41))).toBe('none');
    expect(verdictOf('{"a":'.repeat(41) + 1 + '}'.repeat(41))).toBe('none');
    expect(verdictOf('['.repeat(1_000_000))).toBe('none');
  });

  test('any text with a byte changed, taken away or put in', () => {
    const change = fc.record({
      at: fc.double({ min: 0, max: 0.999, noNaN: true }),
      remove: fc.nat(2),
      insert: fc.oneof(fc.constantFrom(...'{}[]",:\\/-+.0123456789eEutn \n\t'.split('')), fc.constant('')),
    });
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.array(change, { maxLength: 3 }), (value, changes) => {
        let text = JSON.stringify(value);
        for (const { at, remove, insert } of changes) {
          const start = Math.floor(text.length * at);
          text = text.slice(0, start) + insert + text.slice(start + remove);
        }
        holds(text.trim().toWellFormed());
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('what is written otherwise is odd (J2)', () => {
  test.each([
    '[ ]',
    '[1, 2]',
    '{"a": 1}',
    '{"a" :1}',
    '{"a":1\n}',
    '"\\/"',
    '"\\u0041"',
    '"\\u8336"',
    '"\\ud83c"',
    '"\\u001F"',
    '{"a\\n":1}',
    '{"a":1,"a":2}',
    '{"a":1,"b":2,"a":3}',
    '{"10":1}',
    '{"b":1,"0":2}',
    '{"__proto__":1}',
    '[{"__proto__":{}}]',
    '-0',
    '-0.0',
    '1.0',
    '1.50',
    '1e5',
    '1E5',
    '1e-7',
    '0.0000001',
    '1e999',
    '1234567890123456789',
    '0.1234567890123456',
  ])('%s', (text) => {
    expect(verdictOf(text)).toBe('odd');
    holds(text);
  });

  test.each(['0', '10', '-7', '0.5', '-0.25', '0.000001', '123456789012345', '0.12345', '99999999.9999999', '1.000001'])(
    'the number %s is not',
    (text) => {
      expect(verdictOf(text)).toBe('plain');
      holds(text);
    },
  );

  test('an object of more keys than are looked at', () => {
    const object = (count: number): string => JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i])));
    expect(verdictOf(object(64))).toBe('plain');
    expect(verdictOf(object(65))).toBe('odd');
  });

  test('the keys of an object are its own: not those around it, beside it or in it', () => {
    expect(verdictOf('{"a":{"a":{"a":1}},"b":{"a":1},"c":[{"a":1},{"a":2}]}')).toBe('plain');
    expect(verdictOf('{"a":{"b":1},"c":{"b":1},"a":2}')).toBe('odd');
  });

  test('every decimal that is called plain is written as it was read', () => {
    const digits = fc.stringMatching(/^\d{1,17}$/);
    fc.assert(
      fc.property(fc.boolean(), digits, fc.option(digits), (negative, whole, decimals) => {
        holds(`${negative ? '-' : ''}${whole}${decimals === null ? '' : `.${decimals}`}`);
      }),
      { numRuns: 5_000 },
    );
  });

  test('what JSON.stringify writes is mostly plain', () => {
    const value = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)));
    fc.assert(
      fc.property(value, (object) => {
        const text = JSON.stringify(object);
        if (!text.includes('\\u')) expect({ text, verdict: verdictOf(text) }).toEqual({ text, verdict: 'plain' });
      }),
    );
  });
});

describe('what is asked on the way', () => {
  test('an object shows its keys, a list its places', () => {
    const scan = new JsonScan(Buffer.from('{"first":[1,22],"second":"x"}'));
    const seen: [key: number, at: number][] = [];
    const passed = scan.object(0, () => {
      seen.push([scan.key, scan.at]);
      return scan.value(1);
    });
    expect([passed, scan.at]).toEqual([true, 29]);
    expect(seen).toEqual([
      [hashOf('first'), 9],
      [hashOf('second'), 25],
    ]);
    const list = new JsonScan(Buffer.from('[1,22]'));
    const places: number[] = [];
    expect(list.list(0, () => places.push(list.at) > 0 && list.value(1))).toBe(true);
    expect(places).toEqual([1, 3]);
  });

  test('who is asked may end it', () => {
    expect(new JsonScan(Buffer.from('{"a":1}')).object(0, () => false)).toBe(false);
    expect(new JsonScan(Buffer.from('[1]')).list(0, () => false)).toBe(false);
  });

  test('a string says whether it has escapes, a key where it starts', () => {
    const scan = new JsonScan(Buffer.from('{"name":"a\\nb"}'));
    expect(scan.object(0, () => scan.value(1))).toBe(true);
    expect([scan.escaped, scan.keyFrom]).toEqual([true, 2]);
    expect(hasAt(Buffer.from('{"name"'), 2, Buffer.from('name"'))).toBe(true);
    expect(hasAt(Buffer.from('{"name"'), 2, Buffer.from('name":'))).toBe(false);
  });
});
