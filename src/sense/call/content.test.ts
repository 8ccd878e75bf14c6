import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../core/index.ts';
import { faultIn, wellFormed } from './content.ts';
import { DEPTH_MAX } from './limits.ts';

function nested(levels: number, inner: Json = 1): JsonObject {
  let value: Json = inner;
  for (let i = 1; i < levels; i++) value = i % 2 === 0 ? { deeper: value } : [value];
  return { a: value };
}

describe('what may stand in properties', () => {
  test('any JSON of up to 64 levels, dangerous names but one included (C4)', () => {
    expect(faultIn({ constructor: 1, prototype: { toString: 'x' }, hasOwnProperty: null }, 'properties')).toBeUndefined();
    expect(faultIn(nested(DEPTH_MAX), 'properties')).toBeUndefined();
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 6 })), (object) => {
        fc.pre(!JSON.stringify(object).includes('__proto__'));
        expect(faultIn(object as JsonObject, 'properties')).toBeUndefined();
      }),
    );
  });

  test('one level more is refused, and so is any depth', () => {
    for (const levels of [DEPTH_MAX + 1, DEPTH_MAX + 2, 100_000]) {
      expect(faultIn(nested(levels), 'traits')).toMatchObject({ code: 'VOLANO_CALL_TOO_DEEP', field: 'traits' });
    }
  });

  test('__proto__ is refused with its path, wherever it stands (C4)', () => {
    const parse = (text: string): JsonObject => JSON.parse(text) as JsonObject;
    expect(faultIn(parse('{"__proto__":{"admin":true}}'), 'properties')).toMatchObject({
      code: 'VOLANO_CALL_KEY_FORBIDDEN',
      field: 'properties.__proto__',
    });
    expect(faultIn(parse('{"a":[0,{"b":{"\\u005f_proto__":1}}]}'), 'context')?.field).toBe('context.a[1].b.__proto__');
  });

  test('a number that JSON cannot write back is refused with its path (C5)', () => {
    const object = JSON.parse('{"products":[{"price":1},{"price":-1e999}]}') as JsonObject;
    expect(faultIn(object, 'properties')).toMatchObject({ code: 'VOLANO_CALL_NUMBER_INVALID', field: 'properties.products[1].price' });
    expect(faultIn({ a: [1.7976931348623157e308, 5e-324, -0] }, 'properties')).toBeUndefined();
  });
});

describe('half characters', () => {
  test('become U+FFFD in values and keys, everything else stays (C5)', () => {
    expect(wellFormed({ 'k\ud83d': ['x\ude00', { y: '🍵' }, 1, null, true] })).toEqual({
      'k\ufffd': ['x\ufffd', { y: '🍵' }, 1, null, true],
    });
  });

  test('whatever comes, the result is well-formed JSON, and well-formed input is unchanged', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const repaired = wellFormed(value as Json);
        expect(JSON.stringify(repaired)).not.toMatch(/\\ud[89a-f]/i);
        const text = JSON.stringify(value);
        if (!/\\ud[89a-f]/i.test(text)) expect(JSON.stringify(repaired)).toBe(text);
      }),
    );
  });
});
