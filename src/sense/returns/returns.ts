/**
 * What comes back about messages over HTTP: pixels, clicks, unsubscribes, what providers report, replies to SMS. It becomes events of the
 * log, written by the product itself.
 *
 * N1. A link does what its signature says and for whom it says; what is not signed by us leads nowhere and records nothing.
 * N2. A GET never unsubscribes: scanners follow every link. Only the POST does.
 * N3. What was recorded is on disk before the answer; a pixel answers after a moment in any case, a click leads on in any case.
 * N4. An unsubscribe is never lost to deduplication: each one is an event of its own. Opens and clicks count once per message and link,
 *     for people and machines apart, so that a scanner that was first does not hide the person.
 */
import type { FastifyPluginAsync } from 'fastify';
import type { CustomerId } from '../../base/index.ts';
import type { EventEntry, MessageOf } from '../../core/index.ts';
import type { ChannelType, Text } from '../../define/index.ts';
import { registerLinks } from './links.ts';
import { registerReports } from './reports.ts';

/** What a signed link says. */
export interface OpenedLink {
  readonly kind: 'o' | 'c' | 'u';
  readonly message: string;
  readonly customer: CustomerId;
  readonly channel: string;
  readonly type?: ChannelType;
  readonly purpose: string;
  readonly journey: string;
  readonly step: string;
  readonly template: string;
  /** On the clock of `at`, ms: about when the message was handed over. */
  readonly issuedAt: number;
  readonly link?: { readonly index: number; readonly url: string };
}

/** A message of ours that a provider reports about. */
export interface KnownMessage extends MessageOf {
  readonly type?: ChannelType;
}

export interface ReturnsOptions {
  /** What a token says, when it is one of ours. */
  readonly open: (token: string) => OpenedLink | undefined;
  /** Resolves when the events are on disk. */
  readonly append: (events: readonly EventEntry[]) => Promise<unknown>;
  /** The clock of `at`: the wall's, or that of the history that is replayed. Ms. */
  readonly now: () => number;
  /** Wall clock, ms. */
  readonly wall: () => number;
  /** The message with this id, when it is one that was sent over this channel. */
  readonly messageOf: (channel: string, message: string) => Promise<KnownMessage | undefined>;
  /** The latest message that was sent over this channel to this address. */
  readonly lastMessageTo: (channel: string, address: string) => Promise<KnownMessage | undefined>;
  /** What a channel's provider signs with (`whsec_` and base64, or any text); undefined when nothing is taken for the channel. */
  readonly secretOf: (channel: string) => string | undefined;
  /** Name of a purpose, for the page that asks. */
  readonly purposeName?: (purpose: string) => Text | undefined;
}

/** Registers /t/... and /v1/returns/..., in a scope of its own. */
export function createReturns(options: ReturnsOptions): FastifyPluginAsync {
  return async (scope) => {
    await scope.register(async (links) => registerLinks(links, options));
    await scope.register(async (reports) => registerReports(reports, options));
  };
}
