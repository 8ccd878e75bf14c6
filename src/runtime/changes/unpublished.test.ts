import { describe, expect, test } from 'vitest';
import type { Definition, Release } from '../../define/index.ts';
import type { StoredChange } from './change.ts';
import { isSame, problemsByChange, projectWith } from './unpublished.ts';

const name = { en: 'Name', zh: '名称' };
const about = (field: string) => ({ combinator: 'and', rules: [{ field, operator: '=', value: true }] });
const WORKSPACE = { kind: 'workspace', id: 'shop', name, timeZone: 'UTC', currency: 'EUR', seed: 's' };
const MEMBER = { kind: 'trait', id: 'member', name, type: 'boolean' };
const CLUB = { kind: 'segment', id: 'club', name, condition: about('trait.member') };
const LOYAL = { kind: 'tag', id: 'loyal', name, owner: 'crm', rule: about('segment.club') };

const release = (...definitions: readonly object[]): Release => ({
  number: 1,
  definitions: definitions.map((definition) => ({ version: 1, definition: definition as Definition })),
});
const change = (kind: string, id: string, definition: object | null): StoredChange =>
  ({ kind, id, definition, on: 1, revision: 1, by: 'ada', at: 0 }) as StoredChange;
const put = <D extends { readonly kind: string; readonly id: string }>(definition: D): StoredChange =>
  change(definition.kind, definition.id, definition);

function problems(released: readonly object[], ...changes: readonly StoredChange[]): Record<string, object[]> {
  return Object.fromEntries([...problemsByChange(release(...released), changes)].map(([key, found]) => [key, [...found]]));
}

describe('the project', () => {
  test('has what is changed in its place, what is new at the end, and not what is removed', () => {
    const changed = { ...CLUB, description: name };
    const { definitions } = projectWith(release(WORKSPACE, MEMBER, CLUB), [put(LOYAL), put(changed), change('trait', 'member', null)]);
    expect(definitions).toEqual([WORKSPACE, changed, LOYAL]);
  });

  test('is of the changes alone before the first release', () => {
    expect(projectWith(undefined, [put(MEMBER), change('tag', 'x', null)]).definitions).toEqual([MEMBER]);
  });
});

describe('what is wrong', () => {
  test('is nothing where all is right', () => {
    expect(problems([WORKSPACE, MEMBER], put(CLUB), put(LOYAL))).toEqual({ 'segment club': [], 'tag loyal': [] });
  });

  test('stands at the change, by its place within', () => {
    const found = problems([WORKSPACE], put(CLUB), put({ ...MEMBER, id: 'other', type: 'nothing' }));
    expect(found['segment club']).toMatchObject([{ code: 'VOLANO_REFERENCE_UNKNOWN', path: 'condition.rules[0].field' }]);
    expect(found['trait other']).toMatchObject([{ path: 'type' }]);
  });

  test('does not take one id for the beginning of another', () => {
    const found = problems([WORKSPACE, MEMBER], put(CLUB), put({ ...CLUB, id: 'clu', condition: about('trait.nothing') }));
    expect(found).toMatchObject({ 'segment club': [], 'segment clu': [{ code: 'VOLANO_REFERENCE_UNKNOWN' }] });
  });

  test('elsewhere belongs to the change that makes it so, with the definition where it shows', () => {
    const found = problems([WORKSPACE, MEMBER, CLUB, LOYAL], change('segment', 'club', null), put({ ...MEMBER, description: name }));
    expect(found).toMatchObject({
      'segment club': [{ path: 'rule.rules[0].field', in: { kind: 'tag', id: 'loyal' } }],
      'trait member': [],
    });
  });

  test('is gone when the other is changed along', () => {
    const along = put({ ...LOYAL, rule: about('trait.member') });
    expect(problems([WORKSPACE, MEMBER, CLUB, LOYAL], change('segment', 'club', null), along)).toEqual({
      'segment club': [],
      'tag loyal': [],
    });
  });

  test('that the release has already is nobody’s', () => {
    expect(problems([WORKSPACE, CLUB], put(MEMBER))).toEqual({ 'trait member': [] });
    expect(problems([WORKSPACE, CLUB], put({ ...MEMBER, id: 'other' }))).toEqual({ 'trait other': [] });
  });

  test('of the project as a whole belongs to who made it so', () => {
    expect(problems([WORKSPACE, MEMBER], change('workspace', 'shop', null), put(CLUB))).toMatchObject({
      'workspace shop': [{ path: 'project' }],
      'segment club': [],
    });
  });

  test('of several together is a matter of each', () => {
    const other = { ...LOYAL, id: 'other', rule: about('segment.ring') };
    const ring = { ...CLUB, id: 'ring', condition: about('tag.loyal') };
    const found = problems(
      [WORKSPACE, MEMBER, CLUB, ring, LOYAL, other],
      put({ ...CLUB, condition: about('tag.other') }),
      put({ ...MEMBER, description: name }),
    );
    expect(Object.values(found).flat()).toMatchObject([{ code: 'VOLANO_DEFINITION_CYCLE' }]);
  });

  test('nothing that comes in breaks it', () => {
    const odd: readonly object[] = [
      {},
      { kind: 'step' },
      { steps: [{}, null, 7] },
      { name: 3 },
      { trigger: { condition: { rules: 'x' } } },
    ];
    for (const fields of odd) {
      const found = problems([WORKSPACE], change('journey', 'j', { kind: 'journey', id: 'j', ...fields }));
      expect(found['journey j']!.length).toBeGreaterThan(0);
    }
  });
});

test('two say the same whatever the order of their fields', () => {
  expect(isSame({ a: 1, b: { c: 2, d: undefined } }, { b: { c: 2 }, a: 1 })).toBe(true);
  expect(isSame({ a: 1 }, { a: 2 })).toBe(false);
  expect([isSame(null, undefined), isSame({}, null), isSame(undefined, {})]).toEqual([true, false, false]);
});
