/**
 * The notation of the truth tables: a history, an instant, and what must then be known. Every expected value is reasoned by hand from
 * docs/conditions.md (the number in `says` names the paragraph) and never taken from a run.
 */
import { type EventEntry, type JsonObject, OWN_SOURCE } from '../../src/core/entry.ts';
import type {
  AggregateKind,
  ComputedTrait,
  Condition,
  Definition,
  Expression,
  FormulaTrait,
  Reconciliation,
  Rule,
  TagDefinition,
  TraitDefinition,
  TraitType,
} from '../../src/define/index.ts';

/** [event, time, properties (of `$identify`: traits), messageId, context]. Message ids default to m00, m01, ... by place in the list. */
export type EventRow = readonly [event: string, time: string, properties?: JsonObject, messageId?: string, context?: JsonObject];

/** A trait's value, whether a tag or a segment holds, or `missing`. */
export type Expected = string | number | boolean | readonly (string | number | boolean)[] | typeof missing;
export const missing: unique symbol = Symbol('missing');

/** [what the truth says, what is asked, what must come out, and when if not at the table's `now`]. */
export type Truth = readonly [says: string, asks: Asked, expected: Expected, now?: string];

/** A trait, a tag, or a condition (which becomes a segment). Ids are given by the runner unless set. */
export type { Condition, Rule };

export type Asked = TraitDefinition | TagDefinition | Condition | Rule;

export interface TruthTable {
  readonly subject: string;
  /** Time zone of the workspace; default UTC. */
  readonly zone?: string;
  readonly now: string;
  readonly events: readonly EventRow[];
  /** Definitions that the truths refer to. */
  readonly given?: readonly Definition[];
  /** Edges of score traits, as scaled decimals. */
  readonly edges?: Readonly<Record<string, readonly number[]>>;
  readonly truths: readonly Truth[];
}

const NAME = { en: '-', zh: '-' };

type AggregateOptions = Partial<Pick<ComputedTrait, 'property' | 'where' | 'window' | 'unit' | 'calendar' | 'id'>>;

/** A computed trait. */
export function aggregate(kind: AggregateKind, event: string, options: AggregateOptions = {}): ComputedTrait {
  return { kind: 'trait', id: '', name: NAME, aggregate: kind, event, ...options };
}

/** A declared trait with a reconciliation rule, read from the key `v`. */
export function reconciled(type: TraitType, reconcile: Reconciliation): TraitDefinition {
  return { kind: 'trait', id: '', name: NAME, type, from: 'v', reconcile };
}

export function declared(type: TraitType, id: string, from?: string): TraitDefinition {
  return from === undefined ? { kind: 'trait', id, name: NAME, type } : { kind: 'trait', id, name: NAME, type, from };
}

export function formula(expression: Expression, id = ''): FormulaTrait {
  return { kind: 'trait', id, name: NAME, formula: expression };
}

export function score(of: string, bins: number, options: { id?: string; reverse?: boolean } = {}): TraitDefinition {
  const scoring = options.reverse === undefined ? { of, bins } : { of, bins, reverse: options.reverse };
  return { kind: 'trait', id: options.id ?? '', name: NAME, score: scoring };
}

export function tag(
  rule: Condition | Rule,
  options: Partial<Pick<TagDefinition, 'id' | 'expiry' | 'group' | 'priority'>> = {},
): TagDefinition {
  return { kind: 'tag', id: '', name: NAME, owner: 'crm', rule: and(rule), ...options };
}

export function group(id: string, exclusive = true): Definition {
  return { kind: 'tag_group', id, name: NAME, exclusive };
}

export function segment(id: string, condition: Condition | Rule): Definition {
  return { kind: 'segment', id, name: NAME, condition: and(condition) };
}

export function rule(field: string, operator: Rule['operator'], value?: Rule['value']): Rule {
  return value === undefined ? { field, operator } : { field, operator, value };
}

export function and(...rules: readonly (Condition | Rule)[]): Condition {
  const [only] = rules;
  return rules.length === 1 && only && 'rules' in only ? only : { combinator: 'and', rules };
}

export function or(...rules: readonly (Condition | Rule)[]): Condition {
  return { combinator: 'or', rules };
}

export function not(...rules: readonly (Condition | Rule)[]): Condition {
  return { combinator: 'and', not: true, rules };
}

/** Milliseconds of an ISO 8601 text; throws when it is none, so that no truth rests on a typing error. */
export function ms(time: string): number {
  const value = Date.parse(time);
  if (Number.isNaN(value) || !/(Z|[+-]\d\d:\d\d)$/.test(time)) throw new Error(`"${time}" is not an instant`);
  return value;
}

/** First letters of the message ids of own events. */
export const OWN = 'own-';

/** `crm:7` is message id of the source `crm`. */
function sourceOf(messageId = ''): string {
  if (messageId.startsWith(OWN)) return OWN_SOURCE;
  return /^(\w+):/.exec(messageId)?.[1] ?? 'truths';
}

export function entryOf([event, time, properties = {}, messageId, context]: EventRow, index: number): EventEntry {
  const call = event.startsWith('$') ? (event.slice(1) as EventEntry['call']) : 'track';
  return {
    type: 'event',
    call,
    event,
    messageId: messageId ?? `m${String(index).padStart(2, '0')}`,
    source: sourceOf(messageId),
    time: ms(time),
    receivedAt: ms(time),
    identifiers: [['user_id', 'u1']],
    properties: event === '$identify' ? {} : properties,
    ...(event === '$identify' ? { traits: properties } : {}),
    ...(context && { context }),
  };
}

/** The definition of what a truth asks, under an id of its own, and where its answer stands. */
export function definitionOf(asked: Asked, index: number): { definition: Definition; kind: 'trait' | 'tag' | 'segment'; id: string } {
  const own = `asked_${index}`;
  if (!('kind' in asked)) return { definition: segment(own, asked), kind: 'segment', id: own };
  const id = asked.id === '' ? own : asked.id;
  return { definition: { ...asked, id }, kind: asked.kind, id };
}

/** What an evaluator knows of the customer at one instant. */
export interface Known {
  readonly traits: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[];
  readonly segments: readonly string[];
}

/** The answer of an evaluator to one truth. */
export function answerOf(asked: Asked, index: number, known: Known): unknown {
  const { kind, id } = definitionOf(asked, index);
  if (kind === 'trait') return id in known.traits ? known.traits[id] : missing;
  return (kind === 'tag' ? known.tags : known.segments).includes(id);
}

/** All definitions of a table: workspace, what is given, what is asked. */
export function definitionsOf(table: TruthTable): Definition[] {
  const workspace: Definition = { kind: 'workspace', id: 'w', name: NAME, timeZone: table.zone ?? 'UTC', currency: 'EUR', seed: 's' };
  const asked = table.truths.map(([, what], index) => definitionOf(what, index).definition);
  const unique = new Map([...(table.given ?? []), ...asked].map((one) => [`${one.kind}.${one.id}`, one]));
  return [workspace, ...unique.values()];
}
