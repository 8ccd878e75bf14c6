/** The typed client is what the API's document makes of it. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { clientSchema } from '../tools/client/generate.ts';

test('console/app/api/schema.ts is of the document as it is: `npm run client` writes it', async () => {
  expect(readFileSync(new URL('../console/app/api/schema.ts', import.meta.url), 'utf8')).toBe(await clientSchema());
});
