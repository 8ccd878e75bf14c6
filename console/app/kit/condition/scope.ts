/** What the rules of one editor may be about. */
import { type ComponentType, createContext, type ReactNode, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition } from '../../api/index.ts';
import type { Words } from '../why/index.ts';
import { BESIDE, type Known, knownOf, pathsOf, type Vocabulary } from './vocabulary.ts';

export interface Scope {
  /** A customer, an event at hand, or both (as in branches of a journey). */
  readonly about: 'customer' | 'event' | 'both';
  /** The event at hand: its name, how such names begin, or several joined by `|`. */
  readonly event: string;
  /** Rules are about the entries of this list of the event. */
  readonly list?: string | undefined;
}

export interface EditorProps {
  readonly value: Condition;
  readonly onChange: (condition: Condition) => void;
  /** Default: a customer. */
  readonly about?: Scope['about'];
  /** Whose properties are at hand. */
  readonly event?: string;
  readonly list?: string | undefined;
  /** Read out as what this is. */
  readonly label: string;
  /** Without the sentence and the door below: for a filter within a rule. */
  readonly isInner?: boolean;
}

/** Of a value, by the operator that it stands beside. */
export interface FormProps {
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** Of what it is a value, as it is read out. */
  readonly label: string;
  readonly known: Known;
  readonly operator: string;
}

/** Conditions hold values and values hold conditions: `Editor` and `ValueForm` are handed down. */
export interface Place extends Scope {
  readonly Editor: ComponentType<EditorProps>;
  readonly ValueForm: (props: FormProps) => ReactNode;
  readonly vocabulary: Vocabulary;
  readonly words: Words;
  /** Filters of events may not depend on now. */
  readonly isTimeless: boolean;
}

export const PlaceContext = createContext<Place | undefined>(undefined);

export function usePlace(): Place {
  return useContext(PlaceContext)!;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface Choices {
  readonly label: string;
  readonly options: readonly Choice[];
}

/** All fields there are, by what they are about. */
export function useFieldChoices(place: Place): readonly Choices[] {
  const { t } = useTranslation('condition');
  const { about, event, list, vocabulary, words } = place;
  const { names, events } = vocabulary;
  const labeled = (field: string): Choice => ({ value: field, label: words.field(field) });
  const ofKind = (kind: string): readonly Choice[] => names.all(kind).map(({ id, name }) => ({ value: `${kind}.${id}`, label: name }));
  const customer = [
    { label: t('about.event'), options: events.map(({ id }) => ({ value: `event.${id}`, label: names.of('event', id) })) },
    { label: t('about.trait'), options: ofKind('trait') },
    { label: t('about.tag'), options: ofKind('tag') },
    { label: t('about.segment'), options: ofKind('segment') },
  ];
  const own = [
    { label: t('about.property'), options: pathsOf(event, events, list).map((path) => labeled(`property.${path}`)) },
    { label: t('about.beside'), options: list === undefined ? BESIDE.map((path) => labeled(`property.${path}`)) : [] },
  ];
  const offered = about === 'customer' ? customer : about === 'event' ? own : [...own.slice(0, 1), ...customer];
  return offered.filter(({ options }) => options.length > 0);
}

/** What is known of a field of this place. */
export function knownAt(field: string, { vocabulary, event, list }: Place): Known {
  const path = list === undefined ? field : field.replace('property.', `property.${list}[].`);
  return { ...knownOf(path, vocabulary, event), field };
}

/** Fields that somebody may name though nobody has defined them, of what was typed. */
export function typedFields({ about }: Scope, typed: string): readonly string[] {
  if (typed === '') return [];
  const own = [`property.${typed}`];
  const customer = [`event.${typed}`, `bucket.${typed}`];
  return about === 'customer' ? customer : about === 'event' ? own : [...own, ...customer];
}

/** The first field that a new rule is about. */
export function firstField(choices: readonly Choices[]): string {
  return choices.find(({ options }) => options.length > 0)?.options[0]?.value ?? 'trait.id';
}
