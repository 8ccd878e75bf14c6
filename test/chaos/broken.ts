/** Of each rule that the product was told to break: at which seed that was seen, kept in a file, and how docs/faults.md says it. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SABOTAGES } from './sabotages.ts';

/** What was last found of a rule. */
export interface Broken {
  readonly name: string;
  readonly shownBy: string;
  /** The first seed that told; undefined: none did. */
  readonly seenAt: number | undefined;
}

const PATH: string = fileURLToPath(new URL('tried/self-test.jsonl', import.meta.url));
const TITLE = '## rules broken on purpose';

export function keptBroken(path: string = PATH): readonly Broken[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  const kept = lines.map((line) => JSON.parse(line) as Broken);
  return kept.filter(({ name }) => name in SABOTAGES);
}

/** In place of what was found of it before. */
export function keepBroken(broken: Broken, path: string = PATH): void {
  const others = keptBroken(path).filter(({ name }) => name !== broken.name);
  mkdirSync(dirname(path), { recursive: true });
  const sorted = [...others, broken].sort((a, b) => a.name.localeCompare(b.name));
  writeFileSync(path, sorted.map((one) => `${JSON.stringify(one)}\n`).join(''));
}

export function brokenText(broken: readonly Broken[]): string {
  if (broken.length === 0) return '';
  const rows = broken.map(
    ({ name, shownBy, seenAt }) => `| \`${name}\`: ${SABOTAGES[name]?.rule} | ${shownBy} | ${seenAt ?? 'not seen'} |`,
  );
  return [TITLE, '', '| what the product was told to do | tried in | seen at seed |', '|---|---|---|', ...rows].join('\n');
}

/** The same again from the text of docs/faults.md. */
export function readBroken(text: string): readonly Broken[] {
  const [, section = ''] = text.split(TITLE);
  return [...section.matchAll(/^\| `([^`]+)`: [^|]* \| (\w+) \| ([^|]+) \|$/gm)].map(([, name, shownBy, seed]) => ({
    name: name!,
    shownBy: shownBy!,
    seenAt: seed === 'not seen' ? undefined : Number(seed),
  }));
}
