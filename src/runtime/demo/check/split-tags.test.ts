import { expect, test } from 'vitest';
import { defineTag, trait } from '../../../define/index.ts';
import { splitTagsCheck } from './split-tags.ts';

const name = { en: '-', zh: '-' };
const definitions = ['some', 'none', 'every'].map((id) => defineTag({ id, name, owner: 'o', rule: trait('x').present() }));

test('a tag that holds for nobody or for everybody is named', () => {
  const customers = [{ tags: ['some', 'every'] }, { tags: ['every'] }, { tags: ['every'] }];
  expect(splitTagsCheck({ definitions }, customers)).toEqual({
    name: 'tags',
    expected: 3,
    live: 1,
    warehouse: null,
    ok: false,
    examples: ['none: 0 of 3', 'every: 3 of 3'],
  });
});

test('when all of them divide the customers it is met', () => {
  expect(splitTagsCheck({ definitions: definitions.slice(0, 1) }, [{ tags: ['some'] }, { tags: [] }])).toMatchObject({ ok: true, live: 1 });
});
