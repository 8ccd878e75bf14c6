/** A reader in another process, as `volano verify` is one: it follows a log that is being written, and takes no lock. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLmdbLog } from '../log/index.ts';
import { openLmdbState } from '../state/index.ts';

let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'volano-processes-'));
});
afterEach(() => rmSync(path, { recursive: true }));

it('reads what is acknowledged while the file grows under it', async () => {
  const log = await openLmdbLog({ path });
  await log.append(0, [{ at: 0, value: Buffer.from('first') }]);
  const reader = run(`
    import { openLmdbLog } from ${JSON.stringify(new URL('../log/index.ts', import.meta.url).href)};
    const log = await openLmdbLog({ path: ${JSON.stringify(path)}, readOnly: true });
    let after = 0, sum = 0;
    console.log('reading');
    for (;;) {
      const records = await log.read(0, after, 100);
      for (const { position, value } of records) {
        if (position !== after + 1) throw new Error('position ' + position + ' after ' + after);
        if (value.some((byte) => byte !== value[0]) && position > 1) throw new Error('torn value at ' + position);
        after = position;
        sum += value.length;
      }
      if (records.at(-1)?.value.length === 3) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await log.close();
    console.log(after + ' ' + sum);`);
  await reader.said('reading');
  let bytes = 5;
  for (let i = 0; i < 120; i++) {
    const records = Array.from({ length: 10 }, () => ({ at: i, value: Buffer.alloc(9_000, i) }));
    await log.append(0, records);
    bytes += 90_000;
  }
  const [last] = await log.append(0, [{ at: 999, value: Buffer.alloc(3, 1) }]);
  await reader.said(`${last!.position} ${bytes + 3}`);
  expect(await reader.code).toBe(0);
  await log.close();
}, 60_000);

it('refuses a second writing process and says which one is there', async () => {
  const store = await openLmdbState({ path });
  const second = run(`
    import { openLmdbState } from ${JSON.stringify(new URL('../state/index.ts', import.meta.url).href)};
    await openLmdbState({ path: ${JSON.stringify(path)} }).then(() => console.log('opened'), (error) => console.log(error.code + ' ' + error.details.pid));`);
  await second.said(`VOLANO_STATE_LOCKED ${process.pid}`);
  expect(await second.code).toBe(0);
  await store.close();
});

interface Run {
  /** Resolves when it has printed this line; rejects when it ends without. */
  said(line: string): Promise<void>;
  readonly code: Promise<number | null>;
}

function run(code: string): Run {
  const child = spawn(process.execPath, ['--conditions=volano-source', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listeners = new Set<() => void>();
  const grow = (chunk: unknown): void => {
    output += String(chunk);
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', grow);
  child.stderr.on('data', grow);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const said = (line: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (output.split('\n').includes(line)) resolve();
      };
      listeners.add(look);
      look();
      void ended.then(() => reject(new Error(`It never said "${line}" but: ${output}`)));
    });
  return { said, code: ended };
}
