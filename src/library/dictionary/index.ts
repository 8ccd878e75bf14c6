/** The ready data dictionary: the events of Segment's e-commerce, messaging, life-cycle, live chat, experiment and consent specifications. */
import type { Enforcement, EventDefinition } from '../../define/index.ts';
import { browsing } from './browsing.ts';
import { buying } from './buying.ts';
import { lifecycle } from './lifecycle.ts';
import { messaging } from './messaging.ts';

/** What holds for all events of the ready dictionary. */
export interface DictionaryOptions {
  /** For all of them. Default: flag. */
  readonly enforcement?: Enforcement;
  /** What becomes of properties that the specification does not have. Default: allow. */
  readonly unplanned?: 'allow' | Enforcement;
  readonly owner?: string;
}

const ALL: readonly EventDefinition[] = [...browsing, ...buying, ...messaging, ...lifecycle];

/** Every event of the specifications. What a project knows better it replaces with `overridden`. */
export function dictionary(options: DictionaryOptions = {}): readonly EventDefinition[] {
  return ALL.map((event) => ({ ...event, ...options }));
}
