import { describe, expect, test } from 'vitest';
import type { TakenField } from '../../../core/index.ts';
import { ANSWER_BYTES_MAX } from '../egress/index.ts';
import { takenFrom } from './answer.ts';

const score: TakenField = { field: 'data.score', trait: 'score', type: 'number', into: ['score'] };
const city: TakenField = { field: 'city', trait: 'city', type: 'string', into: ['address', 'city'], optional: true };
const street: TakenField = { field: 'street', trait: 'street', type: 'string', into: ['address', 'street'], optional: true };
const said = (json: unknown, ...fields: readonly TakenField[]) => takenFrom(JSON.stringify(json), fields);

describe('what is taken', () => {
  test('stands where identify carries the trait; what is optional may be missing or null', () => {
    expect(said({ data: { score: 7, more: 1 } }, score)).toEqual({ traits: { score: 7 } });
    expect(said({ city: 'York', street: 'Low Road' }, city, street)).toEqual({ traits: { address: { city: 'York', street: 'Low Road' } } });
    expect(said({ city: null }, city, street)).toEqual({ traits: {} });
  });

  test.each<[TakenField['type'], unknown]>([
    ['number', 0],
    ['string', ''],
    ['boolean', false],
    ['time', 1_700_000_000_000],
    ['time', '2026-03-01T10:00:00Z'],
  ])('is of the type of its trait: %s %j', (type, value) => {
    expect(said({ x: value }, { field: 'x', trait: 'x', type, into: ['x'] })).toEqual({ traits: { x: value } });
  });

  test('is well-formed text', () => {
    expect(takenFrom('{"city":"a\\ud800"}', [city])).toEqual({ traits: { address: { city: 'a\ufffd' } } });
  });
});

describe('an answer is refused', () => {
  test.each<[string, string]>([
    ['', 'answer.not_json'],
    ['<html>', 'answer.not_json'],
    ['7', 'answer.field_missing: data.score'],
    ['null', 'answer.field_missing: data.score'],
    ['{"data":[{"score":7}]}', 'answer.field_missing: data.score'],
    ['{"data":{"score":null}}', 'answer.field_missing: data.score'],
    ['{"data":{"score":"7"}}', 'answer.wrong_type: data.score is no number'],
    ['{"data":{"score":{}}}', 'answer.wrong_type: data.score is no number'],
  ])('%j: %s', (text, problem) => {
    expect(takenFrom(text, [score])).toEqual({ problem });
  });

  test('where it is too large, as a whole or in one text; the longest that is allowed is taken', () => {
    const padded = (length: number) => `{"data":{"score":7}}${' '.repeat(length - 20)}`;
    expect(takenFrom(padded(ANSWER_BYTES_MAX - 1), [score])).toEqual({ traits: { score: 7 } });
    expect(takenFrom(padded(ANSWER_BYTES_MAX), [score])).toMatchObject({ problem: expect.stringMatching(/^answer.too_large/) });
    expect(said({ city: 'x'.repeat(1_000) }, city)).toHaveProperty('traits');
    expect(said({ city: 'x'.repeat(1_001) }, city)).toMatchObject({ problem: expect.stringMatching(/^answer.too_large: city/) });
  });

  test.each(['toString', '__proto__', 'constructor.name'])('and no field is what every object has: %s', (field) => {
    expect(said({}, { field, trait: 'x', type: 'string', into: ['x'] })).toEqual({ problem: `answer.field_missing: ${field}` });
  });

  test('as a whole: nothing is taken of it', () => {
    expect(said({ city: 'York', data: { score: 'x' } }, city, score)).not.toHaveProperty('traits');
  });
});
