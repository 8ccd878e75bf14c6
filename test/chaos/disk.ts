/** A small disk of our own: a file system in memory, which can be filled. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';

const BALLAST = 'ballast';
const CHUNK: Buffer = Buffer.alloc(1024 * 1024, 1);
const PAGE_BYTES = 4_096;

export class SmallDisk {
  readonly path: string;
  #filled = 0;

  /** Mounts it there. Throws where mounting is not allowed. */
  static mount(path: string, megabytes: number): SmallDisk {
    mkdirSync(path, { recursive: true });
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path], { stdio: ['ignore', 'ignore', 'pipe'] });
    } catch (cause) {
      throw new Error('A full disk needs a small one, and mounting is not allowed here: run as root, or with --without full_disk', {
        cause,
      });
    }
    return new SmallDisk(path);
  }

  private constructor(path: string) {
    this.path = path;
  }

  /** To the last page. Every `fill` needs its `free`. */
  async fill(): Promise<void> {
    this.#filled += 1;
    if (this.#filled > 1) return;
    const ballast = join(this.path, BALLAST);
    const { bavail, bsize } = statfsSync(this.path);
    // Most of it at once; the rest while others write, too.
    const most = Math.floor(bavail * 0.9) * bsize;
    if (most > 0) execFileSync('fallocate', ['--length', String(most), ballast], { stdio: 'ignore' });
    const file = openSync(ballast, 'a');
    for (let bytes = CHUNK.length; bytes >= PAGE_BYTES; ) {
      try {
        if (writeSync(file, CHUNK, 0, bytes) < bytes) bytes /= 2;
      } catch {
        bytes /= 2;
      }
      await turn();
    }
    closeSync(file);
  }

  free(): void {
    this.#filled -= 1;
    if (this.#filled === 0) rmSync(join(this.path, BALLAST), { force: true });
  }

  unmount(): void {
    execFileSync('umount', ['--lazy', this.path]);
  }
}
