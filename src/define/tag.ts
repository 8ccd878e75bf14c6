import type { Duration } from '../base/index.ts';
import type { Condition } from './condition.ts';
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
