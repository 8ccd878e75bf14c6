/** Whom a test leads through and what they do in it, as the form has it and as the server is asked. */
import type { Journey } from '../model/document.ts';
import { scalarOf } from '../panel/lists-form.tsx';

export const ACT_KINDS = ['event', 'traits', 'consent', 'start'] as const;
export type ActKind = (typeof ACT_KINDS)[number];

/** Something that happens. */
export interface FormAct {
  readonly key: number;
  readonly kind: ActKind;
  /** So long after what stands before it; absent: at once. */
  readonly after?: string | undefined;
  /** Of an event its name, of a consent its purpose. */
  readonly name: string;
  /** Traits or properties, as they are written. */
  readonly values: readonly (readonly [name: string, value: string])[];
  /** Of a consent. */
  readonly granted: boolean;
}

/** A customer who was found. */
export interface ChosenCustomer {
  readonly customer: string;
  readonly identifiers: readonly (readonly [namespace: string, value: string])[];
  /** Ids. */
  readonly segments: readonly string[];
}

export const WHOSE = ['madeUp', 'known'] as const;
export type Whose = (typeof WHOSE)[number];

export interface TrialForm {
  /** Somebody made up, or a copy of a customer. */
  readonly whose: Whose;
  /** Of whom the copy is; absent: nobody has been chosen yet. */
  readonly chosen?: ChosenCustomer | undefined;
  readonly acts: readonly FormAct[];
  /** How long virtual time goes on. */
  readonly length: string;
  /** Whether chance may hold the customer out. */
  readonly isDrawn: boolean;
}

/** What the server is asked. */
export interface TrialBody {
  readonly journey: string;
  readonly length: string;
  readonly script: readonly object[];
  readonly holdout?: 'drawn' | 'nobody';
  readonly customer?: string;
}

/** An address on each channel, of nobody: a message without one is refused. */
const REACHED = [
  ['email', 'customer@example.com'],
  ['phone', '+447700900123'],
] as const;
const LENGTH = '30d';

export function freshAct(acts: readonly FormAct[], kind: ActKind = 'event'): FormAct {
  return {
    key: Math.max(0, ...acts.map(({ key }) => key)) + 1,
    kind,
    name: '',
    values: [],
    granted: true,
    ...(acts.length > 0 && { after: '1h' }),
  };
}

/** Somebody made up who can be reached, or whoever will be chosen, and does what the journey is entered by. */
export function freshForm(journey: Pick<Journey, 'trigger' | 'key'>, whose: Whose = 'madeUp'): TrialForm {
  const acts = freshActs(journey);
  const isKnown = whose === 'known';
  // A customer can be reached as they are, and is held out where they are.
  return { whose, acts: isKnown ? acts.filter(({ kind }) => kind !== 'traits') : acts, length: LENGTH, isDrawn: isKnown };
}

/** The form about the other kind of customer; what somebody has written stays. */
export function formOf(whose: Whose, form: TrialForm, journey: Pick<Journey, 'trigger' | 'key'>): TrialForm {
  if (whose === form.whose) return form;
  const isUntouched = JSON.stringify(form.acts) === JSON.stringify(freshForm(journey, form.whose).acts);
  const fresh = freshForm(journey, whose);
  return { ...form, whose, isDrawn: fresh.isDrawn, acts: isUntouched ? fresh.acts : form.acts };
}

/** Whether it can be run as it is. */
export function isReady({ whose, chosen }: TrialForm): boolean {
  return whose === 'madeUp' || chosen !== undefined;
}

function freshActs({ trigger, key }: Pick<Journey, 'trigger' | 'key'>): readonly FormAct[] {
  const known: FormAct = { ...freshAct([], 'traits'), values: REACHED };
  const values = [...(key === undefined ? [] : [[key, '1'] as const]), ...propertiesOf(trigger)];
  const does = { ...freshAct([known]), after: undefined, values };
  return trigger.type === 'event'
    ? [known, { ...does, name: trigger.event }]
    : trigger.type === 'start'
      ? [known, { ...does, kind: 'start' as const }]
      : trigger.type === 'date'
        ? [{ ...known, values: [...REACHED, [trigger.trait, ''] as const] }]
        : [known];
}

/** Those that its condition compares with one value. */
function propertiesOf(trigger: Journey['trigger']): readonly (readonly [string, string])[] {
  const rules = trigger.type === 'event' ? (trigger.where?.rules ?? []) : [];
  return rules.flatMap((rule) => {
    const { field = '', operator, value } = rule as { readonly field?: string; readonly operator?: string; readonly value?: unknown };
    const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return field.startsWith('property.') && operator === '=' && isPlain ? [[field.slice('property.'.length), String(value)] as const] : [];
  });
}

/** Acts that say nothing yet are left out. */
export function bodyOf(journey: string, { whose, chosen, acts, length, isDrawn }: TrialForm): TrialBody {
  const isKnown = whose === 'known';
  return {
    journey,
    length,
    script: acts.flatMap(actOf),
    ...(isKnown && chosen && { customer: chosen.customer }),
    // What the server takes without a word is not said.
    ...(isDrawn !== isKnown && { holdout: isDrawn ? 'drawn' : 'nobody' }),
  };
}

function actOf({ kind, after, name, values, granted }: FormAct): readonly object[] {
  const given = Object.fromEntries(values.filter(([field]) => field.trim() !== '').map(([field, text]) => [field.trim(), scalarOf(text)]));
  const when = after === undefined ? {} : { after };
  if (kind === 'traits') return Object.keys(given).length === 0 ? [] : [{ ...when, traits: given }];
  if (kind === 'start') return [{ ...when, start: true, properties: given }];
  if (name.trim() === '') return [];
  return kind === 'consent' ? [{ ...when, consent: { purpose: name, granted } }] : [{ ...when, event: name.trim(), properties: given }];
}
