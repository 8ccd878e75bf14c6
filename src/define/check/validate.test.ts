import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { property, segment, tag, trait } from '../build/conditions.ts';
import { defineProject, defineSegment, defineTag, defineTrait } from '../build/definitions.ts';
import { formula } from '../build/formulas.ts';
import { example, text, workspace } from '../example.suite.ts';
import type { Definition } from '../project.ts';
import { cyclesOf } from './cycles.ts';
import { ProjectProblems } from './problem.ts';
import { problemsOf, validateProject } from './validate.ts';

const name = text('Name');
const codesOf = (...definitions: readonly unknown[]) =>
  problemsOf({ definitions: [workspace, ...definitions] }).map(({ code, path }) => `${code} ${path}`);

describe('a project that is right', () => {
  test('has no problem and passes as it is', () => {
    expect(problemsOf(example)).toEqual([]);
    expect(validateProject(example)).toBe(example);
    expect(validateProject(JSON.parse(JSON.stringify(example)))).toEqual(example);
  });

  test('in any order of its definitions', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...example.definitions], { minLength: example.definitions.length }), (definitions) => {
        expect(problemsOf({ definitions })).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('what is no project', () => {
  test.each([undefined, null, 5, 'project', [], {}, { definitions: {} }])('%j', (value) => {
    expect(problemsOf(value)).toEqual([expect.objectContaining({ code: 'VOLANO_DEFINITION_INVALID', path: 'project' })]);
  });

  test('more than definitions', () => {
    expect(problemsOf({ ...example, name: 'x' }).map(({ message }) => message)).toEqual(['project: unknown field "name"']);
  });
});

describe('the whole', () => {
  test.each([0, 2])('has one workspace, not %i', (count) => {
    const definitions = Array.from({ length: count }, (_, i) => ({ ...workspace, id: `w${i}` }));
    expect(problemsOf({ definitions }).map(({ message }) => message)).toEqual([expect.stringContaining(`expected exactly one workspace`)]);
    expect(problemsOf({ definitions })[0]!.message).toContain(`found ${count}`);
  });

  test('holds each id once per kind', () => {
    const segmentA = defineSegment({ id: 'a', name, condition: trait('a').present() });
    const traitA = defineTrait({ id: 'a', name, type: 'string' });
    expect(codesOf(segmentA, traitA)).toEqual([]);
    expect(codesOf(segmentA, traitA, segmentA, segmentA)).toEqual(['VOLANO_DEFINITION_DUPLICATE segment "a"']);
  });

  test('holds what its definitions refer to', () => {
    const lonely = defineTag({ id: 't', name, owner: 'o', group: 'g', rule: trait('nobody').present() });
    expect(codesOf(lonely)).toEqual([
      'VOLANO_REFERENCE_UNKNOWN tag "t" at rule.rules[0].field',
      'VOLANO_REFERENCE_UNKNOWN tag "t" at group',
    ]);
  });

  test('does not miss what is there but malformed', () => {
    const broken = { kind: 'trait', id: 'city', name, type: 'word' };
    const user = defineSegment({ id: 's', name, condition: trait('city').is('x') });
    expect(codesOf(broken, user)).toEqual(['VOLANO_DEFINITION_INVALID trait "city" at type']);
  });

  test.each(
    example.definitions
      .filter(({ kind }) => kind !== 'workspace' && kind !== 'policy' && kind !== 'namespace')
      .map((one) => [`${one.kind} ${one.id}`, one] as const),
  )('without %s finds exactly those who refer to it', (_, removed) => {
    const left = example.definitions.filter((one) => one !== removed);
    const found = problemsOf({ definitions: left });
    const users = left.filter((one) => JSON.stringify(one).includes(`"${removed.id}"`) || JSON.stringify(one).includes(`.${removed.id}`));
    expect(found.every(({ code }) => code === 'VOLANO_REFERENCE_UNKNOWN')).toBe(true);
    for (const { path } of found) expect(users.map(({ id }) => id)).toContain(/"(.*?)"/.exec(path)![1]);
  });
});

describe('circles', () => {
  const sum = (id: string, ...of: readonly [string, string]) => defineTrait({ id, name, formula: formula.add(...of) });

  test('of traits, through tags and segments', () => {
    const circle = [
      defineTrait({ id: 'a', name, formula: formula.when(tag('b'), 1, 2) }),
      defineTag({ id: 'b', name, owner: 'o', rule: segment('c') }),
      defineSegment({ id: 'c', name, condition: trait('a').is(1) }),
    ];
    expect(cyclesOf(circle)).toEqual([['trait "a"', 'tag "b"', 'segment "c"', 'trait "a"']]);
    expect(problemsOf({ definitions: [workspace, ...circle] }).map(({ message }) => message)).toEqual([
      expect.stringContaining('trait "a" -> tag "b" -> segment "c" -> trait "a"'),
    ]);
  });

  test('of one', () => {
    expect(cyclesOf([sum('a', 'a', 'a')])).toEqual([['trait "a"', 'trait "a"']]);
  });

  test('are none where two ways lead to the same', () => {
    const definitions = [sum('a', 'b', 'c'), sum('b', 'd', 'd'), sum('c', 'd', 'd'), defineTrait({ id: 'd', name, type: 'number' })];
    expect(cyclesOf(definitions)).toEqual([]);
  });

  test('exist exactly when there is no order of evaluation', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const id = fc.constantFrom(...ids);
    fc.assert(
      fc.property(fc.array(fc.tuple(id, id), { minLength: 6, maxLength: 6 }), (operands) => {
        const definitions = operands.map((pair, i) =>
          ids[i] === 'a' ? defineTrait({ id: 'a', name, type: 'number' }) : sum(ids[i]!, ...pair),
        );
        const done = new Set(['a']);
        for (let round = 0; round < ids.length; round++) {
          operands.forEach((pair, i) => {
            if (pair.every((one) => done.has(one))) done.add(ids[i]!);
          });
        }
        expect(cyclesOf(definitions as Definition[]).length === 0).toBe(done.size === ids.length);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the error', () => {
  const wrong = defineProject(
    defineSegment({ id: 's', name, condition: property('x').is(1) }),
    defineTag({ id: 't', name, owner: 'o', rule: trait('nobody').present() }),
  );
  const caught = (): ProjectProblems => {
    try {
      validateProject(wrong);
    } catch (error) {
      return error as ProjectProblems;
    }
    throw new Error('the project passed');
  };

  test('has every problem, in the order of the definitions', () => {
    const error = caught();
    expect(error).toBeInstanceOf(ProjectProblems);
    expect(error.code).toBe('VOLANO_PROJECT_INVALID');
    expect(error.problems.map(({ path }) => path)).toEqual([
      'segment "s" at condition.rules[0]',
      'tag "t" at rule.rules[0].field',
      'project',
    ]);
  });

  test('shows them all, each with its code', () => {
    const lines = caught().message.split('\n');
    expect(lines[0]).toBe('The project has 3 problem(s):');
    expect(lines.slice(1).map((line) => line.trim().split(' ', 1)[0])).toEqual([
      'VOLANO_DEFINITION_INVALID',
      'VOLANO_REFERENCE_UNKNOWN',
      'VOLANO_DEFINITION_INVALID',
    ]);
  });
});

describe('one slip in the example is found where it stands', () => {
  /** The example with one definition replaced by what `edit` makes of it. */
  const slipped = (id: string, edit: Readonly<Record<string, unknown>>) => ({
    definitions: example.definitions.map((one) => (one.id === id ? { ...one, ...edit } : one)),
  });

  test.each<[string, Readonly<Record<string, unknown>>, string, string]>([
    ['shop', { timeZone: 'Asia/Peking' }, 'workspace "shop" at timeZone', 'is not a time zone'],
    ['shop', { currency: 'RMB¥' }, 'workspace "shop" at currency', 'ISO 4217'],
    ['card', { limit: 0 }, 'namespace "card" at limit', 'got 0'],
    ['card', { blockedPatterns: ['^ok$', '(?=x)'] }, 'namespace "card" at blockedPatterns[1]', 'regular expression of RE2'],
    ['card', { per: 'weekly' }, 'namespace "card" at per', 'expected a duration'],
    ['shop', { fanIn: { max: 0, per: '1d' } }, 'workspace "shop" at fanIn.max', 'got 0'],
    ['news', { basis: 'implied' }, 'purpose "news" at basis', '"opt_in", "opt_out"'],
    ['default', { globalControl: 0.3 }, 'policy "default" at globalControl', '0.15'],
    ['default', { caps: [{ id: 'c', max: 1, per: '1d', classes: [] }] }, 'policy "default" at caps[0].classes', 'got []'],
    ['city', { type: 'list', reconcile: { by: 'most_frequent' } }, 'trait "city" at reconcile.by', 'lists are not counted'],
    ['city', { reconcile: { by: 'source', order: [] } }, 'trait "city" at reconcile.order', 'got []'],
    ['city', { reconcile: { by: 'newest' } }, 'trait "city" at reconcile.by', '"most_frequent"'],
    ['city', { type: 'text' }, 'trait "city" at type', 'got "text"'],
    ['revenue', { window: { last: 'a month' } }, 'trait "revenue" at window.last', 'expected a duration'],
    ['categories', { property: 'products[0].category' }, 'trait "categories" at property', 'expected a path'],
    ['categories', { property: 'a[].b[].c' }, 'trait "categories" at property', 'one "[]" at most'],
    ['weeks', { unit: 'year' }, 'trait "weeks" at unit', '"minute", "hour", "day", "week", "month"'],
    ['average', { formula: { op: 'power', args: [{ trait: 'orders' }, { literal: 2 }] } }, 'trait "average" at formula.op', 'got "power"'],
    ['average', { formula: { trait: 'order' } }, 'trait "average" at formula', 'there is no trait "order"'],
    ['monetary', { score: { of: 'revenue', bins: 1 } }, 'trait "monetary" at score.bins', 'got 1'],
    ['monetary', { score: { of: 'city', bins: 5 } }, 'trait "monetary" at score.of', '"city" is a string'],
    ['value', { exclusive: 1 }, 'tag group "value" at exclusive', 'expected boolean, got 1'],
    ['vip', { group: 'worth' }, 'tag "vip" at group', 'there is no tag group "worth"'],
    ['vip', { contradicts: ['vip'] }, 'tag "vip" at contradicts[0]', 'cannot contradict itself'],
    ['vip', { contradicts: ['active', 'gone'] }, 'tag "vip" at contradicts[1]', 'there is no tag "gone"'],
    ['vip', { contradicts: [] }, 'tag "vip" at contradicts', 'expected'],
    ['vip', { owner: undefined }, 'tag "vip" at owner', 'expected string, got nothing'],
    ['active', { expiry: '1 month' }, 'tag "active" at expiry', 'expected a duration'],
    ['abandoned', { condition: trait('city').is('x') }, 'segment "abandoned" at condition.combinator', 'expected one of "and", "or"'],
    ['regulars', { name: 'Regulars' }, 'segment "regulars" at name', 'expected object, got "Regulars"'],
    ['hello', { body: '{{ trait.nickname }}' }, 'template "hello" at body', 'there is no trait "nickname"'],
    ['cart', { stage: 'purchase' }, 'journey "cart" at stage', '"repurchase"'],
    ['cart', { holdout: 1 }, 'journey "cart" at holdout', 'got 1'],
    ['cart', { reentry: { after: 7 } }, 'journey "cart" at reentry.after', 'got 7'],
    ['cart', { trigger: { type: 'segment', segment: 'nobody' } }, 'journey "cart" at trigger.segment', 'there is no segment "nobody"'],
    ['back', { steps: [{ type: 'wait', id: 'w', duration: 'a day' }] }, 'journey "back" at steps[0].duration', 'expected a duration'],
    [
      'back',
      { steps: [{ type: 'send', id: 's', channel: 'capture', template: 'gone', purpose: 'news' }] },
      'journey "back" at steps[0].template',
      'no template "gone"',
    ],
    [
      'back',
      { steps: [{ type: 'jump', id: 'j' }] },
      'journey "back" at steps[0].type',
      '"wait", "wait_for", "branch", "split", "send", "webhook", "ticket", "benefit", "update", "set_tag", "remove_tag", "start_journey", "stop_journey", "exit"',
    ],
  ])('%s with %j', (id, edit, path, words) => {
    const found = problemsOf(slipped(id, edit));
    expect(found.map((one) => one.path)).toContain(path);
    expect(found.find((one) => one.path === path)!.message).toContain(words);
  });
});
