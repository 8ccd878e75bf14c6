/**
 * What the sink itself remembers on disk: which insert may be under way. On one machine two slots of one small file are written in turn, each with
 * a checksum, so that a torn write leaves the other one readable; on many it is a row of the state store that only the owner can write.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { hash32 } from '../../base/index.ts';
import type { StateReader, StateStore } from '../../port/state/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { sinkOwners, tableSql } from '../tables/index.ts';

export interface Bounds {
  /** Every row up to this number is in the warehouse. */
  readonly sunk: number;
  /** Rows after `sunk` up to this number may be there: none, some or all. Equal to `sunk` when nothing was under way. */
  readonly sending: number;
}

/** Where bounds are kept. */
export interface BoundsKeeper {
  /** Resolves when the bounds are on disk. Rejects when they are not, or when another process has taken over. */
  write(bounds: Bounds): Promise<void>;
  /** Where others look at the bounds: nothing is under way now. Nothing rests on it. */
  settled?(sunk: number): void;
  close(): Promise<void>;
}

/** What was written last, and the keeper for what comes. */
export interface OpenedBounds {
  readonly keeper: BoundsKeeper;
  readonly bounds: Bounds | undefined;
  /** Tells the warehouse that whoever had the bounds before sends nothing more; resolves to what then has to hold for an insert. Without: nobody had. */
  readonly guard?: () => Promise<string>;
}

/** Opens the keeper and reads what was written last. */
export type OpenBounds = () => Promise<OpenedBounds>;

const SLOT_BYTES = 128;
const ROW = Buffer.from('bounds');

/** As another process than the sink's owner finds them. */
export async function readBounds(state: StateReader): Promise<Bounds | undefined> {
  const [row] = await state.getMany('meta', [ROW]);
  return row && (JSON.parse(Buffer.from(row).toString('utf8')) as Bounds);
}

/** In a state store of the sink's own, fenced against who had it before; and with it, for who fills it, the warehouse. */
export function boundsInState(open: () => Promise<StateStore>, owned?: Owned): OpenBounds {
  return async () => {
    const state = await open();
    const write = ({ sunk, sending }: Bounds): Promise<void> =>
      state.commit([{ table: 'meta', key: ROW, value: Buffer.from(JSON.stringify({ sunk, sending })) }]).durable;
    const settled = (sunk: number): void => void write({ sunk, sending: sunk }).catch(() => undefined);
    const keeper = { write, settled, close: () => state.close() };
    return { keeper, bounds: await readBounds(state), ...(owned && { guard: () => ownedFrom(state, owned) }) };
  };
}

/** Whose rows go where. */
interface Owned {
  readonly warehouse: Warehouse;
  readonly partition: number;
}

const OWNER = Buffer.from('owner');

/**
 * The next owner's number, higher than all before: recorded under the fence of the state store first, so that no two have the same, and then told to the warehouse.
 * Whatever the owner before sends after that, however long it has stood still, the server turns away; what it had begun to take in before, is
 * among what runs.
 */
async function ownedFrom(state: StateStore, { warehouse, partition }: Owned): Promise<string> {
  await warehouse.execute(tableSql(sinkOwners, warehouse.cluster));
  const [row] = await state.getMany('meta', [OWNER]);
  const recorded = row ? Number(Buffer.from(row).toString()) : 0;
  // The warehouse may have been that of another installation before.
  const [told] = await warehouse.query<{ owner: number }>(
    `SELECT toUInt32(max(owner)) AS owner FROM sink_owners WHERE partition = ${partition}`,
  );
  const owner = Math.max(recorded, told?.owner ?? 0) + 1;
  await state.commit([{ table: 'meta', key: OWNER, value: Buffer.from(String(owner)) }]).durable;
  await warehouse.insert('sink_owners', Buffer.from(`${JSON.stringify({ partition, owner })}\n`));
  return `(SELECT max(owner) FROM sink_owners WHERE partition = ${partition}) = ${owner}`;
}

/** In a file, made when missing; its folder exists. */
export function boundsInFile(path: string): OpenBounds {
  return async () => {
    const { file, bounds } = await BoundsFile.open(path);
    return { keeper: file, bounds };
  };
}

export class BoundsFile implements BoundsKeeper {
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
