/** A state as one commit left it, to be read for as long as one likes while whoever writes goes on. */
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { copyLmdbState, openLmdbState } from './lmdb.ts';
import type { StateReader } from './state.ts';

export interface StateSnapshot {
  readonly state: StateReader;
  /** What it takes, about. */
  readonly bytes: number;
  close(): Promise<void>;
}

/** Takes one. Several may be open at once. */
export type TakeStateSnapshot = () => Promise<StateSnapshot>;

/**
 * The LMDB carrier copies the environment into a folder of its own below `within`: a read transaction keeps the pages alive that are replaced
 * meanwhile, so it lasts as long as the copying and no longer, however slowly the copy is read. Rejects with VOLANO_STORE_MISSING.
 */
export async function snapshotLmdbState(path: string, within: string): Promise<StateSnapshot> {
  await mkdir(within, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(within, 'state-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    await copyLmdbState(path, folder);
    const state = await openLmdbState({ path: folder, readOnly: true });
    return {
      state,
      bytes: (await stat(join(folder, 'data.mdb'))).size,
      async close() {
        await state.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
