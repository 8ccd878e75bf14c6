/** A message that delivery has taken on and not finished. */
export interface OpenMessage {
  readonly id: string;
  /** Wall clock of the durable commit, ms; for what was found at start, of its finding. */
  readonly decidedAt: number;
  attempts: number;
  /** When it was last asked for once more, as its row has it; 0: never, or not read yet. */
  time?: number;
  /** It was told of again while it was open. */
  again?: boolean;
  /** Not before this instant, on the clock of `at`, ms: so it was told when it last asked whether it may go. */
  notBefore?: number;
  /** The instant of the last hand-over, on the clock of `at`, ms. */
  handedAt?: number;
  /** Why the last attempt failed. */
  lastReason?: string;
}
