import { expect, test } from 'vitest';
import { VolanoError } from '../../base/index.ts';
import type { Condition, JourneyDefinition, Released, Step } from '../../define/index.ts';
import { startKnowPlan } from '../know/index.ts';
import { compileJourneys, type JourneySources } from './index.ts';
import { END, type Instruction } from './instruction.ts';

const text = { en: 'x', zh: 'x' };
const always: Condition = { combinator: 'and', rules: [] };
const ofProperty: Condition = { combinator: 'and', rules: [{ field: 'property.a.b', operator: 'notNull' }] };
const wait = (id: string, duration = '1h'): Step => ({ type: 'wait', id, duration });
const send = (id: string, template = 'note'): Step => ({ type: 'send', id, channel: 'capture', template, purpose: 'p' });
const branch = (id: string, when: Condition, ...steps: Step[]): Step => ({ type: 'branch', id, branches: [{ when, steps }] });

function journey(change: object = {}): Released<JourneyDefinition> {
  const base: JourneyDefinition = {
    kind: 'journey',
    id: 'j',
    name: text,
    stage: 'retain',
    trigger: { type: 'event', event: 'Go' },
    reentry: 'always',
    steps: [wait('w')],
  };
  return { version: 1, definition: { ...base, ...change } };
}

function compile(live: readonly Released<JourneyDefinition>[], more: Partial<JourneySources> = {}) {
  const templates = new Map([['note', { version: 1, traits: [], properties: ['total', 'products[].name', 'cart.id'] }]]);
  return compileJourneys(
    { live, pinned: [], templates, channels: [], traits: [], zone: 'UTC', globalControl: 0, ...more },
    startKnowPlan([], 'UTC').compile,
  );
}

function problemOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof VolanoError) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'none';
}

const nested = (depth: number): Step => (depth === 0 ? wait('deep') : branch(`b${depth}`, always, nested(depth - 1)));

test.each<[string, object, RegExp]>([
  ['no step', { steps: [] }, /VOLANO_DEFINITION_INVALID journey\.j\.steps: .*at least one step/],
  ['an id twice', { steps: [wait('a'), wait('a')] }, /VOLANO_DEFINITION_INVALID .*two steps have the id "a"/],
  ['an id twice in a branch', { steps: [wait('a'), branch('b', always, send('a'))] }, /two steps have the id "a"/],
  ['a branch named like its step', { steps: [branch('a', always, wait('a'))] }, /two steps have the id "a"/],
  ['a branch without arms', { steps: [{ type: 'branch', id: 'b', branches: [] }] }, /j\.steps\.b: a branch needs at least one condition/],
  ['nine branches in each other', { steps: [nested(9)] }, /nested more than 8 deep/],
  ['a wait of nothing', { steps: [wait('a', '0d')] }, /j\.steps\.a: a wait must be longer than 0/],
  ['a wait of three years', { steps: [wait('a', '1096d')] }, /730 days/],
  ['a wait without unit', { steps: [wait('a', '10')] }, /VOLANO_DURATION_INVALID/],
  ['a wait within a branch', { steps: [branch('b', always, wait('a', '0s'))] }, /j\.steps\.a: a wait must be/],
  ['a holdout of everybody', { holdout: 1 }, /journey\.j\.holdout: a holdout is a share/],
  ['a holdout below 0', { holdout: -0.1 }, /holdout is a share/],
  ['a holdout that is no number', { holdout: Number.NaN }, /holdout is a share/],
  ['re-entry after nothing', { reentry: { after: '0s' } }, /journey\.j\.reentry: .*"always"/],
  ['re-entry after something odd', { reentry: { after: 'soon' } }, /VOLANO_DURATION_INVALID/],
  ['a maxAge that is no duration', { trigger: { type: 'event', event: 'Go', maxAge: '1 hour' } }, /VOLANO_DURATION_INVALID/],
  ['an unknown template', { steps: [send('s', 'lost')] }, /VOLANO_REFERENCE_UNKNOWN journey\.j\.steps\.s: there is no template "lost"/],
  ['an unknown template in a branch', { steps: [branch('b', always, send('s', 'lost'))] }, /no template "lost"/],
])('refuses %s', (_, change, problem) => {
  expect(problemOf(() => compile([journey(change)]))).toMatch(problem);
});

test('eight branches in each other are fine, and so is a wait of two years', () => {
  expect(problemOf(() => compile([journey({ steps: [nested(8), wait('long', '730d')] })]))).toBe('none');
});

test('properties of the trigger may be read where an event triggers, not where a segment does, and never by a condition goal', () => {
  const trigger = { type: 'segment', segment: 's' };
  const steps = [branch('b', ofProperty, wait('w'))];
  expect(problemOf(() => compile([journey({ when: ofProperty, steps })]))).toBe('none');
  expect(problemOf(() => compile([journey({ when: ofProperty, trigger })]))).toMatch(/when/);
  expect(problemOf(() => compile([journey({ steps, trigger })]))).toMatch(/j\.steps\.b\.branches\[0\]\.when/);
  expect(problemOf(() => compile([journey({ goal: ofProperty })]))).toMatch(/journey\.j\.goal/);
  expect(problemOf(() => compile([journey({ exits: [{ event: 'E', where: ofProperty }, ofProperty] })]))).toMatch(/j\.exits\[1\]/);
});

test('two live journeys of one id are refused', () => {
  expect(problemOf(() => compile([journey(), journey()]))).toMatch(/VOLANO_DEFINITION_DUPLICATE .*journey.*"j"/);
});

test('live journeys are found by what starts them; pinned ones by their version only', () => {
  const live = [
    journey({ id: 'b' }),
    journey({ id: 'a' }),
    journey({ id: 'seg', trigger: { type: 'segment', segment: 's' } }),
    journey({ id: 'other', trigger: { type: 'event', event: 'Else' } }),
  ];
  const old = { ...journey({ id: 'a', trigger: { type: 'event', event: 'Old' } }), version: 0 };
  const plan = compile(live, { pinned: [old, live[0]!] });
  expect(plan.byEvent.get('Go')?.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(plan.byEvent.get('Else')?.map(({ id }) => id)).toEqual(['other']);
  expect(plan.bySegment.get('s')?.map(({ id }) => id)).toEqual(['seg']);
  expect(plan.byEvent.has('Old')).toBe(false);
  expect([...plan.versions.keys()].sort()).toEqual(['a@0', 'a@1', 'b@1', 'other@1', 'seg@1']);
});

test('an instance keeps the top-level properties that branches and templates read, each once', () => {
  const both: Condition = {
    combinator: 'or',
    rules: [
      { combinator: 'and', rules: [{ field: 'property.labels[]', operator: 'contains', value: 'x' }] },
      { field: 'property.cart.total', operator: '>', value: 1 },
    ],
  };
  const steps = [branch('b', both, send('in')), wait('w')];
  const captured = (definition: Released<JourneyDefinition>) => compile([definition]).versions.get('j@1')?.captured;
  expect(captured(journey({ steps }))).toEqual(['cart', 'labels', 'products', 'total']);
  expect(captured(journey({ when: ofProperty }))).toEqual([]);
});

function targetsOf(instruction: Instruction): readonly number[] {
  switch (instruction.op) {
    case 'exit':
      return [];
    case 'branch':
      return [instruction.otherwise, ...instruction.arms.map((arm) => arm.next)];
    case 'split':
      return [instruction.next, ...instruction.arms.map((arm) => arm.next)];
    case 'wait_for':
      return [...instruction.branches.map(({ next }) => next), instruction.otherwise];
    case 'send':
    case 'webhook':
      return [instruction.next, instruction.failed];
    default:
      return [instruction.next];
  }
}

test('instructions lead forward only: every next one was made before it', () => {
  const steps = [
    wait('a'),
    branch('b', always, send('c'), wait('d')),
    { type: 'branch', id: 'e', branches: [{ when: always, steps: [] }], otherwise: [send('f')] },
    { type: 'wait_for', id: 'h', event: 'E', timeout: '1d', steps: [wait('i')], otherwise: [send('j')] },
    { type: 'split', id: 'k', arms: [{ id: 'a', share: 0.5, steps: [wait('l')] }] },
    wait('g'),
  ];
  const { list, first, positions } = compile([journey({ steps })]).versions.get('j@1')!.instructions;
  expect(list[first]).toMatchObject({ op: 'wait', step: 'a', lengthMs: 3_600_000 });
  expect([...positions.keys()].sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l']);
  for (const [index, instruction] of list.entries()) {
    const next = targetsOf(instruction);
    for (const target of next) expect(target).toBeLessThan(index);
    expect(positions.get(instruction.step)).toBe(index);
  }
  expect(list[positions.get('g')!]).toMatchObject({ next: END });
  expect(list[positions.get('e')!]).toMatchObject({ otherwise: positions.get('f'), arms: [{ next: positions.get('h') }] });
});

test('defaults: an hour of maxAge, marketing, no holdout', () => {
  const compiled = compile([journey({ steps: [send('s')] })]).versions.get('j@1')!;
  expect(compiled.trigger.maxAgeMs).toBe(3_600_000);
  expect(compiled.instructions.list).toMatchObject([{ messageClass: 'marketing' }]);
  expect(compiled).toMatchObject({ holdout: 0, exits: [], goal: undefined, reentry: 0 });
});

test('a pinned version whose template or trait is gone is left out; anything else that goes wrong is not hidden', () => {
  const ofTrait: Condition = { combinator: 'and', rules: [{ field: 'trait.gone', operator: 'notNull' }] };
  const pinned = [
    { ...journey({ id: 'a', steps: [send('s', 'lost')] }), version: 1 },
    { ...journey({ id: 'b', goal: ofTrait }), version: 1 },
    { ...journey({ id: 'c' }), version: 1 },
  ];
  expect([...compile([], { pinned }).versions.keys()]).toEqual(['c@1']);
  expect(problemOf(() => compile([journey({ goal: ofTrait })]))).toMatch(/VOLANO_REFERENCE_UNKNOWN/);
  const broken = () => {
    throw new TypeError('a defect');
  };
  const sources = { live: [], pinned, templates: new Map(), channels: [], traits: [], zone: 'UTC', globalControl: 0 };
  expect(() => compileJourneys(sources, broken)).toThrow(TypeError);
});

test('a template that cannot do without a property is refused where no event triggers, also deep inside; pinned versions stay', () => {
  const templates = new Map([
    ['bare', { version: 1, traits: [], properties: ['total'], requiredProperties: ['total'] }],
    ['safe', { version: 1, traits: [], properties: ['total'] }],
  ]);
  const trigger = { type: 'segment', segment: 's' };
  const bare = branch('b', always, send('s', 'bare'));
  const problem = (change: object) => problemOf(() => compile([journey(change)], { templates }));
  expect(problem({ steps: [bare], trigger })).toMatch(/j\.steps\.s: template "bare" prints event\.total, but no event triggers/);
  expect(problem({ steps: [bare] })).toBe('none');
  expect(problem({ steps: [send('s', 'safe')], trigger })).toBe('none');
  const pinned = [journey({ steps: [bare], trigger })];
  expect(compile([], { templates, pinned }).versions.has('j@1')).toBe(true);
});
