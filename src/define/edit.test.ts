/** What a release says about customers inside, and who may make releases: read, and refused where it makes no sense. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { trait } from './build/conditions.ts';
import { defineJourney, defineTrait, defineWorkspace } from './build/definitions.ts';
import { branch, wait } from './build/steps.ts';
import { onEvent } from './build/triggers.ts';
import { problemsOf } from './check/validate.ts';
import { editOf, type StepEdit, type StepEdits } from './edit.ts';
import type { Definition } from './project.ts';

const name = { en: 'Name', zh: '名称' };
const shop = { id: 'shop', name, timeZone: 'UTC', currency: 'EUR', seed: 's' };
const found = (...definitions: readonly Definition[]): string =>
  problemsOf({ definitions: JSON.parse(JSON.stringify(definitions)) })
    .map(({ message }) => message)
    .join('\n');

describe('what is said of a step', () => {
  const words = fc.oneof(
    fc.constantFrom<StepEdit>('stay', 'move', 'exit'),
    fc.string({ minLength: 1 }).map((moveTo): StepEdit => ({ moveTo })),
  );
  const steps = fc.string({ minLength: 1 }).filter((id) => id !== '*');

  test('is what stands under its id, else what stands for all others, else nothing', () => {
    fc.assert(
      fc.property(fc.dictionary(steps, words), steps, fc.option(words, { nil: undefined }), (named, step, others) => {
        const edits: StepEdits = { ...named, ...(others && { '*': others }) };
        expect(editOf(edits, step)).toEqual(Object.hasOwn(named, step) ? named[step] : others);
      }),
    );
  });

  test('is not what an object has by itself', () => {
    expect(editOf({}, 'constructor')).toBeUndefined();
    expect(editOf({ '*': 'exit' }, 'toString')).toBe('exit');
  });
});

describe('a journey', () => {
  const city = defineTrait({ id: 'city', name, type: 'string' });
  const journey = (edits: object): Definition => ({
    ...defineJourney({
      id: 'way',
      name,
      stage: 'retain',
      trigger: onEvent('Seen'),
      reentry: 'once',
      steps: [wait('1d', { id: 'a' }), branch({ id: 'b', when: trait('city').is('x'), then: [wait('1d', { id: 'c' })] })],
    }),
    edits: edits as StepEdits,
  });
  const problems = (edits: object): string => found(defineWorkspace(shop), city, journey(edits));

  test.each([[{}], [{ old: 'stay', gone: 'exit', a: 'move', '*': 'move' }], [{ old: { moveTo: 'c' }, '*': { moveTo: 'a' } }]])(
    'may say %j',
    (edits) => expect(problems(edits)).toBe(''),
  );

  test.each([
    [{ old: { moveTo: 'z' } }, /edits\.old.*no step "z" to move to/],
    [{ old: 'move' }, /edits\.old.*no step "old"/],
    [{ old: 'leave' }, /edits\.old/],
    [{ old: { moveTo: 'a', when: 'now' } }, /edits\.old/],
    [{ 'not an id!': 'exit' }, /edits/],
  ])('may not say %j', (edits, problem) => expect(problems(edits)).toMatch(problem));
});

describe('members', () => {
  const token = (digit: string): string => `sha256:${digit.repeat(64)}`;
  const workspace = (...members: readonly { readonly id: string; readonly token: string }[]) =>
    defineWorkspace({ ...shop, approval: { members } });

  test('are two at least, each of their own id and token', () => {
    expect(found(workspace({ id: 'ada', token: token('a') }, { id: 'bo', token: token('b') }))).toBe('');
    expect(found(workspace({ id: 'ada', token: token('a') }))).toMatch(/approval\.members/);
    expect(found(workspace({ id: 'ada', token: token('a') }, { id: 'ada', token: token('b') }))).toMatch(/members\[1\]\.id.*"ada" already/);
    expect(found(workspace({ id: 'ada', token: token('a') }, { id: 'bo', token: token('a') }))).toMatch(/members\[1\]\.token.*their own/);
    expect(found(workspace({ id: 'ada', token: token('a') }, { id: 'bo', token: 'secret' }))).toMatch(/sha256/);
  });
});
