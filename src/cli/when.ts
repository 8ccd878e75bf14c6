/** Times as people write them on a command line. */
import { type Duration, durationMs, VolanoError } from '../base/index.ts';
import { said } from './said.ts';

const TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/;
const AGO = /^\d{1,9}(ms|s|m|h|d|w)$/;

/** A date (its beginning in UTC), an instant with its offset, or so long ago ("7d"). Throws VOLANO_OPTION_INVALID. */
export function momentOf(option: string, text: string, now: number = Date.now()): number {
  if (AGO.test(text)) return now - durationMs(text as Duration);
  const at = TIME.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  const expected = said`a date, an instant or a time ago, e.g. 2026-05-01, 2026-05-01T09:30Z, 7d`;
  throw new VolanoError('VOLANO_OPTION_INVALID', { option, expected, value: text });
}
