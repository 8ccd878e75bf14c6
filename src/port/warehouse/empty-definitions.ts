/**
 * A disk that becomes full while a view is replaced can leave its definition empty, and then the engine does not open the directory any more. A view is
 * made anew by whoever uses it, so an empty definition goes, unless it may be that of a table with rows.
 *
 * The engine's files: `store/abc/abc.../NAME.sql` defines NAME of a database, `store/def/def.../` has the rows of the table with that UUID.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Of a folder of rows. */
const ROWS = 'format_version.txt';
const UUID = /\bUUID '([0-9a-f-]{36})'/;

/** The names of what has gone. */
export function dropEmptyDefinitions(path: string): readonly string[] {
  const folders = foldersIn(join(path, 'store')).flatMap((group) => foldersIn(group));
  const definitions = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.sql'))
      .map((name) => ({ name, file: join(folder, name), text: readFileSync(join(folder, name), 'utf8') })),
  );
  const empty = definitions.filter(({ text }) => text.trim() === '');
  if (empty.length === 0) return [];
  const defined = new Set(definitions.map(({ text }) => UUID.exec(text)?.[1]));
  const isTableLost = folders.some((folder) => existsSync(join(folder, ROWS)) && !defined.has(folder.slice(-36)));
  if (isTableLost) return [];
  for (const { file } of empty) rmSync(file);
  return empty.map(({ name }) => name.slice(0, -'.sql'.length));
}

function foldersIn(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(path, name));
}
