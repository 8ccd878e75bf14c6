/**
 * What a release says of its tags, beside when they hold: what each reads, how long it lasts, what it contradicts.
 *
 * T1. An input of a tag is a trait whose value its rule compares, itself or through the segments and tags that it reads. A trait of which it only asks
 *     whether there is a value is none, nor is an event history: nothing of these can be missing.
 */
import { durationMs } from '../../base/index.ts';
import type { Plan } from '../../core/index.ts';
import type { Condition, Definition, Release, TagDefinition } from '../../define/index.ts';
import { contradictingPairs, type TagPair } from '../../learn/index.ts';

export interface TagRule {
  readonly tag: TagDefinition;
  readonly version: number;
  /** It waits for its past; until then its earlier version, if there is one, is in force. */
  readonly isPreparing: boolean;
  readonly expiryMs: number | undefined;
  /** Ids of traits (T1). */
  readonly inputs: readonly string[];
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
    return [{ tag, version, isPreparing: waiting.has(`tag.${tag.id}`), expiryMs, inputs: inputsOf(tag.rule, byName) }];
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
export function inputsOf(rule: Condition, byName: ReadonlyMap<string, Definition>): readonly string[] {
  const inputs = new Set<string>();
  const seen = new Set<string>();
  const read = (condition: Condition): void => {
    for (const part of condition.rules) {
      if ('rules' in part) {
        read(part);
        continue;
      }
      const { field, operator } = part;
      if (field.startsWith('trait.') && operator !== 'null' && operator !== 'notNull') inputs.add(field.slice('trait.'.length));
      if (seen.has(field)) continue;
      seen.add(field);
      const named = byName.get(field);
      if (named?.kind === 'segment') read(named.condition);
      if (named?.kind === 'tag') read(named.rule);
    }
  };
  read(rule);
  return [...inputs].sort();
}
