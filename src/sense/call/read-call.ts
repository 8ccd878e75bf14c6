/**
 * One call of the Segment protocol becomes one entry of the log.
 *
 * C1. A call is either an entry or a refusal with code, field and reason; reading never throws.
 * C2. Of a call everything that a definition can read is kept: event, identifiers, properties, traits, context. `integrations`, `channel`,
 *     `_metadata`, `version` and unknown fields at the root are the sender's affair and are not kept.
 * C3. `groupId`, `name`, `category`, `previousId` stand among the properties; `context.traits` among the traits, not in the context.
 * C4. `__proto__` is refused as a key; `constructor` and `prototype` are plain keys.
 * C5. What is kept is well-formed text and finite numbers. Half a character in an identifier or name is refused, elsewhere it becomes U+FFFD.
 *
 * This is the hot path: plain checks, no copies. `schema.suite.ts` is the same contract as a zod schema; a test keeps the two equal.
 */
import { type CallType, type EventEntry, encodeEntry, type Identifier, type Json, type JsonObject } from '../../core/index.ts';
import { type Dictionary, violationText } from '../dictionary/index.ts';
import { said } from '../said.ts';
import { addExternalIds, addIdentifier, addTraitIdentifiers, type IdentifierField } from './identifiers.ts';
import type { CallLimits } from './limits.ts';
import { callOf, eventOf, messageIdOf } from './names.ts';
import { isObject, type Parts, partsOf, wellFormedParts } from './parts.ts';
import { describe, invalid, QuietRefusal, Refusal } from './refusal.ts';
import { type TimeRange, timeOf } from './time.ts';

/** What holds for every call of a request. */
export interface RequestContext {
  readonly source: string;
  /** Wall clock, ms. */
  readonly receivedAt: number;
  readonly limits: CallLimits;
  /** The declared range when history is replayed in event time. */
  readonly eventTime?: TimeRange | undefined;
  /** The call that the address names; undefined where `type` names it (batch). */
  readonly call?: CallType | undefined;
  /** Of the batch: they hold for each call that does not say otherwise. */
  readonly sentAt?: Json | undefined;
  readonly context?: JsonObject | undefined;
  /** The body has escapes that may be lone surrogates. */
  readonly surrogates: boolean;
  /** The release's, when it has one. */
  readonly dictionary?: Dictionary | undefined;
  readonly newMessageId: () => string;
}

export interface CallRead {
  readonly entry: EventEntry;
  /** The entry in the log's codec. */
  readonly value: Uint8Array;
  /** The sender gave no messageId. */
  readonly generated: boolean;
}

const USER_ID: IdentifierField = { namespace: 'user_id', field: 'userId' };
const ANONYMOUS_ID: IdentifierField = { namespace: 'anonymous_id', field: 'anonymousId' };
const PREVIOUS_ID: IdentifierField = { namespace: 'anonymous_id', field: 'previousId' };

/** The entry that the call becomes, or why it does not (C1). */
export function readCall(item: unknown, request: RequestContext): CallRead | Refusal {
  if (!isObject(item)) return invalid('call', said`is ${describe(item)}; it must be an object`);
  const call = callOf(item, request.call);
  if (call instanceof Refusal) return call;
  const event = eventOf(item, call);
  if (event instanceof Refusal) return event;
  const parts = partsOf(item, call, request.context);
  if (parts instanceof Refusal) return parts;
  const identifiers = identifiersOf(item, call, parts);
  if (identifiers instanceof Refusal) return identifiers;
  const messageId = messageIdOf(item);
  if (messageId instanceof Refusal) return messageId;
  const time = timeOf(item, request.sentAt, request);
  if (time instanceof Refusal) return time;
  const { source, receivedAt } = request;
  const { properties, traits, context } = request.surrogates ? wellFormedParts(parts) : parts;
  const entry: Mutable<EventEntry> = {
    type: 'event',
    call,
    event,
    messageId: messageId ?? request.newMessageId(),
    source,
    time,
    receivedAt,
    identifiers,
    properties,
  };
  if (traits) entry.traits = traits;
  if (context) entry.context = context;
  const judgement = request.dictionary?.judge(entry);
  if (judgement) {
    const { outcome, violations } = judgement;
    if (outcome !== 'take') {
      const details = { event, problems: violationText(violations) };
      const Refused = outcome === 'quarantine' ? QuietRefusal : Refusal;
      return new Refused('VOLANO_EVENT_INVALID', violations[0]!.field, details);
    }
    entry.violations = violations;
  }
  const value = encodeEntry(entry);
  const limit = request.limits.callBytes;
  if (value.length > limit) return new Refusal('VOLANO_CALL_TOO_LARGE', '', { bytes: value.length, limit });
  return { entry, value, generated: messageId === undefined };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function identifiersOf(item: JsonObject, call: CallType, parts: Parts): readonly Identifier[] | Refusal {
  const found: Identifier[] = [];
  const fault =
    addIdentifier(found, item.userId, USER_ID) ??
    addIdentifier(found, item.anonymousId, ANONYMOUS_ID) ??
    addExternalIds(found, parts.context?.externalIds) ??
    (call === 'alias' ? addIdentifier(found, item.previousId, PREVIOUS_ID) : undefined);
  if (fault) return fault;
  if (call === 'identify' && parts.traits) addTraitIdentifiers(found, parts.traits);
  if (found.length === 0) return new Refusal('VOLANO_CALL_WITHOUT_IDENTIFIER', '');
  if (call === 'alias' && found.length < 2)
    return invalid('previousId', said`is missing or the same as userId; an alias call joins two identifiers`);
  return found;
}
