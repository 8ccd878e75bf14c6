/** What a playbook needs of a project, and what of it a project lacks. */
import {
  BENEFIT_GRANTED,
  type ChannelType,
  type Definition,
  eventNamesOf,
  listsWithin,
  type Project,
  type Step,
  waysOf,
} from '../../define/index.ts';
import { type House, type HouseFacts, houseOf, type MessageKind, type Playbook } from '../../library/index.ts';

export interface Needs {
  /** Ids of its journeys. */
  readonly journeys: readonly string[];
  /** Names of events that it reads. */
  readonly events: readonly string[];
  /** Its messages, and by which types of channel each may go. */
  readonly messages: readonly { readonly template: string; readonly kind: MessageKind; readonly ways: readonly ChannelType[] }[];
  /** Ids of traits that a source has to tell. */
  readonly traits: readonly string[];
}

export interface Lacks {
  /** Neither in the project's dictionary nor asked for by what it has. */
  readonly events: readonly string[];
  /** Types of which it would need one, for each message that has no way. */
  readonly channels: readonly (readonly ChannelType[])[];
  /** Not defined: the playbook defines them, and a source has to tell them. */
  readonly traits: readonly string[];
  /** No purpose that the project asks consent for. */
  readonly purposes: boolean;
}

const TYPES: readonly ChannelType[] = ['email', 'sms', 'push', 'in_app', 'webhook', 'wecom_task', 'mp_subscription'];

/** A house that has every channel: each is named by its type, each purpose by the kind of message. */
export const EVERYTHING: House = houseOf({
  channels: Object.fromEntries(TYPES.map((type) => [type, type])),
  purposes: { offer: 'offer', care: 'care' },
  shop: 'https://shop.example.com',
});

/** Found by what it would define where every channel is there. */
export function needsOf({ definitions }: Playbook): Needs {
  const made = definitions(EVERYTHING);
  const messages = new Map<string, Needs['messages'][number]>();
  const updated = new Set<string>();
  const walk = (steps: readonly Step[]): void => {
    for (const step of steps) {
      if (step.type === 'send') {
        const kind = step.purpose as MessageKind;
        messages.set(step.template, { template: step.template, kind, ways: waysOf(step).map(({ channel }) => channel as ChannelType) });
      }
      if (step.type === 'update') for (const id of Object.keys(step.traits)) updated.add(id);
      if (step.type === 'webhook') for (const { trait } of step.response ?? []) updated.add(trait);
      for (const list of listsWithin(step)) walk(list.steps);
    }
  };
  for (const one of made) if (one.kind === 'journey') walk(one.steps);
  const traits = made.flatMap((one) => (one.kind === 'trait' && 'type' in one && !updated.has(one.id) ? [one.id] : []));
  const journeys = made.flatMap((one) => (one.kind === 'journey' ? [one.id] : []));
  return { journeys, events: eventsIn(made), messages: [...messages.values()], traits };
}

export function lacksOf({ events, messages, traits }: Needs, { definitions }: Project): Lacks {
  const known = new Set([...definitions.flatMap((one) => (one.kind === 'event' ? [one.id] : [])), ...eventsIn(definitions)]);
  const defined = new Set(definitions.flatMap((one) => (one.kind === 'trait' ? [one.id] : [])));
  const channels = factsOf({ definitions }).channels;
  const closed = messages.filter(({ ways }) => ways.every((type) => channels[type] === undefined)).map(({ ways }) => ways);
  return {
    events: events.filter((name) => !known.has(name)),
    channels: closed.filter((ways, index) => closed.findIndex((other) => other.join() === ways.join()) === index),
    traits: traits.filter((id) => !defined.has(id)),
    purposes: messages.length > 0 && !definitions.some(({ kind }) => kind === 'purpose'),
  };
}

/** What playbooks would take from a project that has no house yet: the first channel of each type, and purposes by their basis. */
export function factsOf({ definitions }: Project): HouseFacts {
  const channels: Partial<Record<ChannelType, string>> = {};
  for (const one of definitions) if (one.kind === 'channel') channels[one.type] ??= one.id;
  const purposes = definitions.filter((one) => one.kind === 'purpose');
  const offer = (purposes.find(({ basis }) => basis === 'opt_in') ?? purposes[0])?.id ?? 'offers';
  const care = (purposes.find(({ basis }) => basis !== 'opt_in') ?? purposes[0])?.id ?? 'care';
  return { channels, purposes: { offer, care }, shop: 'https://shop.example.com' };
}

/** Exact names of events that definitions read, in order of appearance. */
function eventsIn(definitions: readonly Definition[]): readonly string[] {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, member] of Object.entries(value)) {
        const text =
          typeof member !== 'string'
            ? undefined
            : key === 'event'
              ? member
              : key === 'field'
                ? /^event\.(.+)$/s.exec(member)?.[1]
                : undefined;
        if (text !== undefined) for (const name of eventNamesOf(text).exact) found.add(name);
        walk(member);
      }
    }
  };
  for (const definition of definitions) if (definition.kind !== 'template' && definition.kind !== 'event') walk(definition);
  // The product tells it itself.
  found.delete(BENEFIT_GRANTED);
  return [...found];
}
