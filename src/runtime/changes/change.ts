/** An unpublished change: a definition as somebody left it, not released yet. */
import type { Definition, DefinitionKind, Text } from '../../define/index.ts';

/** A definition that may be incomplete. */
export type LooseDefinition = Readonly<Record<string, unknown>>;

/** Which definition. */
export interface ChangeKey {
  readonly kind: DefinitionKind;
  readonly id: string;
}

/** What is kept. */
export interface StoredChange extends ChangeKey {
  /** `null`: it is to be removed. */
  readonly definition: LooseDefinition | null;
  /** Number of the release that its maker has seen; 0 before the first. */
  readonly on: number;
  /** Another one with each save, of all changes; never given twice. */
  readonly revision: number;
  /** Id of the member, or of the service. */
  readonly by: string;
  /** Wall clock, ms UTC. */
  readonly at: number;
}

export type ChangeAction = 'new' | 'changed' | 'removed';

/** Something that would be wrong with the newest release and what is unpublished. */
export interface ChangeProblem {
  readonly code: string;
  readonly message: Text;
  /** Where in the definition, as `steps[0].duration`; '' for the whole of it. */
  readonly path: string;
  /** The other definition that it makes wrong; absent: it stands in the changed one itself. */
  readonly in?: ChangeKey;
}

/** A change in a list. */
export interface ListedChange extends Omit<StoredChange, 'definition'> {
  readonly name: Text;
  readonly action: ChangeAction;
  /** How many. */
  readonly problems: number;
  /** Whether a release after `on` has changed the same definition: to release this would take that back unseen. */
  readonly overtaken: boolean;
}

/** A change with all there is to it. */
export interface ShownChange extends StoredChange {
  /** As the newest release has it; `null`: it has none. */
  readonly released: Definition | null;
  readonly problems: readonly ChangeProblem[];
  readonly overtaken: boolean;
}

/** The key under which a definition is known. */
export function nameOf({ kind, id }: ChangeKey): string {
  return `${kind} ${id}`;
}
