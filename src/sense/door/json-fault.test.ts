import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonFault } from './json-fault.ts';

function placeOf(text: string): number {
  return Number(/^at character (\d+)/.exec(jsonFault(text).en)?.[1] ?? -1);
}

describe('where a text stops being JSON', () => {
  test.each([
    ['', 'it is empty'],
    [' \n ', 'it is empty'],
    ['{"a":}', 'at character 5 (line 1, column 6) stands "}" where a value is expected'],
    ['{"a":1,\n "b" 2}', 'at character 13 (line 2, column 6) stands "2" where : is expected'],
    ['{"batch": [', 'at character 11 (line 1, column 12) it ends where a value or ] is expected'],
    ['{"a":1', 'at character 6 (line 1, column 7) it ends where , or } is expected'],
    ['[1 2]', 'at character 3 (line 1, column 4) stands "2" where , or ] is expected'],
    ['[1,]', 'at character 3 (line 1, column 4) stands "]" where a value is expected'],
    ['{,}', 'at character 1 (line 1, column 2) stands "," where a key or } is expected'],
    ['{"a":1,}', 'at character 7 (line 1, column 8) stands "}" where a key is expected'],
    ['{"a":1}}', 'at character 7 (line 1, column 8) stands "}" where the end is expected'],
    ['{a:1}', 'at character 1 (line 1, column 2) stands "a" where a key or } is expected'],
    ['[NaN]', 'at character 1 (line 1, column 2) stands "N" where a value or ] is expected'],
    ['["\u0001"]', 'at character 1 (line 1, column 2) stands "\\"" where a value or ] is expected'],
    ['🍵', 'at character 0 (line 1, column 1) stands "🍵" where a value is expected'],
  ])('case %#', (text, expected) => {
    expect(jsonFault(text).en).toBe(expected);
  });

  test('the text before the fault is no fault by itself, and the parser agrees on the place', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom('}', ']', ',', ':', 'x', '"', '0', '\\'), (json, seed, sign) => {
        const at = seed % (json.length + 1);
        const text = json.slice(0, at) + sign + json.slice(at);
        fc.pre(!isJson(text));
        const place = placeOf(text);
        const before = text.slice(0, place);
        expect(isJson(before) || before.trim() === '' || messageOf(before).includes('end of JSON') || positionIn(before) === place).toBe(
          true,
        );
        expect(positionIn(text) ?? place).toBeGreaterThanOrEqual(place);
      }),
      { numRuns: 500 },
    );
  });

  test('a cut-off text ends too early, within its last token', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.nat(), (json, seed) => {
        const text = json.slice(0, seed % json.length);
        fc.pre(text.trim() !== '' && !isJson(text));
        const rest = text.slice(placeOf(text));
        expect(rest === '' || /^(?:"|[-+\w.])/.test(rest)).toBe(true);
      }),
    );
  });
});

function isJson(text: string): boolean {
  return messageOf(text) === '';
}

/** What the parser itself says, '' when it is content. */
function messageOf(text: string): string {
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

/** The place that the parser names; for some faults it names none. */
function positionIn(text: string): number | undefined {
  const match = /position (\d+)/.exec(messageOf(text));
  return match ? Number(match[1]) : undefined;
}
