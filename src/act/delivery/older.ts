/** Where dead letters and marks lie: on a desk, in whose folder an older version had them in trees of its own. */
import { open } from 'lmdb';
import type { DeskKind, DeskWrite } from '../../port/state/index.ts';
import { type DeadLetter, letterWrites } from './dead-letters.ts';
import { markWrite } from './marks.ts';

/** The one partition there was. */
const PARTITION = 0;

/** number -> letter as JSON text; message id -> at, dispatchedAt. */
async function* olderLetters(path: string): AsyncGenerator<readonly DeskWrite[]> {
  const root = open({ path, maxDbs: 3, compression: false, readOnly: true, noSubdir: false });
  try {
    const letters = root.openDB<string, number>('letter', { encoding: 'string', keyEncoding: 'uint32' });
    const marks = root.openDB<readonly [number, number], string>('mark', { encoding: 'json' });
    let count = 0;
    for (const { key: number, value } of letters?.getRange() ?? []) {
      count += 1;
      yield letterWrites({ number, ...(JSON.parse(value) as DeadLetter) }, count);
    }
    for (const { key, value } of marks?.getRange() ?? []) yield [markWrite(PARTITION, key, { at: value[0], dispatchedAt: value[1] })];
  } finally {
    await root.close();
  }
}

/** The desk to open dead letters over. */
export const LETTERS_DESK: DeskKind = { name: 'dead-letters', older: olderLetters };
