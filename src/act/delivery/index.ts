export { deliverOnce } from './attempt.ts';
export { backoffMs, RETRY_DEFAULT, type RetryPolicy } from './backoff.ts';
export { BREAKER_DEFAULT, type BreakerPolicy, type BreakerState } from './breaker.ts';
export {
  type DeadLetter,
  type DeadLetters,
  holdBack,
  type LetterReader,
  type LetterSlice,
  type NumberedLetter,
  openDeadLetters,
  RESTORED,
} from './dead-letters.ts';
export {
  type ChannelState,
  type Delivery,
  type DeliveryFailpoint,
  type DeliveryOptions,
  type DeliveryState,
  type StillGo,
  startDelivery,
} from './delivery.ts';
export { LETTERS_DESK } from './older.ts';
export { outboxIds, readOutbox } from './outbox.ts';
export { type Bucket, createBucket } from './rate.ts';
export type { Redelivered, Redelivery } from './redelivery.ts';
export { emittedEvent, type MessageEnd, receiptOf } from './said.ts';
