/** The page of the tag library says what the library is. */
import { expect, test } from 'vitest';
import { retail200 } from '../src/library/index.ts';
import { tagLibraryPage } from '../tools/tag-library-page.ts';
import { read } from './tidy/sources.ts';

const page = read('docs/tag-library.md');

test('its tables are current (npm run tag-library writes them)', () => {
  const [intro = ''] = page.split('\n## All tags\n');
  expect(page).toBe(tagLibraryPage(intro));
});

test('every trait that its text names is one of the library', () => {
  const [intro = ''] = page.split('\n## All tags\n');
  const section = intro.slice(intro.indexOf('## Behavior and social dimensions'), intro.indexOf('## Quality of tags'));
  const named = new Set([...section.matchAll(/`([a-z][a-z0-9_]+)`/g)].map(([, name]) => name!));
  const known = new Set(retail200().map(({ id }) => id));
  expect([...named].filter((name) => !known.has(name))).toEqual([]);
});
