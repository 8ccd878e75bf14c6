/** Where the desks of an installation lie: what its rooms keep beside the loop. */
import { join } from 'node:path';
import { type Desk, type DeskKind, deskPapers, folderPapers, openDeskFolder, type Papers } from '../port/state/index.ts';

export interface Desks {
  /** Whether other processes have the same desks. */
  readonly shared: boolean;
  /** Closing the desk lets go of it. */
  open(kind: DeskKind): Promise<Desk>;
}

/** Each in a folder of its own in the data directory, for this process alone. Rejects with VOLANO_STATE_LOCKED or VOLANO_LOG_LOCKED. */
export function folderDesks(directory: string): Desks {
  return {
    shared: false,
    open: (kind) => openDeskFolder({ ...kind, path: join(directory, kind.name), owner: join(directory, 'log') }),
  };
}

/** Keys, sources and notes: files in the data directory, or on a desk where several processes have the same. */
export async function openPapers(desks: Desks, directory: string): Promise<Papers> {
  return desks.shared ? deskPapers(await desks.open({ name: 'papers' })) : folderPapers(directory);
}
