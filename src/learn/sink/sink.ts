/**
 * The sink: carries blocks of facts from the state store to the warehouse, in order, each row exactly once. One sink per partition.
 *
 * It runs beside the engine, on the thread that owns the warehouse. The engine writes blocks and tells `advance` how far they are durable;
 * the sink tells `onSunk` how far they are in the warehouse, so that the engine deletes them. It never writes to the state store.
 * A warehouse that fails is tried again until it answers; blocks wait in the state store meanwhile.
 */
import type { Log } from '../../port/log/index.ts';
import type { StateStore } from '../../port/state/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { blockKey, type DecodedBlock, decodeBlock } from './block.ts';
import type { Bounds, BoundsKeeper, OpenBounds, OpenedBounds } from './bounds.ts';
import { type CopyContext, chunkOf, copyChunk, type Failpoint, largestSeq, readBack } from './copy.ts';
import { Gate } from './gate.ts';
import { companyMs, Lag } from './lag.ts';
import { RowBuffer } from './rows.ts';

export interface SinkOptions {
  readonly partition: number;
  readonly state: Pick<StateStore, 'range'>;
  readonly log: Pick<Log, 'get'>;
  readonly warehouse: Warehouse;
  /** What the sink itself remembers. */
  readonly openBounds: OpenBounds;
  /** Called with the number up to which all rows are in the warehouse. Blocks that end there or before may be deleted. */
  readonly onSunk?: (seq: number) => void;
  /** Rows that make an insert go at once; default 100,000. A block is never split between two chunks. */
  readonly rowsMax?: number;
  /** How long rows wait for company, ms; by default as long as the promise leaves time for it. */
  readonly delayMsMax?: number;
  /** Whether history is replayed just now, which nobody follows to the second: rows wait longer for company then. Default: never. */
  readonly isReplay?: () => boolean;
  /** Bytes of one insert; default 32 MiB. */
  readonly bytesMax?: number;
  /** Whether there is so little room on the warehouse's disk that what has been written is read back before it is settled; default: never. */
  readonly isDiskLow?: () => Promise<boolean>;
  /** How old the record of the bounds may be when an insert begins, ms; default 1,000. */
  readonly recordMsMax?: number;
  /** Longest pause between two tries, ms; default 10,000. The first is 100 ms, each next one twice as long. */
  readonly retryMsMax?: number;
  readonly failpoint?: (name: Failpoint) => void;
}

export interface SinkStatus {
  readonly state: 'stopped' | 'moving' | 'retrying';
  /** Every row up to this number is in the warehouse. */
  readonly sunk: number;
  /** Rows up to this number are waiting or there. */
  readonly durable: number;
  /** How long the oldest waiting row has waited, ms; 0 when none waits. */
  readonly oldestMs: number;
  /** Events whose entry could not be read or was gone, since the start. */
  readonly unreadable: number;
  /** Failed tries in a row, and why the last one failed. */
  readonly attempts: number;
  readonly error?: string;
}

const FIRST_RETRY_MS = 100;
const ROWS_MAX = 100_000;
const RECORD_MS_MAX = 1_000;
const BLOCKS_PER_READ = 16;

/** What is asked of a sink, wherever it runs. */
export type SinkLink = Pick<Sink, 'advance' | 'flush' | 'status' | 'stop'>;

/** The sink of one partition: `start` it once, tell it what is durable with `advance`, `stop` it before its warehouse. */
export class Sink {
  readonly #options: SinkOptions;
  readonly #gate: Gate = new Gate();
  readonly #lag: Lag = new Lag();
  #keeper: BoundsKeeper | undefined;
  /** Until it has been called. */
  #guard: OpenedBounds['guard'];
  #loop: Promise<void> = Promise.resolve();
  #state: SinkStatus['state'] = 'stopped';
  #sunk = 0;
  #durable = 0;
  #flushing = 0;
  /** Rows up to here may be in the warehouse already; undefined until the warehouse has been asked. */
  #unclear: number | undefined;
  #recorded = 0;
  /** Neither file nor blocks have been seen: the first block will say how far the last run came. */
  #blank = true;
  /** How long the last copy took. */
  #copyMs = 0;
  #unreadable = 0;
  #attempts = 0;
  #error: string | undefined;
  #waiters: { readonly seq: number; readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];

  constructor(options: SinkOptions) {
    this.#options = options;
  }

  /** Takes up where the last run ended. Every block that is in the state store now counts as durable: call it before the engine starts. */
  async start(): Promise<void> {
    const { keeper, bounds, guard } = await this.#options.openBounds();
    this.#keeper = keeper;
    this.#guard = guard;
    await this.#takeUp(bounds);
    this.#state = 'moving';
    if (this.#sunk > 0) this.#options.onSunk?.(this.#sunk);
    this.#loop = this.#run(keeper);
  }

  /** Blocks up to this number are durable in the state store. */
  advance(durable: number): void {
    if (durable <= this.#durable) return;
    this.#durable = durable;
    this.#lag.add(durable);
    this.#gate.open();
  }

  /** Resolves when every row up to this number is in the warehouse; nothing waits for company meanwhile. Rejects when the sink stops first. */
  flush(seq: number): Promise<void> {
    if (seq <= this.#sunk) return Promise.resolve();
    if (this.#state === 'stopped') return Promise.reject(new Error('The sink has stopped.'));
    this.#flushing = Math.max(this.#flushing, seq);
    this.#gate.open();
    return new Promise((resolve, reject) => this.#waiters.push({ seq, resolve, reject }));
  }

  status(): SinkStatus {
    const error = this.#error === undefined ? {} : { error: this.#error };
    const { sunk, durable } = { sunk: this.#sunk, durable: this.#durable };
    return {
      state: this.#state,
      sunk,
      durable,
      oldestMs: this.#lag.oldestMs(),
      unreadable: this.#unreadable,
      attempts: this.#attempts,
      ...error,
    };
  }

  /** Lets the insert under way end; what has not been sent stays in the state store for the next start. */
  async stop(): Promise<void> {
    if (this.#state === 'stopped') return;
    this.#state = 'stopped';
    this.#gate.open();
    await this.#loop;
    const keeper = this.#keeper!;
    for (const waiter of this.#waiters.splice(0)) waiter.reject(new Error('The sink has stopped.'));
    try {
      await keeper.write({ sunk: this.#sunk, sending: Math.max(this.#sunk, this.#unclear ?? this.#recorded) });
    } finally {
      await keeper.close();
    }
  }

  async #takeUp(bounds: Bounds | undefined): Promise<void> {
    this.#recorded = bounds?.sending ?? 0;
    this.#sunk = bounds?.sunk ?? 0;
    await this.#takeFirst();
    // No block waits: what was being sent when the last run ended has been copied and deleted.
    if (this.#blank) this.#sunk = this.#recorded;
    this.#blank &&= bounds === undefined;
    this.#durable = Math.max(this.#sunk, (await this.#lastBlock())?.to ?? 0);
    if (this.#durable > this.#sunk) this.#lag.add(this.#durable);
  }

  async #run(bounds: BoundsKeeper): Promise<void> {
    const { partition, log, warehouse, bytesMax = 32 * 1024 ** 2, recordMsMax = RECORD_MS_MAX, failpoint } = this.#options;
    const rows = new RowBuffer();
    const context = { partition, log, warehouse, bounds, rows, bytesMax, recordMsMax, ...(failpoint && { failpoint }) };
    while (this.#state !== 'stopped') {
      const waitMs = this.#waitMs();
      if (waitMs > 0) {
        await this.#gate.wait(waitMs);
        continue;
      }
      try {
        await this.#copyNext(context);
        this.#attempts = 0;
        this.#error = undefined;
        if (!this.#stopped()) this.#state = 'moving';
      } catch (error) {
        await this.#pause(error);
      }
    }
  }

  /** Kept as a call, because the state changes while a copy is awaited. */
  #stopped(): boolean {
    return this.#state === 'stopped';
  }

  #waitMs(): number {
    const { rowsMax = ROWS_MAX, isReplay, delayMsMax = companyMs(this.#copyMs, isReplay?.()) } = this.#options;
    const rows = this.#durable - this.#sunk;
    if (rows === 0) return Number.POSITIVE_INFINITY;
    if (rows >= rowsMax || this.#flushing > this.#sunk) return 0;
    return delayMsMax - this.#lag.oldestMs();
  }

  async #copyNext(context: { -readonly [Key in keyof CopyContext]: CopyContext[Key] }): Promise<void> {
    // Before anything is looked at: nothing else is inserted from then on.
    if (this.#guard) context.warehouse = this.#options.warehouse.guarded(await this.#guard());
    this.#guard = undefined;
    // Failing here must not be taken for "nothing is there".
    const reached = this.#unclear ?? Math.max(this.#recorded, await largestSeq(context.warehouse, context.partition));
    if (this.#blank) await this.#takeFirst();
    const blocks = await this.#chunkBlocks();
    if (blocks.length === 0) throw new Error(`Facts from ${this.#sunk + 1} on are announced but not in the state store.`);
    const chunk = chunkOf(blocks);
    const unclear = chunk.from <= reached;
    this.#unclear = Math.max(reached, chunk.to);
    const began = performance.now();
    this.#unreadable += await copyChunk(context, chunk, unclear);
    if (await this.#options.isDiskLow?.()) await readBack(context, chunk);
    this.#copyMs = performance.now() - began;
    this.#settle(chunk.to);
  }

  /** Blocks are deleted only when they have been copied: what is before the first one is in the warehouse. */
  async #takeFirst(): Promise<void> {
    const [first] = await this.#blocks(0, 1);
    if (!first) return;
    this.#blank = false;
    this.#sunk = Math.max(this.#sunk, first.from - 1);
  }

  #settle(sunk: number): void {
    this.#sunk = sunk;
    this.#lag.remove(sunk);
    this.#keeper?.settled?.(sunk);
    this.#options.onSunk?.(sunk);
    const [done, waiting] = [this.#waiters.filter((w) => w.seq <= sunk), this.#waiters.filter((w) => w.seq > sunk)];
    this.#waiters = waiting;
    for (const waiter of done) waiter.resolve();
  }

  async #pause(error: unknown): Promise<void> {
    this.#error = error instanceof Error ? error.message : String(error);
    const pauseMs = Math.min(FIRST_RETRY_MS * 2 ** this.#attempts, this.#options.retryMsMax ?? 10_000);
    this.#attempts += 1;
    if (this.#stopped()) return;
    this.#state = 'retrying';
    await this.#gate.pause(pauseMs, () => this.#stopped());
  }

  /** Blocks after `sunk` that are durable, until there are enough rows. */
  async #chunkBlocks(): Promise<DecodedBlock[]> {
    const rowsMax = this.#options.rowsMax ?? ROWS_MAX;
    const blocks: DecodedBlock[] = [];
    for (let next = this.#sunk + 1; next <= this.#durable; ) {
      const some = (await this.#blocks(next, BLOCKS_PER_READ)).filter((block) => block.to <= this.#durable);
      for (const block of some) {
        if (block.from !== next) throw new Error(`Facts from ${next} to ${block.from - 1} are missing in the state store.`);
        blocks.push(block);
        next = block.to + 1;
        if (next - this.#sunk > rowsMax) return blocks;
      }
      if (some.length < BLOCKS_PER_READ) break;
    }
    return blocks;
  }

  async #blocks(from: number, limit: number): Promise<DecodedBlock[]> {
    const { partition, state } = this.#options;
    const pairs = await state.range('fact', { start: blockKey(partition, from), end: blockKey(partition + 1, 0), limit });
    return pairs.map(([, value]) => decodeBlock(value));
  }

  async #lastBlock(): Promise<DecodedBlock | undefined> {
    const { partition, state } = this.#options;
    const range = { start: blockKey(partition, 0), end: blockKey(partition + 1, 0), limit: 1, reverse: true };
    const [last] = await state.range('fact', range);
    return last && decodeBlock(last[1]);
  }
}
