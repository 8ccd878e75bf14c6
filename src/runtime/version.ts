/** Version of the product, from package.json. */
import { readFileSync } from 'node:fs';

/** Version of the product, as its package says. */
export const VERSION: string = (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string })
  .version;
