/** Bends the disk (slow, or full) and the clock of processes that run: a small library in front of the C library, and a file that says how much. */
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE: string = fileURLToPath(new URL('bend.c', import.meta.url));
/** Places of the figures in the file; bend.c has the same. */
const PLACES = { clockMs: 0, syncMs: 8, writeUs: 16, full: 24 } as const;
const BYTES = 32;

export class Bend {
  /** For whoever is to be bent. */
  readonly environment: Readonly<Record<string, string>>;
  readonly #file: number;

  /** Compiles the library into this folder. Throws when there is no C compiler (`cc`). */
  static into(folder: string): Bend {
    const library = join(folder, 'bend.so');
    const [compiler, ...words] = ['cc', '-shared', '-fPIC', '-O2', '-Wall', '-o', library, SOURCE, '-ldl'];
    try {
      execFileSync(compiler!, words, { stdio: ['ignore', 'ignore', 'pipe'] });
    } catch (cause) {
      throw new Error(
        'A slow disk and a wrong clock need a C compiler on Linux (cc); or run with --without slow_disk,clock_forward,clock_back',
        { cause },
      );
    }
    return new Bend(library, join(folder, 'bend'));
  }

  private constructor(library: string, path: string) {
    writeFileSync(path, Buffer.alloc(BYTES));
    this.#file = openSync(path, 'r+');
    this.environment = { LD_PRELOAD: library, VOLANO_BEND: path };
  }

  set(what: keyof typeof PLACES, value: number): void {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(Math.round(value)));
    writeSync(this.#file, bytes, 0, 8, PLACES[what]);
  }

  close(): void {
    closeSync(this.#file);
  }
}
