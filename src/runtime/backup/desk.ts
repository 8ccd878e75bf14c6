/** Backups of a running product: one at a time, beside everything else that it does. */
import { VolanoError } from '../../base/index.ts';
import type { Frame } from './frames.ts';
import { type BackupQuestion, type BackupSource, framesOf } from './source.ts';

export class BackupDesk {
  readonly #source: BackupSource | undefined;
  #busy = false;

  /** `source`: undefined where the installation is backed up by other means. */
  constructor(source: BackupSource | undefined) {
    this.#source = source;
  }

  /** The frames of a backup. Throws as `framesOf` does, and VOLANO_BACKUP_UNDER_WAY, VOLANO_BACKUP_ELSEWHERE. */
  async *frames(question: BackupQuestion): AsyncGenerator<Frame> {
    if (!this.#source) throw new VolanoError('VOLANO_BACKUP_ELSEWHERE');
    if (this.#busy) throw new VolanoError('VOLANO_BACKUP_UNDER_WAY');
    this.#busy = true;
    try {
      yield* framesOf(this.#source, question);
    } finally {
      this.#busy = false;
    }
  }
}
