/** The catalogues of the shell and of every screen: both languages say the same things, and screens ask for nothing that is not there. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const APP = new URL('./app/', import.meta.url);
const folderOf = (path: string): URL => new URL(path, APP);
const catalogues = [
  'texts/',
  ...['kit/', 'screens/'].flatMap((place) =>
    readdirSync(folderOf(place), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [`${place}${entry.name}/texts/`] : [])),
  ),
];

describe.each(catalogues)('%s', (folder) => {
  const en = textsIn(folder, 'en');
  const zh = textsIn(folder, 'zh');

  test('says the same things in both languages', () => {
    expect(new Set(Object.keys(zh).map(withoutPlural))).toEqual(new Set(Object.keys(en).map(withoutPlural)));
  });

  test('is Chinese in Chinese, with the same values put in', () => {
    for (const [key, text] of Object.entries(zh)) {
      if (/\p{Letter}/u.test(text.replace(/\{\{\w+\}\}/g, ''))) expect(text, key).toMatch(/\p{Script=Han}/u);
      const same = en[key];
      if (same !== undefined) expect(valuesIn(text), key).toEqual(valuesIn(same));
    }
  });

  test('has one and other where English counts, and other in Chinese', () => {
    for (const key of Object.keys(en)) if (key.endsWith('_one')) expect(Object.keys(en), key).toContain(key.replace(/_one$/, '_other'));
    expect(Object.keys(zh).filter((key) => key.endsWith('_one'))).toEqual([]);
  });
});

/** Of the console itself, without tests. */
const sources = readdirSync(folderOf('./'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file) && file !== 'api/schema.ts')
  .map((file) => ({ file, source: readFileSync(folderOf(file), 'utf8') }));

test('no text is asked for that is not there', () => {
  const missing: string[] = [];
  for (const { file, source } of sources) {
    // A part that is handed its texts says those of its folder.
    const namespace = /useTranslation\('([\w-]+)'\)/.exec(source)?.[1] ?? /^(?:kit|screens)\/([\w-]+)\//.exec(file)?.[1];
    const known = Object.keys(textsIn(placeOf(namespace), 'en')).map(withoutPlural);
    for (const [, key] of source.matchAll(/\bt\('([\w.-]+)'/g)) if (!known.includes(key!)) missing.push(`${file}: ${key}`);
  }
  expect(missing).toEqual([]);
});

test('no text is there that nobody asks for', () => {
  const unused = catalogues.flatMap((folder) => {
    const namespace = /(\w[\w-]*)\/texts\/$/.exec(folder)?.[1];
    const own = folder.replace(/texts\/$/, '');
    const code = sources
      .filter(({ file, source }) => namespace === undefined || file.startsWith(own) || source.includes(`'${namespace}'`))
      .map(({ source }) => source)
      .join('\n');
    const asked = new Set([...code.matchAll(/'([\w.-]+)'/g)].map(([, key]) => key!));
    const made = [...new Set([...code.matchAll(/`((?:[^`\s$]|\$\{[^}`]*\})*)`/g)].map(([, key]) => key!))]
      .filter((key) => key.includes('${'))
      .map(madeLike);
    const keys = [...new Set(Object.keys(textsIn(folder, 'en')).map(withoutPlural))];
    return keys.filter((key) => !asked.has(key) && !made.some((like) => like.test(key))).map((key) => `${folder}: ${key}`);
  });
  expect(unused).toEqual([]);
});

/** Keys that a template makes: `kinds.${kind}` is like any key of kinds, however deep what is filled in may be. */
function madeLike(template: string): RegExp {
  const fixed = template.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  // What is made of holes alone, e.g. of a kind and an id, would be like all of them.
  return fixed.some((part) => /\w/.test(part)) ? new RegExp(`^${fixed.join('.+')}$`) : new RegExp(`^${fixed.join('[^.]+')}$`);
}

function placeOf(namespace: string | undefined): string {
  return catalogues.find((place) => place.endsWith(`/${namespace}/texts/`)) ?? 'texts/';
}

function textsIn(folder: string, language: string): Readonly<Record<string, string>> {
  return flat(JSON.parse(readFileSync(folderOf(`${folder}${language}.json`), 'utf8')) as object);
}

function flat(texts: object, before = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'string' ? [[`${before}${key}`, value]] : Object.entries(flat(value as object, `${before}${key}.`)),
    ),
  );
}

function withoutPlural(key: string): string {
  return key.replace(/_(one|other)$/, '');
}

function valuesIn(text: string): readonly string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!).sort();
}
