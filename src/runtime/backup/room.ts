/** How much room there is. */
import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** Bytes that are free on the disk of a folder, which need not be there yet. */
export async function freeBytes(path: string): Promise<number> {
  for (let place = resolve(path); ; place = dirname(place)) {
    const room = await statfs(place).catch(() => undefined);
    if (room) return room.bavail * room.bsize;
  }
}
