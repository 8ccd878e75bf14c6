/**
 * People and engine in turn: what was captured is read, whoever it reached looks, clicks and unsubscribes by the real links, and acts in
 * the slices of time that follow.
 */
import type { CapturedMessage } from '../../../act/index.ts';
import type { Identifier } from '../../../core/index.ts';
import type { LinkVisit, People } from './people.ts';

/** What is needed of the running application for people to answer. */
export interface Mail {
  /** How far the log is, and what time it is there, ms. */
  logged(): Logged;
  /** Resolves when the engine has taken the log up to this position, and the messages that it led to are handed over. */
  handedOver(position: number): Promise<void>;
  /** Messages captured after this number, oldest first. */
  captured(after: number): Promise<readonly CapturedMessage[]>;
  /** Under what the customer is known at present. */
  identifiersOf(customer: string): Promise<readonly Identifier[]>;
}

/** A point of the log. */
export interface Logged {
  readonly position: number;
  readonly at: number;
}

/** Requests under way at the same time. */
const REQUESTS_MAX = 32;

export class Correspondence {
  readonly #mail: Mail;
  readonly #people: Pick<People, 'receive' | 'requests'>;
  #read = 0;
  /** Captured, and decided later than what has been given. */
  #early: readonly CapturedMessage[] = [];
  #sent: Logged | undefined;

  constructor(mail: Mail, people: Pick<People, 'receive' | 'requests'>) {
    this.#mail = mail;
    this.#people = people;
  }

  /** Makes the requests due before this instant. */
  async follow(until: number): Promise<void> {
    const visits = [...this.#people.requests(until)];
    const worker = async (): Promise<void> => {
      for (let visit = visits.shift(); visit; visit = visits.shift()) await request(visit);
    };
    await Promise.all(Array.from({ length: Math.min(REQUESTS_MAX, visits.length) }, worker));
  }

  /** All of a slice is in the log. */
  sent(): void {
    this.#sent = this.#mail.logged();
  }

  /**
   * Gives the people what was decided before the last slice was sent, when all of it is there: the next one is sent meanwhile. How quick the engine is
   * changes nothing.
   */
  async deliver(): Promise<void> {
    const sent = this.#sent;
    if (!sent) return;
    await this.#mail.handedOver(sent.position);
    await this.read(sent.at);
  }

  /** Gives the people what has been captured by now; with an instant only what was decided before it. */
  async read(before: number = Number.POSITIVE_INFINITY): Promise<void> {
    const messages = await this.#mail.captured(this.#read);
    this.#read = messages.at(-1)?.number ?? this.#read;
    const here = [...this.#early, ...messages];
    this.#early = here.filter(({ command }) => command.at >= before);
    // In the order of their ids: which hand-over was the quickest must change nothing.
    const due = here.filter(({ command }) => command.at < before);
    const sorted = due.sort((a, b) => a.command.at - b.command.at || (a.command.message < b.command.message ? -1 : 1));
    for (const { command, content } of sorted) {
      const { message, journey, step, template, channel, purpose, at, to, customer } = command;
      const known = to === undefined ? await this.#mail.identifiersOf(customer) : [];
      this.#people.receive({
        ...{ id: message, journey, step, template, channel, purpose, at, customer: known, body: content.body },
        ...(to !== undefined && { to }),
      });
    }
  }
}

/** What their mail program says it is: a request that says nothing of a person is taken for a machine's. */
const PERSON = {
  'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
};

async function request({ url, method }: LinkVisit): Promise<void> {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await fetch(url, {
    method,
    redirect: 'manual',
    headers: { ...PERSON, ...(method === 'POST' && form) },
    ...(method === 'POST' && { body: 'List-Unsubscribe=One-Click' }),
  });
  await answer.arrayBuffer();
}
