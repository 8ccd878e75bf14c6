/** The tests of a playbook fail when it is broken: every mutant of its definitions is noticed by one of them, or refused with the project. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { house } from '../../playbooks/house.ts';
import { playbooks } from '../../playbooks/index.ts';
import { projectOf } from '../../playbooks/shared/basis.ts';
import { type Project, problemsOf } from '../../src/define/index.ts';
import { runScript } from '../../src/rehearse/script/scenario.ts';
import { declaredBy, type JourneyTest } from '../../src/rehearse/script/tests.ts';
import { type Mutant, mutantsOf } from './mutants.ts';

const folder = join(import.meta.dirname, '../../playbooks');
const OTHERS = { template: 'some_other', purpose: 'some_other' };
/** Mutants that behave no differently, and why. */
const EQUIVALENT: Readonly<Record<string, string>> = {
  'journey second_order: "always" for "once" at reentry': 'who has ordered twice has reached the goal, and does not enter',
};

test('every folder is a playbook of that name', async () => {
  const folders = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory() && entry.name !== 'shared');
  expect(folders.map(({ name }) => name).sort()).toEqual(playbooks.map(({ id }) => id).sort());
});

describe.each(playbooks.map((playbook) => [playbook.id, playbook] as const))('%s', (id, playbook) => {
  test('has journeys with a target and, where they sell, a held-out group', () => {
    const journeys = playbook.definitions(house).filter((definition) => definition.kind === 'journey');
    expect(journeys.length).toBeGreaterThan(0);
    for (const journey of journeys) {
      expect(journey.kpi, journey.id).toBeDefined();
      expect(journey.holdout, journey.id).toBeGreaterThan(0);
    }
  });

  test('passes its tests, and none of its mutants does', async () => {
    const tests = [...(await declaredBy(() => import(join(folder, id, `${id}.journey.ts`))))];
    const whole = projectOf([playbook]);
    expect(problemsOf(whole)).toEqual([]);
    expect(await failedFirst(whole, tests)).toBeUndefined();
    const survivors: string[] = [];
    for (const mutant of mutantsOf(playbook.definitions(house), OTHERS)) {
      if (EQUIVALENT[mutant.what] !== undefined) continue;
      const project = withMutant(whole, mutant);
      if (problemsOf(project).length === 0 && (await failedFirst(project, tests)) === undefined) survivors.push(mutant.what);
    }
    expect(survivors).toEqual([]);
  });
});

/** The project with the mutant's definitions, and with the template, the purpose and the benefit that a broken step may name. */
function withMutant({ definitions }: Project, { definitions: broken }: Mutant): Project {
  const names = new Set(broken.map(({ kind, id }) => `${kind} ${id}`));
  const name = { en: 'Other', zh: '其他' };
  return {
    definitions: [
      ...definitions.filter(({ kind, id }) => !names.has(`${kind} ${id}`)),
      ...broken,
      { kind: 'template', id: OTHERS.template, name, body: 'Other' },
      { kind: 'benefit', id: 'some_other', name, type: 'points', points: 1 },
      { kind: 'purpose', id: OTHERS.purpose, name, basis: 'opt_out' },
    ],
  };
}

/** The name of the first test that does not pass. It goes to the front: what noticed one mutant is likely to notice the next. */
async function failedFirst(project: Project, tests: JourneyTest[]): Promise<string | undefined> {
  for (const [index, { name, script, place, options }] of tests.entries()) {
    // An order that the log cannot step, or a project that cannot be released, is noticed too.
    const failure = await runScript(project, script, { ...options, place }).catch((error: unknown) => error);
    if (failure === undefined) continue;
    tests.unshift(...tests.splice(index, 1));
    return name;
  }
  return undefined;
}
