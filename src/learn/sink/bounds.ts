/**
 * What the sink itself remembers on disk: which insert may be under way. Two slots of one small file are written in turn, each with a
 * checksum, so that a torn write leaves the other one readable.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { hash32 } from '../../base/index.ts';

export interface Bounds {
  /** Every row up to this number is in the warehouse. */
  readonly sunk: number;
  /** Rows after `sunk` up to this number may be there: none, some or all. Equal to `sunk` when nothing was under way. */
  readonly sending: number;
}

const SLOT_BYTES = 128;

export class BoundsFile {
  readonly #file: FileHandle;
  #turn: number;

  private constructor(file: FileHandle, turn: number) {
    this.#file = file;
    this.#turn = turn;
  }

  /** Opens the file, made when missing, and reads the newest readable slot. */
  static async open(path: string): Promise<{ readonly file: BoundsFile; readonly bounds: Bounds | undefined }> {
    const handle = await open(path, 'r+').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return open(path, 'w+');
      throw error;
    });
    const bytes = Buffer.alloc(2 * SLOT_BYTES);
    await handle.read(bytes, 0, bytes.length, 0);
    const newest = [0, 1].map((slot) => parse(bytes.toString('latin1', slot * SLOT_BYTES, (slot + 1) * SLOT_BYTES))).reduce(newer);
    return { file: new BoundsFile(handle, (newest?.turn ?? 0) + 1), bounds: newest?.bounds };
  }

  /** Resolves when the bounds are on disk. */
  async write(bounds: Bounds): Promise<void> {
    const slot = Buffer.from(format(this.#turn, bounds), 'latin1');
    await this.#file.write(slot, 0, slot.length, (this.#turn % 2) * SLOT_BYTES);
    await this.#file.datasync();
    this.#turn += 1;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

/** Says that all rows up to this number are in the warehouse, and none beyond it: before a sink starts on a warehouse that was filled otherwise. */
export async function recordSunk(path: string, seq: number): Promise<void> {
  const { file } = await BoundsFile.open(path);
  await file.write({ sunk: seq, sending: seq });
  await file.close();
}

interface Slot {
  readonly turn: number;
  readonly bounds: Bounds;
}

function format(turn: number, { sunk, sending }: Bounds): string {
  const text = `${turn} ${sunk} ${sending}`;
  return `${text} ${hash32(text, 0)}`.padEnd(SLOT_BYTES - 1).concat('\n');
}

function parse(slot: string): Slot | undefined {
  const match = /^((\d+) (\d+) (\d+)) (\d+) *\n$/.exec(slot);
  if (!match || hash32(match[1]!, 0) !== Number(match[5])) return undefined;
  return { turn: Number(match[2]), bounds: { sunk: Number(match[3]), sending: Number(match[4]) } };
}

function newer(a: Slot | undefined, b: Slot | undefined): Slot | undefined {
  if (!a || !b) return a ?? b;
  return a.turn > b.turn ? a : b;
}
