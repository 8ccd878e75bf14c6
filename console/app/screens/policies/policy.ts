/** The definitions that policies are, as forms hold them. Pure. What a form has no field for stays as it is. */

export const CLASSES = ['marketing', 'service', 'transactional'] as const;
export type MessageClass = (typeof CLASSES)[number];
export const WINDOWS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type CalendarWindow = (typeof WINDOWS)[number];
/** Rolling, as `7d`, or a calendar period. */
export type Per = string | { readonly this: CalendarWindow };

export interface QuietHours {
  readonly from: string;
  readonly to: string;
  readonly classes: readonly MessageClass[];
  readonly expireAfter?: string;
}

export interface Cap {
  readonly id: string;
  readonly max: number;
  readonly per: Per;
  readonly classes: readonly MessageClass[];
  readonly channel?: string;
  readonly purpose?: string;
}

export interface AcceptedFrequency extends Omit<Cap, 'id' | 'max' | 'purpose'> {
  readonly trait: string;
}

/** What a score is made of. */
export const PARTS = ['priority', 'value', 'fatigue', 'recency'] as const;
export type ScorePart = (typeof PARTS)[number];
/** As the engine has them where nothing is said. */
export const WEIGHTS: Readonly<Record<ScorePart, number>> = { priority: 10, value: 2, fatigue: 1, recency: 1 };
export const WEIGHT_MAX = 1_000;

export interface Arbitration {
  readonly window: string;
  readonly collect?: string;
  readonly classes?: readonly MessageClass[];
  readonly losers?: 'defer' | 'drop';
  readonly expireAfter?: string;
  readonly weights?: Readonly<Partial<Record<ScorePart, number>>>;
}

export interface Policy {
  readonly quietHours?: QuietHours;
  readonly caps?: readonly Cap[];
  readonly acceptedFrequency?: AcceptedFrequency;
  readonly expiry?: Readonly<Partial<Record<MessageClass, string>>>;
  readonly globalControl?: number;
  readonly arbitration?: Arbitration;
  readonly sensitiveWords?: readonly SensitiveWords[];
}

export const SEVERITIES = ['block', 'review', 'warn'] as const;

export interface SensitiveWords {
  readonly id: string;
  readonly severity: (typeof SEVERITIES)[number];
  readonly words: readonly string[];
  readonly except?: readonly string[];
  readonly channels?: readonly string[];
  readonly note?: { readonly en: string; readonly zh: string };
}

export interface Purpose {
  readonly name?: { readonly en: string; readonly zh: string };
  readonly basis?: 'opt_in' | 'opt_out';
}

export interface Approver {
  readonly id: string;
  /** `sha256:` and the hash of the token. */
  readonly token: string;
}

export interface Workspace {
  readonly approval?: { readonly members: readonly Approver[] };
}

/** As guard has them where nothing is said. */
export const EXPIRY: Readonly<Record<MessageClass, string>> = { marketing: '24h', service: '72h', transactional: '7d' };
export const QUIET: QuietHours = { from: '21:00', to: '09:00', classes: ['marketing'] };
export const ARBITRATION: Arbitration = { window: '1d' };
/** So that there is always somebody else. */
export const APPROVERS_LEAST = 2;

export const UNITS = ['m', 'h', 'd', 'w'] as const;
export type Unit = 's' | (typeof UNITS)[number];

export interface Span {
  readonly count: number;
  readonly unit: Unit;
}

/** Undefined where it is no span, as `7d` is. */
export function spanOf(duration: string): Span | undefined {
  const [, count, unit] = /^(\d+)([smhdw])$/.exec(duration) ?? [];
  return count === undefined ? undefined : { count: Number(count), unit: unit as Unit };
}

/** With these fields; those that are undefined go. */
export function withFields<Held extends object>(held: Held, fields: { readonly [Key in keyof Held]?: Held[Key] | undefined }): Held {
  return Object.fromEntries(Object.entries({ ...held, ...fields }).filter(([, value]) => value !== undefined)) as Held;
}

const UNIT_SECONDS: Readonly<Record<Unit, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };

/** How long, in seconds; 0 where it is no span. */
export function secondsOf(duration: string): number {
  const { count = 0, unit = 's' } = spanOf(duration) ?? {};
  return count * UNIT_SECONDS[unit];
}

/** After which whoever loses is dropped, where nothing is said: three windows. */
export function expiryOf({ window, expireAfter }: Arbitration): string {
  const { count, unit } = spanOf(window) ?? {};
  return expireAfter ?? (count === undefined ? window : `${3 * count}${unit}`);
}

export function weightsOf({ weights }: Arbitration): Readonly<Record<ScorePart, number>> {
  return { ...WEIGHTS, ...weights };
}

/** Whether a higher class of priority wins whatever the other parts say: two neighbouring classes are half a point apart, and the others are up to 1 each. */
export function decidesFirst(weights: Readonly<Record<ScorePart, number>>): boolean {
  return weights.priority / 2 > weights.value + weights.fatigue + weights.recency;
}

/** A cap to begin with, under an id that is not taken. */
export function freshCap(caps: readonly Cap[]): Cap {
  const taken = new Set(caps.map(({ id }) => id));
  const free = (number: number): string => (taken.has(`cap_${number}`) ? free(number + 1) : `cap_${number}`);
  return { id: free(caps.length + 1), max: 2, per: { this: 'week' }, classes: ['marketing'] };
}

/** A list to begin with, under an id that is not taken. Its words are still to come. */
export function freshWords(lists: readonly SensitiveWords[]): SensitiveWords {
  const taken = new Set(lists.map(({ id }) => id));
  const free = (number: number): string => (taken.has(`words_${number}`) ? free(number + 1) : `words_${number}`);
  return { id: free(lists.length + 1), severity: 'review', words: [] };
}

/** One for each line that says something, each once. */
export function linesOf(text: string): readonly string[] {
  return [...new Set(text.split(/[\n\r]+/).map((line) => line.trim()))].filter((line) => line !== '');
}

/** A long random text that only its owner is to know, and what is kept of it. */
export async function newToken(): Promise<{ readonly secret: string; readonly kept: string }> {
  const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const secret = hex(crypto.getRandomValues(new Uint8Array(32)));
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  return { secret, kept: `sha256:${hex(new Uint8Array(hash))}` };
}
