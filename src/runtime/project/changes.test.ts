import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defineTagGroup, defineTemplate, type Text } from '../../define/index.ts';
import { canonicalText } from './canonical.ts';
import { changesBetween } from './changes.ts';
import { contextOf, type DiffLine, diffLines } from './lines.ts';

const name: Text = { en: 'Name', zh: '名称' };
const template = (id: string, body: string) => defineTemplate({ id, name, body });
const group = (id: string) => defineTagGroup({ id, name, exclusive: true });
const shown = (lines: readonly (DiffLine | undefined)[]) => lines.map((line) => (line ? `${line.sign}${line.text}` : '...'));

describe('canonicalText', () => {
  test('does not depend on the order of fields, at any depth', () => {
    expect(canonicalText({ b: [{ d: 1, c: 2 }], a: 'x' })).toBe('{"a":"x","b":[{"c":2,"d":1}]}');
  });

  test('keeps the order of lists and leaves out what is undefined', () => {
    expect(canonicalText({ a: [3, 1, 2], b: undefined })).toBe('{"a":[3,1,2]}');
  });

  test('is equal for equal values only', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const [left, right] = [JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b))];
        expect(canonicalText(left) === canonicalText(right)).toBe(isSame(left, right));
        expect(JSON.parse(canonicalText(left))).toEqual(left);
      }),
    );
  });
});

describe('changesBetween', () => {
  test('names what is added, changed and removed, in the order of the loop', () => {
    const before = [template('b', '1'), template('a', '1'), group('z')];
    const after = [template('c', '1'), template('b', '2'), group('y'), template('a', '1')];
    expect(changesBetween(before, after).map(({ action, kind, id }) => `${action} ${kind} ${id}`)).toEqual([
      'added tag_group y',
      'removed tag_group z',
      'changed template b',
      'added template c',
    ]);
  });

  test('shows a change line by line', () => {
    const [change] = changesBetween([template('a', 'old')], [template('a', 'new')]);
    expect(shown(change!.lines).filter((line) => !line.startsWith(' '))).toEqual(['-  "body": "old",', '+  "body": "new",']);
  });

  test('shows what is new or gone as a whole', () => {
    const [added] = changesBetween([], [group('a')]);
    const [removed] = changesBetween([group('a')], []);
    expect(added!.lines.every(({ sign }) => sign === '+')).toBe(true);
    expect(removed!.lines.map(({ text }) => text)).toEqual(added!.lines.map(({ text }) => text));
  });
});

describe('diffLines', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 14 });
  /** The oracle: length of the longest common subsequence, by trying both ways. */
  const longest = (a: readonly string[], b: readonly string[]): number => {
    if (a.length === 0 || b.length === 0) return 0;
    if (a[0] === b[0]) return 1 + longest(a.slice(1), b.slice(1));
    return Math.max(longest(a.slice(1), b), longest(a, b.slice(1)));
  };

  test('without the added lines is the old text, without the removed ones the new', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = diffLines(before, after);
        expect(diff.filter(({ sign }) => sign !== '+').map(({ text }) => text)).toEqual(before);
        expect(diff.filter(({ sign }) => sign !== '-').map(({ text }) => text)).toEqual(after);
      }),
    );
  });

  test('keeps as many lines as can be kept', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 }),
        fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 }),
        (before, after) => {
          expect(diffLines(before, after).filter(({ sign }) => sign === ' ').length).toBe(longest(before, after));
        },
      ),
    );
  });

  test('shows what is removed before what is added', () => {
    expect(shown(diffLines(['a', 'old', 'z'], ['a', 'new', 'z']))).toEqual([' a', '-old', '+new', ' z']);
  });
});

describe('contextOf', () => {
  const diff = diffLines([...'abcdefghij'], [...'abcdXfghij']);

  test('leaves out what is far from a change', () => {
    expect(shown(contextOf(diff, 1))).toEqual(['...', ' d', '-e', '+X', ' f', '...']);
    expect(shown(contextOf(diff, 0))).toEqual(['...', '-e', '+X', '...']);
  });

  test('shows everything when there is room, and nothing when nothing changed', () => {
    expect(contextOf(diff, 20)).toEqual(diff);
    expect(shown(contextOf(diffLines(['a', 'b'], ['a', 'b']), 2))).toEqual(['...']);
  });
});

function isSame(a: unknown, b: unknown): boolean {
  try {
    expect(a).toStrictEqual(b);
    return true;
  } catch {
    return false;
  }
}
