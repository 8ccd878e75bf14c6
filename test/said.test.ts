/** Sentences that stand in the code in English, and the catalogues that have them in Chinese. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHANNELS_ZH } from '../src/act/channels/said.ts';
import { CONTENT_ZH } from '../src/act/content/said-zh.ts';
import { API_ZH } from '../src/api/said.ts';
import { type ErrorDetails, VolanoError, verbatim } from '../src/base/index.ts';
import { CLI_ZH } from '../src/cli/texts/said-zh.ts';
import { CORE_ZH } from '../src/core/said.ts';
import { SAID_ZH } from '../src/define/said/zh.ts';
import { LEARN_ZH } from '../src/learn/said.ts';
import { PORT_ZH } from '../src/port/said.ts';
import { STATE_ZH } from '../src/port/state/said.ts';
import { WAREHOUSE_ZH } from '../src/port/warehouse/said.ts';
import { REHEARSE_ZH } from '../src/rehearse/said.ts';
import { PROJECT_ZH } from '../src/runtime/project/said.ts';
import { ROLLOUT_ZH } from '../src/runtime/rollout/said.ts';
import { RUNTIME_ZH } from '../src/runtime/said.ts';
import { SENSE_ZH } from '../src/sense/said.ts';

const ROOT = join(import.meta.dirname, '..');
const ROOMS = [
  ['src/define', SAID_ZH],
  ['src/act/channels', CHANNELS_ZH],
  ['src/act/content', CONTENT_ZH],
  ['src/api', API_ZH],
  ['src/cli', CLI_ZH],
  ['src/core', CORE_ZH],
  ['src/learn', LEARN_ZH],
  ['src/port', PORT_ZH],
  ['src/port/state', STATE_ZH],
  ['src/port/warehouse', WAREHOUSE_ZH],
  ['src/rehearse', REHEARSE_ZH],
  ['src/runtime', RUNTIME_ZH],
  ['src/runtime/project', PROJECT_ZH],
  ['src/runtime/rollout', ROLLOUT_ZH],
  ['src/sense', SENSE_ZH],
] as const;

describe.each(ROOMS)('what %s says', (folder, catalogue) => {
  const templates = sourcesIn(folder).flatMap((source) =>
    [...source.matchAll(/\b(?:said|hint)`/g)].map(({ index }) => templateAt(source, index)),
  );

  test('has a row in Chinese for each sentence, and no row besides', () => {
    expect([...new Set(templates)].sort()).toEqual(Object.keys(catalogue).sort());
  });

  test('has the same holes in both languages', () => {
    const holesIn = (text: string): readonly string[] => [...new Set(text.match(/\{\d+\}/g))].sort();
    for (const [english, chinese] of Object.entries(catalogue)) expect(holesIn(chinese), english).toEqual(holesIn(english));
  });

  test('is said in Chinese, with its signs', () => {
    // What is put together of parts has no words of its own.
    const worded = Object.entries(catalogue).filter(([english]) =>
      /[a-z]{3}/.test(english.replace(/\b(Liquid|block|MJML)\b|\{\d+\}/g, '')),
    );
    expect(worded.filter(([, chinese]) => !/\p{Script=Han}/u.test(chinese)).map(([english]) => english)).toEqual([]);
    expect(Object.values(catalogue).filter((chinese) => /\p{Script=Han} ?[,;:?!]|[.;:,] ?\p{Script=Han}/u.test(chinese))).toEqual([]);
  });
});

test('no other room makes sentences in two languages', () => {
  const files = globSync('src/**/*.ts', { cwd: ROOT, exclude: ['src/base/**', '**/*.test.ts', '**/*.suite.ts'] });
  const saying = files.filter((file) => readFileSync(join(ROOT, file), 'utf8').includes('sayingWith('));
  expect(saying.length).toBe(ROOMS.length);
  expect(saying.filter((file) => !ROOMS.some(([folder]) => file.startsWith(`${folder}/`)))).toEqual([]);
});

describe('schemas say what they expect through the catalogue', () => {
  const plain = /(['"`])expected .*\1|\.(regex|refine)\(.*, ['"`]|\b(message|error): ['"`]|z\.(enum|literal)\([^()]*, ['"`][^'"`]* /;

  test.each(['src/define/schema', 'src/act/channels', 'src/api', 'src/runtime/config', 'src/sense'])('in %s', (folder) => {
    const lines = sourcesIn(folder)
      .filter((source) => source.includes("from 'zod'"))
      .flatMap((source) => source.split('\n'));
    expect(lines.map((line) => line.replaceAll(/\b(hint|said)`[^`]*`/g, 'told')).filter((line) => plain.test(line))).toEqual([]);
  });
});

describe('what an error says is wrong', () => {
  test('does not compile in English alone', () => {
    // @ts-expect-error a plain text has no Chinese
    const plain: ErrorDetails = { problem: 'it is broken' };
    // @ts-expect-error nor does it where it is thrown
    expect(new VolanoError('VOLANO_BACKUP_INTERRUPTED', { problem: 'it is broken' })).toBeInstanceOf(VolanoError);
    expect(plain).not.toEqual({ problem: verbatim('it is broken') });
  });

  test('is no sentence of our own that is passed off as somebody else’s', () => {
    const literal = /\b(?:verbatim\(|wordsOf\(new Error\()\s*(['"`])(?:(?!\1).)*[a-z]{2}(?:(?!\1).)*\1/s;
    const sources = globSync('src/**/*.ts', { cwd: ROOT, exclude: ['**/*.test.ts', '**/*.suite.ts'] });
    expect(sources.filter((file) => literal.test(withoutHoles(readFileSync(join(ROOT, file), 'utf8'))))).toEqual([]);
  });
});

/** What stands in the holes of template literals is not what they say. */
function withoutHoles(source: string): string {
  return source.replaceAll(/\$\{[^{}]*\}/g, '');
}

/** Of a room, without those that have a catalogue of their own. */
function sourcesIn(folder: string): readonly string[] {
  const others = ROOMS.filter(([room]) => room !== folder && room.startsWith(`${folder}/`)).map(([room]) => `${room}/**`);
  return globSync(`${folder}/**/*.ts`, { cwd: ROOT, exclude: ['**/*.test.ts', '**/*.suite.ts', ...others] }).map((file) =>
    readFileSync(join(ROOT, file), 'utf8'),
  );
}

/** The template literal that begins here, with numbered holes for what is put in. */
function templateAt(source: string, index: number): string {
  let text = '';
  let holes = 0;
  for (let at = source.indexOf('`', index) + 1; source[at] !== '`'; at++) {
    if (source[at] === '\\') text += source[++at];
    else if (source.startsWith('${', at)) {
      text += `{${holes++}}`;
      at = endOfHole(source, at + 2);
    } else text += source[at];
  }
  return text;
}

/** Where the brace stands that closes a hole. */
function endOfHole(source: string, start: number): number {
  let depth = 1;
  for (let at = start; ; at++) {
    if (source[at] === '{') depth++;
    if (source[at] === '}' && --depth === 0) return at;
  }
}
