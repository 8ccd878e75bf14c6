/** Backups and snapshots of a running product: one at a time, beside everything else that it does. */
import { VolanoError } from '../../base/index.ts';
import type { Keeper, Kept, StoredState } from '../snapshots/index.ts';
import type { Frame } from './frames.ts';
import { type BackupQuestion, type BackupSource, framesOf } from './source.ts';

export interface BackupParts {
  readonly source: BackupSource;
  readonly keeper: Keeper;
}

export class BackupDesk {
  readonly #all: BackupParts | undefined;
  #busy = false;

  /** Undefined: there is no copy of the product's own; what is asked for rejects with VOLANO_BACKUP_PARTITIONS. */
  constructor(parts: BackupParts | undefined) {
    this.#all = parts;
  }

  get #parts(): BackupParts {
    if (!this.#all) throw new VolanoError('VOLANO_BACKUP_PARTITIONS');
    return this.#all;
  }

  /** Takes a snapshot of the state now. Rejects as the snapshots do. */
  async snapshot(): Promise<StoredState> {
    return this.#parts.keeper.snapshot();
  }

  /** Which snapshots there are, and how far back the log reaches. */
  async kept(): Promise<Kept> {
    return this.#parts.keeper.kept();
  }

  /** The frames of a backup. Throws as `framesOf` does, and VOLANO_BACKUP_UNDER_WAY. */
  async *frames(question: BackupQuestion): AsyncGenerator<Frame> {
    const { source } = this.#parts;
    if (this.#busy) throw new VolanoError('VOLANO_BACKUP_UNDER_WAY');
    this.#busy = true;
    try {
      yield* framesOf(source, question);
    } finally {
      this.#busy = false;
    }
  }
}
