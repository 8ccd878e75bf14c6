/** What Kafka's errors say: whether to try again, and in words that hold no secret. */
import { findErrorBy, type GenericError, ProtocolError } from '@platformatic/kafka';

/** Codes of Kafka's protocol that something here follows from. */
export const KAFKA_CODE = {
  offsetOutOfRange: 1,
  corruptMessage: 2,
  unknownTopic: 3,
  messageTooLarge: 10,
  recordListTooLarge: 18,
  notEnoughReplicas: 19,
  illegalGeneration: 22,
  unknownMember: 25,
  rebalanceInProgress: 27,
  topicAuthorizationFailed: 29,
  topicExists: 36,
  outOfOrderSequence: 45,
  invalidProducerEpoch: 47,
  invalidProducerIdMapping: 49,
  unknownProducerId: 59,
  memberIdRequired: 79,
  invalidRecord: 87,
  producerFenced: 90,
} as const;

/** The code that a broker answered with; undefined when it answered none. */
export function kafkaCode(error: unknown): number | undefined {
  return answerIn(error)?.apiCode as number | undefined;
}

/** Whether trying again may help: the broker says so, or nobody has answered. Logging in wrongly, and a mistake of ours, stay what they are. */
export function mayRetry(error: unknown): boolean {
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    if (each instanceof TypeError || each instanceof RangeError) return false;
    if (LASTING.some((code) => findErrorBy(each as Error, 'code', code)) || findErrorBy(each, 'canRetry', false)) return false;
  }
  return true;
}

const LASTING: readonly string[] = ['PLT_KFK_AUTHENTICATION', 'PLT_KFK_USER', 'PLT_KFK_UNSUPPORTED_API'];

/** In words: the broker's, or the operating system's. Never what was sent. */
export function reasonOf(error: unknown): string {
  const answer = answerIn(error);
  if (answer) return `${answer.apiId} (${answer.serverErrorMessage ?? answer.message})`;
  let cause = asError(error);
  while (cause.cause instanceof Error) cause = cause.cause;
  const { code } = cause as { code?: unknown };
  return cause.message || (typeof code === 'string' ? code : cause.name);
}

/** What a broker has answered, somewhere in an error of the client's. */
function answerIn(error: unknown): GenericError | undefined {
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    const found = findErrorBy(each, 'code', ProtocolError.code);
    if (found) return found;
  }
  return undefined;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
