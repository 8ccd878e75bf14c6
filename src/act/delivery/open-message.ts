/** A message that delivery has taken on and not finished. */
export interface OpenMessage {
  readonly id: string;
  /** Wall clock of the durable commit, ms; for what was found at start, of its finding. */
  readonly decidedAt: number;
  attempts: number;
}
