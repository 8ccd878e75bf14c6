/**
 * The shape of one definition: kind, fields, types. Where several shapes are allowed, the findings are those of the shape that the
 * author most likely meant: the one with the fewest faults near the top.
 */
import type { z } from 'zod';
import type { Said, Sayable } from '../../base/index.ts';
import type { Definition } from '../project.ts';
import { expectationOf, issueSaid, quoted } from '../said/issue.ts';
import { typeWord } from '../said/places.ts';
import { eitherOf, said } from '../said/said.ts';
import { SCHEMAS } from '../schema/project.ts';
import { invalid, type Problem, pathText, placeOf } from './problem.ts';

type Issue = z.core.$ZodIssue;

/** The definition when its shape is right, else what is wrong. `index` is its place in the project, for definitions without a name. */
export function checkShape(value: unknown, index: number): Checked {
  return checkNamed(value, nameOf(value, index));
}

/** What is wrong with the shape of one definition that has a place of its own, such as a file; none when it is right. */
export function shapeProblemsOf(value: unknown, place: string): readonly Problem[] {
  return checkNamed(value, (inside) => (inside === '' ? place : `${place} at ${inside}`)).problems;
}

interface Checked {
  readonly definition?: Definition;
  readonly problems: readonly Problem[];
}

function checkNamed(value: unknown, named: (inside: string) => string): Checked {
  const kind = record(value)?.kind;
  if (typeof kind !== 'string' || !Object.hasOwn(SCHEMAS, kind)) {
    return { problems: [invalid(named('kind'), said`expected one of ${quoted(Object.keys(SCHEMAS))}, got ${shown(kind)}`)] };
  }
  const result = SCHEMAS[kind as keyof typeof SCHEMAS].safeParse(value);
  if (result.success) return { definition: result.data, problems: [] };
  const findings = result.error.issues.flatMap((issue) => findingsOf(issue, []));
  return { problems: findings.map(({ path, issue }) => invalid(named(pathText(path)), textOf(issue, valueAt(value, path)))) };
}

interface Finding {
  readonly path: readonly PropertyKey[];
  readonly issue: Issue;
}

function findingsOf(issue: Issue, above: readonly PropertyKey[]): readonly Finding[] {
  const path = [...above, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ path, issue }];
  const [best] = issue.errors.toSorted((a, b) => shallow(a) - shallow(b) || a.length - b.length);
  const tied = issue.errors.filter((one) => shallow(one) === shallow(best!));
  if (tied.length > 1 && tied.every((one) => one.length === 1 && one[0]!.path.length === 0)) return [{ path, issue }];
  return best!.flatMap((one) => findingsOf(one, path));
}

/** How many faults a shape has at its own level; a value of quite another kind weighs double. */
function shallow(issues: readonly Issue[]): number {
  let count = 0;
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') count += issue.path.length === 0 ? issue.keys.length : 0;
    else if (issue.path.length <= 1) count += 2 - issue.path.length;
  }
  return count;
}

/** What an issue of a schema says of the value. */
export function textOf(issue: Issue, value: unknown): Said {
  const got = shown(value);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.length === 1 ? said`unknown field ${quoted(issue.keys)}` : said`unknown fields ${quoted(issue.keys)}`;
    case 'invalid_type':
      return said`expected ${typeWord(issue.expected)}, got ${got}`;
    case 'invalid_value':
      if (issue.values.length === 1) return said`expected ${quoted(issue.values)}, got ${got}`;
      return said`expected one of ${quoted(issue.values)}, got ${got}`;
    case 'invalid_union':
      if ('options' in issue) return said`expected one of ${quoted(issue.options as unknown[])}, got ${got}`;
      return said`expected ${eitherOf(issue.errors.map(([first]) => expectationOf(first!)))}, got ${got}`;
    default:
      return said`${issueSaid(issue)}, got ${got}`;
  }
}

function shown(value: unknown): Sayable {
  if (value === undefined) return said`nothing`;
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function nameOf(value: unknown, index: number): (inside: string) => string {
  const { kind, id } = record(value) ?? {};
  if (typeof kind === 'string' && typeof id === 'string') return (inside) => placeOf({ kind, id }, inside);
  return (inside) => `definitions[${index}]${inside === '' ? '' : ` at ${inside}`}`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((one, key) => (one as Record<PropertyKey, unknown> | undefined)?.[key], value);
}

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}
