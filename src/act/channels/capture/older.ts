/** Where captured messages lie: on a desk, in whose folder an older version had them in trees of its own. */
import { open } from 'lmdb';
import type { DeskKind, DeskWrite } from '../../../port/state/index.ts';
import { capturedWrites, rememberedWrites } from './capture.ts';
import type { CapturedMessage } from './reader.ts';

const TOGETHER = 500;

/** number -> message as JSON text; number -> message id. */
async function* olderCapture(path: string): AsyncGenerator<readonly DeskWrite[]> {
  const root = open({ path, maxDbs: 4, compression: false, readOnly: true, noSubdir: false });
  try {
    const texts = root.openDB<string, number>('message', { encoding: 'string', keyEncoding: 'uint32' });
    const ids = root.openDB<string, number>('id', { encoding: 'string', keyEncoding: 'uint32' });
    let writes: DeskWrite[] = [];
    for (const { key: number, value: id } of ids?.getRange() ?? []) {
      const text = texts.get(number);
      writes.push(...(text === undefined ? rememberedWrites(id, number) : capturedWrites(JSON.parse(text) as CapturedMessage)));
      if (writes.length < TOGETHER) continue;
      yield writes;
      writes = [];
    }
    yield writes;
  } finally {
    await root.close();
  }
}

/** The desk to open a capture over. */
export const CAPTURE_DESK: DeskKind = { name: 'capture', older: olderCapture };
