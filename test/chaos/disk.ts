/** A disk of our own: a file system in memory, which can be full. It takes as much memory as lies on it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, statfsSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';

const MB = 1024 * 1024;

export class SmallDisk {
  readonly path: string;
  readonly #bytes: number;
  #filled = 0;

  /** Mounts it there. Throws where mounting is not allowed. */
  static mount(path: string, megabytes: number): SmallDisk {
    mkdirSync(path, { recursive: true });
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path], { stdio: ['ignore', 'ignore', 'pipe'] });
    } catch (cause) {
      throw new Error(
        'A full disk needs a small one, and mounting is not allowed here: run as root, or with --without full_disk,broker_full',
        {
          cause,
        },
      );
    }
    return new SmallDisk(path, megabytes * MB);
  }

  private constructor(path: string, bytes: number) {
    this.path = path;
    this.#bytes = bytes;
  }

  /** To its last page: it is as large as what lies on it. Every `fill` needs its `free`. */
  async fill(): Promise<void> {
    this.#filled += 1;
    if (this.#filled > 1) return;
    // Others write meanwhile: then it is too small for what they have written.
    while (!this.#isSized(this.#usedBytes())) await turn();
  }

  free(): void {
    this.#filled -= 1;
    if (this.#filled === 0 && !this.#isSized(this.#bytes)) throw new Error(`The disk at ${this.path} does not become larger again`);
  }

  unmount(): void {
    execFileSync('umount', ['--lazy', this.path]);
  }

  #usedBytes(): number {
    const { blocks, bfree, bsize } = statfsSync(this.path);
    return Math.max(1, blocks - bfree) * bsize;
  }

  /** Whether it is that large now. */
  #isSized(bytes: number): boolean {
    return spawnSync('mount', ['-o', `remount,size=${bytes}`, this.path], { stdio: 'ignore' }).status === 0;
  }
}
