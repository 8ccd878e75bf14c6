import { openDeskFolder } from '../../port/state/index.ts';
import { type DeadLetters, openDeadLetters } from './dead-letters.ts';
import { LETTERS_DESK } from './older.ts';

/** The letters and marks of a folder, as an installation in one process has them. */
export async function lettersIn(path: string, options: { readonly keep?: number } = {}): Promise<DeadLetters> {
  return openDeadLetters({ desk: await openDeskFolder({ ...LETTERS_DESK, path }), ...options });
}
