/**
 * What a release says of its tags, beside when they hold: what each reads, how long it lasts, what it contradicts.
 *
 * T1. An input of a tag is a trait whose value its rule compares, itself or through the segments and tags that it reads. A trait of which it only asks
 *     whether there is a value is none, nor is an event history: nothing of these can be missing.
 * T5. A rule is told of a customer when its inputs have values: all of them where its parts are joined by and, those of one part where they are joined by or.
 */
import { durationMs } from '../../base/index.ts';
import type { Plan } from '../../core/index.ts';
import type { Condition, Definition, Release, Rule, TagDefinition } from '../../define/index.ts';
import { contradictingPairs, type TagPair } from '../../learn/index.ts';
import { eventsReadBy } from './reads.ts';

export interface TagRule {
  readonly tag: TagDefinition;
  readonly version: number;
  /** It waits for its past; until then its earlier version, if there is one, is in force. */
  readonly isPreparing: boolean;
  readonly expiryMs: number | undefined;
  /** Names of the events that its rule reads, itself or through others. */
  readonly reads: readonly string[];
  /** Ids of traits (T1). */
  readonly inputs: readonly string[];
  /** Whether it is told (T5) of somebody of whom these traits have values. */
  isTold(known: ReadonlySet<string>): boolean;
}

export interface TagRules {
  /** By id, ascending. */
  readonly tags: readonly TagRule[];
  readonly byId: ReadonlyMap<string, TagRule>;
  /** Inputs of any tag. */
  readonly inputs: readonly string[];
  readonly contradicting: ReadonlyMap<string, readonly string[]>;
  /** The same, both ways. */
  readonly pairs: readonly TagPair[];
}

const known = new WeakMap<Plan, TagRules>();

/** Made once for each plan. */
export function tagRulesOf(release: Release | undefined, plan: Plan): TagRules {
  const found = known.get(plan);
  if (found) return found;
  const definitions = release?.definitions ?? [];
  const byName = new Map(definitions.map(({ definition }) => [`${definition.kind}.${definition.id}`, definition]));
  const waiting = new Set(plan.preparation?.definitions.map(({ definition }) => `${definition.kind}.${definition.id}`));
  const tags = definitions.flatMap(({ definition: tag, version }): TagRule[] => {
    if (tag.kind !== 'tag') return [];
    const expiryMs = tag.expiry === undefined ? undefined : durationMs(tag.expiry);
    return [
      {
        tag,
        version,
        isPreparing: waiting.has(`tag.${tag.id}`),
        expiryMs,
        reads: eventsReadBy(tag, byName),
        ...inputsOf(tag.rule, byName),
      },
    ];
  });
  const pairs = contradictingPairs(tags.map(({ tag }) => tag));
  const contradicting = new Map<string, string[]>();
  for (const [tag, other] of pairs) contradicting.set(tag, [...(contradicting.get(tag) ?? []), other]);
  const rules: TagRules = {
    tags: tags.sort((a, b) => (a.tag.id < b.tag.id ? -1 : 1)),
    byId: new Map(tags.map((one) => [one.tag.id, one])),
    inputs: [...new Set(tags.flatMap(({ inputs }) => inputs))].sort(),
    contradicting,
    pairs,
  };
  known.set(plan, rules);
  return rules;
}

/** `byName`: definitions by `kind.id`. */
function inputsOf(rule: Condition, byName: ReadonlyMap<string, Definition>): Pick<TagRule, 'inputs' | 'isTold'> {
  const inputs = new Set<string>();
  const open = new Set<string>();
  const told = ({ combinator, rules }: Condition): Told => {
    const parts = rules.map((part) => ('rules' in part ? told(part) : ofRule(part)));
    if (combinator === 'and') return (known) => parts.every((part) => part(known));
    return (known) => parts.length === 0 || parts.some((part) => part(known));
  };
  const ofRule = ({ field, operator }: Rule): Told => {
    const trait = /^trait\.(.+)$/s.exec(field)?.[1];
    if (trait !== undefined) {
      if (operator === 'null' || operator === 'notNull') return always;
      inputs.add(trait);
      return (known) => known.has(trait);
    }
    const named = byName.get(field);
    const condition = named?.kind === 'segment' ? named.condition : named?.kind === 'tag' ? named.rule : undefined;
    if (!condition || open.has(field)) return always;
    open.add(field);
    const inner = told(condition);
    open.delete(field);
    return inner;
  };
  const isTold = told(rule);
  return { inputs: [...inputs].sort(), isTold };
}

type Told = (known: ReadonlySet<string>) => boolean;
const always: Told = () => true;
