/**
 * `npm run crash -- --seed N --kills 200`: the long version of loop.test.ts. A line per kill, the figures at the end; exit code 1 when
 * anything is lost, doubled or different, and then the data folder stays for whoever looks into it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { crashLoop } from './loop.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, kills: { type: 'string', default: '200' }, folder: { type: 'string' } },
});
const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'volano-crash-'));
const kills = Number(values.kills);
const result = await crashLoop({
  folder,
  seed: `crash-${values.seed}`,
  kills,
  onKill: ({ index, name, bootMs, acknowledged }) =>
    print(`${index + 1}/${kills} ${name}; up in ${bootMs === undefined ? '-' : Math.round(bootMs)} ms; ${acknowledged} acknowledged`),
});
print(JSON.stringify(result, null, 2));
process.exitCode = result.faults.length === 0 ? 0 : 1;
if (result.faults.length === 0 && values.folder === undefined) rmSync(folder, { recursive: true });
else print(`The data folder is ${folder}`);

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
