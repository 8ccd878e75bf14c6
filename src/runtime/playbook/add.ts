/** A playbook into the folder of a project: copied, nothing overwritten, and what the project has already is not there twice. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { VolanoError } from '../../base/index.ts';
import type { Project } from '../../define/index.ts';
import { type House, houseOf } from '../../library/index.ts';
import { loadProject } from '../project/index.ts';
import { said } from '../said.ts';
import { assertReaches, type Compared, comparedWith, journeysTaken, namesOf } from './compared.ts';
import { factsOf, type Lacks, lacksOf, needsOf } from './needs.ts';
import { printed } from './printed.ts';
import { imported, playbookOn, type Shelf, type Shelved } from './shelf.ts';

/** What adding a playbook comes to. */
export interface Addition {
  readonly playbook: string;
  /** Paths relative to the project's folder. `same`: it is there already, word for word. */
  readonly files: readonly { readonly path: string; readonly state: 'new' | 'same' | 'changed'; readonly text: string }[];
  readonly definitions: readonly Compared[];
  readonly lacks: Lacks;
  /** What the project's own index.ts has to say so that playbooks are part of it; empty when it does. */
  readonly lines: readonly string[];
}

const FOLDER = 'playbooks';
const HEAD = '/** The playbooks of this project. `volano playbook add` writes this file anew; remove a line to leave a playbook out. */';
const LINES = [
  "import { playbooks } from './playbooks/index.ts';",
  'defineProject(overridden<Definition>(playbooks, ...your own definitions))',
];

/**
 * What adding it would come to; writes nothing. Rejects with what loading the project rejects with, VOLANO_PLAYBOOK_UNKNOWN, VOLANO_PLAYBOOK_LACKS (a channel or a
 * purpose), and VOLANO_PLAYBOOK_COLLIDES, which names the journeys and files that are there and differ.
 */
export async function planAddition(shelf: Shelf, id: string, folder: string): Promise<Addition> {
  const root = resolve(folder);
  const project = await loadProject(root);
  if (!['index.ts', 'index.mts', 'index.js', 'index.mjs'].some((name) => existsSync(join(root, name))))
    throw new VolanoError('VOLANO_PLAYBOOK_PROJECT', { folder: root });
  const shelved = await playbookOn(shelf, id);
  const lacks = lacksOf(needsOf(shelved.playbook), project);
  assertReaches(id, lacks);
  const house = await houseIn(root, project);
  const definitions = comparedWith(project, shelved.playbook.definitions(house));
  const copied = await copiedFiles(shelf, shelved, root);
  const collisions = [...journeysTaken(definitions), ...copied.filter(({ state }) => state === 'changed').map(({ path }) => path)];
  if (collisions.length > 0) throw new VolanoError('VOLANO_PLAYBOOK_COLLIDES', { id, names: namesOf(collisions) });
  const files = [...copied, ...(await ownFiles(root, project, shelved))];
  const isTaken = (await sourcesOf(root)).some((text) => /['"]\.\/playbooks\/index\.[jt]s['"]/.test(text));
  return { playbook: id, files, definitions, lacks, lines: isTaken ? [] : LINES };
}

/** Writes the files that are new, and the list of playbooks. */
export async function addPlaybook(addition: Addition, folder: string): Promise<void> {
  for (const { path, state, text } of addition.files) {
    if (state === 'same') continue;
    const file = join(resolve(folder), path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/** The house that the project has, or the one that it would get. */
async function houseIn(root: string, project: Project): Promise<House> {
  const file = join(root, FOLDER, 'house.ts');
  if (!existsSync(file)) return houseOf(factsOf(project));
  const { house } = await imported(file);
  if (house === undefined) throw new VolanoError('VOLANO_PROJECT_UNREADABLE', { file, problem: said`it has no export named "house"` });
  return house as House;
}

/** The files of its folder, and what they import from beside it but the house. */
async function copiedFiles(shelf: Shelf, { folder }: Shelved, root: string): Promise<Addition['files']> {
  const open = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const seen = new Map<string, string>();
  for (const file of open) {
    if (seen.has(file) || file === join(shelf.folder, 'house.ts')) continue;
    const text = await readFile(file, 'utf8');
    seen.set(file, text);
    if (!file.endsWith('.ts')) continue;
    for (const [, path] of text.matchAll(/from '(\.[^']+)'/g)) open.push(join(dirname(file), path!));
  }
  return Promise.all(
    [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, text]) => stated(root, join(FOLDER, relative(shelf.folder, file)), text)),
  );
}

/** What the project has of its own beside them: its house, once, and the list of playbooks. */
async function ownFiles(root: string, project: Project, added: Shelved): Promise<Addition['files']> {
  const house = join(FOLDER, 'house.ts');
  const list = join(FOLDER, 'index.ts');
  const names = new Map([...(await playbooksIn(root)), [added.playbook.id, added.exported] as const]);
  const listed = await stated(root, list, listText(names));
  if (listed.state === 'changed' && !(await readFile(join(root, list), 'utf8')).startsWith(HEAD))
    throw new VolanoError('VOLANO_PLAYBOOK_COLLIDES', { id: added.playbook.id, names: said`${list} (it was written by hand)` });
  return [...(existsSync(join(root, house)) ? [] : [await stated(root, house, houseText(project))]), listed];
}

/** Ids of the playbooks in the project's folder, and the names under which they are exported. */
async function playbooksIn(root: string): Promise<readonly (readonly [id: string, exported: string])[]> {
  const folder = join(root, FOLDER);
  if (!existsSync(folder)) return [];
  const listed = existsSync(join(folder, 'index.ts')) ? await readFile(join(folder, 'index.ts'), 'utf8') : '';
  return [...listed.matchAll(/import \{ (\w+) \} from '\.\/([a-z0-9-]+)\/index\.ts';/g)].map(
    ([, exported, id]) => [id!, exported!] as const,
  );
}

function listText(names: ReadonlyMap<string, string>): string {
  const all = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${HEAD}
import type { Definition } from 'volano';
import { united } from 'volano/library';
import { house } from './house.ts';
${all.map(([id, exported]) => `import { ${exported} } from './${id}/index.ts';\n`).join('')}
export const playbooks: readonly Definition[] = united(house, [
${all.map(([, exported]) => `  ${exported},\n`).join('')}]);
`;
}

function houseText(project: Project): string {
  return `/** What playbooks take from this project: channels by type, purposes, where links lead; and, as conditions, who gets no offers for the time being (\`spared\`) and who belongs to the top tiers (\`valued\`). */
import { type House, houseOf } from 'volano/library';

export const house: House = houseOf(${printed(factsOf(project))});
`;
}

async function stated(root: string, path: string, text: string): Promise<Addition['files'][number]> {
  const file = join(root, path);
  const state = !existsSync(file) ? 'new' : (await readFile(file, 'utf8')) === text ? 'same' : 'changed';
  return { path, state, text };
}

async function sourcesOf(root: string): Promise<readonly string[]> {
  const names = (await readdir(root)).filter((name) => /\.m?[jt]s$/.test(name));
  return Promise.all(names.map((name) => readFile(join(root, name), 'utf8')));
}
