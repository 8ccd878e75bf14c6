/** `npm run chaos -- --self-test` proves that each of them is seen; here is proven that each of them still finds what it replaces. */
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { expect, it } from 'vitest';
import { mutated } from './mutate.ts';
import { SABOTAGES } from './sabotages.ts';

const all = Object.entries(SABOTAGES).flatMap(([name, { mutations }]) => mutations.map((mutation) => ({ name, ...mutation })));

it.each(all)('$name finds its statement in $file, and leaves a module that can be read', ({ name: _, ...mutation }) => {
  const source = readFileSync(new URL(`../../${mutation.file}`, import.meta.url), 'utf8');
  const after = mutated(source, mutation);
  expect(after).not.toBe(source);
  expect(() => stripTypeScriptTypes(after)).not.toThrow();
});

it('fails loudly when the statement is gone, or is there twice', () => {
  const mutation = { file: 'a.ts', statement: 'await b;', instead: '' };
  expect(() => mutated('await c;', mutation)).toThrow('a.ts has 0 times');
  expect(() => mutated('await b; await b;', mutation)).toThrow('a.ts has 2 times');
});

it('knows all five, and where each of them shows', () => {
  expect(Object.entries(SABOTAGES).map(([name, { shownBy }]) => `${name}: ${shownBy}`)).toEqual([
    'ack-before-append: embedded',
    'ack-before-sync: embedded',
    'dispatch-before-commit: embedded',
    'skip-epoch-check: cluster',
    'forget-hop-stamp: storm',
  ]);
});
