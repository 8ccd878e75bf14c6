/** A broadcast into the project's folder: a file of its own and a line in a list, nothing else. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { VolanoError } from '../../base/index.ts';
import type { JourneyDefinition } from '../../define/index.ts';
import { printed } from '../playbook/index.ts';

export interface PlannedFiles {
  /** Paths relative to the folder. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** What the project's own index.ts has to say so that broadcasts are part of it; empty when it does. */
  readonly lines: readonly string[];
}

const FOLDER = 'broadcasts';
const HEAD = '/** The broadcasts of this project. `volano broadcast --write` adds to it; remove a line and its file to leave one out. */';
const LINES = ["import { broadcasts } from './broadcasts/index.ts';", 'defineProject(broadcasts, ...your own definitions)'];

/** Writes nothing. Rejects with VOLANO_BROADCAST_TAKEN where a file of that name is, and for a list that was written otherwise. */
export async function planWriting(journey: JourneyDefinition, folder: string): Promise<PlannedFiles> {
  const root = resolve(folder);
  const name = journey.id.replaceAll('_', '-');
  const path = join(FOLDER, `${name}.ts`);
  if (existsSync(join(root, path))) throw new VolanoError('VOLANO_BROADCAST_TAKEN', { id: journey.id });
  const list = join(FOLDER, 'index.ts');
  const before = existsSync(join(root, list)) ? await readFile(join(root, list), 'utf8') : `${HEAD}\n`;
  const listed = [...before.matchAll(/import \{ (\w+) \} from '\.\/([a-z0-9-]+)\.ts';/g)].map(
    ([, exported, file]) => [file!, exported!] as const,
  );
  if (before !== `${HEAD}\n` && before !== listText(new Map(listed)))
    throw new VolanoError('VOLANO_BROADCAST_LIST', { file: join(root, list) });
  const exported = exportedAs(journey);
  const sources = (await readdir(root)).filter((file) => /\.m?[jt]s$/.test(file));
  const texts = await Promise.all(sources.map((file) => readFile(join(root, file), 'utf8')));
  return {
    files: [
      { path, text: sourceOf(journey, exported) },
      { path: list, text: listText(new Map([...listed, [name, exported]])) },
    ],
    lines: texts.some((text) => /['"]\.\/broadcasts\/index\.[jt]s['"]/.test(text)) ? [] : LINES,
  };
}

export async function writeFiles({ files }: PlannedFiles, folder: string): Promise<void> {
  for (const { path, text } of files) {
    const file = join(resolve(folder), path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

function exportedAs({ id }: JourneyDefinition): string {
  return id.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function sourceOf({ id, name, stage, trigger, reentry, holdout, kpi, steps }: JourneyDefinition, exported: string): string {
  const [message, pause] = steps;
  const { type: _type, ...schedule } = trigger;
  const { type: _send, ...sent } = message!;
  const { duration, id: waiting } = pause as { readonly duration: string; readonly id: string };
  const line = (key: string, value: unknown): string => `  ${key}: ${printed(value, { indent: 2, before: key.length + 3 })},\n`;
  return `import { defineJourney, type JourneyDefinition, onSchedule, send, wait } from 'volano';

export const ${exported}: JourneyDefinition = defineJourney({
${line('id', id)}${line('name', name)}${line('stage', stage)}  trigger: onSchedule(${printed(schedule, { indent: 2, before: 21 })}),
${line('reentry', reentry)}${holdout === undefined ? '' : line('holdout', holdout)}${kpi ? line('kpi', kpi) : ''}${stepsText([`send(${printed(sent, { indent: 4, before: 6 })})`, `wait(${printed(duration)}, ${printed({ id: waiting })})`])}});
`;
}

function stepsText(steps: readonly string[]): string {
  const flat = `  steps: [${steps.join(', ')}],\n`;
  return flat.length <= 141 && !flat.slice(0, -1).includes('\n')
    ? flat
    : `  steps: [\n${steps.map((step) => `    ${step},\n`).join('')}  ],\n`;
}

function listText(names: ReadonlyMap<string, string>): string {
  const all = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
  const listed = all.map(([, exported]) => exported).join(', ');
  const flat = `export const broadcasts: readonly JourneyDefinition[] = [${listed}];`;
  const broken = `export const broadcasts: readonly JourneyDefinition[] = [\n${all.map(([, exported]) => `  ${exported},\n`).join('')}];`;
  return `${HEAD}
import type { JourneyDefinition } from 'volano';
${all.map(([file, exported]) => `import { ${exported} } from './${file}.ts';\n`).join('')}
${flat.length <= 140 ? flat : broken}
`;
}
