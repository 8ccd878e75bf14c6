/** Folders with playbooks: the one that comes with the product, or a team's own. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { VolanoError, wordsOf } from '../../base/index.ts';
import type { Playbook } from '../../library/index.ts';

export interface Shelf {
  /** Folder with a folder for each playbook, as they are copied. */
  readonly folder: string;
  /** Folder with the same as it is run: another one where the product is installed as a package, for no TypeScript runs there. */
  readonly code: string;
}

export interface Shelved {
  readonly playbook: Playbook;
  /** Name under which its index.ts exports it. */
  readonly exported: string;
  /** Its folder. */
  readonly folder: string;
}

/** The shelf that comes with the product. */
export function builtInShelf(): Shelf {
  const folder = fileURLToPath(new URL('../../../playbooks', import.meta.url));
  const compiled = fileURLToPath(new URL('../../playbooks', import.meta.url));
  return { folder, code: existsSync(compiled) ? compiled : folder };
}

/** The shelf in a folder of one's own. */
export function shelfAt(folder: string): Shelf {
  const root = resolve(folder);
  return { folder: root, code: root };
}

/** All playbooks of a shelf, by name. Rejects with VOLANO_PROJECT_UNREADABLE for one that cannot be loaded, and with VOLANO_PLAYBOOK_SHELF_EMPTY. */
export async function playbooksOn({ folder, code }: Shelf): Promise<readonly Shelved[]> {
  const found: Shelved[] = [];
  const entries = existsSync(folder) ? await readdir(folder, { withFileTypes: true }) : [];
  for (const { name } of entries.filter((entry) => entry.isDirectory()).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = ['index.ts', 'index.js', 'index.mjs'].map((index) => join(code, name, index)).find((path) => existsSync(path));
    if (file === undefined) continue;
    const exported = Object.entries(await imported(file)).find(
      (entry): entry is [string, Playbook] => isPlaybook(entry[1]) && entry[1].id === name,
    );
    if (exported) found.push({ playbook: exported[1], exported: exported[0], folder: join(folder, name) });
  }
  if (found.length === 0) throw new VolanoError('VOLANO_PLAYBOOK_SHELF_EMPTY', { folder });
  return found;
}

/** One of a shelf. Rejects with VOLANO_PLAYBOOK_UNKNOWN. */
export async function playbookOn(shelf: Shelf, id: string): Promise<Shelved> {
  const all = await playbooksOn(shelf);
  const found = all.find(({ playbook }) => playbook.id === id);
  if (!found)
    throw new VolanoError('VOLANO_PLAYBOOK_UNKNOWN', {
      id,
      folder: shelf.folder,
      known: all.map(({ playbook }) => playbook.id).join(', '),
    });
  return found;
}

/** What a module exports. Rejects with VOLANO_PROJECT_UNREADABLE. */
export async function imported(file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await import(pathToFileURL(file).href);
  } catch (cause) {
    throw new VolanoError('VOLANO_PROJECT_UNREADABLE', { file, problem: wordsOf(cause) }, { cause });
  }
}

function isPlaybook(value: unknown): value is Playbook {
  return typeof value === 'object' && value !== null && 'definitions' in value && typeof value.definitions === 'function' && 'id' in value;
}
