import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Definition,
  defineJourney,
  defineTemplate,
  type JourneyDefinition,
  onSegment,
  type Project,
  type Release,
  type Released,
  type StepEdits,
  send,
  type Text,
  wait,
} from '../../define/index.ts';
import { canonicalText } from './canonical.ts';
import { nextRelease, projectAt } from './release.ts';

const name: Text = { en: 'Name', zh: '名称' };
const template = (id: string, body = 'x') => defineTemplate({ id, name, body });
const projectOf = (...definitions: readonly Definition[]): Project => ({ definitions });
const versionsOf = ({ definitions }: Release) => Object.fromEntries(definitions.map(({ version, definition }) => [definition.id, version]));

/** Releases of the projects, one after the other. */
const history = (...projects: readonly Project[]): readonly Release[] => {
  const releases: Release[] = [];
  for (const project of projects) releases.push(nextRelease(releases, project).release);
  return releases;
};

describe('V1: numbers', () => {
  test('begin with 1 and are consecutive', () => {
    const releases = history(projectOf(template('a')), projectOf(template('a', 'y')), projectOf());
    expect(releases.map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  test('stay when nothing has changed, whatever the order of fields and definitions', () => {
    const [first] = history(projectOf(template('a'), template('b')));
    const same = projectOf(template('b'), { body: 'x', name: { zh: '名称', en: 'Name' }, id: 'a', kind: 'template' });
    const { release, changes } = nextRelease([first!], same);
    expect(release).toBe(first);
    expect(changes).toEqual([]);
  });

  test('keep the note', () => {
    expect(nextRelease([], projectOf(template('a')), { note: 'why' }).release.note).toBe('why');
    expect(nextRelease([], projectOf(template('a'))).release).not.toHaveProperty('note');
  });
});

describe('V2: versions', () => {
  test('rise only where the content differs', () => {
    const [, second] = history(projectOf(template('a'), template('b')), projectOf(template('a', 'y'), template('b')));
    expect(versionsOf(second!)).toEqual({ a: 2, b: 1 });
  });

  test('come back with their content', () => {
    const releases = history(
      projectOf(template('a', '1')),
      projectOf(template('a', '2')),
      projectOf(template('a', '1')),
      projectOf(template('a', '3')),
    );
    expect(releases.map((release) => versionsOf(release).a)).toEqual([1, 2, 1, 3]);
  });

  test('of what was gone are not used again', () => {
    const releases = history(projectOf(template('a', '1')), projectOf(), projectOf(template('a', '2')));
    expect(versionsOf(releases[2]!)).toEqual({ a: 2 });
  });

  test('name one content for ever, over any history', () => {
    const content = fc.record({ id: fc.constantFrom('a', 'b', 'c'), body: fc.constantFrom('1', '2', '3') });
    const project = fc
      .uniqueArray(content, { selector: ({ id }) => id })
      .map((list) => projectOf(...list.map(({ id, body }) => template(id, body))));
    fc.assert(
      fc.property(fc.array(project, { maxLength: 12 }), (projects) => {
        const seen = new Map<string, string>();
        for (const { version, definition } of history(...projects).flatMap(({ definitions }) => definitions)) {
          const key = `${definition.id}@${version}`;
          expect(seen.get(key) ?? canonicalText(definition)).toBe(canonicalText(definition));
          seen.set(key, canonicalText(definition));
        }
        expect(new Set(seen.values()).size).toBe(seen.size);
      }),
    );
  });
});

describe('V3: what customers inside a journey still need', () => {
  const journey = (body: string): JourneyDefinition =>
    defineJourney({
      id: 'j',
      name,
      stage: 'retain',
      trigger: onSegment('s'),
      reentry: 'once',
      steps: [send({ channel: 'capture', template: body, purpose: 'p' })],
    });
  const segment: Definition = { kind: 'segment', id: 's', name, condition: { combinator: 'and', rules: [] } };
  const purpose: Definition = { kind: 'purpose', id: 'p', name, basis: 'opt_in' };
  const before = projectOf(segment, purpose, template('old'), journey('old'));
  const pinned: readonly Released<JourneyDefinition>[] = [{ version: 1, definition: journey('old') }];
  const releases = history(before);

  test.each([
    ['template "old"', projectOf(segment, purpose, template('new'), journey('new'))],
    ['purpose "p"', projectOf(segment, template('old'), journey('old'))],
    ['segment "s"', projectOf(purpose, template('old'), journey('old'))],
    ['journey "j"', projectOf(segment, purpose, template('old'))],
  ])('cannot be removed: %s', (needed, project) => {
    const release = () => nextRelease(releases, project, { pinned });
    expect(release).toThrow(expect.objectContaining({ code: 'VOLANO_DEFINITION_IN_USE' }));
    expect(release).toThrow(`${needed} cannot be removed: customers in journey "j" version 1 still need it`);
  });

  test('may be changed, and removed once they have left', () => {
    const changed = projectOf(segment, purpose, template('old', 'better'), template('new'), journey('new'));
    expect(nextRelease(releases, changed, { pinned }).release.number).toBe(2);
    expect(nextRelease(releases, projectOf(segment)).release.number).toBe(2);
  });
});

test('what a template reads is kept beside it', () => {
  const uses = { traits: ['city'], properties: [] };
  const { release } = nextRelease([], projectOf(template('a'), { kind: 'tag_group', id: 'g', name, exclusive: true }), {
    usesOf: () => uses,
  });
  expect(release.definitions.map((one) => one.uses)).toEqual([uses, undefined]);
});

test('a template with a block has another version when the block says something else, and the old one when it says the old again', () => {
  const block = (id: string, body: string): Definition => ({ kind: 'block', id, name, type: 'custom', body });
  const plain = template('a', 'plain');
  const mail: Definition = { kind: 'template', id: 'mail', name, body: '{% block "outer" %}' };
  const project = (words: string) => projectOf(plain, mail, block('outer', '{% block "inner" %}'), block('inner', words));
  const releases = history(project('one'), project('two'), project('one'));
  const versions = releases.map(({ definitions }) =>
    Object.fromEntries(definitions.map(({ definition, version }) => [definition.id, version])),
  );
  expect(versions).toEqual([
    { [plain.id]: 1, mail: 1, outer: 1, inner: 1 },
    { [plain.id]: 1, mail: 2, outer: 1, inner: 2 },
    { [plain.id]: 1, mail: 1, outer: 1, inner: 1 },
  ]);
});

describe('projectAt', () => {
  const releases = history(projectOf(template('a', '1')), projectOf(template('a', '2')));

  test('is the way back: its release has the old content and the old versions under a new number', () => {
    const { release } = nextRelease(releases, projectAt(releases, 1));
    expect(release).toEqual({ ...releases[0], number: 3 });
  });

  test.each([0, 3])('knows no release %i', (number) => {
    expect(() => projectAt(releases, number)).toThrow(`There is no release ${number}; the latest is 2`);
  });
});

describe('V4: what becomes of customers inside', () => {
  const journey = (ids: readonly string[], edits?: StepEdits): JourneyDefinition => ({
    ...defineJourney({
      id: 'j',
      name,
      stage: 'retain',
      trigger: onSegment('s'),
      reentry: 'once',
      steps: ids.map((id) => wait('1d', { id })),
    }),
    ...(edits && { edits }),
  });
  const releases = history(projectOf(journey(['a', 'b'])));
  const editsOf = (definition: Definition | undefined, edits?: Readonly<Record<string, StepEdits>>) =>
    nextRelease(releases, projectOf(...(definition ? [definition] : [])), edits ? { edits } : {}).release.edits;

  test('is what the journey says, and over that what the maker says', () => {
    expect(editsOf(journey(['b']))).toBeUndefined();
    expect(editsOf(journey(['b'], { a: 'exit' }))).toEqual([{ journey: 'j', version: 2, steps: { a: 'exit' } }]);
    expect(editsOf(journey(['b'], { a: 'exit', b: 'move' }), { j: { a: { moveTo: 'b' } } })).toEqual([
      { journey: 'j', version: 2, steps: { a: { moveTo: 'b' }, b: 'move' } },
    ]);
  });

  test('of a journey that is new, or as it was, is nothing', () => {
    expect(nextRelease([], projectOf(journey(['b'], { a: 'exit' }))).release.edits).toBeUndefined();
    const after = history(projectOf(journey(['b'], { a: 'exit' })));
    expect(nextRelease(after, projectOf(journey(['b'], { a: 'exit' }), template('x'))).release.edits).toBeUndefined();
  });

  test('may be said alone, without any change', () => {
    const { release, changes } = nextRelease(releases, projectOf(journey(['a', 'b'])), { edits: { j: { '*': { moveTo: 'a' } } } });
    expect([release.number, changes, release.edits]).toEqual([2, [], [{ journey: 'j', version: 1, steps: { '*': { moveTo: 'a' } } }]]);
  });

  test.each<[string, Definition | undefined, Readonly<Record<string, StepEdits>>, string]>([
    ['a journey that is not there', journey(['a', 'b']), { x: { a: 'exit' } }, 'there is no such journey'],
    ['a step that is not there', journey(['b']), { j: { a: { moveTo: 'c' } } }, 'it has no step "c" to move to. Its steps: b'],
    ['the same step of a version without it', journey(['b']), { j: { a: 'move' } }, 'it has no step "a"'],
    ['a journey that goes', undefined, { j: { a: { moveTo: 'b' } } }, 'say stay or exit'],
  ])('is refused of %s', (_, definition, edits, problem) => {
    expect(() => editsOf(definition, edits)).toThrow(problem);
  });

  test('every step of the same name, whatever there is', () => {
    expect(editsOf(journey(['b']), { j: { '*': 'move' } })).toEqual([{ journey: 'j', version: 2, steps: { '*': 'move' } }]);
  });
});
