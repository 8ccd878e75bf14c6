/**
 * Why a call was refused, in the reader's language. The quarantine keeps the English sentence, as the door has answered it: code and field are kept beside it, so
 * the catalogues tell what it was made of. So what was kept before they had Chinese is told in Chinese too, and nothing is kept twice.
 */
import { ERRORS, type ErrorCode, messageOf, type Said, understandingWith, unfilled } from '../../base/index.ts';
import { SENSE_ZH } from '../said.ts';
import type { QuarantinedCall } from './quarantine.ts';

const understood = understandingWith(SENSE_ZH);

/** English stays what the catalogues do not know: of a code that is gone, or worded otherwise. */
export function reasonIn({ code, field, reason }: Pick<QuarantinedCall, 'code' | 'field' | 'reason'>, language: 'en' | 'zh'): string {
  if (language === 'en' || !Object.hasOwn(ERRORS, code)) return reason;
  const known = code as ErrorCode;
  const details = unfilled(ERRORS[known].message, reason, { known: { field }, partOf: (value) => understood(value) ?? value });
  return details ? messageOf(known, details, 'zh') : reason;
}

/** The same in both languages, for a sentence that it is part of. */
export function reasonSaid(refused: Pick<QuarantinedCall, 'code' | 'field' | 'reason'>): Said {
  return { en: refused.reason, zh: reasonIn(refused, 'zh') };
}
