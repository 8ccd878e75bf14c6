/** A delivery over a state store in memory, with channels whose answers a test writes and a log that a test reads. */
import type { Command, Entry, EventEntry, ReceiptEntry, RedeliverEntry, SendCommand } from '../../core/index.ts';
import type { TemplateDefinition } from '../../define/index.ts';
import { openMemoryState, type StateStore } from '../../port/state/index.ts';
import { outgoing } from '../channels/channel.suite.ts';
import type { Channel, DeliveryOutcome, OutgoingMessage } from '../channels/index.ts';
import { createRenderer } from '../content/index.ts';
import { type Delivery, type DeliveryOptions, startDelivery } from './delivery.ts';
import { encodeOutboxRow } from './outbox.ts';

export const SENT: DeliveryOutcome = { outcome: 'sent' };
export const BUSY: DeliveryOutcome = { outcome: 'failed', reason: 'busy', retryable: true };
export const REFUSED: DeliveryOutcome = { outcome: 'failed', reason: 'address_invalid: nobody', retryable: false };

/** Quick enough for a test, and a circuit breaker that stays out of the way. */
export const QUICK: Pick<DeliveryOptions, 'retry' | 'breaker'> = {
  retry: { attemptsMax: 4, delayMs: 2, delayMsMax: 5 },
  breaker: { size: 1_000, share: 0.99, attemptsMin: 1_000, delayMs: 10, delayMsMax: 20 },
};

const TEMPLATE: TemplateDefinition = {
  kind: 'template',
  id: 'welcome',
  name: { en: 'W', zh: 'W' },
  subject: 'Hi {{ trait.first_name }}',
  body: '<p>{{ message.id }}</p>',
};

type Answer = (message: OutgoingMessage, signal: AbortSignal) => Promise<DeliveryOutcome> | DeliveryOutcome;

/** A channel whose answers a test writes. */
export class TestChannel implements Channel {
  readonly id: string;
  readonly delivered: OutgoingMessage[] = [];
  answer: Answer;
  closed = false;

  constructor(id: string, answer: Answer = () => SENT) {
    this.id = id;
    this.answer = answer;
  }

  get ids(): string[] {
    return this.delivered.map(({ command }) => command.message);
  }

  async deliver(message: OutgoingMessage, signal: AbortSignal): Promise<DeliveryOutcome> {
    this.delivered.push(message);
    return this.answer(message, signal);
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

/** Starts deliveries over one store and keeps what they append. */
export class Trial {
  readonly state: StateStore;
  readonly entries: Entry[] = [];
  now = 10_000;
  readonly #running: Delivery[] = [];

  static async open(): Promise<Trial> {
    return new Trial(await openMemoryState());
  }

  private constructor(state: StateStore) {
    this.state = state;
  }

  get receipts(): ReceiptEntry[] {
    return this.entries.filter((entry) => entry.type === 'receipt');
  }

  get events(): EventEntry[] {
    return this.entries.filter((entry) => entry.type === 'event');
  }

  get redeliveries(): RedeliverEntry[] {
    return this.entries.filter((entry) => entry.type === 'redeliver');
  }

  /** Writes outbox rows as the engine does; resolves to their ids when they are durable. */
  async put(...commands: readonly Command[]): Promise<string[]> {
    await this.state.commit(commands.map(encodeOutboxRow).map(([key, value]) => ({ table: 'outbox', key, value }))).durable;
    return commands.map(({ message }) => message);
  }

  send(...commands: readonly (Partial<SendCommand> & { readonly message: string })[]): Promise<string[]> {
    return this.put(...commands.map((command) => outgoing(command.message, command).command));
  }

  /** What the engine does when it consumes what was appended: rows go. */
  async consume(): Promise<void> {
    const ids = this.entries.flatMap((entry) =>
      entry.type === 'receipt' ? [entry.message] : entry.type === 'event' ? [entry.messageId] : [],
    );
    await this.state.commit(ids.map((id) => ({ table: 'outbox', key: new TextEncoder().encode(id), value: undefined }))).durable;
  }

  async start(options: Partial<DeliveryOptions> & { readonly channels: readonly Channel[] }): Promise<Delivery> {
    const delivery = await startDelivery({
      state: this.state,
      renderer: createRenderer({ templateOf: (id) => (id === TEMPLATE.id ? TEMPLATE : undefined), timeZone: () => 'UTC' }),
      append: async (entries) => void this.entries.push(...entries),
      now: () => this.now,
      random: () => 0.5,
      ...QUICK,
      ...options,
    });
    this.#running.push(delivery);
    return delivery;
  }

  async close(): Promise<void> {
    for (const delivery of this.#running) await delivery.stop();
    await this.state.close();
  }
}
