/** Writes docs/errors.md from the error catalogue: `npm run errors`. A test keeps the two equal. */
import { writeFileSync } from 'node:fs';
import { errorsPage } from './errors-page.ts';

writeFileSync(new URL('../docs/errors.md', import.meta.url), errorsPage());
