/** What a playbook takes from the project that it is used in: channels, purposes, its address, and how it writes. */
import {
  type ChannelType,
  type ConditionInput,
  type MessageClass,
  type StepInput,
  send,
  type TemplateDefinition,
} from '../../define/index.ts';
import { type Letter, lettersOf } from './letter.ts';

/** `offer`: marketing. `care`: service around something bought or asked. */
export type MessageKind = 'offer' | 'care';

/** The facts of a project that playbooks need. */
export interface HouseFacts {
  /** Ids of the project's channels, by type. */
  readonly channels: Readonly<Partial<Record<ChannelType, string>>>;
  /** Ids of the project's purposes. */
  readonly purposes: Readonly<Record<MessageKind, string>>;
  /** Where links lead: an address without a slash at its end. */
  readonly shop: string;
  /** Who gets no offers while something else comes first (a complaint, say). */
  readonly spared?: ConditionInput;
  /** Who belongs to the top tiers. */
  readonly valued?: ConditionInput;
}

/** The facts, and what follows from them. */
export interface House extends HouseFacts {
  /** A step that sends a message on the first of these ways that the project has and on which the customer can be reached. Throws a RangeError when it has none. */
  readonly reach: (template: string, kind: MessageKind, ways: readonly ChannelType[]) => StepInput;
  /** The templates of one message: `<id>` is the e-mail, `<id>_text` what every other channel uses. */
  readonly letter: (letter: Letter) => readonly TemplateDefinition[];
  /** Purpose and class of a message of this kind. */
  readonly asking: (kind: MessageKind) => { readonly purpose: string; readonly messageClass?: MessageClass };
}

/** The house of a project. */
export function houseOf(facts: HouseFacts): House {
  const asking: House['asking'] = (kind) => ({
    purpose: facts.purposes[kind],
    ...(kind === 'care' && { messageClass: 'service' }),
  });
  return {
    ...facts,
    asking,
    letter: lettersOf(facts.shop),
    reach: (template, kind, ways) => {
      const there = ways.flatMap((type) => {
        const channel = facts.channels[type];
        return channel === undefined ? [] : [{ channel, template: type === 'email' ? template : `${template}_text` }];
      });
      const [first, ...fallbacks] = there;
      if (!first) throw new RangeError(`the message "${template}" needs a channel of one of these types: ${ways.join(', ')}`);
      return send({ id: template.replaceAll('_', '-'), ...first, ...(fallbacks.length > 0 && { fallbacks }), ...asking(kind) });
    },
  };
}
