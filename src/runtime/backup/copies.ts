/** Where in a data folder lies what is on its way into a backup. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

export const COPIES = 'copies';

/** Removes copies that a process which was killed has left. At the start of one that has the folder to itself. */
export async function sweepCopies(directory: string): Promise<void> {
  await rm(join(directory, COPIES), { recursive: true, force: true });
}
