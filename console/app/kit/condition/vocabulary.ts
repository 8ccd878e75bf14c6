/** What conditions can be about: traits, tags, segments and events of the running release, each with its name, its type and the values it may have. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answerOf, api } from '../../api/index.ts';
import { useMay } from '../../session/session.ts';
import { type Naming, useNaming } from '../naming.ts';
import type { FieldType } from './operators.ts';

export interface Known {
  /** As a rule names it: `trait.orders`, `property.total`. */
  readonly field: string;
  readonly type: FieldType;
  /** The only values there are, where the dictionary says so. */
  readonly allowed?: readonly (string | number | boolean)[];
}

interface TraitShape {
  readonly id: string;
  readonly type?: string;
  readonly aggregate?: string;
  readonly event?: string;
  readonly property?: string;
  readonly formula?: { readonly op?: string };
  readonly score?: object;
}

interface PropertyShape {
  readonly type: string;
  readonly allowed?: readonly (string | number | boolean)[];
}

interface EventShape {
  readonly id: string;
  readonly properties?: Readonly<Record<string, PropertyShape>>;
}

/** What the release defines. Without the permission to read releases only names are known, no types. */
export interface Vocabulary {
  readonly names: Naming;
  readonly traits: readonly TraitShape[];
  readonly events: readonly EventShape[];
}

const kindQuery = (kind: 'trait' | 'event') =>
  queryOptions({
    queryKey: ['releases', 'definitions', kind],
    queryFn: async ({ signal }) => {
      const { definitions } = await answerOf(api.GET('/v1/definitions', { params: { query: { kind } }, signal }));
      return definitions.map(({ definition }) => definition as unknown);
    },
    staleTime: 60_000,
  });

export function useVocabulary(): Vocabulary {
  const names = useNaming();
  const enabled = useMay('releases.read');
  const traits = useQuery({ ...kindQuery('trait'), enabled }).data as readonly TraitShape[] | undefined;
  const events = useQuery({ ...kindQuery('event'), enabled }).data as readonly EventShape[] | undefined;
  return useMemo(
    () => ({ names, traits: traits ?? named(names, 'trait'), events: events ?? named(names, 'event') }),
    [names, traits, events],
  );
}

/** Without a dictionary events are known by the traits that are computed of them. */
export function withUsed(events: readonly EventShape[], traits: readonly TraitShape[]): readonly EventShape[] {
  const used = traits.flatMap(({ event = '' }) => event.split('|').map((one) => one.trim()));
  const isNew = (id: string): boolean => id !== '' && !id.endsWith('*') && !events.some((one) => one.id === id);
  return [...events, ...[...new Set(used)].filter(isNew).map((id) => ({ id }))];
}

function named(names: Naming, kind: string): readonly { readonly id: string }[] {
  return names.all(kind);
}

const NUMBERS = ['count', 'sum', 'average', 'min', 'max', 'distinct_count', 'streak', 'time_since'];
const TEXT_FORMULAS = ['concat', 'lower', 'substring'];
const ANY_FORMULAS = ['if', 'switch', 'coalesce'];

/** Of the values of a trait. */
export function traitType(trait: TraitShape | undefined, events: readonly EventShape[]): FieldType {
  if (!trait) return 'unknown';
  const { type, aggregate, formula, score, event = '', property } = trait;
  if (type !== undefined) return type as FieldType;
  if (score !== undefined) return 'number';
  if (formula?.op !== undefined) return formulaType(formula.op);
  if (aggregate === undefined) return 'unknown';
  if (NUMBERS.includes(aggregate)) return 'number';
  if (aggregate === 'distinct_list') return 'list';
  return property === undefined ? 'time' : propertyType(property, event, events);
}

function formulaType(op: string): FieldType {
  if (TEXT_FORMULAS.includes(op)) return 'string';
  if (op === 'compare' || op === 'includes') return 'boolean';
  return ANY_FORMULAS.includes(op) ? 'unknown' : 'number';
}

const PARTS: readonly string[] = ['year', 'quarter', 'month', 'day', 'weekday', 'hour', 'minute', 'clock'];
/** What can be asked of the event itself, beside its properties. */
export const BESIDE: readonly string[] = [
  '$source',
  ...PARTS.map((part) => `$time.${part}`),
  ...PARTS.map((part) => `$local_time.${part}`),
];

/** Of the values at a path of the properties of these events. */
export function propertyType(path: string, event: string, events: readonly EventShape[]): FieldType {
  if (/^\$(local_)?time\./.test(path)) return path.endsWith('.clock') ? 'string' : 'number';
  if (path === '$source') return 'string';
  const types = new Set(matching(event, events).flatMap(({ properties }) => properties?.[path]?.type ?? []));
  const [type, ...others] = types;
  if (type === undefined || others.length > 0 || type === 'any' || type === 'object') return 'unknown';
  if (type === 'list') return hasParts(path, event, events) ? 'objects' : 'list';
  return type === 'integer' ? 'number' : (type as FieldType);
}

function hasParts(path: string, event: string, events: readonly EventShape[]): boolean {
  return pathsOf(event, events).some((one) => one.startsWith(`${path}[].`));
}

/** Events that are asked for by a name, by how names begin, or by several of these. */
export function matching(event: string, events: readonly EventShape[]): readonly EventShape[] {
  const asked = event.split('|').map((one) => one.trim());
  return events.filter(({ id }) =>
    asked.some((one) => one === '*' || one === id || (one.endsWith('*') && id.startsWith(one.slice(0, -1)))),
  );
}

/** Paths of their properties, in the order of the alphabet; of the entries of a list, as they stand within it. */
export function pathsOf(event: string, events: readonly EventShape[], list?: string): readonly string[] {
  const all = [...new Set(matching(event, events).flatMap(({ properties }) => Object.keys(properties ?? {})))].sort();
  const before = `${list}[].`;
  return list === undefined ? all : all.filter((path) => path.startsWith(before)).map((path) => path.slice(before.length));
}

/** What is known of a field. `event`: whose properties are at hand. */
export function knownOf(field: string, { traits, events }: Vocabulary, event = ''): Known {
  const dot = field.indexOf('.');
  const [kind, name] = [field.slice(0, dot), field.slice(dot + 1)];
  if (kind === 'tag' || kind === 'segment') return { field, type: 'member' };
  if (kind === 'event') return { field, type: 'event' };
  if (kind === 'bucket') return { field, type: 'draw' };
  if (kind === 'recommend') return { field, type: 'list' };
  if (kind === 'property') return { field, type: propertyType(name, event, events), ...allowedOf(name, event, events) };
  const trait = traits.find(({ id }) => id === name);
  const allowed = trait?.property === undefined ? {} : allowedOf(trait.property, trait.event ?? '', events);
  return { field, type: traitType(trait, events), ...allowed };
}

function allowedOf(path: string, event: string, events: readonly EventShape[]): Pick<Known, 'allowed'> {
  const all = matching(event, events).flatMap(({ properties }) => properties?.[path]?.allowed ?? []);
  return all.length === 0 ? {} : { allowed: [...new Set(all)] };
}
