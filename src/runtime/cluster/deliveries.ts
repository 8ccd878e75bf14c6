/** The deliveries of all partitions as one: each hands over the messages of its own outbox. */
import type { ChannelState, Delivery, DeliveryState, LetterReader, Redelivered, Redelivery } from '../../act/index.ts';
import { addDistributions } from '../../base/index.ts';

export class Deliveries implements Delivery {
  readonly #deliveries: readonly Delivery[];

  /** By partition. */
  constructor(deliveries: readonly Delivery[]) {
    this.#deliveries = deliveries;
  }

  /** Each hears of its own partition. */
  wake(): void {}

  async rescan(): Promise<void> {
    await Promise.all(this.#deliveries.map((one) => one.rescan()));
  }

  state(): DeliveryState {
    return this.#deliveries.map((one) => one.state()).reduce(added);
  }

  /** Kept in one place for all partitions. */
  get deadLetters(): LetterReader {
    return this.#deliveries[0]!.deadLetters;
  }

  redeliver(redelivery: Redelivery): Promise<Redelivered> {
    return this.#deliveries[0]!.redeliver(redelivery);
  }

  async settled(...asked: Parameters<Delivery['settled']>): Promise<void> {
    await Promise.all(this.#deliveries.map((one) => one.settled(...asked)));
  }

  async stop(): Promise<void> {
    await Promise.all(this.#deliveries.map((one) => one.stop()));
  }
}

function added(one: DeliveryState, other: DeliveryState): DeliveryState {
  const oldest = [one.oldestDecidedAt, other.oldestDecidedAt].filter((at) => at !== undefined);
  const problem = one.problem ?? other.problem;
  const { totals } = one;
  return {
    open: one.open + other.open,
    deferred: one.deferred + other.deferred,
    deadLetters: Math.max(one.deadLetters, other.deadLetters),
    ...(oldest.length > 0 && { oldestDecidedAt: Math.min(...oldest) }),
    totals: {
      sent: totals.sent + other.totals.sent,
      failed: totals.failed + other.totals.failed,
      retried: totals.retried + other.totals.retried,
      withdrawn: totals.withdrawn + other.totals.withdrawn,
      unreadable: totals.unreadable + other.totals.unreadable,
    },
    receivedToDispatchedMs: addDistributions(one.receivedToDispatchedMs, other.receivedToDispatchedMs),
    ...(problem !== undefined && { problem }),
    channels: channelsOf([...one.channels, ...other.channels]),
  };
}

/** Of each channel one: its counts are sums, and the worst of its breakers shows. */
function channelsOf(all: readonly ChannelState[]): readonly ChannelState[] {
  const byChannel = new Map<string, ChannelState>();
  for (const next of all) {
    const known = byChannel.get(next.channel);
    byChannel.set(next.channel, known ? both(known, next) : next);
  }
  return [...byChannel.values()];
}

function both(one: ChannelState, other: ChannelState): ChannelState {
  const failures = [one, other].flatMap(({ lastFailure }) => (lastFailure ? [lastFailure] : [])).sort((a, b) => b.at - a.at);
  return {
    channel: one.channel,
    waiting: one.waiting + other.waiting,
    active: one.active + other.active,
    retrying: one.retrying + other.retrying,
    breaker: SEVERITY.find((state) => state === one.breaker || state === other.breaker)!,
    ...(failures[0] && { lastFailure: failures[0] }),
  };
}

/** Worst first. */
const SEVERITY: readonly ChannelState['breaker'][] = ['open', 'half_open', 'closed'];
