/** What the values of one property have in common. */
import type { Json } from '../../core/index.ts';
import type { DataClass, PropertyDefinition, PropertyType } from '../../define/index.ts';

/** This share of the values has to be so: a few that are wrong are what a dictionary is to find. */
const NEARLY_ALL = 0.98;
/** With fewer values nothing is said of which values there are, or between what they lie. */
const VALUES_MIN = 30;
const ALLOWED_MAX = 12;

const EMAIL = '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$';
const UUID = '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$';
const PHONE = '^\\+?[0-9][0-9 ()./-]{5,18}[0-9]$';
const URL_PATTERN = '^https?://';
const TIME = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?)?$/;

const PHONE_NAME = /(^|[_.])(phone|mobile|tel|telephone)(_?number)?$/i;
const PERSON_NAME =
  /(^|[_.])((first|last|full|given|family|middle)_?name|firstName|lastName|fullName|birthday|birthdate|date_of_birth|street|postal_?code|zip)$/i;
const PSEUDONYM_NAME = /(^|[_.])(ip|ip_address|(user|customer|member|device|anonymous|session|card)_?(id|number|no))$/i;
const MONEY_NAME = /(^|[_.\]])(total|subtotal|revenue|price|value|amount|discount|tax|shipping|cost)$/i;

/** A property's definition from its values; `path` guesses where they do not tell. */
export function propertyOf(path: string, values: readonly Json[], { hasCurrency }: { readonly hasCurrency: boolean }): PropertyDefinition {
  const type = typeOf(values);
  if (type === 'number' || type === 'integer')
    return { type, ...rangeOf(values), ...(hasCurrency && MONEY_NAME.test(path) && { currency: 'property.currency' }) };
  if (type !== 'string') return { type };
  const texts = values.filter((value): value is string => typeof value === 'string');
  const pattern = patternOf(path, texts);
  const dataClass = dataClassOf(path, pattern);
  const allowed = pattern === undefined && dataClass === undefined ? allowedOf(texts) : undefined;
  return { type, ...(allowed && { allowed }), ...(pattern !== undefined && { pattern }), ...(dataClass && { dataClass }) };
}

export function typeOf(values: readonly Json[]): PropertyType {
  const share = (is: (value: Json) => boolean): boolean => values.filter(is).length >= NEARLY_ALL * values.length;
  if (share((value) => typeof value === 'boolean')) return 'boolean';
  if (share((value) => Number.isInteger(value))) return 'integer';
  if (share((value) => typeof value === 'number')) return 'number';
  if (share((value) => typeof value === 'string' && TIME.test(value) && !Number.isNaN(Date.parse(value)))) return 'time';
  if (share((value) => typeof value === 'string')) return 'string';
  if (share((value) => Array.isArray(value))) return 'list';
  return share((value) => typeof value === 'object' && value !== null && !Array.isArray(value)) ? 'object' : 'any';
}

/** From the 1st and the 99th percentile, with room: what is far beyond them is probably wrong. */
function rangeOf(values: readonly Json[]): Pick<PropertyDefinition, 'min' | 'max'> {
  const numbers = values.filter((value): value is number => typeof value === 'number').sort((a, b) => a - b);
  if (numbers.length < VALUES_MIN) return {};
  const low = numbers[Math.floor(0.01 * (numbers.length - 1))]!;
  const high = numbers[Math.ceil(0.99 * (numbers.length - 1))]!;
  const max = high > 0 ? roundUp(10 * high) : undefined;
  if (low < 0) return max === undefined ? {} : { min: -roundUp(-10 * low), max };
  return { min: 0, ...(max !== undefined && { max }) };
}

/** The next of 1, 2, 5, 10, 20, 50, ... */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((one) => one * power >= value) ?? 10;
  return Number((step * power).toPrecision(3));
}

function patternOf(path: string, texts: readonly string[]): string | undefined {
  const fits = (pattern: string): boolean => {
    const expression = new RegExp(pattern);
    return texts.filter((text) => expression.test(text)).length >= NEARLY_ALL * texts.length;
  };
  for (const pattern of [EMAIL, UUID, URL_PATTERN]) if (fits(pattern)) return pattern;
  if (PHONE_NAME.test(path) && fits(PHONE)) return PHONE;
  return texts.length < VALUES_MIN ? undefined : numberedPattern(texts, fits);
}

/** Ids such as "o-4711": the same beginning, then digits. */
function numberedPattern(texts: readonly string[], fits: (pattern: string) => boolean): string | undefined {
  const prefixes = new Map<string, number>();
  for (const text of texts) {
    const prefix = /^([A-Za-z]{1,10}[-_:]?)\d+$/.exec(text)?.[1];
    if (prefix !== undefined) prefixes.set(prefix, (prefixes.get(prefix) ?? 0) + 1);
  }
  const [prefix] = [...prefixes].sort((a, b) => b[1] - a[1])[0] ?? [];
  if (prefix === undefined) return undefined;
  const pattern = `^${prefix}[0-9]+$`;
  // Few different ones are values, not ids.
  return fits(pattern) && new Set(texts).size > ALLOWED_MAX ? pattern : undefined;
}

function allowedOf(texts: readonly string[]): readonly string[] | undefined {
  if (texts.length < VALUES_MIN) return undefined;
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const usual = [...counts].filter(([, count]) => count >= 2 && count >= (1 - NEARLY_ALL) * 0.25 * texts.length);
  const covered = usual.reduce((sum, [, count]) => sum + count, 0);
  if (usual.length > ALLOWED_MAX || covered < NEARLY_ALL * texts.length) return undefined;
  return usual.map(([text]) => text).sort();
}

/** A guess: somebody who knows the data has to look at it. */
function dataClassOf(path: string, pattern: string | undefined): DataClass | undefined {
  if (pattern === EMAIL || pattern === PHONE || PERSON_NAME.test(path) || /(^|[_.])e?-?mail$/i.test(path)) return 'personal';
  return PSEUDONYM_NAME.test(path) ? 'pseudonymous' : undefined;
}
