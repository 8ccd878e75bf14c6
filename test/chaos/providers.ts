/** Those whom messages are handed to, a webhook and a mail server: well behaved until a fault tells them otherwise. */
import { hashUnit } from '../../src/base/index.ts';
import { type Behaviour, Books } from '../crash/books.ts';
import { HookReceiver } from '../crash/receiver.ts';
import { MailReceiver } from './mail.ts';
import { Moments } from './moments.ts';
import type { FaultKind } from './plan.ts';

/** What they do during which fault, in turn of a draw. */
const MOODS: Partial<Record<FaultKind, readonly Behaviour[]>> = {
  provider_fails: ['fail', 'fail', 'unavailable', 'refuse', 'take'],
  provider_hangs: ['hang', 'hang', 'take'],
  provider_slow: ['take_slowly', 'take_slowly', 'take'],
  provider_lies: ['take_and_hang_up', 'take_and_fail', 'take_and_refuse', 'take_and_answer_twice', 'take'],
};

export class Providers {
  readonly hook: HookReceiver;
  readonly mail: MailReceiver;
  /** When each of them took a message about an event, and when the event had been made; by channel. */
  readonly moments: ReadonlyMap<string, Moments>;
  readonly #mood: Mood;

  static async open(seed: string): Promise<Providers> {
    const mood = new Mood(seed);
    const moments = new Map(['hook', 'mail'].map((channel) => [channel, new Moments()]));
    const booksOf = (channel: string): Books =>
      new Books((content) => {
        const madeAt = madeAtIn(content);
        if (madeAt !== undefined) moments.get(channel)!.add(Date.now(), madeAt);
      });
    const hook = await HookReceiver.open(seed, { behave: mood.behave, books: booksOf('hook') });
    const mail = await MailReceiver.open(mood.behave, booksOf('mail'));
    return new Providers({ hook, mail, moments, mood });
  }

  private constructor(parts: { hook: HookReceiver; mail: MailReceiver; moments: ReadonlyMap<string, Moments>; mood: Mood }) {
    this.hook = parts.hook;
    this.mail = parts.mail;
    this.moments = parts.moments;
    this.#mood = parts.mood;
  }

  get channels(): readonly string[] {
    return [...this.moments.keys()];
  }

  begin(kind: FaultKind): void {
    this.#mood.kinds.add(kind);
  }

  end(kind: FaultKind): void {
    this.#mood.kinds.delete(kind);
  }

  /** Books of all, as one: ids of messages are nobody's twice. */
  books(): {
    readonly taken: ReadonlyMap<string, number>;
    readonly firstAt: ReadonlyMap<string, number>;
    readonly denied: ReadonlySet<string>;
    readonly changed: ReadonlySet<string>;
    readonly strange: number;
  } {
    const [hook, mail] = [this.hook.books, this.mail.books];
    return {
      taken: new Map([...hook.taken, ...mail.taken]),
      firstAt: new Map([...hook.firstAt, ...mail.firstAt]),
      denied: new Set([...hook.denied, ...mail.denied]),
      changed: new Set([...hook.changed, ...mail.changed]),
      strange: hook.strange + mail.strange,
    };
  }

  async close(): Promise<void> {
    await this.hook.close();
    await this.mail.close();
  }
}

/** The shop's templates say it (shop/index.ts), of messages that an event has led to. */
function madeAtIn(content: string): number | undefined {
  const said = /since (\d{13})/.exec(content)?.[1];
  return said === undefined ? undefined : Number(said);
}

class Mood {
  readonly kinds: Set<FaultKind> = new Set();
  readonly #seed: string;

  constructor(seed: string) {
    this.#seed = seed;
  }

  readonly behave = (message: string, attempt: number): Behaviour => {
    for (const kind of this.kinds) {
      const mood = MOODS[kind];
      if (mood) return mood[Math.floor(hashUnit(this.#seed, `${kind} ${message} ${attempt}`) * mood.length)]!;
    }
    return 'take';
  };
}
