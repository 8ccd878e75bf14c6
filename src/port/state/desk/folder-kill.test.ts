import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashUnit } from '../../../base/index.ts';
import { jsonValue } from './desk.ts';
import { openDeskFolder } from './folder.ts';
import { fillAsBefore, OLDER_THINGS, olderThings } from './folder-life.suite.ts';
import { deskKey } from './keys.ts';

const LIFE = join(import.meta.dirname, 'folder-life.suite.ts');
const SEED = 'desk-folder-1';
const LIVES = 10;
/** What the lives add to it. */
const NEW_THINGS = 2_000;

let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'volano-folder-kill-'));
});
afterEach(() => rmSync(path, { recursive: true }));

interface Kill {
  /** The line that it has said. */
  readonly after: (lines: readonly string[]) => boolean;
  readonly delayMs: number;
}

/** Lines that it said before it ended or was killed. */
function life(first: number, kill?: Kill): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--conditions=volano-source', LIFE, path, String(first), String(OLDER_THINGS + NEW_THINGS)]);
    let [out, errors, dying] = ['', '', false];
    const lines = (): string[] => out.split('\n').slice(0, -1);
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (dying || !kill?.after(lines())) return;
      dying = true;
      setTimeout(() => child.kill('SIGKILL'), kill.delayMs);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.on('close', (code, signal) => {
      if (signal === 'SIGKILL' || code === 0) resolve(lines());
      else reject(new Error(`the process ended with ${code ?? signal}: ${errors}`));
    });
  });
}

test('F1, E2: killed while it takes over and while it writes, it has everything of before, and all that it said was there', async () => {
  await fillAsBefore(path);
  let written = OLDER_THINGS;
  const said = new Set<number>();
  for (let i = 0; i < LIVES; i++) {
    const draw = hashUnit(SEED, String(i));
    // The first half dies somewhere in the take-over, which is begun anew each time; the others later.
    const kill =
      i < LIVES / 2
        ? { after: (lines: readonly string[]) => lines.includes('opening'), delayMs: draw * 60 }
        : { after: (lines: readonly string[]) => lines.length > 2 + draw * 150, delayMs: 0 };
    for (const line of await life(written + 1, kill)) if (/^\d+$/.test(line)) said.add(Number(line));
    written = Math.max(written, ...said);
  }
  expect(await life(written + 1)).toContain('done');
  const desk = await openDeskFolder({ path, name: 'things', older: olderThings });
  const rows = await desk.range({ prefix: deskKey('thing'), limit: 2 * (OLDER_THINGS + NEW_THINGS) });
  const things = new Set(rows.map(([, value]) => jsonValue<string>(value)));
  for (let number = 1; number <= OLDER_THINGS; number++) expect(things).toContain(`thing ${number}`);
  for (const number of said) expect(things).toContain(`thing ${number}`);
  await desk.close();
  expect(readdirSync(path)).not.toContain('moving');
}, 120_000);
