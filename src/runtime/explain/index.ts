/** runtime/explain: why a customer got a message and why not another, each answer with the rows that prove it. */
export { explain } from './explain.ts';
export {
  type ChainLink,
  type EventEvidence,
  type Evidence,
  type ExplainQuestion,
  type Explanation,
  type FactEvidence,
  type JourneyExplanation,
  LINKS,
  type LinkName,
  type MessageExplanation,
  type MessageOutcome,
  type MessageStatus,
  type Refused,
  type Standing,
  type Untriggered,
  type UntriggeredRule,
  type Way,
} from './explanation.ts';
export type { ExplainWorld } from './world.ts';
