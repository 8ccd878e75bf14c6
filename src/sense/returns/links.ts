/** Links in messages: the pixel, clicks, and unsubscribing. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from '../../base/index.ts';
import { type EventEntry, returnEvent } from '../../core/index.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import { machineRule } from './machine.ts';
import { PAGE_HEADERS, type PageName, pageOf } from './page.ts';
import type { OpenedLink, ReturnsOptions } from './returns.ts';

const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
/** What a pixel waits for the disk. */
const PIXEL_WAIT_MS = 250;
const FORM_BYTES_MAX = 4_096;
/** Of one sender, in a minute: what opens nothing. */
const INVALID_PER_MINUTE = 60;
/** Of one message, in a minute. */
const CHOICES_PER_MINUTE = 20;
/** Events that are not written again while they are remembered. */
const WRITTEN_MAX = 20_000;

type Kind = OpenedLink['kind'];

export async function registerLinks(scope: FastifyInstance, options: ReturnsOptions): Promise<void> {
  const pages = new LinkPages(options);
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: FORM_BYTES_MAX }, (_request, body, done) => done(null, body));
  scope.addHook('onRequest', async (_request, reply) => {
    reply.headers(PAGE_HEADERS);
  });
  // A body that is too long, or no body at all.
  scope.setErrorHandler((_error, request, reply) => pages.show(request, reply, { page: 'unknown', status: 400 }));
  // Tokens are longer than the parameters of a route may be, hence the star.
  scope.get<{ Params: { '*': string } }>('/t/o/*', (request, reply) =>
    pages.with('o', { request, reply }, (link) => pages.pixel(link, request, reply)),
  );
  scope.get<{ Params: { '*': string } }>('/t/c/*', (request, reply) =>
    pages.with('c', { request, reply }, (link) => pages.click(link, request, reply)),
  );
  scope.get<{ Params: { '*': string } }>('/t/u/*', (request, reply) =>
    pages.with('u', { request, reply }, (link) => pages.ask(link, request, reply)),
  );
  scope.post<{ Params: { '*': string } }>('/t/u/*', (request, reply) =>
    pages.with('u', { request, reply }, (link) => pages.choose(link, request, reply)),
  );
}

type LinkRequest = FastifyRequest<{ Params: { '*': string } }>;
interface Exchange {
  readonly request: LinkRequest;
  readonly reply: FastifyReply;
}
type Answering = (link: OpenedLink) => FastifyReply | Promise<FastifyReply>;

class LinkPages {
  readonly #options: ReturnsOptions;
  readonly #invalid: Limiter;
  readonly #choices: Limiter;
  readonly #written = new Set<string>();
  #choice = 0;

  constructor(options: ReturnsOptions) {
    this.#options = options;
    this.#invalid = createLimiter(INVALID_PER_MINUTE, options.wall);
    this.#choices = createLimiter(CHOICES_PER_MINUTE, options.wall);
  }

  async with(kind: Kind, { request, reply }: Exchange, answering: Answering): Promise<FastifyReply> {
    const link = this.#options.open(request.params['*']);
    // One kind of link is not another: a pixel's token unsubscribes nobody.
    if (link?.kind === kind) return answering(link);
    return this.#invalid.allows(request.ip)
      ? this.show(request, reply, { page: 'unknown', status: 404 })
      : this.show(request, reply, { page: 'busy', status: 429 });
  }

  async pixel(link: OpenedLink, request: LinkRequest, reply: FastifyReply): Promise<FastifyReply> {
    if (request.method !== 'HEAD') {
      const machine = this.#isMachine(link, 'opened', request);
      const written = this.#once(this.#event('opened', link, { machine, ...(machine ? { which: 'machine' } : {}) }));
      await Promise.race([written, new Promise((resolve) => setTimeout(resolve, PIXEL_WAIT_MS).unref())]);
    }
    return reply.type('image/gif').send(PIXEL);
  }

  async click(link: OpenedLink, request: LinkRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { index, url } = link.link!;
    const machine = this.#isMachine(link, 'clicked', request);
    await this.#once(this.#event('clicked', link, { machine, link: url, which: machine ? `${index}.machine` : index }));
    return reply.code(302).header('location', url).send();
  }

  ask(link: OpenedLink, request: LinkRequest, reply: FastifyReply): FastifyReply {
    return this.show(request, reply, { page: 'ask', status: 200, link });
  }

  async choose(link: OpenedLink, request: LinkRequest, reply: FastifyReply): Promise<FastifyReply> {
    const choice = choiceIn(typeof request.body === 'string' ? request.body : '');
    if (!choice) return this.show(request, reply, { page: 'ask', status: 400, link });
    if (!this.#choices.allows(link.message)) return this.show(request, reply, { page: 'busy', status: 429 });
    this.#choice += 1;
    const event = this.#event(choice, link, { which: `${this.#options.wall().toString(36)}${this.#choice.toString(36)}` });
    try {
      await this.#options.append([event]);
    } catch {
      reply.header('retry-after', 1);
      return this.show(request, reply, { page: 'failed', status: 503 });
    }
    return this.show(request, reply, { page: choice === 'unsubscribed' ? 'done' : 'undone', status: 200, link });
  }

  show(
    request: FastifyRequest,
    reply: FastifyReply,
    { page, status, link }: { readonly page: PageName; readonly status: number; readonly link?: OpenedLink },
  ): FastifyReply {
    const language = languageOf(request.headers['accept-language']);
    const purpose = link && this.#options.purposeName?.(link.purpose)?.[language];
    return reply.code(status).type('text/html; charset=utf-8').header('vary', 'accept-language').send(pageOf({ page, language, purpose }));
  }

  #isMachine({ issuedAt }: OpenedLink, kind: 'opened' | 'clicked', { method, headers }: LinkRequest): boolean {
    return machineRule({ kind, method, headers, ageMs: this.#options.now() - issuedAt }) !== undefined;
  }

  #event(
    kind: 'opened' | 'clicked' | 'unsubscribed' | 'resubscribed',
    message: OpenedLink,
    more: { readonly machine?: boolean; readonly link?: string; readonly which?: string | number },
  ): EventEntry {
    const { now, wall } = this.#options;
    return returnEvent(kind, { message, type: message.type, time: now(), receivedAt: wall(), ...more });
  }

  /** Never rejects: neither a picture nor a way to a page is worth an error. What could not be written is written at the next request. */
  async #once(event: EventEntry): Promise<void> {
    const { messageId } = event;
    if (this.#written.has(messageId)) return;
    try {
      await this.#options.append([event]);
    } catch {
      return;
    }
    if (this.#written.size >= WRITTEN_MAX) this.#written.clear();
    this.#written.add(messageId);
  }
}

/** The one-click body of RFC 8058, as a form of either encoding, or one of our own buttons. */
function choiceIn(body: string): 'unsubscribed' | 'resubscribed' | undefined {
  const action = new URLSearchParams(body.trim()).get('action');
  if (action === 'resubscribe') return 'resubscribed';
  const isOneClick = /list-unsubscribe"?=?one-click/i.test(body.replace(/\s+/g, ''));
  return action === 'unsubscribe' || isOneClick ? 'unsubscribed' : undefined;
}
