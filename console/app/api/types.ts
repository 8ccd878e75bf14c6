/** Types of which the server's document has the parts without a name. */
import type {
  IdentityLink,
  Principal,
  Property,
  paths,
  QuarantinedCallShown,
  Condition as ReleasedCondition,
  Reason as ToldReason,
} from './schema.ts';

type Body<Path extends keyof paths> = paths[Path] extends { post: { requestBody?: { content: { 'application/json': infer Given } } } }
  ? Given
  : never;

/** A rule of a condition, e.g. `{ field: 'trait.orders', operator: '>=', value: 2 }`. One that is being built may say anything yet. */
export interface Rule {
  field: string;
  operator: string;
  value?: unknown;
}

/** As it is edited: the document has the rules of one that is whole. */
export interface Condition extends Omit<ReleasedCondition, 'rules'> {
  rules: (Condition | Rule)[];
}

/** The client loses how long lists are within it. */
export type Reason = ToldReason;
export type SessionAnswer = Principal;
export type Credentials = Body<'/v1/session'>;
export type PreviewPart = NonNullable<Body<'/v1/preview'>['parts']>[number];
export type PropertyDefinition = Property;
export type QuarantineRecord = QuarantinedCallShown;
export type QuarantineSelection = NonNullable<Body<'/v1/quarantine/replay'>['selection']>;
export type TimelineKind = NonNullable<NonNullable<paths['/v1/timeline']['get']['parameters']['query']>['kind']>[number];
/** The entry of the log that it was learnt from. */
export type LearntFrom = Pick<IdentityLink, 'at' | 'position' | 'event' | 'source' | 'message' | 'said' | 'by'>;
