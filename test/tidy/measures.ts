/** What the tidy test measures on sources. Each returns findings in words; none when all is well. */
import { posix } from 'node:path';
import { codeLinesOf, isTest, linesOf, type Node, nodesOf, placeOf, runnableLinesOf, type Source } from './sources.ts';

export const FILE_LINES_MAX = 400;
export const FUNCTION_LINES_MAX = 70;
export const PARAMETERS_MAX = 3;

/** Test lines per source line that a room keeps. */
export const RATIOS: Readonly<Record<string, number>> = {
  base: 1.5,
  define: 1.5,
  core: 1.5,
  port: 1.5,
  sense: 1,
  act: 1,
  learn: 1,
  runtime: 1,
  console: 0.5,
};

/** Tests outside src that test one room, by their folder. */
const TESTED_ROOM: Readonly<Record<string, string>> = {
  'test/truths/': 'core',
  'test/crash/': 'port',
  'test/clients/': 'sense',
  'test/fuzz/': 'sense',
  'console/screens.': 'console',
  'console/catalogues.': 'console',
  'console/conditions.': 'console',
  'console/browser.': 'console',
  'console/journeys.': 'console',
  'console/segments.': 'console',
};

const PUBLIC_DOORS: readonly string[] = ['src/define/index.ts', 'src/library/index.ts'];

const FUNCTIONS: readonly string[] = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'];

export function longFiles(sources: readonly Source[]): readonly string[] {
  return sources
    .filter(({ text }) => linesOf(text) > FILE_LINES_MAX)
    .map(({ path, text }) => `${path} has ${linesOf(text)} lines: split it by concept`);
}

export function medianLines(sources: readonly Source[]): number {
  const lengths = sources.map(({ text }) => linesOf(text)).sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)] ?? 0;
}

export function longFunctions(source: Source): readonly string[] {
  const findings: string[] = [];
  for (const node of nodesOf(source.program)) {
    if (!FUNCTIONS.includes(node.type)) continue;
    const lines = source.text.slice(node.start, node.end).split('\n').length;
    if (lines > FUNCTION_LINES_MAX) findings.push(`${placeOf(source, node.start)} is a function of ${lines} lines: give its parts names`);
    const parameters = node.params as readonly Node[];
    if (parameters.length > PARAMETERS_MAX) {
      findings.push(`${placeOf(source, node.start)} has ${parameters.length} positional parameters: use an options object`);
    }
  }
  return findings;
}

/** Circles of imports that exist when the program runs. */
export function importCycles(sources: readonly Source[]): readonly string[] {
  const graph = new Map(
    sources.map(({ path, imports }) => [path, imports.filter(({ typeOnly }) => !typeOnly).map(({ target }) => target)]),
  );
  const findings: string[] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (path: string): void => {
    if (trail.includes(path)) findings.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
    if (trail.includes(path) || done.has(path)) return;
    trail.push(path);
    for (const next of graph.get(path) ?? []) visit(next);
    trail.pop();
    done.add(path);
  };
  for (const path of graph.keys()) visit(path);
  return findings;
}

/** What is wrong with a file of core: it must be a function of what it is given. */
export function impurities(source: Source): readonly string[] {
  const findings: string[] = [];
  const found = (node: Node, what: string, instead: string) => findings.push(`${placeOf(source, node.start)} ${what}: ${instead}`);
  for (const node of nodesOf(source.program)) {
    const text = source.text.slice(node.start, node.end);
    if (node.type === 'AwaitExpression' || node.async === true) found(node, 'waits', 'let the runtime load what is needed and hand it in');
    if (node.type === 'MemberExpression' && text === 'Date.now') found(node, 'reads the clock', 'now is given');
    if (node.type === 'MemberExpression' && text === 'Math.random') found(node, 'draws a random number', 'use hashUnit of base');
    if (node.type === 'NewExpression' && /^new Date(\(\))?$/.test(text)) found(node, 'reads the clock', 'give new Date its instant');
    if (
      node.type === 'Identifier' &&
      ['process', 'fetch', 'performance', 'setTimeout', 'setInterval'].includes(text) &&
      !isName(source, node)
    ) {
      found(node, `uses ${text}`, 'core does no I/O and reads no clock; the runtime does');
    }
  }
  for (const { target } of source.imports) {
    if (target.startsWith('node:')) findings.push(`${source.path} imports ${target}: core does no I/O; the runtime hands in what it needs`);
  }
  return findings;
}

/** Lines of tests per line of source that can run, by room. */
export function testRatios(sources: readonly Source[]): Readonly<Record<string, number>> {
  const lines: Record<string, { source: number; test: number }> = {};
  for (const source of sources) {
    const room =
      /^(?:src\/(\w+)|(console)\/app)\//
        .exec(source.path)
        ?.slice(1)
        .find((room) => room !== undefined) ?? roomTestedBy(source.path);
    if (room === undefined || !(room in RATIOS)) continue;
    lines[room] ??= { source: 0, test: 0 };
    if (isTest(source.path)) lines[room].test += codeLinesOf(source);
    else lines[room].source += runnableLinesOf(source);
  }
  return Object.fromEntries(
    Object.entries(lines).map(([room, { source, test }]) => [room, source === 0 ? Number.POSITIVE_INFINITY : test / source]),
  );
}

/** Sources that no other source imports and that nothing starts. */
export function orphans(sources: readonly Source[], starts: readonly string[]): readonly string[] {
  const imported = new Set(sources.flatMap(({ path, imports }) => imports.map(({ target }) => target).filter((target) => target !== path)));
  return sources
    .map(({ path }) => path)
    .filter((path) => !imported.has(path) && !starts.includes(path))
    .map((path) => `${path} is imported by nobody: use it or remove it`);
}

/** Exports of a door that have no doc comment where they are declared: all of the public door, elsewhere what runs (a type says much by itself). */
export function undocumentedExports(door: Source, sourceAt: (path: string) => Source | undefined): readonly string[] {
  const findings: string[] = [];
  for (const statement of door.program.body as readonly Node[]) {
    if (statement.type !== 'ExportNamedDeclaration' || !statement.source) continue;
    const target = posix.join(posix.dirname(door.path), (statement.source as Node).value as string);
    for (const specifier of statement.specifiers as readonly Node[]) {
      const name = (specifier.local as Node).name as string;
      const declared = declarationOf(name, target, sourceAt);
      if (declared && !PUBLIC_DOORS.includes(door.path) && !isValue(declared.node)) continue;
      if (!declared || !isDocumented(declared.source, declared.node))
        findings.push(`${declared?.source.path ?? target}: ${name} is exported by ${door.path} without a doc comment`);
    }
  }
  return findings;
}

function isValue(statement: Node): boolean {
  const declaration = (statement.declaration ?? statement) as Node;
  return !declaration.type.startsWith('TS');
}

function declarationOf(
  name: string,
  path: string,
  sourceAt: (path: string) => Source | undefined,
): { source: Source; node: Node } | undefined {
  const source = sourceAt(path);
  if (!source) return undefined;
  for (const statement of source.program.body as readonly Node[]) {
    if (statement.type !== 'ExportNamedDeclaration') continue;
    const declaration = statement.declaration as Node | null;
    if (declaration && namesOf(declaration).includes(name)) return { source, node: statement };
    const specifier = (statement.specifiers as readonly Node[]).find((one) => (one.exported as Node).name === name);
    if (!specifier) continue;
    if (!statement.source) return localDeclaration(source, (specifier.local as Node).name as string);
    const next = posix.join(posix.dirname(path), (statement.source as Node).value as string);
    return declarationOf((specifier.local as Node).name as string, next, sourceAt);
  }
  return undefined;
}

function localDeclaration(source: Source, name: string): { source: Source; node: Node } | undefined {
  const node = (source.program.body as readonly Node[]).find((statement) => namesOf(statement).includes(name));
  return node && { source, node };
}

function namesOf(declaration: Node): readonly string[] {
  if (declaration.type === 'VariableDeclaration')
    return (declaration.declarations as readonly Node[]).map((one) => (one.id as Node).name as string);
  const id = declaration.id as Node | null | undefined;
  return id ? [id.name as string] : [];
}

function isDocumented({ text, comments }: Source, node: Node): boolean {
  const last = comments.findLast(({ end }) => end <= node.start);
  return last?.text.startsWith('*') === true && text.slice(last.end, node.start).trim() === '';
}

/** A property, key or type of that name is no use of the global. */
function isName({ text }: Source, node: Node): boolean {
  return text[node.start - 1] === '.' || /^\s*[?:]/.test(text.slice(node.end, node.end + 3));
}

function roomTestedBy(path: string): string | undefined {
  return Object.entries(TESTED_ROOM).find(([folder]) => path.startsWith(folder))?.[1];
}
