/** runtime/explain: why a customer got a message and why not another, each answer with the rows that prove it. */
export { explain } from './explain.ts';
export type {
  ChainLink,
  EventEvidence,
  Evidence,
  ExplainQuestion,
  Explanation,
  FactEvidence,
  JourneyExplanation,
  LinkName,
  MessageExplanation,
  MessageOutcome,
  MessageStatus,
  Refused,
  Standing,
  Untriggered,
  UntriggeredRule,
  Way,
} from './explanation.ts';
export { whyUntriggered } from './untriggered.ts';
export type { ExplainWorld } from './world.ts';
