/** What a made-up customer does in a test, as the form has it and as the server is asked. */
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

export interface TrialForm {
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
  readonly holdout?: 'drawn';
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

/** Somebody who can be reached, and does what the journey is entered by. */
export function freshForm({ trigger, key }: Pick<Journey, 'trigger' | 'key'>): TrialForm {
  const known: FormAct = { ...freshAct([], 'traits'), values: REACHED };
  const values = [...(key === undefined ? [] : [[key, '1'] as const]), ...propertiesOf(trigger)];
  const does = { ...freshAct([known]), after: undefined, values };
  const acts =
    trigger.type === 'event'
      ? [known, { ...does, name: trigger.event }]
      : trigger.type === 'start'
        ? [known, { ...does, kind: 'start' as const }]
        : trigger.type === 'date'
          ? [{ ...known, values: [...REACHED, [trigger.trait, ''] as const] }]
          : [known];
  return { acts, length: LENGTH, isDrawn: false };
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
export function bodyOf(journey: string, { acts, length, isDrawn }: TrialForm): TrialBody {
  return { journey, length, script: acts.flatMap(actOf), ...(isDrawn && { holdout: 'drawn' }) };
}

function actOf({ kind, after, name, values, granted }: FormAct): readonly object[] {
  const given = Object.fromEntries(values.filter(([field]) => field.trim() !== '').map(([field, text]) => [field.trim(), scalarOf(text)]));
  const when = after === undefined ? {} : { after };
  if (kind === 'traits') return Object.keys(given).length === 0 ? [] : [{ ...when, traits: given }];
  if (kind === 'start') return [{ ...when, start: true, properties: given }];
  if (name.trim() === '') return [];
  return kind === 'consent' ? [{ ...when, consent: { purpose: name, granted } }] : [{ ...when, event: name.trim(), properties: given }];
}
