/** All screens and what is looked at of each: for the browser suite and for the pictures. */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ScreenDefinition } from './app/shell/screen.ts';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'app', 'screens');

export interface ScreenVisit {
  /** Of the screen's folder, with a number from its second address on. */
  readonly name: string;
  /** Below the server's origin. */
  readonly path: string;
}

/** The first address of every screen, and the others that it names, in the order of the navigation. */
export async function screenVisits(): Promise<readonly ScreenVisit[]> {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const screens = await Promise.all(folders.map(async ({ name }) => ({ name, ...(await definitionOf(name)) })));
  return screens.flatMap(({ name, paths, visits = [] }) => {
    const first = paths[0].includes('$') ? [] : [paths[0]];
    return [...first, ...visits].map((path, index) => ({ name: index === 0 ? name : `${name}-${index + 1}`, path: `/console${path}` }));
  });
}

async function definitionOf(name: string): Promise<ScreenDefinition> {
  const { screen } = (await import(pathToFileURL(join(FOLDER, name, 'screen.ts')).href)) as { readonly screen: ScreenDefinition };
  return screen;
}
