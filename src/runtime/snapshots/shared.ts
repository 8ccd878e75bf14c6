/**
 * Snapshots of a partition of a cluster: in a key space of PostgreSQL of their own, where every process finds them.
 *
 * P1 and P2 as of a folder (snapshots.ts): the head of a snapshot is written last and removed first; pieces without one are nothing, and are removed.
 */
import { createHash } from 'node:crypto';
import { VolanoError, wordsOf } from '../../base/index.ts';
import {
  Desk,
  deskKey,
  deskKeyParts,
  jsonBytes,
  jsonValue,
  openPostgresState,
  type StateStore,
  type TakeStateSnapshot,
} from '../../port/state/index.ts';
import type { PostgresPlace } from '../places/index.ts';
import { said } from '../said.ts';
import { rowsOf, type SnapshotStore, type StoredState, type TakeOptions } from './snapshots.ts';
import { fillState, stateHead } from './state.ts';
import { compressed, decompressed } from './stored.ts';

interface SharedSnapshotsOptions {
  /** Opens the key space; made when missing. Rejects with VOLANO_STATE_LOCKED while another process writes to it. */
  readonly open: () => Promise<StateStore>;
  /** Opens it to read. Rejects with VOLANO_STORE_MISSING. */
  readonly openToRead: () => Promise<StateStore>;
  readonly partition: number;
}

const NAME = 'snapshots';
const HEAD = 'head';
const PIECE = 'piece';
const PIECE_BYTES = 256 * 1024;
const HEADS_MAX = 1_000;
const REMOVED_AT_ONCE = 64;

/** The key space of a partition's snapshots. */
const SPACE = -10_000;

/** Of a partition of a cluster. Its `take` rejects with VOLANO_STATE_LOCKED while another process takes one. */
export function sharedSnapshots({ carrier: _, ...place }: PostgresPlace, partition: number): SnapshotStore {
  const space = { ...place, partition: SPACE - partition };
  return new SharedSnapshots({
    open: () => openPostgresState(space),
    openToRead: () => openPostgresState({ ...space, readOnly: true }),
    partition,
  });
}

class SharedSnapshots implements SnapshotStore {
  readonly #options: SharedSnapshotsOptions;

  constructor(options: SharedSnapshotsOptions) {
    this.#options = options;
  }

  async list(): Promise<readonly StoredState[]> {
    const desk = await this.#toRead();
    return desk ? headsOn(desk).finally(() => desk.close()) : [];
  }

  async take(source: TakeStateSnapshot, { keep, now, signal }: TakeOptions): Promise<StoredState> {
    const desk = new Desk(await this.#options.open(), NAME);
    try {
      await sweep(desk);
      const copy = await source();
      try {
        const head = await stateHead(copy.state, this.#options.partition);
        const before = await headsOn(desk);
        const there = before.find(({ position, engine }) => position === head.position && engine === head.engine);
        if (there) return there;
        // Of another engine at the same position: it is replaced.
        await remove(desk, head.position);
        const { contents, sums } = compressed(rowsOf(copy.state, signal));
        await writePieces(desk, head.position, contents);
        const taken = { ...head, takenAt: now, file: { path: `${head.position}`, ...sums() } };
        await desk.write({ key: deskKey(HEAD, head.position), value: jsonBytes(taken) });
        for (const old of (await headsOn(desk)).slice(0, -keep)) await remove(desk, old.position);
        return taken;
      } finally {
        await copy.close();
      }
    } finally {
      await desk.close();
    }
  }

  async load({ position, file }: StoredState, into: StateStore): Promise<void> {
    const path = `snapshot ${file.path} in PostgreSQL`;
    const desk = await this.#toRead();
    try {
      const hash = createHash('sha256');
      await fillState(into, { path, chunks: decompressed(desk ? piecesOf(desk, position, hash) : nothing()) });
      if (hash.digest('hex') !== file.sha256)
        throw new VolanoError('VOLANO_BACKUP_DAMAGED', { path, problem: said`its checksum is another one` });
    } catch (cause) {
      if (cause instanceof VolanoError) throw cause;
      throw new VolanoError('VOLANO_BACKUP_DAMAGED', { path, problem: wordsOf(cause) }, { cause });
    } finally {
      await desk?.close();
    }
  }

  async #toRead(): Promise<Desk | undefined> {
    try {
      return new Desk(await this.#options.openToRead(), NAME);
    } catch (error) {
      if (error instanceof VolanoError && error.code === 'VOLANO_STORE_MISSING') return undefined;
      throw error;
    }
  }
}

/** Oldest first. */
async function headsOn(desk: Desk): Promise<readonly StoredState[]> {
  const pairs = await desk.range({ prefix: deskKey(HEAD), limit: HEADS_MAX });
  return pairs.map(([, value]) => jsonValue<StoredState>(value));
}

async function writePieces(desk: Desk, position: number, contents: AsyncIterable<Uint8Array>): Promise<void> {
  let waiting: Uint8Array[] = [];
  let [bytes, count] = [0, 0];
  const write = async (): Promise<void> => {
    const value = Buffer.concat(waiting);
    waiting = [];
    bytes = 0;
    await desk.write({ key: deskKey(PIECE, position, count++), value });
  };
  for await (const chunk of contents) {
    waiting.push(chunk);
    bytes += chunk.byteLength;
    if (bytes >= PIECE_BYTES) await write();
  }
  if (bytes > 0) await write();
}

async function* piecesOf(desk: Desk, position: number, hash: ReturnType<typeof createHash>): AsyncGenerator<Uint8Array> {
  for (let number = 0; ; number++) {
    const piece = await desk.get(deskKey(PIECE, position, number));
    if (!piece) return;
    hash.update(piece);
    yield piece;
  }
}

/** Its head first: without it the pieces are nothing. */
async function remove(desk: Desk, position: number): Promise<void> {
  await desk.write({ key: deskKey(HEAD, position), value: undefined });
  await removePieces(desk, position);
}

async function removePieces(desk: Desk, position: number): Promise<void> {
  for (let number = 0; ; ) {
    const keys = Array.from({ length: REMOVED_AT_ONCE }, () => deskKey(PIECE, position, number++));
    const there = await desk.getMany(keys);
    if (there.every((piece) => piece === undefined)) return;
    await desk.write(...keys.map((key) => ({ key, value: undefined })));
  }
}

/** Pieces that one which was interrupted has left. */
async function sweep(desk: Desk): Promise<void> {
  const whole = new Set((await headsOn(desk)).map(({ position }) => position));
  for (let start = deskKey(PIECE); ; ) {
    const [pair] = await desk.range({ prefix: deskKey(PIECE), start, limit: 1 });
    if (!pair) return;
    const position = Number(deskKeyParts(pair[0], ['text', 'number'])[1]);
    if (!whole.has(position)) await removePieces(desk, position);
    start = deskKey(PIECE, position + 1);
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
