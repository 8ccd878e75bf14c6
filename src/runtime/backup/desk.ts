/** Backups and snapshots of a running product: one at a time, beside everything else that it does. */
import { VolanoError } from '../../base/index.ts';
import type { Keeper, Kept, StoredState } from '../snapshots/index.ts';
import type { Frame } from './frames.ts';
import { framesOfAll, type SeveralSource } from './several-source.ts';
import type { BackupQuestion, BackupSource } from './source.ts';

export interface BackupParts {
  readonly source: BackupSource | SeveralSource;
  /** Absent: snapshots are taken of each partition, by its engine's owner alone. */
  readonly keeper?: Keeper;
}

export class BackupDesk {
  readonly #parts: BackupParts;
  #busy = false;

  constructor(parts: BackupParts) {
    this.#parts = parts;
  }

  get #keeper(): Keeper {
    const { keeper } = this.#parts;
    if (!keeper) throw new VolanoError('VOLANO_BACKUP_PARTITIONS');
    return keeper;
  }

  /** Takes a snapshot of the state now. Rejects as the snapshots do, and with VOLANO_BACKUP_PARTITIONS. */
  async snapshot(): Promise<StoredState> {
    return this.#keeper.snapshot();
  }

  /** Which snapshots there are, and how far back the log reaches. */
  async kept(): Promise<Kept> {
    return this.#keeper.kept();
  }

  /** The frames of a backup. Throws as `framesOf` does, and VOLANO_BACKUP_UNDER_WAY. */
  async *frames(question: BackupQuestion): AsyncGenerator<Frame> {
    const { source } = this.#parts;
    if (this.#busy) throw new VolanoError('VOLANO_BACKUP_UNDER_WAY');
    this.#busy = true;
    try {
      yield* framesOfAll(source, question);
    } finally {
      this.#busy = false;
    }
  }
}
