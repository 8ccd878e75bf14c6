/**
 * One life of a process that opens a desk whose folder an older version has filled, and then writes to it. Started by folder-kill.test.ts, which
 * kills it. Says `opening`, then `opened`, then the number of each thing that is there for good.
 */
import { open } from 'lmdb';
import { type DeskWrite, jsonBytes } from './desk.ts';
import { openDeskFolder } from './folder.ts';
import { deskKey } from './keys.ts';

/** Things of the older version have the numbers up to this one. */
export const OLDER_THINGS = 3_000;
const TOGETHER = 20;

export async function fillAsBefore(path: string): Promise<void> {
  const root = open({ path, maxDbs: 2, noSubdir: false });
  const tree = root.openDB<string, number>('customer', { encoding: 'string', keyEncoding: 'uint32' });
  await Promise.all(Array.from({ length: OLDER_THINGS }, (_, i) => tree.put(i + 1, `thing ${i + 1}`)));
  await root.close();
}

/** One thing in each commit, so that there is time to be killed in. */
export async function* olderThings(path: string): AsyncGenerator<readonly DeskWrite[]> {
  const root = open({ path, readOnly: true, maxDbs: 2, noSubdir: false });
  try {
    const tree = root.openDB<string, number>('customer', { encoding: 'string', keyEncoding: 'uint32' });
    let writes: DeskWrite[] = [];
    for (const { key, value } of tree.getRange()) {
      writes.push({ key: deskKey('thing', key), value: jsonBytes(value) });
      if (writes.length < TOGETHER) continue;
      yield writes;
      writes = [];
    }
    yield writes;
  } finally {
    await root.close();
  }
}

async function live(path: string, first: number, until: number): Promise<void> {
  process.stdout.write('opening\n');
  const desk = await openDeskFolder({ path, name: 'things', older: olderThings });
  process.stdout.write('opened\n');
  for (let start = first; start <= until; start += TOGETHER) {
    const numbers = Array.from({ length: Math.min(TOGETHER, until + 1 - start) }, (_, i) => start + i);
    await Promise.all(
      numbers.map(async (number) => {
        await desk.write({ key: deskKey('thing', number), value: jsonBytes(`thing ${number}`) });
        process.stdout.write(`${number}\n`);
      }),
    );
  }
  await desk.close();
  process.stdout.write('done\n');
}

const [path, first, until] = process.argv.slice(2);
if (path !== undefined && process.argv[1] === import.meta.filename) await live(path, Number(first), Number(until));
