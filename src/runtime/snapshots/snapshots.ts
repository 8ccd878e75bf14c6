/**
 * Snapshots of a state, beside the log that leads on from them: what `volano verify` begins with when the log's beginning is gone, and what lets it go.
 *
 * P1. A snapshot is there when its document is (`POSITION.json`, written last, by renaming); before that its rows are nothing, and are removed.
 * P2. The newest ones are kept. An older one goes when there are as many that are newer.
 */
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StateStore, TakeStateSnapshot } from '../../port/state/index.ts';
import { rowsHeader } from './rows.ts';
import { fillState, type StateHead, stateHead, statePages } from './state.ts';
import { checkFile, FOLDER_MODE, ignoreMissing, readStored, replaceDocument, type StoredFile, writeStored } from './stored.ts';

export interface StoredState extends StateHead {
  /** Wall clock, ms. */
  readonly takenAt: number;
  readonly file: StoredFile;
}

export interface TakeOptions {
  readonly keep: number;
  /** Wall clock, ms. */
  readonly now: number;
  /** Aborted: it is given up, and rejects. */
  readonly signal?: AbortSignal;
}

/** Where snapshots of one partition are kept. */
export interface SnapshotStore {
  /** Those that are whole, oldest first. */
  list(): Promise<readonly StoredState[]>;
  /** Takes one of the state as it is now, and lets the older ones go but for the newest `keep`. What is there already is not taken again. */
  take(source: TakeStateSnapshot, options: TakeOptions): Promise<StoredState>;
  /** Fills an empty state. Rejects with VOLANO_BACKUP_DAMAGED when it is not what was written. */
  load(stored: StoredState, into: StateStore): Promise<void>;
}

export interface SnapshotsOptions {
  /** A folder of its own, made when missing. */
  readonly path: string;
  readonly partition: number;
}

const DOCUMENT = /^(\d+)\.json$/;

/** In a folder. */
export class Snapshots implements SnapshotStore {
  readonly #path: string;
  readonly #partition: number;

  constructor({ path, partition }: SnapshotsOptions) {
    this.#path = path;
    this.#partition = partition;
  }

  async list(): Promise<readonly StoredState[]> {
    const names = (await readdir(this.#path).catch(ignoreMissing)) ?? [];
    const whole: StoredState[] = [];
    for (const name of names) {
      if (DOCUMENT.test(name)) whole.push(JSON.parse(await readFile(join(this.#path, name), 'utf8')) as StoredState);
    }
    return whole.sort((a, b) => a.position - b.position);
  }

  async take(source: TakeStateSnapshot, { keep, now, signal }: TakeOptions): Promise<StoredState> {
    await mkdir(this.#path, { recursive: true, mode: FOLDER_MODE });
    const copy = await source();
    try {
      const head = await stateHead(copy.state, this.#partition);
      const there = (await this.list()).find(({ position, engine }) => position === head.position && engine === head.engine);
      const taken = there ?? { ...head, takenAt: now, file: await writeStored(this.#path, `${head.position}`, rowsOf(copy.state, signal)) };
      if (!there) await replaceDocument(this.#documentOf(taken), taken);
      await this.#sweep(keep);
      return taken;
    } finally {
      await copy.close();
    }
  }

  async load({ file }: StoredState, into: StateStore): Promise<void> {
    await checkFile(this.#path, file);
    await fillState(into, { path: join(this.#path, file.path), chunks: readStored(this.#path, file) });
  }

  async #sweep(keep: number): Promise<void> {
    const whole = await this.list();
    // The document goes first: without it the rows are nothing.
    for (const old of whole.slice(0, -keep)) await rm(this.#documentOf(old));
    const kept = new Set(whole.slice(-keep).flatMap((one) => [one.file.path, `${one.position}.json`]));
    for (const name of await readdir(this.#path)) if (!kept.has(name)) await rm(join(this.#path, name), { recursive: true });
  }

  #documentOf({ position }: StateHead): string {
    return join(this.#path, `${position}.json`);
  }
}

/** All rows of a state as one file. */
export async function* rowsOf(state: Parameters<typeof statePages>[0], signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  yield rowsHeader();
  for await (const page of statePages(state)) {
    signal?.throwIfAborted();
    yield page;
  }
}
