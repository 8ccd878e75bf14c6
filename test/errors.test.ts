/** The error catalogue, its page and its use are one. */
import { expect, test } from 'vitest';
import { ERRORS, messageOf, VolanoError } from '../src/base/index.ts';
import { errorsPage } from '../tools/errors-page.ts';
import { isTest, read, repositoryFiles } from './tidy/sources.ts';

const sources = repositoryFiles().filter((path) => path.startsWith('src/') && path.endsWith('.ts') && !isTest(path));
const text = sources
  .filter((path) => path !== 'src/base/errors.ts')
  .map(read)
  .join('\n');
const codes = Object.keys(ERRORS) as (keyof typeof ERRORS)[];

test('the page says what the catalogue says (npm run errors writes it)', () => {
  expect(read('docs/errors.md')).toBe(errorsPage());
});

test('every code is used', () => {
  expect(codes.filter((code) => !text.includes(`'${code}'`))).toEqual([]);
});

test('every code that sources name is in the catalogue', () => {
  const named = new Set(text.match(/(?<=')VOLANO_[A-Z_]+(?=')/g));
  const settings = [...named].filter(
    (name) => text.includes(`environment.${name}`) || text.includes(`env.${name}`) || text.includes(`env('${name}')`),
  );
  expect([...named].filter((name) => !settings.includes(name) && !(name in ERRORS))).toEqual([]);
});

test.each(codes)('%s: the message is a sentence that ends, with every detail it asks for', (code) => {
  const { message } = ERRORS[code];
  expect(message).toMatch(/[.}]$|\)$/);
  const holes = Object.fromEntries([...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name!, `<${name}>`]));
  const error = new VolanoError(code, holes);
  expect(error.message).toBe(messageOf(code, holes));
  expect(error.message).not.toMatch(/\{\w+\}/);
  expect(error).toMatchObject({ code, kind: ERRORS[code].kind, details: holes, name: 'VolanoError' });
});
