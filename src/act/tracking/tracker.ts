/** Links that say what their customer did with a message: made here, read back by the door for what returns. */
import type { SendCommand } from '../../core/index.ts';
import type { ChannelDefinition } from '../../define/index.ts';
import type { RenderedContent } from '../content/index.ts';
import { trackHtml, trackText } from './links.ts';
import { type LinkKind, type LinkPayload, openToken, signToken } from './token.ts';

export interface TrackerOptions {
  /** Keys of the links: the first signs, all open. Each 32 bytes (`loadLinkKeys`). */
  readonly keys: readonly Uint8Array[];
  /** Where customers reach this installation, e.g. `https://mail.shop.example`; links are below its `/t/`. */
  readonly publicUrl: string;
  /** When a message goes out, on the clock of `at`: the wall's, or that of the history that is replayed. Ms. */
  readonly now: (command: SendCommand) => number;
}

/** What a message is decorated with. */
export interface Decoration {
  readonly command: SendCommand;
  /** The channel as the release defines it; without one, links stay as they are. */
  readonly definition?: ChannelDefinition | undefined;
  /** Hosts whose links may carry our signature: those that the template itself names. */
  readonly linkHosts: readonly string[];
}

export interface Tracker {
  /** Where the customer of this message unsubscribes from its purpose. */
  unsubscribeUrl(command: SendCommand, definition?: ChannelDefinition): string;
  /**
   * The content with tracked links, and for e-mail a pixel and a way to unsubscribe where a marketing or service message has none.
   * Sets `unsubscribeUrl` unless the message is transactional.
   */
  decorate(content: RenderedContent, decoration: Decoration): RenderedContent;
  /** What a token of ours says; undefined for any other. */
  open(token: string): LinkPayload | undefined;
}

/** Addresses longer than this stay as they are: their token would not pass every mail program. */
const URL_LENGTH_MAX = 2_000;

/** Makes and opens signed links. Throws a TypeError when `publicUrl` is no http(s) URL or there is no key. */
export function createTracker({ keys, publicUrl, now }: TrackerOptions): Tracker {
  const [signing] = keys;
  if (!signing) throw new TypeError('no key to sign links with');
  const base = baseOf(publicUrl);

  const urlOf = (kind: LinkKind, about: Omit<LinkPayload, 'kind'>): string => `${base}/t/${kind}/${signToken({ kind, ...about }, signing)}`;

  const aboutOf = (command: SendCommand, definition: ChannelDefinition | undefined): Omit<LinkPayload, 'kind'> => ({
    message: command.message,
    customer: command.customer,
    channel: command.channel,
    ...(definition ? { type: definition.type } : {}),
    purpose: command.purpose,
    journey: command.journey,
    step: command.step,
    template: command.template,
    issuedAt: now(command),
  });

  return {
    unsubscribeUrl: (command, definition) => urlOf('u', aboutOf(command, definition)),
    decorate(content, { command, definition, linkHosts }) {
      const about = aboutOf(command, definition);
      const isEmail = definition?.type === 'email';
      const url = command.messageClass === 'transactional' ? undefined : urlOf('u', about);
      const tracked = definition?.links?.tracked ?? isEmail;
      const hosts = new Set([...linkHosts, ...(definition?.links?.hosts ?? [])]);
      const indexes = new Map<string, number>();
      const trackedUrl = (address: string): string | undefined => {
        const target = tracked ? targetOf(address, { hosts, base }) : undefined;
        if (target === undefined) return undefined;
        const index = indexes.get(target) ?? indexes.size;
        indexes.set(target, index);
        return urlOf('c', { ...about, link: { index, url: target } });
      };
      const pixelUrl = isEmail && tracked ? urlOf('o', about) : undefined;
      const additions = { trackedUrl, pixelUrl, unsubscribeUrl: isEmail ? url : undefined, locale: content.locale ?? command.locale, base };
      const body = content.format === 'html' ? trackHtml(content.body, additions) : trackText(content.body, additions);
      const text = content.text === undefined ? {} : { text: trackText(content.text, additions) };
      return { ...content, body, ...text, ...(url === undefined ? {} : { unsubscribeUrl: url }) };
    },
    open: (token) => openToken(token, keys),
  };
}

/** What a click may be led to, in the one way of writing that every browser reads alike. */
function targetOf(address: string, { hosts, base }: { hosts: ReadonlySet<string>; base: string }): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, host, username, password, href } = new URL(address);
  const isWeb = (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
  return isWeb && hosts.has(host) && href.length <= URL_LENGTH_MAX && !href.startsWith(`${base}/t/`) ? href : undefined;
}

function baseOf(publicUrl: string): string {
  const { protocol, href } = new URL(publicUrl);
  if (protocol !== 'https:' && protocol !== 'http:') throw new TypeError(`"${publicUrl}" is no http(s) URL`);
  return href.replace(/[?#].*$/, '').replace(/\/+$/, '');
}
