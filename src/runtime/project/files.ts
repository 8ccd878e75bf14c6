/**
 * Definitions that lie as files beside a project's code: `definitions/KIND/ID.json`.
 *
 * O1. A file goes before what the code says of the same definition; `null` in it takes that away.
 * O2. Which definition a file is about stands in its name alone, so there is one file of each.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { VolanoError, wordsOf } from '../../base/index.ts';
import {
  type Definition,
  type DefinitionKind,
  invalid,
  type Problem,
  type Project,
  ProjectProblems,
  SCHEMAS,
  shapeProblemsOf,
} from '../../define/index.ts';
import { canonicalText } from './canonical.ts';
import { said } from './said.ts';

/** By the file's path in the project's folder, with "/"; `null`: there shall be no such definition. */
export type DefinitionFiles = ReadonlyMap<string, Definition | null>;

const FOLDER = 'definitions';
const ENDING = '.json';
/** Bytes of a file's name without its ending. File systems take 255. */
const NAME_BYTES_MAX = 200;

/** Where the file of a definition lies. Names of events have signs that file names do not take, and may be long. */
export function fileOf({ kind, id }: { readonly kind: DefinitionKind; readonly id: string }): string {
  const plain = id.toWellFormed().replace(/[^\p{L}\p{N} _.-]|^\./gu, (sign) => encodeURIComponent(sign).replace(/^[^%]$/, hexOf));
  const bytes = Buffer.from(plain);
  if (bytes.length <= NAME_BYTES_MAX) return `${FOLDER}/${kind}/${plain}${ENDING}`;
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 16);
  const beginning = bytes
    .subarray(0, NAME_BYTES_MAX - 20)
    .toString('utf8')
    .replace(/\uFFFD+$/, '');
  return `${FOLDER}/${kind}/${beginning}~${hash}${ENDING}`;
}

/** What stands in the file: keys in order, so that what did not change makes no difference. */
export function fileText(definition: Definition | null): string {
  return `${canonicalText(definition, 2)}\n`;
}

/** Throws VOLANO_PROJECT_UNREADABLE, and VOLANO_PROJECT_INVALID with the file and the field of everything that is wrong. */
export async function readDefinitionFiles(root: string): Promise<DefinitionFiles> {
  const files = new Map<string, Definition | null>();
  const problems: Problem[] = [];
  for (const path of await pathsIn(root)) {
    const value = await jsonIn(join(root, path), path);
    const found = problemsOfFile(path, value);
    problems.push(...found);
    if (found.length === 0) files.set(path, value as Definition | null);
  }
  if (problems.length > 0) throw new ProjectProblems(problems);
  return files;
}

/** What the code says with the files before it (O1). What is no project stays as it is, to be told so by the check. */
export function withFiles(code: unknown, files: DefinitionFiles): unknown {
  const list = (code as Partial<Project> | undefined)?.definitions;
  if (files.size === 0 || !Array.isArray(list)) return code;
  const used = new Set<string>();
  const kept = list.flatMap((definition: Definition) => {
    const path = isNamed(definition) ? fileOf(definition) : '';
    const file = files.get(path);
    if (file === undefined) return [definition];
    // Of what is defined twice each is kept, so that it is found.
    used.add(path);
    return file ?? [];
  });
  const more = [...files].flatMap(([path, file]) => (file && !used.has(path) ? [file] : []));
  return { ...(code as Project), definitions: [...kept, ...more] };
}

/** Writes files (`undefined`: removes them), and leaves no folder empty that held one. */
export async function writeFiles(root: string, files: ReadonlyMap<string, Definition | null | undefined>): Promise<void> {
  const left = new Set<string>();
  for (const [path, definition] of files) {
    const file = join(root, path);
    if (definition === undefined) {
      await rm(file, { force: true });
      left.add(dirname(file));
    } else {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, fileText(definition));
    }
  }
  for (const folder of [...left, ...(left.size > 0 ? [join(root, FOLDER)] : [])]) {
    if (existsSync(folder) && (await readdir(folder)).length === 0) await rmdir(folder);
  }
}

async function pathsIn(root: string): Promise<readonly string[]> {
  const top = join(root, FOLDER);
  if (!existsSync(top)) return [];
  const paths: string[] = [];
  for (const folder of (await readdir(top, { withFileTypes: true })).filter((entry) => entry.isDirectory())) {
    const names = (await readdir(join(top, folder.name))).filter((name) => name.endsWith(ENDING));
    paths.push(...names.map((name) => `${FOLDER}/${folder.name}/${name}`));
  }
  return paths.sort();
}

async function jsonIn(file: string, path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    const problem = wordsOf(cause);
    throw new VolanoError('VOLANO_PROJECT_UNREADABLE', { file: path, problem }, { cause });
  }
}

function problemsOfFile(path: string, value: unknown): readonly Problem[] {
  const kind = path.split('/')[1]!;
  if (!Object.hasOwn(SCHEMAS, kind)) return [invalid(path, said`expected a folder named as a kind: ${Object.keys(SCHEMAS).join(', ')}`)];
  if (value === null) return [];
  const problems = shapeProblemsOf(value, path);
  if (problems.length > 0) return problems;
  const definition = value as Definition;
  if (definition.kind !== kind) return [invalid(`${path} at kind`, said`expected "${kind}", as its folder says, got "${definition.kind}"`)];
  const expected = fileOf(definition);
  return expected === path ? [] : [invalid(`${path} at id`, said`"${definition.id}" belongs in ${expected}`)];
}

function isNamed(value: unknown): value is Definition {
  const { kind, id } = (value ?? {}) as Partial<Definition>;
  return typeof kind === 'string' && typeof id === 'string';
}

function hexOf(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
