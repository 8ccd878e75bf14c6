/** The files of the page on which somebody is the customer, and of the inbox, read once at start: what is not in this map cannot be asked for. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { VolanoError } from '../../base/index.ts';

export interface ConsoleFile {
  readonly body: Buffer;
  readonly contentType: string;
  readonly etag: string;
}

export const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Beside the sources and beside what is built of them alike. */
const CONSOLE_DIRECTORY: string = fileURLToPath(new URL('../../../console/public', import.meta.url));

/** By path with slashes, e.g. `index.html`, `texts/en.json`. Rejects with VOLANO_CONSOLE_MISSING. */
export async function readConsole(directory: string = CONSOLE_DIRECTORY): Promise<ReadonlyMap<string, ConsoleFile>> {
  const files = new Map<string, ConsoleFile>();
  for (const path of await pathsIn(directory)) {
    const contentType = CONTENT_TYPES[extname(path)];
    if (contentType === undefined) continue;
    const body = await readFile(path);
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    files.set(relative(directory, path).split(sep).join('/'), { body, contentType, etag });
  }
  if (!files.has('index.html')) throw new VolanoError('VOLANO_CONSOLE_MISSING', { path: directory });
  return files;
}

async function pathsIn(directory: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch (cause) {
    throw new VolanoError('VOLANO_CONSOLE_MISSING', { path: directory }, { cause });
  }
}
