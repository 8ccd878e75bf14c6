/** The repository's files, and what the tidy test has to know about a TypeScript source. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

export const ROOT: string = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A node of the ESTree that oxc-parser makes. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export interface Import {
  /** Path from the repository's root when relative, else the specifier. */
  readonly target: string;
  readonly typeOnly: boolean;
}

export interface Source {
  readonly path: string;
  readonly text: string;
  readonly program: Node;
  readonly imports: readonly Import[];
  /** Offsets at which comments begin and end. */
  readonly comments: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}

/** Paths of all files that are committed or would be, from the root, with `/`. */
export function repositoryFiles(): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' });
  return [...new Set(listed.split('\0'))].filter((path) => path !== '' && exists(path)).sort();
}

export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

export function isTest(path: string): boolean {
  return /\.(test|suite)\.tsx?$/.test(path) || /(^|\/)(test|testing)\//.test(path);
}

export function sourceOf(path: string): Source {
  const text = read(path);
  const { program, module, comments } = parseSync(path, text);
  const statics = module.staticImports.map(({ moduleRequest, entries }) => ({
    target: moduleRequest.value,
    typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
  }));
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) => (moduleRequest ? [{ target: moduleRequest.value, typeOnly: isType }] : [])),
  );
  const dynamic = [...text.matchAll(/(?:import|new URL)\(\s*'(\.[^']+)'/g)].map(([, target]) => ({ target: target!, typeOnly: false }));
  const imports = [...statics, ...exported, ...dynamic].map(({ target, typeOnly }) => ({ target: resolved(path, target), typeOnly }));
  return {
    path,
    text,
    program: program as unknown as Node,
    imports,
    comments: comments.map(({ start, end, value }) => ({ start, end, text: value })),
  };
}

/** Every node below, the given one first. */
export function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodesOf(child);
  }
}

export function linesOf(text: string): number {
  return text.endsWith('\n') ? text.split('\n').length - 1 : text.split('\n').length;
}

/** Lines that hold something besides comments and blanks. */
export function codeLinesOf({ text, comments }: Source): number {
  return linesWithout(text, comments);
}

/** Lines that can run: without comments and blanks, imports, types, and tables of plain values, which have nothing to test line by line. */
export function runnableLinesOf({ text, comments, program }: Source): number {
  const still = (program.body as readonly Node[]).filter((statement) => !canRun((statement.declaration ?? statement) as Node));
  return linesWithout(text, [...comments, ...still]);
}

function canRun(declaration: Node): boolean {
  if (/^(TSInterface|TSTypeAlias|Import|ExportAll)/.test(declaration.type)) return false;
  if (declaration.type === 'ExportNamedDeclaration') return false;
  if (declaration.type !== 'VariableDeclaration') return true;
  return (declaration.declarations as readonly Node[]).some(({ init }) =>
    init ? [...nodesOf(init as Node)].some(({ type }) => RUNNING.test(type)) : false,
  );
}

const RUNNING = /^(Call|New|Arrow|Function|Await|Class|TaggedTemplate)/;

function linesWithout(text: string, spans: readonly { readonly start: number; readonly end: number }[]): number {
  let code = text;
  for (const { start, end } of spans) code = code.slice(0, start) + code.slice(start, end).replace(/[^\n]/g, ' ') + code.slice(end);
  return code.split('\n').filter((line) => line.trim() !== '').length;
}

/** `path:line` of an offset. */
export function placeOf({ path, text }: Source, offset: number): string {
  return `${path}:${text.slice(0, offset).split('\n').length}`;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

function resolved(from: string, target: string): string {
  return target.startsWith('.') ? posix.join(posix.dirname(from), target) : target;
}

function exists(path: string): boolean {
  try {
    readFileSync(join(ROOT, path));
    return true;
  } catch {
    return false;
  }
}
