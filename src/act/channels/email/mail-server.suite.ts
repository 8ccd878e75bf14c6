/** A real mail server for tests: TLS with a certificate of its own, answers as a test wants them, and everything it got. */
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** Of localhost and of nobody else; anybody may have the key. */
export const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgkDLlhzcQGZF0IA2N
2o27OrxKRJJm++fAQbVkPvOGmK+hRANCAARmNjf3X+SdF2+KiKJlC0bTSt4XXHe7
XrFWHS9ZcwgtULw3XzMlX9sAcsg4I3Qs6+U+tVZjtzgFF4sPW+faTA1i
-----END PRIVATE KEY-----
`;
export const CERTIFICATE: string = `-----BEGIN CERTIFICATE-----
MIIBaDCCAQ2gAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGY2N/df5J0Xb4qI
omULRtNK3hdcd7tesVYdL1lzCC1QvDdfMyVf2wByyDgjdCzr5T61VmO3OAUXiw9b
59pMDWKjTjBMMA8GA1UdEwEB/wQFMAMBAf8wGgYDVR0RBBMwEYIJbG9jYWxob3N0
hwR/AAABMB0GA1UdDgQWBBTSsTj1aX7XcY9Ort0+WnNQTSWVeDAKBggqhkjOPQQD
AgNJADBGAiEA7UHtFh6B5o1ikoU+g7HNBme3DbSUWI63gbidwYT7xx4CIQDzRa9x
Wavp/iuTI1YKElxuMRrUekxLtK3v4f24gL2l9w==
-----END CERTIFICATE-----
`;

export const USER = 'volano';
export const PASSWORD = 'p\u00e4ss "word" 4711';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly secure: boolean;
  readonly user: string | undefined;
}

/** An answer of the server that is no acceptance. */
export interface Refusal {
  readonly at: 'mail' | 'rcpt' | 'data';
  readonly code: number;
  readonly text: string;
}

export class MailServer {
  readonly received: ReceivedMail[] = [];
  refusal: Refusal | undefined;
  readonly #server: SMTPServer;

  private constructor(options: SMTPServerOptions) {
    const refused = (at: Refusal['at']): Error | undefined => {
      const { refusal } = this;
      return refusal?.at === at ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : undefined;
    };
    this.#server = new SMTPServer({
      key: KEY,
      cert: CERTIFICATE,
      size: 10_000_000,
      logger: false,
      onAuth: ({ username, password }, _session, done) =>
        username === USER && password === PASSWORD ? done(null, { user: username }) : done(new Error(`not ${password}`)),
      onMailFrom: (_address, _session, done) => done(refused('mail') ?? null),
      onRcptTo: (_address, _session, done) => done(refused('rcpt') ?? null),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const error = refused('data');
          if (error) return done(error);
          const { mailFrom, rcptTo } = session.envelope;
          this.received.push({
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            raw: Buffer.concat(chunks).toString('latin1'),
            secure: session.secure,
            user: session.user,
          });
          done();
        });
      },
      ...options,
    });
    this.#server.on('error', () => undefined);
  }

  static async open(options: SMTPServerOptions = {}): Promise<MailServer> {
    const server = new MailServer(options);
    await new Promise<void>((resolve) => {
      server.#server.listen(0, '127.0.0.1', resolve);
    });
    return server;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(resolve);
    });
  }
}

export interface ReadMail {
  /** Headers as they came, in order: name in lower case and the raw lines. */
  readonly lines: readonly (readonly [name: string, raw: string])[];
  header(name: string): string | undefined;
  /** Decoded parts by content type. */
  readonly parts: Readonly<Record<string, string>>;
}

/** Reads what nodemailer writes; no reader of all the mail in the world. */
export function readMail(raw: string): ReadMail {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .split(/\r\n(?![ \t])/)
    .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line] as const);
  const header = (name: string): string | undefined => {
    const line = lines.find(([found]) => found === name.toLowerCase())?.[1];
    return (
      line &&
      decodeWords(
        line
          .slice(name.length + 1)
          .replace(/\r\n[ \t]+/g, ' ')
          .trim(),
      )
    );
  };
  const type = header('content-type') ?? '';
  const body = raw.slice(end + 4);
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1];
  if (boundary === undefined) {
    const text = decodeBody(body, header('content-transfer-encoding') ?? '7bit');
    return { lines, header, parts: { [type.split(';')[0]!]: text } };
  }
  const inner = body.split(`--${boundary}`).slice(1, -1);
  return {
    lines,
    header,
    parts: Object.assign({}, ...inner.map((part) => readMail(part.replace(/^\r\n/, '')).parts)) as Record<string, string>,
  };
}

function decodeWords(text: string): string {
  return text
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_word, coding: string, coded: string) =>
      coding.toLowerCase() === 'b' ? Buffer.from(coded, 'base64').toString() : decodeBody(coded.replaceAll('_', ' '), 'quoted-printable'),
    );
}

function decodeBody(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1').toString();
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_code, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
