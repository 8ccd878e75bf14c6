/** `volano/test`: what journey tests are written with. */
export type { JsonObject } from '../core/index.ts';
export {
  at,
  type Customer,
  channel,
  codes,
  crowd,
  customer,
  type DoesOptions,
  expectCount,
  goesWith,
  later,
  type StagedChannel,
  type StagedItem,
  scoreEdges,
  visitor,
} from './script/customer.ts';
export {
  completed,
  converted,
  deferred,
  type Expectation,
  entered,
  exited,
  failed,
  hasTrait,
  inSegment,
  isIn,
  isOneWith,
  onItsWay,
  reached,
  refused,
  type SentOptions,
  sent,
  sentInOrder,
  sentNothing,
  tagged,
  turnedAway,
  withdrawn,
} from './script/expectations.ts';
export { JourneyTestFailed, type TestFailure } from './script/failure.ts';
export { type GivenOptions, given } from './script/given.ts';
export { rehearse, type TestOptions } from './script/scenario.ts';
export { journeyTest } from './script/tests.ts';
export { type TicketOptions, ticket } from './script/ticket.ts';
export type { Span } from './span.ts';
export type { AnswerOptions, Fault } from './virtual/stage.ts';
