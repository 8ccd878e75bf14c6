/** Writes the published JSON Schemas to docs/schemas: `npm run schemas`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { publishedSchemas } from 'volano';
import { publishedConfigSchema } from '../src/runtime/config/index.ts';

const folder = new URL('../docs/schemas/', import.meta.url);

mkdirSync(folder, { recursive: true });
for (const [name, document] of Object.entries({ ...publishedSchemas(), configuration: publishedConfigSchema() })) {
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(document, undefined, 2)}\n`);
}
