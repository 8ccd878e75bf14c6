/** What a lint is: something that is allowed and very likely not meant. Each says where it stands and what to do, in both languages. */
import type { Definition } from '../project.ts';
import type { Text } from '../text.ts';
import type { FindingKey, LintId, Values } from './texts.ts';
import type { LintWorld } from './world.ts';

/** `error`: it cannot do what it is there for; a release is refused. `warning`: worth a look. */
export type Severity = 'error' | 'warning';

/** One thing that a lint has found. */
export interface Finding {
  /** Id of the lint. */
  readonly lint: string;
  readonly severity: Severity;
  /** An error that nobody can accept. */
  readonly final?: true;
  readonly kind: Definition['kind'];
  readonly id: string;
  /** Where in the definition, as `steps[0].arms`; '' for the whole of it. */
  readonly path: string;
  /** What is wrong, and what to do. */
  readonly text: Text;
}

/** A finding before it is put into words. */
export interface Found {
  readonly definition: Pick<Definition, 'kind' | 'id'>;
  readonly path: string;
  readonly says: FindingKey;
  readonly values?: Values;
}

/** One of the lints of a project. */
export interface Lint {
  readonly id: LintId;
  readonly severity: Severity;
  /** Its errors cannot be accepted. */
  readonly final?: true;
  /** Absent where the definitions alone do not tell. */
  readonly look?: (world: LintWorld) => Iterable<Found>;
}
