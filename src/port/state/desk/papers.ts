/**
 * Small texts that an installation keeps whole: keys, sources, notes. In one process each is a file in the data directory, which people may read and
 * write; in a cluster they lie on a desk that all processes share.
 *
 * A1. A text is what somebody wrote, whole, whatever happens meanwhile.
 * A2. Of several who make the same text at once one makes it, and all get that one.
 * A3. Of several who change the same text at once each change is made upon those before it.
 */
import { randomBytes } from 'node:crypto';
import { link, open, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Desk } from './desk.ts';
import { deskKey } from './keys.ts';

export interface Papers {
  read(name: string): Promise<string | undefined>;
  /** Unless it is there; resolves to the text that is there now. */
  make(name: string, text: string): Promise<string>;
  /** `change` may be called again, when somebody else was first. */
  change(name: string, change: (before: string | undefined) => string): Promise<void>;
  /** Where it lies, for people. */
  placeOf(name: string): string;
  close(): Promise<void>;
}

const FILE_MODE = 0o600;

/** Files of a data directory, which this process owns; made when missing, readable by their owner alone. */
export function folderPapers(directory: string): Papers {
  const placeOf = (name: string): string => join(directory, name);
  let changing: Promise<unknown> = Promise.resolve();
  const changed = async (name: string, change: (before: string | undefined) => string): Promise<void> => {
    const fresh = await written(placeOf(name), change(await textOf(placeOf(name))));
    await rename(fresh, placeOf(name));
  };
  return {
    read: (name) => textOf(placeOf(name)),
    async make(name, text) {
      const there = await textOf(placeOf(name));
      if (there !== undefined) return there;
      const fresh = await written(placeOf(name), text);
      try {
        await link(fresh, placeOf(name));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      } finally {
        await unlink(fresh);
      }
      return readFile(placeOf(name), 'utf8');
    },
    async change(name, change) {
      const done = changing.then(() => changed(name, change));
      changing = done.catch(() => undefined);
      await done;
    },
    placeOf,
    close: async () => void (await changing),
  };
}

/** On a desk that nothing else uses. Closing them closes it. */
export function deskPapers(desk: Desk): Papers {
  return {
    async read(name) {
      const value = await desk.get(deskKey(name));
      return value && Buffer.from(value).toString();
    },
    make: (name, text) =>
      desk.change({
        reads: [deskKey(name)],
        decide: ([there]) =>
          there
            ? { writes: [], result: Buffer.from(there).toString() }
            : { writes: [{ key: deskKey(name), value: Buffer.from(text) }], result: text },
      }),
    change: (name, change) =>
      desk.change({
        reads: [deskKey(name)],
        decide: ([before]) => {
          const text = change(before && Buffer.from(before).toString());
          return { writes: [{ key: deskKey(name), value: Buffer.from(text) }], result: undefined };
        },
      }),
    placeOf: (name) => `${name} of the cluster`,
    close: () => desk.close(),
  };
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whole under another name first: a crash must not leave half a text. Its name. */
async function written(path: string, text: string): Promise<string> {
  const fresh = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(fresh, 'wx', FILE_MODE);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  return fresh;
}
