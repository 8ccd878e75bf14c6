/**
 * Test sends: staff tries out a channel, or what a template comes to in it.
 *
 * T1. A test goes through the carrier that the installation has configured, with its settings and secrets: what works here works for customers.
 * T2. It says of itself that it is one, and begins with that (`markedAsTest`).
 * T3. Nothing counts it: no fact, no receipt, no link that comes back, no row of the outbox. Guard is not asked: it is for addresses of staff.
 * T4. Few go out: per sender, and per channel.
 *
 * Nothing of a captured channel goes anywhere; that is its outcome.
 */
import { randomUUID } from 'node:crypto';
import { type Channel, deliverOnce, markedAsTest, type RenderedContent, testId } from '../act/index.ts';
import { MINUTE, type Said, SECOND, VolanoError } from '../base/index.ts';
import type { SendCommand } from '../core/index.ts';
import type { ChannelDefinition } from '../define/index.ts';
import type { ChannelRoute } from './figures.ts';
import { said } from './said.ts';

/** What is to be sent to whom, and by whom. */
export interface TestSend {
  readonly channel: string;
  /** Who is asking, for the limit. */
  readonly by: string;
  /** Address on the channel; not of in-app. */
  readonly to?: string | undefined;
  /** Whose inbox it is put into; of in-app only. */
  readonly customer?: string | undefined;
  /** Default: a sentence that says what this is. */
  readonly content?: RenderedContent | undefined;
  /** Of the mark, and of the sentence. */
  readonly language: 'en' | 'zh';
  /** A marketing message's end, e.g. how to opt out of an SMS, is part of it; default `transactional`. */
  readonly messageClass?: SendCommand['messageClass'] | undefined;
  /** What the content was made of, where it was. */
  readonly template?: { readonly id: string; readonly version: number } | undefined;
}

/** `captured`: the channel is not configured, so it has gone nowhere. */
export type TestOutcome = 'sent' | 'failed' | 'captured';

export interface TestSent {
  /** Its id, as the provider may know it; begins with `test-`. */
  readonly message: string;
  readonly channel: string;
  /** Name of the carrier that it went through, or `capture`. */
  readonly carrier: string;
  readonly outcome: TestOutcome;
  readonly at: number;
  /** How long the channel took, ms. */
  readonly tookMs: number;
  /** Of one that was sent: what the provider answered. */
  readonly answer?: string;
  /** Why it failed: a code of lower snake case, then what exactly. */
  readonly reason?: string;
}

export interface TestSenderParts {
  /** Where messages go, by channel. */
  readonly routes: () => readonly ChannelRoute[];
  readonly definitionOf: (channel: string) => ChannelDefinition | undefined;
  /** The configured channel, opened for this; undefined when it is captured. May throw VOLANO_CHANNEL_SECRET_MISSING. */
  readonly open: (channel: string) => Channel | undefined;
  /** Wall clock, ms. */
  readonly now: () => number;
}

const WINDOW_MS = 10 * MINUTE;
/** Of one sender, and of one channel, within the window. */
export const TESTS_MAX = 10;
const KEYS_MAX = 10_000;
const INBOX_CARRIER = 'in_app';
const WORDS = {
  en: {
    subject: 'This channel works',
    body: 'This message was sent from Volano to try the channel out. If you can read it, the channel works.',
  },
  zh: { subject: '渠道测试', body: '这是一条由 Volano 发出的渠道测试消息。收到即表示该渠道工作正常。' },
} as const;

/** Keeps T1 to T4. The limit is in the memory of this process. */
export class TestSender {
  readonly #parts: TestSenderParts;
  readonly #latest = new Map<string, readonly number[]>();

  constructor(parts: TestSenderParts) {
    this.#parts = parts;
  }

  /** Rejects with VOLANO_RESOURCE_UNKNOWN, VOLANO_QUERY_INVALID and VOLANO_TEST_SEND_LIMIT; whatever the channel says is an outcome. */
  async send(test: TestSend): Promise<TestSent> {
    const { channel: id } = test;
    const route = this.#parts.routes().find(({ channel }) => channel === id);
    if (!route) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'channel', id });
    assertAddressed(test, route);
    this.#assertFew(test);
    const at = this.#parts.now();
    const message = testId(randomUUID());
    const end = (outcome: TestOutcome, said: Pick<TestSent, 'answer' | 'reason'> = {}): TestSent => {
      const tookMs = Math.max(0, this.#parts.now() - at);
      return { message, channel: id, carrier: route.carrier, outcome, at, tookMs, ...said };
    };
    const opened = this.#open(id);
    if ('reason' in opened) return end('failed', opened);
    if (!opened.channel) return end('captured');
    try {
      const outcome = await deliverOnce(opened.channel, this.#outgoing(test, message, at), { signal: new AbortController().signal });
      if (outcome.outcome === 'failed') return end('failed', { reason: outcome.reason });
      return end('sent', outcome.answer === undefined ? {} : { answer: outcome.answer });
    } finally {
      await opened.channel.close();
    }
  }

  #outgoing(test: TestSend, message: string, at: number) {
    const { channel, to, customer = 'test', language, messageClass = 'transactional', template = { id: 'test', version: 1 } } = test;
    const definition = this.#parts.definitionOf(channel);
    const command: SendCommand = {
      ...{ type: 'send', message, customer, channel, template: template.id, templateVersion: template.version },
      ...{ journey: 'test', journeyVersion: 1, step: 'test', instance: message, purpose: 'test', messageClass },
      ...{ variables: {}, at, receivedAt: at, locale: test.content?.locale ?? language },
      ...(to !== undefined && { to }),
    };
    const content = markedAsTest(test.content ?? { format: 'text', ...worded(definition, language) }, language, definition?.type);
    return { command, content, decidedAt: at, test: true as const, ...(definition && { definition }) };
  }

  #open(channel: string): { readonly channel: Channel | undefined } | { readonly reason: string } {
    try {
      return { channel: this.#parts.open(channel) };
    } catch (error) {
      // What it says names the reference, never the secret.
      if (error instanceof VolanoError && error.code === 'VOLANO_CHANNEL_SECRET_MISSING')
        return { reason: `secret_missing: ${String(error.details.reference)}` };
      throw error;
    }
  }

  /** Both have room, or neither is used. */
  #assertFew({ by, channel }: TestSend): void {
    const now = this.#parts.now();
    const keys = [`by ${by}`, `through ${channel}`];
    const recent = keys.map((key) => (this.#latest.get(key) ?? []).filter((at) => now - at < WINDOW_MS));
    const full = recent.filter((times) => times.length >= TESTS_MAX).map(([first]) => first!);
    if (full.length > 0) {
      const seconds = Math.ceil((Math.max(...full) + WINDOW_MS - now) / SECOND);
      throw new VolanoError('VOLANO_TEST_SEND_LIMIT', { max: TESTS_MAX, minutes: WINDOW_MS / MINUTE, seconds });
    }
    for (const [index, key] of keys.entries()) {
      this.#latest.delete(key);
      this.#latest.set(key, [...recent[index]!, now]);
    }
    while (this.#latest.size > KEYS_MAX) this.#latest.delete(this.#latest.keys().next().value!);
  }
}

/** An SMS has no subject: it would be part of the text. */
function worded(definition: ChannelDefinition | undefined, language: 'en' | 'zh'): { readonly subject?: string; readonly body: string } {
  const { subject, body } = WORDS[language];
  return definition?.type === 'sms' ? { body } : { subject, body };
}

function assertAddressed({ to, customer }: TestSend, { carrier }: ChannelRoute): void {
  const wrong = (field: string, problem: Said): never => {
    throw new VolanoError('VOLANO_QUERY_INVALID', { field, problem });
  };
  if (carrier !== INBOX_CARRIER && customer !== undefined)
    wrong('customer', said`only channels into the inbox of an app take one; give "to"`);
  if (carrier === INBOX_CARRIER && to !== undefined)
    wrong('to', said`this channel puts messages into the inbox of a customer; give "customer"`);
  if (carrier === INBOX_CARRIER && customer === undefined) wrong('customer', said`says into whose inbox the test is put`);
}
