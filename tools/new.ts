/** Starts something new from a pattern of the house: `npm run new channel NAME [TYPE]`. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { newChannel } from './new-channel.ts';

const root = process.cwd();
const [kind, name, type] = process.argv.slice(2);

if (kind !== 'channel' || name === undefined) {
  console.error('Usage: npm run new channel NAME [TYPE], e.g. npm run new channel line-works push');
  process.exit(2);
}
try {
  const paths = newChannel({ root, name, ...(type !== undefined && { type }) });
  spawnSync(join(root, 'node_modules/.bin/biome'), ['check', '--write', ...paths], { cwd: root, stdio: 'ignore' });
  console.log(
    `${paths.join('\n')}\nIts test passes as it is: npm test -- src/act/channels/${name}. Make it speak your provider's language, the test first.`,
  );
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
