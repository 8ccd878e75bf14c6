/**
 * What would mend a group of refused calls, read from one of them and from what the dictionary says of its event: the likeliest first. A suggestion is
 * a beginning; whoever corrects looks at it, tries it, and changes it.
 */
import type { EventDefinition, PropertyDefinition } from '../../api/index.ts';
import type { ConvertStep, Json, Rule, Step, When } from './model.ts';

export interface Refused {
  readonly source?: string | undefined;
  readonly event?: string | undefined;
  readonly code?: string | undefined;
  readonly field?: string | undefined;
  /** One of the calls, as it came. */
  readonly call?: unknown;
}

/** Code of calls that the dictionary refuses: their fields stand within the properties, or the traits. */
const OF_DICTIONARY = 'VOLANO_EVENT_INVALID';
/** Of calls that name no customer. */
const NAMELESS = 'VOLANO_CALL_WITHOUT_IDENTIFIER';
const WITH_TRAITS: readonly (string | undefined)[] = ['$identify', '$group'];
const SUGGESTIONS_MAX = 3;
const DATE = 'dd/MM/yyyy HH:mm';
const AS: Readonly<Record<string, ConvertStep['as']>> = {
  string: 'text',
  number: 'number',
  integer: 'integer',
  boolean: 'boolean',
  time: 'time',
  list: 'json',
  object: 'json',
};

/** Rules, the likeliest first; at least one. */
export function suggestionsFor(refused: Refused, events: readonly EventDefinition[]): readonly Rule[] {
  const { source, event } = refused;
  const when: When = { ...(source && { source }), ...(event && { event }) };
  return waysFor(refused, events)
    .slice(0, SUGGESTIONS_MAX)
    .map((steps) => ({ when, steps }));
}

function waysFor(refused: Refused, events: readonly EventDefinition[]): readonly (readonly Step[])[] {
  const { code, field, event } = refused;
  if (code === NAMELESS) return namings(refused);
  if (code === OF_DICTIONARY) {
    const definition = events.find(({ id }) => id === event);
    if (field === '' || (definition === undefined && events.length > 0)) return renamings(event ?? '', events);
    return ofProperty(refused, definition);
  }
  if (field === 'type') return [[{ set: 'type', value: 'track' }]];
  if (field === 'event')
    return [
      [
        {
          set: 'event',
          value:
            nearest(
              '',
              events.map(({ id }) => id),
            ) ?? 'Order Completed',
          ifMissing: true,
        },
      ],
    ];
  if (field === 'timestamp' || field === 'sentAt')
    return [[{ convert: field, as: 'time', pattern: DATE, zone: 'Asia/Shanghai' }], [{ remove: field }]];
  return ofProperty(refused, undefined);
}

/** Who it is stands somewhere else in the call. */
function namings({ call }: Refused): readonly (readonly Step[])[] {
  const found = Object.keys(within(call, 'properties')).filter((key) => /user|customer|member|openid|uid/i.test(key));
  return (found.length > 0 ? found : ['user_id']).map((key) => [{ rename: `properties.${key}`, to: 'userId' }]);
}

/** An event that nobody has defined: another name of one that somebody has. */
function renamings(event: string, events: readonly EventDefinition[]): readonly (readonly Step[])[] {
  const ids = events.map(({ id }) => id);
  const first = nearest(event, ids);
  const others = ids.filter((id) => id !== first).slice(0, SUGGESTIONS_MAX - 1);
  return (first === undefined ? others : [first, ...others]).map((value) => [{ set: 'event', value }]);
}

function ofProperty({ event, code, field, call }: Refused, definition: EventDefinition | undefined): readonly (readonly Step[])[] {
  const place = WITH_TRAITS.includes(event) ? 'traits' : 'properties';
  const path = code === OF_DICTIONARY && field ? `${place}.${field}` : field?.includes('.') ? field : `${place}.total`;
  const rule = definition?.properties?.[path.slice(path.indexOf('.') + 1)];
  const value = call === undefined ? undefined : valueAt(call, path);
  if (call === undefined || value === undefined || value === null) return missing({ path, call, definition, rule });
  const type = rule?.type;
  if (type !== undefined && !isOf(value, type)) return [[converting(path, type, value)], [{ remove: path }]];
  const allowed = rule?.allowed?.map(String);
  if (allowed && !allowed.includes(String(value)))
    return [[{ map: path, values: { [String(value)]: nearest(String(value), allowed)! } }], [{ remove: path }]];
  return rule === undefined ? unplanned(path, { call, definition }) : [[{ remove: path }], [{ set: path, value: value as Json }]];
}

interface About {
  readonly call: unknown;
  readonly definition: EventDefinition | undefined;
}

/** Another property that came has its value, or nobody said it. */
function missing({
  path,
  call,
  definition,
  rule,
}: About & { readonly path: string; readonly rule: PropertyDefinition | undefined }): readonly (readonly Step[])[] {
  const parent = path.slice(0, path.lastIndexOf('.'));
  const from = (key: string): readonly Step[] => {
    const type = rule?.type ?? 'number';
    const value = call === undefined ? undefined : valueAt(call, `${parent}.${key}`);
    const move: Step = { rename: `${parent}.${key}`, to: path };
    return value !== undefined && isOf(value, type) ? [move] : [move, converting(path, type, value)];
  };
  const known = Object.keys(definition?.properties ?? {});
  const others = Object.keys(within(call, parent)).filter((key) => !known.includes(`${parent}.${key}`.slice(path.indexOf('.') + 1)));
  const byLikeness = [...others].sort((a, b) => likeness(b, path) - likeness(a, path));
  const [first, ...rest] = call === undefined ? ['amount'] : byLikeness;
  const filled: Step = { set: path, value: (rule?.allowed?.[0] ?? zeroOf(rule?.type)) as Json, ifMissing: true };
  const ways = first === undefined ? [] : [from(first)];
  return [...ways, ...(call === undefined ? [] : [[filled]]), ...rest.map(from)];
}

/** A property that nobody has defined: another name of one that is missing, or too much. */
function unplanned(path: string, { call, definition }: About): readonly (readonly Step[])[] {
  const parent = path.slice(0, path.lastIndexOf('.'));
  const inside = (id: string): string => `${path.slice(0, path.indexOf('.'))}.${id}`;
  const lacking = Object.keys(definition?.properties ?? {})
    .map(inside)
    .filter((one) => one.slice(0, one.lastIndexOf('.')) === parent && valueAt(call, one) === undefined);
  const to = nearest(path, lacking);
  return [...(to === undefined ? [] : [[{ rename: path, to }]]), [{ remove: path }]];
}

function converting(path: string, type: PropertyDefinition['type'], value: unknown): ConvertStep {
  const as = AS[type] ?? 'text';
  if (as === 'time') return { convert: path, as, pattern: DATE, zone: 'Asia/Shanghai' };
  const isComma = typeof value === 'string' && /^-?\d{1,3}(\.\d{3})*,\d+$/.test(value.trim());
  return { convert: path, as, ...(isComma && { decimal: ',' as const }) };
}

function isOf(value: unknown, type: PropertyDefinition['type']): boolean {
  if (type === 'any') return true;
  if (type === 'list') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'time') return typeof value === 'number' || (typeof value === 'string' && !Number.isNaN(Date.parse(value)));
  return type === 'object' ? typeof value === 'object' && !Array.isArray(value) : typeof value === type;
}

function zeroOf(type: PropertyDefinition['type'] | undefined): Json {
  if (type === 'boolean') return false;
  return type === 'number' || type === 'integer' ? 0 : '';
}

/** Of a list its first element's. */
export function valueAt(call: unknown, path: string): unknown {
  return path
    .replaceAll('[]', '.0')
    .split('.')
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | null | undefined)?.[key], call);
}

function within(call: unknown, path: string): object {
  const value = valueAt(call, path);
  return typeof value === 'object' && value !== null ? value : {};
}

/** The one that reads most like it; of several the first. */
function nearest(text: string, among: readonly string[]): string | undefined {
  return [...among].sort((a, b) => likeness(b, text) - likeness(a, text))[0];
}

/** Pairs of letters that both have, as a share. */
function likeness(one: string, other: string): number {
  const pairs = (text: string): Set<string> => {
    const plain = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
    return new Set(Array.from({ length: Math.max(plain.length - 1, 0) }, (_, index) => plain.slice(index, index + 2)));
  };
  const [a, b] = [pairs(one), pairs(other.slice(other.lastIndexOf('.') + 1))];
  const both = [...a].filter((pair) => b.has(pair)).length;
  return both === 0 ? 0 : (2 * both) / (a.size + b.size);
}
