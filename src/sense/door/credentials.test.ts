import { describe, expect, test } from 'vitest';
import { writeKeyOfBody, writeKeyOfHeader } from './credentials.ts';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

describe('write keys', () => {
  test.each([
    [basic('key:'), 'key'],
    [basic('key'), 'key'],
    [basic('key:password'), 'key'],
    [basic('schlüssel:'), 'schlüssel'],
    [basic('key:').replace('Basic', 'basic'), 'key'],
    [basic(':password'), undefined],
    [basic(''), undefined],
    ['Bearer abc', undefined],
    ['Basic', undefined],
    ['Basic !!!', undefined],
    [undefined, undefined],
  ])('of the header, case %#', (header, expected) => {
    expect(writeKeyOfHeader(header)).toBe(expected);
  });

  test('of the body', () => {
    expect(writeKeyOfBody({ writeKey: 'key', batch: [] })).toBe('key');
    for (const body of [{ writeKey: '' }, { writeKey: 5 }, { writeKey: ['key'] }, {}, [{ writeKey: 'key' }], null, 'key'])
      expect(writeKeyOfBody(body)).toBeUndefined();
  });
});
