/** Writing the report's page to where somebody wants it. */
import { writeFile } from 'node:fs/promises';
import { VolanoError, wordsOf } from '../base/index.ts';

/** Replaces what is there. Rejects with VOLANO_REPORT_UNWRITABLE. */
export async function writeReport(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (cause) {
    throw new VolanoError('VOLANO_REPORT_UNWRITABLE', { path, problem: wordsOf(cause) }, { cause });
  }
}
