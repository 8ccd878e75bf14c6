import { describe, expect, test } from 'vitest';
import { type Definition, lintProject, type Project, problemsOf } from 'volano';
import { project as omni } from './omni/index.ts';
import { project as retail } from './retail/index.ts';

type Kind = Definition['kind'];

function of<K extends Kind>(project: Project, kind: K): Extract<Definition, { kind: K }>[] {
  return project.definitions.filter((definition): definition is Extract<Definition, { kind: K }> => definition.kind === kind);
}

describe.each([
  ['omni', omni],
  ['retail', retail],
])('%s', (_, project) => {
  test('is a valid project', () => {
    expect(problemsOf(project)).toEqual([]);
  });

  test('says no word that a person would have to answer for before it is served', () => {
    const findings = lintProject(project, () => undefined);
    expect(findings.filter(({ lint }) => lint.startsWith('sensitive-word'))).toEqual([]);
  });

  test('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(project))).toEqual(project);
  });

  test('has 60 traits and tags, 12 segments, 5 journeys; each that sends marketing has a holdout', () => {
    expect(of(project, 'trait').length + of(project, 'tag').length).toBeGreaterThanOrEqual(60);
    expect(of(project, 'segment').length).toBeGreaterThanOrEqual(12);
    const journeys = of(project, 'journey');
    expect(journeys.length).toBeGreaterThanOrEqual(5);
    const isMarketing = (journey: object): boolean =>
      /"type":"send"(?![^}]*"messageClass":"(?:service|transactional)")/.test(JSON.stringify(journey));
    expect(journeys.filter(isMarketing).length).toBeGreaterThan(0);
    for (const journey of journeys.filter(isMarketing)) expect(journey.holdout, journey.id).toBeGreaterThan(0);
  });

  test('uses every aggregate, and windows that roll and that follow the calendar', () => {
    const computed = of(project, 'trait').filter((trait) => 'aggregate' in trait);
    expect(new Set(computed.map((trait) => trait.aggregate)).size).toBe(12);
    const windows = computed.flatMap((trait) => (typeof trait.window === 'object' ? Object.keys(trait.window) : []));
    expect(new Set(windows)).toEqual(new Set(['last', 'this', 'previous']));
  });

  test('names everything in both languages', () => {
    for (const definition of project.definitions) {
      if (definition.kind === 'policy') continue;
      expect(definition.name.en.trim(), definition.id).not.toBe('');
      expect(definition.name.zh.trim(), definition.id).not.toBe('');
    }
  });

  test('speaks two languages, and every message goes through a channel of the project', () => {
    for (const template of of(project, 'template')) {
      const [other, ...more] = Object.values(template.locales ?? {});
      expect(more, template.id).toEqual([]);
      const isChinese = /\p{Script=Han}/u.test(template.body);
      // A ticket is read by staff, whatever the customer's language: it says both at once.
      if (!other) expect([isChinese, / \/ /.test(template.body)], template.id).toEqual([true, true]);
      else expect(isChinese, template.id).not.toBe(/\p{Script=Han}/u.test(other.body));
    }
    const used = new Set(JSON.stringify(of(project, 'journey')).match(/(?<="channel":")[^"]+/g));
    expect([...used].sort()).toEqual(
      of(project, 'channel')
        .map(({ id }) => id)
        .sort(),
    );
  });

  test('asks guard for something: caps, quiet hours and consent', () => {
    const [policy] = of(project, 'policy');
    expect(policy?.caps?.length).toBeGreaterThan(0);
    expect(policy?.quietHours).toBeDefined();
    expect(of(project, 'purpose').length).toBeGreaterThan(0);
  });
});
