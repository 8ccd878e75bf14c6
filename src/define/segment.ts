import type { Condition } from './condition.ts';
import type { Text } from './text.ts';

/** A condition whose members are tracked live. */
export interface SegmentDefinition {
  readonly kind: 'segment';
  readonly id: string;
  readonly name: Text;
  readonly description?: Text;
  readonly condition: Condition;
}
