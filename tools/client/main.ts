/** Writes the typed client's schema: `npm run client`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { clientSchema } from './generate.ts';

const file = new URL('../../console/app/api/schema.ts', import.meta.url);

mkdirSync(new URL('.', file), { recursive: true });
writeFileSync(file, await clientSchema());
