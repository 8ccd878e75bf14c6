/** What the figures of steps and those of rollouts mean by the same words: conditions over rows of facts. */

/** Rules of an exit that the customer's own conduct, or what is known of them, has led to. */
export const DROP_RULES: readonly string[] = ['exit.event', 'exit.condition'];

/** A message failed, bounced or expired. */
export const MESSAGE_ERRED =
  "(action IN ('failed', 'bounced') OR (action = 'withdrawn' AND JSONExtractString(detail, 'reason') = 'expired'))";

/** A message was answered by an unsubscribe or a complaint. */
export const MESSAGE_REFUSED = "action IN ('unsubscribed', 'complained')";
