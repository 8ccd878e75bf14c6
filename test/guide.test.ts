/** The guide to the console says what the console says: in both languages the same, with words that are on the screen and addresses that exist. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const ROOT = new URL('../', import.meta.url);
const APP = 'console/app/';
const LANGUAGES = { en: 'docs/guide.md', zh: 'docs/guide.zh-CN.md' } as const;
type Language = keyof typeof LANGUAGES;

/** Addresses that are no screen's: they stand beside the console, or lead into it. */
const BESIDE = ['/console', '/try'];

interface Section {
  readonly level: number;
  readonly title: string;
  readonly text: string;
}

const sections: Readonly<Record<Language, readonly Section[]>> = { en: sectionsOf('en'), zh: sectionsOf('zh') };
const catalogues: Readonly<Record<Language, ReadonlyMap<string, ReadonlySet<string>>>> = { en: catalogueOf('en'), zh: catalogueOf('zh') };
const screens = readdirSync(new URL(`${APP}screens/`, ROOT), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => addressesIn(`${APP}screens/${name}/screen.ts`));

test('both languages have the same chapters, and the same lists and tables in each', () => {
  const shape = (language: Language): readonly unknown[] =>
    sections[language].map(({ level, text }) => [
      level,
      ...['\n- ', '\n\\d+\\. ', '\n\\|'].map((row) => [...text.matchAll(RegExp(row, 'g'))].length),
    ]);
  expect(sections.en.length).toBeGreaterThan(30);
  expect(shape('zh')).toEqual(shape('en'));
});

test('both languages name the same addresses in each chapter', () => {
  expect(sections.zh.map(addressesOf)).toEqual(sections.en.map(addressesOf));
});

test('every address is that of a screen, and every screen is told of', () => {
  const told = new Set(sections.en.flatMap(addressesOf));
  const known = new Set([...screens.flat(), ...BESIDE]);
  expect([...told].filter((address) => !known.has(address) && !known.has(address.replace(/\/\w+$/, '/$')))).toEqual([]);
  expect(screens.map(([first]) => first).filter((first) => !told.has(first!))).toEqual([]);
});

describe.each(Object.keys(LANGUAGES) as Language[])('%s', (language) => {
  test('every name in bold is on the screen', () => {
    const missing = sections[language].flatMap(({ title, text }) =>
      namesIn(text)
        .filter((name) => !catalogues[language].has(name))
        .map((name) => `${title}: ${name}`),
    );
    expect(missing).toEqual([]);
  });

  test('every name in bold is the other language’s as well, in the same chapter', () => {
    const other = language === 'en' ? 'zh' : 'en';
    const lone = sections[language].flatMap(({ title, text }, index) => {
      const keys = new Set(namesIn(sections[other][index]?.text ?? '').flatMap((name) => [...(catalogues[other].get(name) ?? [])]));
      return namesIn(text)
        .filter((name) => ![...(catalogues[language].get(name) ?? [])].some((key) => keys.has(key)))
        .map((name) => `${title}: ${name}`);
    });
    expect(lone).toEqual([]);
  });

  // "**为什么？**打开" is no bold in Markdown: a mark before the stars and a letter behind them do not end it.
  test('every name in bold is shown in bold', () => {
    const lost = sections[language].flatMap(({ text }) =>
      [...text.matchAll(/(.?)\*\*([^*\n]+)\*\*(.?)/gu)]
        .filter(([, before = '', name = '', next = '']) => (isMark(name.at(-1)) && isLetter(next)) || (isMark(name[0]) && isLetter(before)))
        .map(([found]) => found),
    );
    expect(lost).toEqual([]);
  });
});

function isMark(one = ''): boolean {
  return /\p{P}/u.test(one);
}

function isLetter(one: string): boolean {
  return /[\p{L}\p{N}]/u.test(one);
}

function sectionsOf(language: Language): readonly Section[] {
  const parts = readFileSync(new URL(LANGUAGES[language], ROOT), 'utf8').split(/^(?=#+ )/m);
  return parts.map((part) => {
    const [, marks = '', title = '', text = ''] = /^(#+) ([^\n]*)\n(.*)$/s.exec(part) ?? [];
    return { level: marks.length, title, text };
  });
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/\*\*([^*\n]+)\*\*/g)].map(([, name]) => name!);
}

/** In code; the first screen's, which is a key as well, only where it stands in brackets. */
function addressesOf({ text }: Section): readonly string[] {
  const said = [...text.matchAll(/[(（]`(\/)`|`(\/[^`]+)`/g)].map(([, home, other]) => (home ?? other)!);
  return [...new Set(said)].sort();
}

/** Every text without a hole, with the keys at which it stands. */
function catalogueOf(language: Language): ReadonlyMap<string, ReadonlySet<string>> {
  const texts = new Map<string, Set<string>>();
  for (const file of readdirSync(new URL('console/', ROOT), { recursive: true, encoding: 'utf8' })) {
    if (!new RegExp(`^(app|public)/(.*/)?texts/${language}\\.json$`).test(file)) continue;
    for (const [key, text] of flat(
      JSON.parse(readFileSync(new URL(`console/${file}`, ROOT), 'utf8')) as object,
      `${file.replace(/\w+\.json$/, '')} `,
    ))
      if (!text.includes('{')) texts.set(text, new Set([...(texts.get(text) ?? []), key.replace(/_(one|other)$/, '')]));
  }
  return texts;
}

function flat(texts: object, before: string): readonly (readonly [key: string, text: string])[] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' ? [[`${before}${key}`, value] as const] : flat(value as object, `${before}${key}.`),
  );
}

/** The first is that of the menu; of what varies only that it does. */
function addressesIn(file: string): readonly string[] {
  const [, list = ''] = /paths: \[([^\]]+)\]/.exec(readFileSync(new URL(file, ROOT), 'utf8')) ?? [];
  return [...list.matchAll(/'([^']+)'/g)].map(([, path]) => path!.replace(/\$\w+/g, '$'));
}
