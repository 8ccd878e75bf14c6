/** Backups and snapshots of a running product: one at a time, beside everything else that it does. */
import { VolanoError } from '../../base/index.ts';
import type { Keeper, Kept, StoredState } from '../snapshots/index.ts';
import type { Frame } from './frames.ts';
import { type BackupQuestion, type BackupSource, framesOf } from './source.ts';

export interface BackupParts {
  readonly source: BackupSource;
  readonly keeper?: Keeper;
}

export class BackupDesk {
  readonly #parts: BackupParts | undefined;
  #busy = false;

  /** Undefined where the installation is backed up by other means. */
  constructor(parts: BackupParts | undefined) {
    this.#parts = parts;
  }

  /** Takes a snapshot of the state now. Throws VOLANO_BACKUP_ELSEWHERE. */
  async snapshot(): Promise<StoredState> {
    return this.#keeper().snapshot();
  }

  /** Which snapshots there are, and how far back the log reaches. Throws VOLANO_BACKUP_ELSEWHERE. */
  async kept(): Promise<Kept> {
    return this.#keeper().kept();
  }

  /** The frames of a backup. Throws as `framesOf` does, and VOLANO_BACKUP_UNDER_WAY, VOLANO_BACKUP_ELSEWHERE. */
  async *frames(question: BackupQuestion): AsyncGenerator<Frame> {
    const { source } = this.#own();
    if (this.#busy) throw new VolanoError('VOLANO_BACKUP_UNDER_WAY');
    this.#busy = true;
    try {
      yield* framesOf(source, question);
    } finally {
      this.#busy = false;
    }
  }

  #keeper(): Keeper {
    const { keeper } = this.#own();
    if (!keeper) throw new VolanoError('VOLANO_BACKUP_ELSEWHERE');
    return keeper;
  }

  #own(): BackupParts {
    if (!this.#parts) throw new VolanoError('VOLANO_BACKUP_ELSEWHERE');
    return this.#parts;
  }
}
