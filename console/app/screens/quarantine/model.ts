/** A correction as it is edited: rules in order, each with steps. What the server takes is told by docs/quarantine.md; here is what a form can show of it, and what it lacks. */

export type Scalar = string | number | boolean;
export type Json = Scalar | null | readonly Json[] | { readonly [key: string]: Json };

export interface When {
  readonly source?: string;
  readonly event?: string;
  readonly code?: string;
  readonly field?: string;
}

export interface SetStep {
  readonly set: string;
  readonly value: Json;
  readonly ifMissing?: boolean;
}
export interface RenameStep {
  readonly rename: string;
  readonly to: string;
}
export interface RemoveStep {
  readonly remove: string;
}
export const CONVERSIONS = ['text', 'number', 'integer', 'boolean', 'time', 'json'] as const;
export interface ConvertStep {
  readonly convert: string;
  readonly as: (typeof CONVERSIONS)[number];
  readonly pattern?: string;
  readonly zone?: string;
  readonly decimal?: '.' | ',';
}
export interface MapStep {
  readonly map: string;
  readonly values: Readonly<Record<string, Scalar>>;
  readonly otherwise?: 'keep' | 'remove';
}
export type Step = SetStep | RenameStep | RemoveStep | ConvertStep | MapStep;

export const KINDS = ['rename', 'set', 'convert', 'map', 'remove'] as const;
export type Kind = (typeof KINDS)[number];

export interface Rule {
  readonly when?: When;
  readonly steps: readonly Step[];
}

export interface Correction {
  readonly rules: readonly Rule[];
}

export const NOTHING: Correction = { rules: [] };
export const ROOTS = [
  'type',
  'event',
  'userId',
  'anonymousId',
  'previousId',
  'groupId',
  'name',
  'category',
  'messageId',
  'timestamp',
  'sentAt',
];

const KEYS: Readonly<Record<Kind, readonly string[]>> = {
  rename: ['rename', 'to'],
  set: ['set', 'value', 'ifMissing'],
  convert: ['convert', 'as', 'pattern', 'zone', 'decimal'],
  map: ['map', 'values', 'otherwise'],
  remove: ['remove'],
};
const WHEN_KEYS = ['source', 'event', 'code', 'field'];

export function kindOf(step: Step): Kind {
  return KINDS.find((kind) => kind in step)!;
}

/** The path that a step is about. */
export function pathOf(step: Step): string {
  return (step as unknown as Record<string, string>)[kindOf(step)]!;
}

/** A step of another kind about the same path. */
export function stepOf(kind: Kind, path = ''): Step {
  if (kind === 'rename') return { rename: path, to: '' };
  if (kind === 'set') return { set: path, value: '', ifMissing: true };
  if (kind === 'convert') return { convert: path, as: 'number' };
  return kind === 'map' ? { map: path, values: { '': '' } } : { remove: path };
}

export function textOf({ rules }: Correction): string {
  return rules.length === 0 ? '' : JSON.stringify({ rules }, undefined, 2);
}

/** What a text says: `json` where it is JSON, `correction` where a form can show all of it. An empty text corrects nothing. */
export function parsed(text: string): { readonly json?: unknown; readonly correction?: Correction } {
  if (text.trim() === '') return { json: undefined, correction: NOTHING };
  try {
    const json: unknown = JSON.parse(text);
    return isCorrection(json) ? { json, correction: json } : { json };
  } catch {
    return {};
  }
}

function isCorrection(json: unknown): json is Correction {
  return isObject(json) && hasOnly(json, ['rules']) && Array.isArray(json.rules) && json.rules.every(isRule);
}

function isRule(rule: unknown): boolean {
  if (!isObject(rule) || !hasOnly(rule, ['when', 'steps']) || !Array.isArray(rule.steps)) return false;
  const { when } = rule;
  const isWhen =
    when === undefined || (isObject(when) && hasOnly(when, WHEN_KEYS) && Object.values(when).every((one) => typeof one === 'string'));
  return isWhen && rule.steps.every(isStep);
}

function isStep(step: unknown): boolean {
  if (!isObject(step)) return false;
  const kind = KINDS.find((one) => one in step);
  if (kind === undefined || !hasOnly(step, KEYS[kind]) || typeof step[kind] !== 'string') return false;
  if (kind === 'rename') return typeof step.to === 'string';
  if (kind === 'set') return 'value' in step && (step.ifMissing === undefined || typeof step.ifMissing === 'boolean');
  if (kind === 'convert')
    return (CONVERSIONS as readonly unknown[]).includes(step.as) && [step.pattern, step.zone, step.decimal].every(isTextOrNone);
  if (kind === 'map') return isObject(step.values) && Object.values(step.values).every(isScalar) && isTextOrNone(step.otherwise);
  return true;
}

export type Problem = 'path' | 'noPath' | 'list' | 'same' | 'noValues';

/** What is wrong with a step, as far as it can be told here; the server says the rest. */
export function problemOf(step: Step): Problem | undefined {
  const paths = 'rename' in step ? [step.rename, step.to] : [pathOf(step)];
  if (paths.some((path) => path.trim() === '')) return 'noPath';
  if (paths.some((path) => !isPath(path))) return 'path';
  if ('rename' in step && step.rename === step.to) return 'same';
  if ('rename' in step && listOf(step.rename) !== listOf(step.to)) return 'list';
  return 'map' in step && Object.keys(step.values).every((from) => from === '') ? 'noValues' : undefined;
}

export function isWhole({ rules }: Correction): boolean {
  return rules.every(({ steps }) => steps.length > 0 && steps.every((step) => problemOf(step) === undefined));
}

/** With these steps behind those of the rule that is for the same; or in a rule of their own. What it does already is not done twice. */
export function withSteps({ rules }: Correction, { when = {}, steps }: Rule): Correction {
  const same = (rule: Rule): boolean => keyOf(rule.when ?? {}) === keyOf(when);
  const at = rules.findIndex(same);
  if (at < 0) return { rules: [...rules, { when, steps }] };
  const known = new Set(rules[at]!.steps.map((step) => JSON.stringify(step)));
  const fresh = steps.filter((step) => !known.has(JSON.stringify(step)));
  return { rules: rules.map((rule, index) => (index === at ? { ...rule, steps: [...rule.steps, ...fresh] } : rule)) };
}

function keyOf(when: When): string {
  return WHEN_KEYS.map((key) => when[key as keyof When] ?? '').join('\n');
}

/** Paths begin at the call, and go into one list at most. */
function isPath(text: string): boolean {
  const isRooted = ROOTS.includes(text) || /^(properties|traits|context|integrations)([.[].*)?$/.test(text);
  return isRooted && text.split('[]').length <= 2 && !/\.\.|\.$|\[(?!\])|[^[]\]/.test(text);
}

function listOf(path: string): string | undefined {
  const at = path.indexOf('[]');
  return at < 0 ? undefined : path.slice(0, at);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasOnly(of: object, keys: readonly string[]): boolean {
  return Object.keys(of).every((key) => keys.includes(key));
}

function isScalar(value: unknown): value is Scalar {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function isTextOrNone(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}
