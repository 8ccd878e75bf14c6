/** Reading a growth project from its folder. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { VolanoError, wordsOf } from '../../base/index.ts';
import { type Definition, type Project, validateProject } from '../../define/index.ts';
import { type DefinitionFiles, readDefinitionFiles, withFiles } from './files.ts';
import { said } from './said.ts';

/** Where a project's entry is looked for, in this order. */
const MODULES: readonly string[] = ['index.ts', 'index.mts', 'index.js', 'index.mjs'];

/**
 * The checked project of a folder: `export const project` of its index.ts (or index.js), else its project.json; what lies in definitions/ goes before it. Throws
 * VOLANO_PROJECT_NOT_FOUND, VOLANO_PROJECT_UNREADABLE, or VOLANO_PROJECT_INVALID with every problem found. A module that was loaded once
 * stays as it was for the life of the process.
 */
export async function loadProject(folder: string): Promise<Project> {
  const root = resolve(folder);
  const [code, files] = [await codeIn(root), await readDefinitionFiles(root)];
  if (code === undefined && files.size === 0) throw new VolanoError('VOLANO_PROJECT_NOT_FOUND', { folder: root });
  return validateProject(withFiles(code ?? { definitions: [] }, files));
}

/** What a folder's code yields, and what lies beside it. */
export interface ProjectFolder {
  /** Of these nothing is checked but that they are definitions: only with the files need they be a project. Empty where there is no code. */
  readonly code: readonly Definition[];
  readonly files: DefinitionFiles;
}

/** Both sides of a folder, not put together. Throws as `loadProject` does; a folder without a project is empty. */
export async function readProjectFolder(folder: string): Promise<ProjectFolder> {
  const root = resolve(folder);
  if (!existsSync(root)) throw new VolanoError('VOLANO_PROJECT_NOT_FOUND', { folder: root });
  const [code, files] = [await codeIn(root), await readDefinitionFiles(root)];
  // As JSON has it: that is what a server gets of it.
  const definitions = (JSON.parse(JSON.stringify(code ?? {})) as Partial<Project>).definitions;
  if (code !== undefined && !isDefinitions(definitions)) validateProject(code);
  return { code: definitions ?? [], files };
}

/** Undefined when there is none. */
async function codeIn(root: string): Promise<unknown> {
  for (const name of MODULES) {
    const file = join(root, name);
    if (existsSync(file)) return importProject(file);
  }
  const file = join(root, 'project.json');
  return existsSync(file) ? readJson(file) : undefined;
}

function isDefinitions(list: unknown): list is readonly Definition[] {
  return Array.isArray(list) && list.every((one) => typeof one?.kind === 'string' && typeof one.id === 'string');
}

async function importProject(file: string): Promise<unknown> {
  let module: Readonly<Record<string, unknown>>;
  try {
    module = await import(pathToFileURL(file).href);
  } catch (cause) {
    throw new VolanoError('VOLANO_PROJECT_UNREADABLE', { file, problem: wordsOf(cause) }, { cause });
  }
  if (module.project === undefined) {
    throw new VolanoError('VOLANO_PROJECT_UNREADABLE', { file, problem: said`it has no export named "project"` });
  }
  return module.project;
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new VolanoError('VOLANO_PROJECT_UNREADABLE', { file, problem: wordsOf(cause) }, { cause });
  }
}
