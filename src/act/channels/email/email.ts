/**
 * The e-mail channel: hands messages to a mail server over SMTP, on a pool of connections, signed with DKIM.
 *
 * The Message-ID is made of the message's id, so that a message that had to be handed over twice is one for mail programs and for
 * whoever compares.
 */
import { createPrivateKey } from 'node:crypto';
import { createTransport, type Transporter } from 'nodemailer';
import { type Carrier, type CarrierContext, defineCarrier, SettingsProblem } from '../carrier.ts';
import type { Channel, DeliveryOutcome } from '../channel.ts';
import { saidIn } from '../egress/index.ts';
import { said } from '../said.ts';
import { mailOf } from './mail.ts';
import { type SmtpFailure, smtpOutcome } from './outcome.ts';
import { emailConfigSchema, encryptionOf, type SmtpSettings } from './settings.ts';

const CONNECTIONS_DEFAULT = 5;
const MESSAGES_PER_CONNECTION = 500;
const TIMEOUT_MS_DEFAULT = 20_000;
const RSA_BITS_MIN = 1_024;

/** Of the time that a server has for an answer: for the connection and its greeting. */
const OPENING_SHARE = 0.8;

/** Sends over SMTP. */
export const smtpCarrier: Carrier = defineCarrier({ name: 'smtp', types: ['email'], settings: emailConfigSchema, open: openEmail });

/** Connects with the first message. Throws SettingsProblem for a key or certificate that cannot be used. */
export function openEmail(settings: SmtpSettings, { channel, secretOf }: Pick<CarrierContext, 'channel' | 'secretOf'>): Channel {
  const password = settings.password === undefined ? undefined : secretOf(settings.password);
  const transport = transportOf(settings, { password, secretOf });
  return {
    id: channel,
    async deliver(message, signal) {
      const made = mailOf(message, settings);
      if (!made.ok) {
        const { reason, badAddress } = made;
        return { outcome: 'failed', reason, retryable: false, ...(badAddress ? { bounced: 'permanent' } : {}) };
      }
      if (signal.aborted) return { outcome: 'failed', reason: 'email_aborted', retryable: true };
      const secrets = [...secretsIn(settings.user, password), message.command.to ?? ''];
      try {
        const { response } = await transport.sendMail({ ...made.mail, signal });
        return { outcome: 'sent', answer: saidIn(response, secrets) };
      } catch (error) {
        return failureOf(error, secrets);
      }
    },
    async close() {
      transport.close();
    },
  };
}

type Secrets = Pick<CarrierContext, 'secretOf'>;

function transportOf(
  settings: SmtpSettings,
  { password, secretOf }: Secrets & { readonly password: string | undefined },
): Transporter<{ response: string }> {
  const { host, user, authority, connections = CONNECTIONS_DEFAULT, timeoutMs = TIMEOUT_MS_DEFAULT } = settings;
  const openingMs = Math.ceil(timeoutMs * OPENING_SHARE);
  const encryption = encryptionOf(settings);
  const implicit = encryption === 'implicit';
  return createTransport({
    pool: true,
    host,
    port: settings.port ?? (implicit ? 465 : 587),
    secure: implicit,
    requireTLS: encryption === 'starttls',
    ignoreTLS: encryption === 'none',
    tls: { minVersion: 'TLSv1.2', ...(authority === undefined ? {} : { ca: secretOf(authority) }) },
    ...(user === undefined || password === undefined ? {} : { auth: { user, pass: password } }),
    maxConnections: connections,
    maxMessages: MESSAGES_PER_CONNECTION,
    // Delivery knows when to try again; one more here, for a connection that the server had closed while it was idle.
    maxRequeues: 1,
    // Before the socket's own, which does not tell whether a message was under way.
    connectionTimeout: openingMs,
    greetingTimeout: openingMs,
    dnsTimeout: openingMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(settings.dkim ? { dkim: dkimOf(settings.dkim, { secretOf }) } : {}),
  });
}

function dkimOf(
  { domain, selector, key }: NonNullable<SmtpSettings['dkim']>,
  { secretOf }: Secrets,
): { domainName: string; keySelector: string; privateKey: string } {
  const privateKey = secretOf(key);
  let bits: number | undefined;
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(privateKey);
    bits = asymmetricKeyType === 'rsa' ? asymmetricKeyDetails?.modulusLength : undefined;
  } catch {
    // What OpenSSL says of a key may quote it.
  }
  if (bits === undefined || bits < RSA_BITS_MIN) {
    throw new SettingsProblem('dkim.key', said`stands for no RSA key in PEM of at least ${RSA_BITS_MIN} bits`);
  }
  return { domainName: domain, keySelector: selector, privateKey };
}

function failureOf(error: unknown, secrets: readonly string[]): DeliveryOutcome {
  const failure = error as SmtpFailure;
  // No recipient, a sender that is none: nodemailer found it before it asked the server.
  if (failure.code === 'EENVELOPE' && failure.response === undefined) {
    return { outcome: 'failed', reason: 'email_address_invalid', retryable: false, bounced: 'permanent' };
  }
  return smtpOutcome(failure, secrets);
}

/** A server may echo what it was told: the password, or the whole log-in. */
function secretsIn(user: string | undefined, password: string | undefined): string[] {
  return password === undefined ? [] : [`\0${user}\0${password}`, password];
}
