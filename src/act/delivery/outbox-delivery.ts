import type { Command, EmitCommand, EventEntry, SendCommand } from '../../core/index.ts';
import type { Channel } from '../channels/index.ts';
import { BREAKER_DEFAULT } from './breaker.ts';
import { type DeadLetters, type LetterReader, NO_LETTERS, type OwnedLetters } from './dead-letters.ts';
import type { Delivery, DeliveryOptions, DeliveryState } from './delivery.ts';
import { createGate, type Gate } from './gate.ts';
import { Handing } from './handing.ts';
import { type Attempt, createLane, DONE, type Lane, widthGate } from './lane.ts';
import type { Marks } from './marks.ts';
import type { OpenMessage } from './open-message.ts';
import { outboxIds, readOutbox } from './outbox.ts';
import { createReceipts, type Receipts } from './receipts.ts';
import { createRecent, type Recent } from './recent.ts';
import { createRedeliverer, type Redelivered, type Redelivery } from './redelivery.ts';
import { emittedEvent } from './said.ts';
import { createSettling, type Settling } from './settling.ts';
import { createWaitingRoom, type WaitingRoom } from './waiting-room.ts';

const CONCURRENCY_DEFAULT = 64;
/** Rows read at once to learn their channel. */
const SORTING_CONCURRENCY = 512;

interface ChannelLane {
  readonly id: string;
  readonly lane: Lane;
  readonly gate: Gate;
}

/** Keeps D1 to D6 of delivery.ts. */
export class OutboxDelivery implements Delivery {
  readonly #options: DeliveryOptions;
  readonly #open = new Map<string, OpenMessage>();
  readonly #recent: Recent = createRecent();
  readonly #abort = new AbortController();
  readonly #receipts: Receipts;
  readonly #letters: DeadLetters | undefined;
  readonly #marks: Marks;
  readonly #waitingRoom: WaitingRoom;
  readonly #handing: Handing;
  readonly #redeliver: (redelivery: Redelivery) => Promise<Redelivered>;
  readonly #lanes: ReadonlyMap<string, ChannelLane>;
  /** Names of channels come from definitions; what names none of ours goes to the fallback, or fails. */
  readonly #elsewhere: ChannelLane;
  /** Reads a new row once, to put its message into the lane of its channel. */
  readonly #sorting: Lane;
  readonly #settling: Settling;

  constructor(options: DeliveryOptions, { marks, owned }: { readonly marks: Marks; readonly owned: OwnedLetters | undefined }) {
    this.#options = options;
    const { append, failpoint, channels, fallback, letters, clock = options.now } = options;
    this.#receipts = createReceipts({
      append,
      onAppended: (message) => this.#close(message),
      isWaitedFor: (pending) => this.#settling.waiting > 0 && pending >= this.#open.size - this.#waitingRoom.size,
      failpoint,
    });
    this.#letters = letters;
    this.#marks = marks;
    for (const [message, time] of options.ended ?? []) this.#recent.add(message, time);
    this.#settling = createSettling({
      isSettled: () => this.#open.size <= this.#waitingRoom.size,
      progress: () => JSON.stringify([this.#open.size, { ...this.#handing.totals, retried: 0 }]),
      trouble: () => this.#trouble(),
    });
    this.#waitingRoom = createWaitingRoom({ clock, onDue: (message) => this.#sorting.add(message) });
    const { signal } = this.#abort;
    this.#handing = new Handing({
      delivery: options,
      receipts: this.#receipts,
      waitingRoom: this.#waitingRoom,
      letters: owned,
      marks,
      signal,
    });
    this.#redeliver = createRedeliverer({
      letters,
      state: options.outboxes ?? options.state,
      caughtUp: options.caughtUp,
      append,
      clock,
      failpoint,
      signal,
    });
    // What is captured contacts nobody, so only a channel of its own has a rate.
    this.#lanes = new Map(channels.map((channel) => [channel.id, this.#laneOf(channel.id, channel, () => rateOf(options, channel))]));
    this.#elsewhere = this.#laneOf(fallback?.id ?? '', fallback, () => undefined);
    this.#sorting = createLane<Command>({
      gate: widthGate(SORTING_CONCURRENCY),
      read: (messages) => this.#read(messages),
      attempt: async (message, command) => this.#sort(message, command),
    });
  }

  get deadLetters(): LetterReader {
    return this.#letters ?? NO_LETTERS;
  }

  wake(messages: readonly string[], decidedAt: number = this.#options.now()): void {
    if (this.#abort.signal.aborted || this.#options.paused) return;
    for (const id of messages) {
      const known = this.#open.get(id);
      if (known) {
        known.again = true;
        continue;
      }
      const message = { id, decidedAt, attempts: 0 };
      this.#open.set(id, message);
      this.#sorting.add(message);
    }
  }

  /** Takes away the marks of messages that have ended. To be called once, before the first of them is woken. */
  async forgetEnded(): Promise<void> {
    for (const ids of chunksOf(this.#marks.ids())) {
      const rows = await readOutbox(this.#options.state, ids);
      for (const [index, id] of ids.entries()) if (rows[index]!.kind === 'absent' || this.#recent.has(id)) this.#marks.remove(id);
    }
  }

  async rescan(): Promise<void> {
    for await (const ids of outboxIds(this.#options.state)) this.wake(ids);
  }

  redeliver(redelivery: Redelivery): Promise<Redelivered> {
    return this.#redeliver(redelivery);
  }

  state(): DeliveryState {
    const [oldest] = this.#open.values();
    const problem = this.#receipts.problem();
    return {
      open: this.#open.size,
      deferred: this.#waitingRoom.size,
      deadLetters: this.#letters?.seen ?? 0,
      ...(oldest ? { oldestDecidedAt: oldest.decidedAt } : {}),
      totals: { ...this.#handing.totals },
      receivedToDispatchedMs: this.#handing.latency(),
      ...(problem === undefined ? {} : { problem }),
      channels: this.#namedLanes().map(({ id, lane, gate }) => {
        const lastFailure = this.#handing.failures.get(id);
        return { channel: id, breaker: gate.state, ...lane.counts(), ...(lastFailure ? { lastFailure } : {}) };
      }),
    };
  }

  settled(patienceMs?: number, which: 'all' | 'open_now' = 'all'): Promise<void> {
    this.#waitingRoom.release();
    const settled = this.#settling.wait(patienceMs, which === 'all' ? undefined : this.#endOfOpen());
    this.#receipts.hurry();
    return settled;
  }

  /** Whether of what is open now nothing is but what waits for a later time. */
  #endOfOpen(): () => boolean {
    const left = new Set(this.#open.values());
    return () => {
      for (const message of left) {
        if (this.#open.get(message.id) === message && !this.#waitingRoom.has(message)) return false;
        left.delete(message);
      }
      return true;
    };
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    this.#settling.stop();
    this.#waitingRoom.stop();
    const lanes = [this.#elsewhere, ...this.#lanes.values()].map(({ lane }) => lane);
    await Promise.all([this.#sorting, ...lanes].map((lane) => lane.stop()));
    await this.#receipts.stop();
    await this.#letters?.close();
    const { channels, fallback } = this.#options;
    await Promise.all([...channels, ...(fallback ? [fallback] : [])].map((channel) => channel.close()));
  }

  #namedLanes(): readonly ChannelLane[] {
    return this.#options.fallback ? [...this.#lanes.values(), this.#elsewhere] : [...this.#lanes.values()];
  }

  #laneOf(id: string, channel: Channel | undefined, rate: Parameters<typeof createGate>[0]['rate']): ChannelLane {
    const { concurrency = CONCURRENCY_DEFAULT, breaker = BREAKER_DEFAULT } = this.#options;
    const gate = createGate({ concurrency, rate, breaker });
    const lane = createLane<Command>({
      gate,
      read: (messages) => this.#read(messages),
      attempt: async (message, command) => {
        const attempt = await this.#handing.attempt(message, command as SendCommand, { channel, gate });
        this.#settling.look();
        return attempt;
      },
    });
    return { id, lane, gate };
  }

  async #read(messages: readonly OpenMessage[]): Promise<readonly (Command | undefined)[]> {
    const ids = messages.map(({ id }) => id);
    const rows = await readOutbox(this.#options.state, ids);
    return messages.map((message, index) => {
      const row = rows[index]!;
      if (row.kind === 'command') message.time = (row.command.type === 'send' && row.command.askedAt) || 0;
      if (this.#recent.has(message.id, row.kind === 'command' ? message.time : undefined)) {
        this.#open.delete(message.id);
        this.#settling.look();
        return undefined;
      }
      if (row.kind === 'command') return row.command;
      this.#handing.totals[row.kind === 'absent' ? 'withdrawn' : 'unreadable'] += 1;
      this.#close(message);
      return undefined;
    });
  }

  /** A message goes into the lane of its channel, an event of the engine's own into the log. */
  #sort(message: OpenMessage, command: Command): Attempt {
    if (command.type === 'emit') this.#receipts.push(message, [this.#emitted(command)]);
    else (this.#lanes.get(command.channel) ?? this.#elsewhere).lane.add(message);
    return DONE;
  }

  #emitted(command: EmitCommand): EventEntry {
    const { now, clock = now } = this.#options;
    return emittedEvent(command, { time: clock(), receivedAt: now() });
  }

  #close(message: OpenMessage): void {
    this.#marks.remove(message.id);
    this.#open.delete(message.id);
    this.#recent.add(message.id, message.time);
    // Perhaps asked for once more, before this process knew that its end was in the log.
    if (message.again) this.wake([message.id]);
    this.#settling.look();
  }

  /** Channels that fail, each with how many messages it keeps waiting and why; or the log, when it takes nothing. */
  #trouble(): { readonly open: number; readonly what: string } | undefined {
    const { problem, channels } = this.state();
    const down = channels.filter(({ breaker, waiting, retrying }) => retrying > 0 || (breaker !== 'closed' && waiting > 0));
    const said = down.map(
      ({ channel, waiting, active, retrying, lastFailure }) => `${channel} (${waiting + active + retrying}): ${lastFailure?.reason ?? '?'}`,
    );
    if (problem !== undefined) said.push(`log: ${problem}`);
    return said.length === 0 ? undefined : { open: this.#open.size - this.#waitingRoom.size, what: said.join('; ') };
  }
}

function chunksOf(ids: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(ids.length / SORTING_CONCURRENCY) }, (_, index) =>
    ids.slice(index * SORTING_CONCURRENCY, (index + 1) * SORTING_CONCURRENCY),
  );
}

function rateOf({ definitionOf }: DeliveryOptions, { id }: Channel) {
  return definitionOf?.(id)?.rate;
}
