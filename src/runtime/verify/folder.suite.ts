/** A data folder as a server leaves it: log and state on disk, filled by a real engine. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Entry, encodeEntry } from '../../core/index.ts';
import { type AppendRequest, type Log, openLmdbLog } from '../../port/log/index.ts';
import { openLmdbState, type StateStore } from '../../port/state/index.ts';
import { ENGINE_VERSION, Engine } from '../engine/index.ts';
import { FIRST } from '../engine/retail.suite.ts';

const START = Date.UTC(2024, 5, 1, 9);
const MINUTE = 60_000;

export class Folder {
  readonly path: string = mkdtempSync(join(tmpdir(), 'volano-verify-'));
  log!: Log;
  state!: StateStore;
  engine!: Engine;
  #at = START;
  #calls = 0;

  async open(): Promise<void> {
    this.log = await openLmdbLog({ path: join(this.path, 'log') });
    this.state = await openLmdbState({ path: join(this.path, 'state') });
    this.engine = await Engine.open({ partition: 0, log: this.log, state: this.state, batchMax: 50 });
  }

  async close(): Promise<void> {
    await this.log.close();
    await this.state.close();
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }

  async append(...entries: readonly Entry[]): Promise<void> {
    await this.log.append(0, this.#records(entries));
  }

  /** A day in the shop: visitors who view, order, turn out to be users, and are sent messages. */
  async live(events: number): Promise<void> {
    if (this.engine.position === 0) {
      await this.append(
        { type: 'engine', version: ENGINE_VERSION },
        { type: 'release', release: { number: 1, definitions: FIRST.map((definition) => ({ version: 1, definition })) } },
      );
    }
    const records: AppendRequest[] = [];
    for (let i = 0; i < events; i++) {
      this.#at += 7 * MINUTE;
      records.push(...this.#records(i % 10 === 9 ? [this.#event(i), { type: 'tick' }] : [this.#event(i)]));
    }
    await this.log.append(0, records);
    await this.run();
  }

  async run(): Promise<void> {
    while (await this.engine.runBatch());
  }

  #records(entries: readonly Entry[]): AppendRequest[] {
    return entries.map((entry) => ({ at: this.#at, value: encodeEntry(entry) }));
  }

  #event(i: number): Entry {
    this.#calls += 1;
    const device = ['device', `d${i % 13}`] as const;
    const user = ['user_id', `u${i % 13}`] as const;
    return {
      type: 'event',
      call: 'track',
      event: i % 4 === 3 ? 'Order' : 'View',
      messageId: `m${this.#calls}`,
      source: 'shop',
      time: this.#at,
      receivedAt: this.#at,
      identifiers: i % 6 === 5 ? [user, device] : i % 2 === 0 ? [device] : [user],
      properties: { total: 10 + (i % 7) * 15, lines: [{ sku: `s${i % 3}` }] },
    };
  }
}
