/** Every small way in which a playbook's definitions can be broken: a step, a condition, a threshold, a time, an end. Texts, holdouts and targets stay. */
import { durationMs } from '../../src/base/index.ts';
import type { Definition } from '../../src/define/index.ts';

export interface Mutant {
  /** What is broken, in words. */
  readonly what: string;
  readonly definitions: readonly Definition[];
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Path = readonly (string | number)[];
/** One change at one place; without `to`, the place is taken out. */
interface Change {
  readonly path: Path;
  readonly word: string;
  readonly to?: Json;
}

/** Not behavior: what people read, and what is measured or shown. */
const LEFT_ALONE: ReadonlySet<string> = new Set([
  'name',
  'description',
  'owner',
  'kpi',
  'holdout',
  'stage',
  'kind',
  'id',
  'fallbacks',
  'channel',
]);
/** Without these a definition says something else, and is whole all the same. */
const OPTIONAL: ReadonlySet<string> = new Set(['when', 'goal', 'exits', 'key', 'where', 'otherwise', 'thenWhere', 'expiry']);
const DURATIONS: ReadonlySet<string> = new Set(['duration', 'timeout', 'after', 'within', 'last', 'cooldown', 'goalWithin', 'expiry']);
const LISTS: ReadonlySet<string> = new Set(['steps', 'otherwise', 'onFailure', 'exits', 'rules', 'branches']);
/** Parts of a trigger. */
const SHIFTED: ReadonlySet<string> = new Set(['day', 'daysBefore', 'weekday']);
const OPPOSITE: Readonly<Record<string, string>> = {
  '=': '!=',
  '!=': '=',
  performedWithout: 'performed',
  performed: 'notPerformed',
  present: 'absent',
};

/** All mutants of the definitions that are not templates; `others` are the ids of templates and purposes that a step may wrongly name. */
export function mutantsOf(
  definitions: readonly Definition[],
  others: { readonly template: string; readonly purpose: string },
): readonly Mutant[] {
  return definitions.flatMap((definition, index) => {
    if (definition.kind === 'template' || (definition.kind === 'trait' && 'type' in definition)) return [];
    const json = JSON.parse(JSON.stringify(definition)) as Json;
    return [...changesIn(json, [], others)].map((change) => ({
      what: `${definition.kind} ${definition.id}: ${change.word} ${change.path.join('.')}`,
      definitions: definitions.with(index, changed(json, change.path, change.to) as unknown as Definition),
    }));
  });
}

function* changesIn(value: Json, path: Path, others: { readonly template: string; readonly purpose: string }): Generator<Change> {
  const key = path.at(-1);
  if (Array.isArray(value)) {
    if (typeof key === 'string' && LISTS.has(key)) for (const index of value.keys()) yield { path: [...path, index], word: 'takes out' };
    for (const [index, one] of value.entries()) yield* changesIn(one, [...path, index], others);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      if (LEFT_ALONE.has(name)) continue;
      if (OPTIONAL.has(name)) yield { path: [...path, name], word: 'takes out' };
      yield* changesIn(member, [...path, name], others);
    }
    if ('op' in value && value.op === 'subtract')
      yield { path: [...path, 'args'], word: 'turns round', to: (value.args as readonly Json[]).toReversed() };
  } else if (key !== undefined) {
    for (const to of othersFor(key, value, path, others)) yield { path, word: `${JSON.stringify(to)} for ${JSON.stringify(value)} at`, to };
  }
}

/** Other values for one that stands there. */
function othersFor(
  key: string | number,
  value: Json,
  path: Path,
  others: { readonly template: string; readonly purpose: string },
): readonly Json[] {
  if (key === 'reentry') return value === 'once' ? ['always'] : ['once'];
  if (key === 'template') return [others.template].filter((one) => one !== value);
  if (key === 'purpose') return [others.purpose].filter((one) => one !== value);
  if (key === 'benefit') return ['some_other'];
  if (key === 'as') return ['something_else'];
  if (key === 'at') return [shifted(String(value))];
  if (key === 'on' && typeof value === 'string') return [value === 'month' ? 'day' : 'month'];
  if (key === 'operator') return OPPOSITE[String(value)] === undefined ? [] : [OPPOSITE[String(value)]!];
  if (typeof key === 'string' && DURATIONS.has(key) && typeof value === 'string') {
    const ms = durationMs(value);
    return [`${ms * 2}ms`, `${ms / 2}ms`];
  }
  const isCompared = key === 'value' || path.at(-2) === 'value';
  if (isCompared || SHIFTED.has(String(key)) || key === 'literal' || key === 'points' || key === 'perCustomer') {
    if (typeof value === 'number') return [value + 1, value - 1];
    if (typeof value === 'boolean') return [!value];
    return isCompared && typeof value === 'string' ? ['something else'] : [];
  }
  if (key === 'event' || key === 'property') return ['Something Else'];
  return [];
}

function shifted(clock: string): string {
  return `${String((Number(clock.slice(0, 2)) + 1) % 24).padStart(2, '0')}${clock.slice(2)}`;
}

function changed(value: Json, [key, ...rest]: Path, to: Json | undefined): Json {
  if (Array.isArray(value)) {
    const index = key as number;
    return rest.length === 0 && to === undefined ? value.toSpliced(index, 1) : value.with(index, next(value[index]!, rest, to));
  }
  const { [key as string]: member, ...others } = value as { readonly [key: string]: Json };
  return rest.length === 0 && to === undefined ? others : { ...others, [key as string]: next(member!, rest, to) };
}

function next(member: Json, rest: Path, to: Json | undefined): Json {
  return rest.length === 0 ? to! : changed(member, rest, to);
}
