/** The mail server that the shop writes to: it lies as it is told, and keeps books of what it really took. */
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { type Behave, type Behaviour, Books } from '../crash/books.ts';

const SLOW_MS = 900;
/** Answers by code (RFC 5321): try again, try again later, never. */
const ANSWERS: Partial<Record<Behaviour, number>> = { fail: 451, take_and_fail: 451, unavailable: 421, refuse: 554, take_and_refuse: 554 };

export class MailReceiver {
  readonly books: Books;
  readonly #behave: Behave;
  readonly #server: SMTPServer;

  static async open(behave: Behave, books: Books = new Books()): Promise<MailReceiver> {
    const receiver = new MailReceiver(behave, books);
    await new Promise<void>((resolve) => {
      receiver.#server.listen(0, '127.0.0.1', resolve);
    });
    return receiver;
  }

  private constructor(behave: Behave, books: Books) {
    this.#behave = behave;
    this.books = books;
    this.#server = new SMTPServer({
      logger: false,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => void this.#answer(Buffer.concat(chunks).toString('latin1'), session, done));
      },
    });
    // A sender that breaks off is what faults are made of.
    this.#server.on('error', () => undefined);
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(resolve);
    });
  }

  async #answer(mail: string, session: SMTPServerSession, done: (error?: Error | null) => void): Promise<void> {
    const message = /^Message-ID:\s*<([^@>]+)@/im.exec(mail)?.[1] ?? '';
    const behaviour = this.#behave(message, this.books.attempt(message));
    if (behaviour === 'take_slowly') await sleep(SLOW_MS);
    if (behaviour.startsWith('take')) this.books.take(message, contentOf(mail), behaviour);
    if (behaviour === 'hang') return;
    if (behaviour === 'take_and_hang_up') return void this.#hangUp(session);
    const code = ANSWERS[behaviour];
    done(code === undefined ? null : Object.assign(new Error('as it pleases'), { responseCode: code }));
  }

  /** After the mail, before its answer. */
  #hangUp({ id }: SMTPServerSession): void {
    const { connections } = this.#server as unknown as { readonly connections: Set<{ readonly id: string; close(): void }> };
    for (const connection of connections) if (connection.id === id) connection.close();
  }
}

/** What the customer reads. Date and boundaries are those of the attempt. */
function contentOf(mail: string): string {
  return /^Subject:.*$/im.exec(mail)?.[0] ?? '';
}

/** Settings of the shop's channel `mail`, for a server on this port of this machine, or of another. */
export function mailSettings(port: number, host = '127.0.0.1'): object {
  return { carrier: 'smtp', host, port, encryption: 'none', timeoutMs: 2_000 };
}
