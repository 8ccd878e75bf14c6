/** Reading a growth project from its folder. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { VolanoError } from '../../base/index.ts';
import { type Project, validateProject } from '../../define/index.ts';

/** Where a project's entry is looked for, in this order. */
const MODULES: readonly string[] = ['index.ts', 'index.mts', 'index.js', 'index.mjs'];

/**
 * The checked project of a folder: `export const project` of its index.ts (or index.js), else its project.json. Throws
 * VOLANO_PROJECT_NOT_FOUND, VOLANO_PROJECT_UNREADABLE, or VOLANO_PROJECT_INVALID with every problem found. A module that was loaded once
 * stays as it was for the life of the process.
 */
export async function loadProject(folder: string): Promise<Project> {
  const root = resolve(folder);
  for (const name of MODULES) {
    const file = join(root, name);
    if (existsSync(file)) return validateProject(await importProject(file));
  }
  const file = join(root, 'project.json');
  if (existsSync(file)) return validateProject(await readJson(file));
  throw new VolanoError('VOLANO_PROJECT_NOT_FOUND', { folder: root });
}

async function importProject(file: string): Promise<unknown> {
  let module: Readonly<Record<string, unknown>>;
  try {
    module = await import(pathToFileURL(file).href);
  } catch (cause) {
    throw new VolanoError('VOLANO_PROJECT_UNREADABLE', { file, problem: messageOf(cause) }, { cause });
  }
  if (module.project === undefined) {
    throw new VolanoError('VOLANO_PROJECT_UNREADABLE', { file, problem: 'it has no export named "project"' });
  }
  return module.project;
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new VolanoError('VOLANO_PROJECT_UNREADABLE', { file, problem: messageOf(cause) }, { cause });
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
