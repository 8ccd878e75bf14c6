/**
 * What a mail server's answer means for the message and for its address.
 *
 * | what happened                                       | again? | address                    |
 * |-----------------------------------------------------|--------|----------------------------|
 * | 4xx                                                 | yes    | `temporary` with 4.1, 4.2  |
 * | 5xx with 5.1.x, or 5.2.1 (mailbox disabled)         | no     | `permanent`                |
 * | 550, 551, 553 to the recipient, no enhanced code    | no     | `permanent`                |
 * | any other 5xx (policy, content, sender)             | no     |                            |
 * | log-in or TLS refused                               | yes    |                            |
 * | silence, a broken connection, an answer of no sense | yes    |                            |
 *
 * The last may have left the message with the server (`unknown`), unless it came before there was a connection.
 *
 * Log-in and TLS are the installation's to mend, and no message is to be lost meanwhile.
 */
import type { DeliveryOutcome } from '../channel.ts';
import { saidIn } from '../egress/index.ts';

type Failed = Extract<DeliveryOutcome, { outcome: 'failed' }>;

/** What nodemailer tells of a failure. */
export interface SmtpFailure {
  readonly code?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly response?: string | undefined;
  readonly command?: string | undefined;
  /** Of ETIMEDOUT: for what it waited. */
  readonly timeoutType?: string | undefined;
  /** Of an error of the system: during what. */
  readonly syscall?: string | undefined;
}

const REFUSED_RECIPIENT: readonly number[] = [550, 551, 553];
/** Codes of nodemailer, in our words. */
const BROKEN: Readonly<Record<string, string>> = {
  EAUTH: 'email_login_refused',
  ENOAUTH: 'email_login_refused',
  ETLS: 'email_tls_failed',
  EPROTOCOL: 'email_answer_unreadable',
  ETIMEDOUT: 'email_timeout',
  EABORT: 'email_aborted',
};

const BEFORE_MESSAGE: readonly string[] = ['EAUTH', 'ENOAUTH', 'ETLS', 'EDNS'];

/** `secrets`: what is not repeated, should the server say it. */
export function smtpOutcome(failure: SmtpFailure, secrets: readonly string[]): DeliveryOutcome {
  const { code = '', responseCode, response = '', command = '' } = failure;
  const said = saidIn(response, secrets);
  const broken = BROKEN[code];
  if (broken !== undefined || responseCode === undefined || responseCode < 400 || responseCode > 599) {
    const reason = told(broken ?? 'email_unreachable', said);
    return { outcome: 'failed', reason, retryable: true, ...(!isBeforeMessage(failure) && { unknown: true }) };
  }
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1];
  const bounced = responseCode < 500 ? temporaryBounce(enhanced) : permanentBounce(responseCode, { enhanced, command });
  return { outcome: 'failed', reason: told('email_refused', said), retryable: responseCode < 500, ...bounced };
}

/** Before there was a connection on which a message could go. */
function isBeforeMessage({ code = '', timeoutType = '', syscall = '' }: SmtpFailure): boolean {
  return BEFORE_MESSAGE.includes(code) || ['CONNECT_TIMEOUT', 'GREETING_TIMEOUT'].includes(timeoutType) || syscall === 'connect';
}

function temporaryBounce(enhanced: string | undefined): Pick<Failed, 'bounced'> {
  return /^4\.[12]\./.test(enhanced ?? '') ? { bounced: 'temporary' } : {};
}

function permanentBounce(code: number, { enhanced, command }: { enhanced: string | undefined; command: string }): Pick<Failed, 'bounced'> {
  const ofAddress =
    enhanced === undefined ? command.startsWith('RCPT') && REFUSED_RECIPIENT.includes(code) : /^5\.(1\.|2\.1$)/.test(enhanced);
  return ofAddress ? { bounced: 'permanent' } : {};
}

function told(reason: string, said: string): string {
  return said === '' ? reason : `${reason}: ${said}`;
}
