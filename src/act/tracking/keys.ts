/** The keys that sign links: 32 random bytes, made at the first start and kept beside what they protect. */
import { randomBytes } from 'node:crypto';
import { link, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { VolanoError } from '../../base/index.ts';

const FILE = 'links.key';
const KEY_BYTES = 32;

/**
 * The keys of this installation's links. From VOLANO_LINK_KEY when it is set, else from `links.key` in the data folder, which is made when
 * it is missing. Several keys, separated by white space or commas, let one take the place of another: the first signs, all open.
 * Each is 32 bytes in base64 or base64url. Throws VOLANO_LINK_KEY_INVALID.
 */
export async function loadLinkKeys(
  directory: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly Uint8Array[]> {
  const given = environment.VOLANO_LINK_KEY;
  if (given !== undefined && given.trim() !== '') return keysOf(given, 'VOLANO_LINK_KEY');
  const path = join(directory, FILE);
  return keysOf((await textOf(path)) ?? (await make(path)), path);
}

function keysOf(text: string, place: string): readonly Uint8Array[] {
  const keys = text.split(/[\s,]+/).filter((part) => part !== '');
  const bytes = keys.map((key) => Buffer.from(key, 'base64url'));
  if (bytes.length === 0 || bytes.some(({ length }) => length !== KEY_BYTES)) throw new VolanoError('VOLANO_LINK_KEY_INVALID', { place });
  return bytes;
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written whole under another name first: a crash must not leave half a key, and of two who make one the first wins. */
async function make(path: string): Promise<string> {
  const fresh = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(fresh, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(KEY_BYTES).toString('base64url')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(fresh, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(fresh);
  }
  return readFile(path, 'utf8');
}
