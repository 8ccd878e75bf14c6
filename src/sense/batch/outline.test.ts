import { describe, expect, test } from 'vitest';
import { type BatchOutline, type CallOutline, FIELD, outlineOf } from './outline.ts';

const outlined = (text: string, callsMax = 10): BatchOutline | undefined => outlineOf(Buffer.from(text), callsMax);

/** The text of a call's field. */
function fieldOf({ bytes }: BatchOutline, { spans }: CallOutline, field: keyof typeof FIELD): string {
  return bytes.toString('utf8', spans[FIELD[field] * 2], spans[FIELD[field] * 2 + 1]);
}

function only(call: string): CallOutline | undefined {
  return outlined(`{"batch":[{"event":"first"},${call}]}`)?.calls[1];
}

describe('the outline of a batch', () => {
  test('says where calls and their fields stand', () => {
    const first = '{"type":"track","event":"茶","userId":"u","unknown":[{"event":"no"}],"properties":{"event":"nor this"}}';
    const second = '{"type":"page","context":{"locale":"en"},"messageId":null}';
    const outline = outlined(`{"writeKey":"k","batch":[${first},${second}],"sentAt":"2026-03-01T12:00:00.000Z"}`)!;
    expect(outline.calls.map(({ from, to }) => outline.bytes.toString('utf8', from, to))).toEqual([first, second]);
    expect(outline.calls.every(({ isPlain }) => isPlain)).toBe(true);
    expect(fieldOf(outline, outline.calls[0]!, 'event')).toBe('"茶"');
    expect(fieldOf(outline, outline.calls[0]!, 'properties')).toBe('{"event":"nor this"}');
    expect(fieldOf(outline, outline.calls[1]!, 'context')).toBe('{"locale":"en"}');
    expect(outline.bytes.toString('utf8', ...outline.sentAt)).toBe('"2026-03-01T12:00:00.000Z"');
  });

  test('a field that is missing or null has no span', () => {
    const { calls } = outlined('{"batch":[{"userId":null}]}')!;
    expect(calls[0]!.spans.every((offset) => offset === 0)).toBe(true);
  });

  test('of no calls, and as many as may be', () => {
    expect(outlined('{"batch":[]}')).toMatchObject({ calls: [], sentAt: [0, 0] });
    expect(outlined('{"batch":[{},{}]}', 2)?.calls).toHaveLength(2);
    expect(outlined('{"batch":[{},{}]}', 1)).toBeUndefined();
  });

  test('spaces between calls and after the end are nobody\u2019s', () => {
    const outline = outlined('{"batch":[ {"a":1} ,\n{"b":2} ]}\n');
    expect(outline?.calls.map(({ isPlain }) => isPlain)).toEqual([true, true]);
  });

  test('null for a time or a context is none', () => {
    expect(outlined('{"batch":[],"sentAt":null,"context":null}')).toMatchObject({ sentAt: [0, 0] });
  });
});

describe('a call that is not plain', () => {
  test.each([
    ['spaces', '{"event": "a"}'],
    ['an odd value in what is kept', '{"properties":{"a":1.0}}'],
    ['an odd value in what is not', '{"integrations":{"a":1.0}}'],
    ['a field twice', '{"event":"a","event":"b"}'],
    ['escapes in the text of a field', '{"event":"a\\"b"}'],
    ['a name in disguise', '{"\\u0065vent":"a"}'],
    ['traits in its context', '{"context":{"traits":{}}}'],
    ['identifiers in its context', '{"context":{"externalIds":[]}}'],
  ])('has %s', (_, call) => {
    expect(only(call)).toMatchObject({ isPlain: false });
  });

  test('does not hinder the others', () => {
    const outline = outlined('{"batch":[{"event":"a"},{"event": "b"},{"event":"c"}]}');
    expect(outline?.calls.map(({ isPlain }) => isPlain)).toEqual([true, false, true]);
  });

  test('escapes in contents are no reason', () => {
    expect(only('{"properties":{"text":"a\\"b"},"event":"x"}')).toMatchObject({ isPlain: true });
    expect(only('{"context":{"page":{"traits":1}},"event":"x"}')).toMatchObject({ isPlain: true });
  });

  test('traits that may identify are seen', () => {
    expect(only('{"traits":{"email":"a@b.example"}}')).toMatchObject({ identifies: true });
    expect(only('{"traits":{"phone":1}}')).toMatchObject({ identifies: true });
    expect(only('{"traits":{"tier":"gold"},"properties":{"email":"a@b.example"}}')).toMatchObject({ identifies: false });
  });
});

describe('no outline', () => {
  test.each([
    ['a list', '[{}]'],
    ['text', '"batch"'],
    ['nothing', ''],
    ['a batch that is missing', '{"sentAt":"2026-03-01T12:00:00.000Z"}'],
    ['a batch that is no list', '{"batch":{}}'],
    ['a batch of something else than objects', '{"batch":[{},1]}'],
    ['a context of the batch', '{"batch":[],"context":{}}'],
    ['a time that is a number', '{"batch":[],"sentAt":1700000000000}'],
    ['a time with escapes', '{"batch":[],"sentAt":"2026\\/03"}'],
    ['a member twice', '{"batch":[],"batch":[]}'],
    ['a member in disguise', '{"b\\u0061tch":[],"batch":[]}'],
    ['spaces at the beginning', ' {"batch":[]}'],
    ['a first call that is odd', '{"batch":[{"event": "a"},{"event":"b"}]}'],
    ['something behind it', '{"batch":[]}{}'],
    ['an end that is missing', '{"batch":[{}]'],
    ['a fault in a call', '{"batch":[{"event":"a"},{"event":}]}'],
    ['a depth that nobody keeps', `{"batch":[{"properties":${'['.repeat(60)}${']'.repeat(60)}}]}`],
  ])('of %s', (_, text) => {
    expect(outlined(text)).toBeUndefined();
  });

  test('of a body that is cut off anywhere', () => {
    const text = '{"batch":[{"event":"a","properties":{"a":[1,true,null,"x"]}}],"sentAt":"2026-03-01T12:00:00.000Z"}';
    for (let length = 0; length < text.length; length++) expect(outlined(text.slice(0, length))).toBeUndefined();
    expect(outlined(text)).toBeDefined();
  });
});
