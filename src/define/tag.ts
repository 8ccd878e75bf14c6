import type { Duration } from '../base/index.ts';
import type { Condition, HistoryValue, Rule } from './condition.ts';
import type { Text } from './text.ts';

/**
 * A label with a rule, an owner and an expiry. It holds while the rule is true. With `expiry` it is dropped that long after the time
 * of the last event that touched its rule, and comes back with the next one (docs/conditions.md 7.2).
 */
export interface TagDefinition {
  readonly kind: 'tag';
  readonly id: string;
  readonly name: Text;
  readonly description?: Text;
  readonly owner: string;
  readonly rule: Condition;
  readonly expiry?: Duration;
  /** Id of a tag group. */
  readonly group?: string;
  /** In an exclusive group the true tag with the highest priority wins; ties go to the smaller id. */
  readonly priority?: number;
  /** Ids of tags that should not hold together with this one: where they do, one of the rules is wrong, or the data is. Counts both ways. Changes nothing about who has the tag. */
  readonly contradicts?: readonly string[];
}

/** Tags that belong together; in an exclusive group at most one holds. */
export interface TagGroupDefinition {
  readonly kind: 'tag_group';
  readonly id: string;
  readonly name: Text;
  readonly exclusive: boolean;
}

/**
 * Event that sets a manual tag, or removes it: `tag` names it, `set` is true or false. Journeys write it (`setTag`, `removeTag`), and any source may. The latest by
 * (time, message id) counts.
 */
export const TAG_CHANGED = 'Tag Changed';

/** Whether the rule asks what `Tag Changed` said of the tag: a step can set it. */
export function isManual({ id, rule }: TagDefinition): boolean {
  return [...rulesOf(rule)].some(({ field, value }) => {
    if (field !== `event.${TAG_CHANGED}`) return false;
    const { where } = value as HistoryValue;
    return where !== undefined && [...rulesOf(where)].some((one) => one.field === 'property.tag' && one.value === id);
  });
}

function* rulesOf({ rules }: Condition): Generator<Rule> {
  for (const one of rules) {
    if ('combinator' in one) yield* rulesOf(one);
    else yield one;
  }
}

/** True while the tag was last set. */
export function manualRule(tag: string): Rule {
  return {
    field: `event.${TAG_CHANGED}`,
    operator: 'lastPerformed',
    value: {
      where: { combinator: 'and', rules: [{ field: 'property.tag', operator: '=', value: tag }] },
      has: { combinator: 'and', rules: [{ field: 'property.set', operator: '=', value: true }] },
    },
  };
}
