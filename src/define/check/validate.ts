/** The check of a whole project: shapes first, then what only the whole can tell. It finds everything in one go. */
import { kindOf, type Said } from '../../base/index.ts';
import type { Definition, Project } from '../project.ts';
import { placeIn } from '../said/places.ts';
import { said } from '../said/said.ts';
import { contentFaults } from './content.ts';
import { cyclesOf } from './cycles.ts';
import { journeyFaults, wholeOf } from './journeys.ts';
import { loopFaults } from './loops.ts';
import { invalid, type Problem, ProjectProblems, placeOf, problem } from './problem.ts';
import { referencesOf } from './references.ts';
import { faultsOf } from './rules.ts';
import { checkShape } from './shape.ts';
import { traitTypes } from './types.ts';
import { rulesOf } from './walk.ts';

/** The project, when it is right. Throws `ProjectProblems` (VOLANO_PROJECT_INVALID) with every problem otherwise. */
export function validateProject(json: unknown): Project {
  const problems = problemsOf(json);
  if (problems.length > 0) throw new ProjectProblems(problems);
  return json as Project;
}

/** All problems of a project, in the order of its definitions; none when it is right. */
export function problemsOf(json: unknown): readonly Problem[] {
  const list = typeof json === 'object' && json !== null ? (json as Partial<Project>).definitions : undefined;
  if (!Array.isArray(list)) return [invalid('project', said`expected an object with a list "definitions", as defineProject returns it`)];
  const extra = Object.keys(json as object).filter((key) => key !== 'definitions');
  const problems = extra.map((key) => invalid('project', said`unknown field "${key}"`));
  const definitions: Definition[] = [];
  for (const [index, value] of list.entries()) {
    const { definition, problems: found } = checkShape(value, index);
    problems.push(...found);
    if (definition) definitions.push(definition);
  }
  return [...problems, ...problemsOfWhole(definitions, namesIn(list))];
}

function problemsOfWhole(definitions: readonly Definition[], names: ReadonlyMap<string, number>): readonly Problem[] {
  const problems: Problem[] = [];
  const typeOf = traitTypes(definitions);
  const whole = wholeOf(definitions, typeOf);
  const loops = loopFaults(
    definitions.filter((one) => one.kind === 'journey'),
    whole,
  );
  for (const definition of definitions) {
    for (const { kind, id, path } of referencesOf(definition)) {
      if (names.has(`${kind} ${id}`)) continue;
      problems.push(problem('VOLANO_REFERENCE_UNKNOWN', placeOf(definition, path), { kind: kindOf(kind), id }));
    }
    for (const [index, id] of (definition.kind === 'tag' ? (definition.contradicts ?? []) : []).entries()) {
      const place = placeOf(definition, `contradicts[${index}]`);
      if (id === definition.id) problems.push(invalid(place, said`a tag cannot contradict itself`));
      else if (!names.has(`tag ${id}`)) problems.push(problem('VOLANO_REFERENCE_UNKNOWN', place, { kind: kindOf('tag'), id }));
    }
    for (const place of rulesOf(definition)) {
      if (place.rule.field.startsWith('recommend.') && !asksOnce(definition, place.path))
        problems.push(invalid(placeOf(definition, place.path), RECOMMENDED));
      for (const text of faultsOf(place, typeOf)) problems.push(invalid(placeOf(definition, place.path), text));
    }
    const faults = definition.kind === 'journey' ? journeyFaults(definition, whole) : contentFaults(definition, typeOf);
    for (const { path, text } of faults) problems.push(invalid(placeOf(definition, path), text));
    const loop = definition.kind === 'journey' ? loops.get(definition.id) : undefined;
    if (loop) problems.push(invalid(placeOf(definition, loop.path), loop.text));
  }
  for (const [name, count] of names) {
    if (count < 2) continue;
    const space = name.indexOf(' ');
    const [kind, id] = [name.slice(0, space), name.slice(space + 1)];
    problems.push(problem('VOLANO_DEFINITION_DUPLICATE', placeOf({ kind, id }), { kind: kindOf(kind), id }));
  }
  for (const cycle of cyclesOf(definitions)) problems.push(problem('VOLANO_DEFINITION_CYCLE', cycle[0]!, { cycle: cycleOf(cycle) }));
  const workspaces = [...names.keys()].filter((name) => name.startsWith('workspace '));
  if (workspaces.length !== 1) {
    problems.push(
      invalid('project', said`expected exactly one workspace (defineWorkspace: time zone, currency, seed), found ${workspaces.length}`),
    );
  }
  return problems;
}

function cycleOf(names: readonly string[]): Said {
  return { en: names.join(' -> '), zh: names.map((name) => placeIn(name).zh).join(' -> ') };
}

const RECOMMENDED: Said = said`what is recommended is asked when a journey is entered or comes to a branch, and in placements; nothing follows it as it changes`;

/** Whether the condition at the path is asked at one moment, and not followed. */
function asksOnce({ kind }: Definition, path: string): boolean {
  return kind === 'placement' || (kind === 'journey' && /^(when\.|steps.*\.branches\[\d+\]\.when\.)/.test(path));
}

/** How often each "kind id" occurs, also where the rest of the definition is wrong. */
function namesIn(list: readonly unknown[]): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const value of list) {
    const { kind, id } = (value ?? {}) as Partial<Record<string, unknown>>;
    if (typeof kind !== 'string' || typeof id !== 'string') continue;
    names.set(`${kind} ${id}`, (names.get(`${kind} ${id}`) ?? 0) + 1);
  }
  return names;
}
