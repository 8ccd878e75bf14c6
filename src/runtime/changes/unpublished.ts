/** The newest release with what is unpublished: as a project, and what would be wrong with it. Pure. */
import {
  type Definition,
  type Problem,
  type Project,
  placeOf,
  problemsOf,
  type Release,
  referencesOf,
  SCHEMAS,
} from '../../define/index.ts';
import { canonicalText } from '../project/canonical.ts';
import { type ChangeKey, type ChangeProblem, nameOf, type StoredChange } from './change.ts';

/** Of a release, by name. */
export function definitionsIn(release: Release | undefined): ReadonlyMap<string, Definition> {
  return new Map((release?.definitions ?? []).map(({ definition }) => [nameOf(definition), definition]));
}

/** Whether two say the same; `undefined` and `null`: there is none. */
export function isSame(one: object | null | undefined, other: object | null | undefined): boolean {
  return one && other ? canonicalText(one) === canonicalText(other) : !one && !other;
}

/** A release with these changes. They may be incomplete: whether the project is right is judged where it is used. */
export function projectWith(release: Release | undefined, changes: readonly StoredChange[]): Project {
  const changed = new Map(changes.map((change) => [nameOf(change), change.definition]));
  const definitions: unknown[] = [];
  for (const [name, definition] of definitionsIn(release)) {
    const kept = changed.has(name) ? changed.get(name) : definition;
    changed.delete(name);
    if (kept) definitions.push(kept);
  }
  for (const definition of changed.values()) if (definition) definitions.push(definition);
  return { definitions: definitions as readonly Definition[] };
}

/** These changes, and the new definitions among `all` that they refer to, one by the other: without them they could not be released. */
export function withNeeded(picked: readonly StoredChange[], all: readonly StoredChange[], release: Release | undefined): StoredChange[] {
  const released = definitionsIn(release);
  const added = new Map(all.filter((one) => one.definition && !released.has(nameOf(one))).map((one) => [nameOf(one), one]));
  const found = new Map(picked.map((one) => [nameOf(one), one]));
  // A map goes on to what is put in on the way.
  for (const { kind, definition } of found.values()) {
    const { success, data } = SCHEMAS[kind].safeParse(definition);
    for (const needed of success ? referencesOf(data) : []) {
      const change = added.get(nameOf(needed));
      if (change) found.set(nameOf(change), change);
    }
  }
  return [...found.values()];
}

/**
 * What would be wrong, by the change that it comes of: what stands in a changed definition, with all other changes in place, and what a change makes
 * wrong elsewhere. Nothing of what the release itself has.
 */
export function problemsByChange(
  release: Release | undefined,
  changes: readonly StoredChange[],
): ReadonlyMap<string, readonly ChangeProblem[]> {
  const found = new Map(changes.map((change): [string, ChangeProblem[]] => [nameOf(change), []]));
  const whole = projectWith(release, changes);
  const elsewhere: Problem[] = [];
  for (const problem of problemsOf(whole)) {
    const own = changes.find((change) => insideOf(problem, change) !== undefined);
    if (own) found.get(nameOf(own))!.push({ ...saidIn(problem), path: insideOf(problem, own)! });
    else elsewhere.push(problem);
  }
  if (elsewhere.length === 0) return found;
  const before = new Set(problemsOf(projectWith(release, [])).map(textOf));
  const alone = new Map(changes.map((change) => [nameOf(change), new Set(problemsOf(projectWith(release, [change])).map(textOf))]));
  for (const problem of elsewhere) {
    if (before.has(textOf(problem))) continue;
    const causes = [...alone].filter(([, texts]) => texts.has(textOf(problem))).map(([name]) => name);
    // What only several of them together make wrong is a matter of each.
    for (const name of causes.length > 0 ? causes : found.keys()) found.get(name)!.push(elsewhereIn(problem, whole));
  }
  return found;
}

/** Where in this definition it stands; undefined: it stands elsewhere. */
function insideOf({ path }: Problem, key: ChangeKey): string | undefined {
  const place = placeOf(key);
  if (path === place) return '';
  return path.startsWith(`${place} at `) ? path.slice(place.length + ' at '.length) : undefined;
}

function elsewhereIn(problem: Problem, { definitions }: Project): ChangeProblem {
  const where = definitions.find((one) => insideOf(problem, one) !== undefined);
  if (!where) return { ...saidIn(problem), path: problem.path };
  return { ...saidIn(problem), path: insideOf(problem, where)!, in: { kind: where.kind, id: where.id } };
}

function saidIn({ code, text }: Problem): Pick<ChangeProblem, 'code' | 'message'> {
  return { code, message: text };
}

function textOf({ code, message }: Problem): string {
  return `${code} ${message}`;
}
