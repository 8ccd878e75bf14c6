/** Writes the tables of docs/tag-library.md from the library: `npm run tag-library`. A test keeps the two equal. */
import { readFileSync, writeFileSync } from 'node:fs';
import { tagLibraryPage } from './tag-library-page.ts';

const file = new URL('../docs/tag-library.md', import.meta.url);
const [intro = ''] = readFileSync(file, 'utf8').split('\n## All tags\n');
writeFileSync(file, tagLibraryPage(intro));
