/** A real server on loopback that takes what comes back; its log is a list, its links are signed with what they say. */
import { type FastifyInstance, fastify } from 'fastify';
import type { EventEntry } from '../../core/index.ts';
import { createReturns, type KnownMessage, type OpenedLink, type ReturnsOptions } from './returns.ts';

export const WALL = 1_800_000_000_000;
export const BROWSER =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1';
export const SECRET: string = `whsec_${Buffer.from('0123456789abcdefghijklmnopqrstuv').toString('base64')}`;

export const MESSAGE: KnownMessage = {
  message: 'm1',
  customer: 'c1',
  channel: 'mail',
  type: 'email',
  purpose: 'news',
  journey: 'welcome',
  step: 'hello',
  template: 'greeting',
};

export interface OpenReturns {
  readonly events: EventEntry[];
  /** Wall clock; tests move it. */
  wall: number;
  /** What the log does in place of writing, for one call. */
  failure: (() => Promise<unknown>) | undefined;
  ask(path: string, init?: RequestInit & { readonly language?: string; readonly agent?: string }): Promise<Response>;
  close(): Promise<void>;
}

/** Tokens are the JSON of what they say, in hexadecimal: long, as real ones are. */
export function tokenOf(link: Partial<OpenedLink> & Pick<OpenedLink, 'kind'>): string {
  return Buffer.from(JSON.stringify({ ...MESSAGE, issuedAt: WALL - 60_000, ...link })).toString('hex');
}

export async function openReturns(overrides: Partial<ReturnsOptions> = {}): Promise<OpenReturns> {
  const server: FastifyInstance = fastify();
  const returns: Omit<OpenReturns, 'ask' | 'close'> = { events: [], wall: WALL, failure: undefined };
  await server.register(
    createReturns({
      open: (token) => (/^[0-9a-f]+$/.test(token) ? (JSON.parse(Buffer.from(token, 'hex').toString()) as OpenedLink) : undefined),
      append: async (events) => {
        const { failure } = returns;
        returns.failure = undefined;
        if (failure) await failure();
        returns.events.push(...events);
      },
      now: () => returns.wall + 5,
      wall: () => returns.wall,
      messageOf: async (channel, message) => (channel === MESSAGE.channel && message === MESSAGE.message ? MESSAGE : undefined),
      lastMessageTo: async (channel, address) =>
        channel === 'sms' && address === '+86138' ? { ...MESSAGE, channel, type: 'sms' } : undefined,
      secretOf: (channel) => (channel === 'mail' || channel === 'sms' ? SECRET : undefined),
      purposeName: (purpose) => (purpose === 'news' ? { en: 'News & <offers>', zh: '资讯' } : undefined),
      ...overrides,
    }),
  );
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return Object.assign(returns, {
    ask: (path: string, { language = 'en', agent = BROWSER, ...init }: RequestInit & { language?: string; agent?: string } = {}) =>
      fetch(url + path, { redirect: 'manual', ...init, headers: { 'accept-language': language, 'user-agent': agent, ...init.headers } }),
    close: () => server.close(),
  });
}
