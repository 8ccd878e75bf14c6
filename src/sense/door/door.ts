/**
 * The door: the HTTP addresses of Segment's tracking API. Owns addresses, keys, answers and headers; what becomes of the calls is
 * `receive.ts`'s.
 *
 * H1. Every answer is JSON; one that is no success has `code` and `reason`.
 * H2. Whether the engine keeps up is asked before the body is read: 429 with Retry-After costs nearly nothing. It is asked for the source, and
 *     once more when the body has been read: only that may name the source, and of a burst all are at the door before the first of them is stored.
 * H3. An answer that is held acknowledges what is on disk already; of its request nothing else is kept meanwhile.
 */
import cors from '@fastify/cors';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorCode, type ErrorDetails, messageOf, VolanoError, wordsOf } from '../../base/index.ts';
import type { CallType } from '../../core/index.ts';
import type { BatchOutline } from '../batch/index.ts';
import { type CallLimits, DEFAULT_LIMITS, type TimeRange } from '../call/index.ts';
import type { Dictionary } from '../dictionary/index.ts';
import type { Quarantine } from '../quarantine/index.ts';
import { type Body, type ReadBody, readBody, receiveBytes } from './body.ts';
import { writeKeyOfBody, writeKeyOfHeader } from './credentials.ts';
import { type Answer, type Append, type Reception, receiveCalls, receiveOutlined, receiveUnreadable } from './receive.ts';
import { browserSettings } from './settings.ts';

export interface DoorOptions {
  /** Resolves when the calls are on disk, in this order. Rejects when none of them is kept. */
  readonly append: Append;
  /** Id of the source that has this write key. */
  readonly sourceOf: (writeKey: string) => string | undefined;
  /** Whether a source had this write key until it was revoked or replaced. */
  readonly hasEnded?: (writeKey: string) => boolean;
  /** Told when so many calls have been taken with a write key. */
  readonly used?: (writeKey: string, accepted: number) => void;
  readonly quarantine: Pick<Quarantine, 'add'>;
  /** Wall clock, ms. */
  readonly now: () => number;
  /** Set while history is replayed in event time: the range that times must lie in. Asked at every request. */
  readonly eventTime?: TimeRange | undefined;
  /** Seconds that a source has to wait while the engine is behind; undefined when it may send. Without a source: whether any may. */
  readonly admission?: (source: string | undefined) => number | undefined;
  /** Told when so many calls of a source are about to be stored; what it returns is called when that has ended, well or not. */
  readonly begin?: (source: string, calls: number) => () => void;
  /** Told when so many calls of a source have been stored: an answer that is to wait until the engine has come near; undefined when it may go at once. */
  readonly hold?: (source: string, accepted: number) => HeldAnswer | undefined;
  readonly limits?: Partial<CallLimits>;
  /** Of the running release. Asked at every request. */
  readonly dictionary?: Dictionary | undefined;
}

/** An answer that waits. */
export interface HeldAnswer {
  /** Resolves when it may go. */
  readonly released: Promise<void>;
  /** The sender has broken off. */
  readonly leave: () => void;
}

/** Since start. */
export interface DoorCounters {
  readonly requests: number;
  readonly bytes: number;
  readonly accepted: number;
  readonly quarantined: number;
  /** Answers that wait for the engine at present. */
  readonly held: number;
  /** Refused calls and requests by code. */
  readonly refusals: Readonly<Record<string, number>>;
}

export interface Door {
  /** Registers the routes under /v1, in a scope of its own. */
  readonly plugin: FastifyPluginAsync;
  counters(): DoorCounters;
}

/** The address's last part, and the call it stands for; a batch says it per call. */
const ROUTES: readonly (readonly [name: string, call: CallType | undefined])[] = [
  ['identify', 'identify'],
  ['i', 'identify'],
  ['track', 'track'],
  ['t', 'track'],
  ['page', 'page'],
  ['p', 'page'],
  ['screen', 'screen'],
  ['s', 'screen'],
  ['group', 'group'],
  ['g', 'group'],
  ['alias', 'alias'],
  ['a', 'alias'],
  ['batch', undefined],
  ['b', undefined],
  ['import', undefined],
];

const JSON_TYPE = 'application/json; charset=utf-8';

/** A door; its plugin is registered on a Fastify server, on the thread that appends to the log. */
export function createDoor(options: DoorOptions): Door {
  const door = new HttpDoor(options);
  return { plugin: async (scope) => door.register(scope), counters: () => door.counters() };
}

interface Received {
  readonly bytes: Buffer;
  readonly complete: boolean;
}

interface Sender {
  readonly source: string;
  readonly writeKey: string;
}

interface Taking {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly address: Pick<Reception, 'route' | 'call'>;
}

class HttpDoor {
  readonly #options: DoorOptions;
  readonly #limits: CallLimits;
  #requests = 0;
  #bytes = 0;
  #accepted = 0;
  #quarantined = 0;
  #held = 0;
  readonly #refusals = new Map<string, number>();

  constructor(options: DoorOptions) {
    this.#options = options;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
  }

  counters(): DoorCounters {
    return {
      requests: this.#requests,
      bytes: this.#bytes,
      accepted: this.#accepted,
      quarantined: this.#quarantined,
      held: this.#held,
      refusals: Object.fromEntries(this.#refusals),
    };
  }

  async register(scope: FastifyInstance): Promise<void> {
    await scope.register(cors, {
      origin: '*',
      methods: ['GET', 'POST'],
      exposedHeaders: ['Retry-After', 'X-RateLimit-Reset'],
      maxAge: 86_400,
    });
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      async (_request: FastifyRequest, payload: FastifyRequest['raw']): Promise<Received> =>
        receiveBytes(payload, this.#limits.requestBytes),
    );
    scope.setErrorHandler((error, _request, reply) => this.#answerError(error, reply));
    for (const [route, call] of ROUTES) {
      scope.post(`/v1/${route}`, {
        onRequest: async (request, reply) => this.#admit(request, reply),
        handler: async (request, reply) => this.#receive(request, reply, { route, call }),
      });
    }
    scope.get<{ Params: { writeKey: string } }>('/v1/projects/:writeKey/settings', async (request, reply) => {
      const { writeKey } = request.params;
      if (this.#options.sourceOf(writeKey) === undefined) return this.#refuse(reply, this.#whyNot(writeKey), { status: 404 });
      return reply.type(JSON_TYPE).send(browserSettings(request, writeKey));
    });
  }

  async #admit(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
    this.#requests++;
    const writeKey = writeKeyOfHeader(request.headers.authorization);
    const source = writeKey === undefined ? undefined : this.#options.sourceOf(writeKey);
    if (writeKey !== undefined && source === undefined) return this.#refuse(reply, this.#whyNot(writeKey), { status: 401 });
    const seconds = this.#options.admission?.(source);
    if (seconds !== undefined) return this.#overloaded(reply, seconds);
    // The body is read as JSON whatever the label says, also when the label itself is malformed.
    request.raw.headers['content-type'] = 'application/octet-stream';
    return undefined;
  }

  async #receive(request: FastifyRequest, reply: FastifyReply, address: Pick<Reception, 'route' | 'call'>): Promise<FastifyReply> {
    const { bytes, complete } = (request.body ?? { bytes: Buffer.alloc(0), complete: true }) as Received;
    request.body = undefined;
    this.#bytes += bytes.length;
    const { requestBytes: limit, batchCalls } = this.#limits;
    const { authorization, 'content-encoding': contentEncoding } = request.headers;
    const callsMax = address.call === undefined && authorization !== undefined ? batchCalls : undefined;
    const body = await readBody(bytes, { complete, limit, contentEncoding, callsMax });
    if (!complete) reply.header('connection', 'close');
    return this.#take(body, { request, reply, address });
  }

  /** Awaits nothing, so that what was parsed is garbage before the disk is waited for. */
  #take(body: ReadBody, { request, reply, address }: Taking): FastifyReply | Promise<FastifyReply> {
    const writeKey = writeKeyOfHeader(request.headers.authorization) ?? ('json' in body ? writeKeyOfBody(body.json) : undefined);
    const source = writeKey === undefined ? undefined : this.#options.sourceOf(writeKey);
    if (writeKey === undefined || source === undefined) {
      // A stranger's body is not kept, or anybody could fill the disk.
      if ('refusal' in body) return this.#send(reply, 400, { success: false, accepted: 0, quarantined: [], ...body.refusal });
      return this.#refuse(reply, this.#whyNot(writeKey), { status: 401 });
    }
    const seconds = this.#options.admission?.(source);
    if (seconds !== undefined) return this.#overloaded(reply, seconds);
    const { append, quarantine, eventTime, dictionary, now } = this.#options;
    const stored = { append, quarantine };
    const reception: Reception = { ...address, source, receivedAt: now(), limits: this.#limits, eventTime, dictionary, ...stored };
    if ('refusal' in body) return this.#answer(reply, receiveUnreadable(body, reception), { source, writeKey });
    const ended = this.#options.begin?.(source, callsIn(body));
    const kept = 'json' in body ? receiveCalls(body, reception) : receiveOutlined(body, reception);
    return this.#answer(reply, ended ? kept.finally(ended) : kept, { source, writeKey });
  }

  async #answer(reply: FastifyReply, kept: Promise<Answer>, { source, writeKey }: Sender): Promise<FastifyReply> {
    const answer = await kept;
    this.#accepted += answer.accepted;
    this.#quarantined += answer.quarantined.length;
    for (const { code } of answer.quarantined) this.#count(code);
    if (answer.accepted > 0) this.#options.used?.(writeKey, answer.accepted);
    const held = answer.accepted > 0 ? this.#options.hold?.(source, answer.accepted) : undefined;
    if (held) await this.#hold(reply, held);
    return reply
      .code(answer.code === undefined ? 200 : 400)
      .type(JSON_TYPE)
      .send(textOf(answer));
  }

  async #hold(reply: FastifyReply, { released, leave }: HeldAnswer): Promise<void> {
    this.#held++;
    const gone = new Promise<void>((resolve) => reply.raw.once('close', resolve));
    await Promise.race([released, gone]);
    leave();
    this.#held--;
  }

  #overloaded(reply: FastifyReply, seconds: number): FastifyReply {
    const whole = Math.max(1, Math.ceil(seconds));
    reply.header('retry-after', whole).header('x-ratelimit-reset', whole);
    return this.#refuse(reply, 'VOLANO_OVERLOADED', { status: 429, details: { seconds: whole } });
  }

  /** Log or quarantine could not be written (D4), or the sender broke off. */
  #answerError(error: unknown, reply: FastifyReply): FastifyReply {
    reply.header('retry-after', 1).header('x-ratelimit-reset', 1);
    if (error instanceof VolanoError) return this.#refuse(reply, error.code, { status: 503, details: error.details });
    return this.#refuse(reply, 'VOLANO_REQUEST_FAILED', { status: 503, details: { problem: wordsOf(error) } });
  }

  /** Why a request is not let in that names this key, or none. */
  #whyNot(writeKey: string | undefined): ErrorCode {
    if (writeKey === undefined) return 'VOLANO_WRITE_KEY_MISSING';
    return this.#options.hasEnded?.(writeKey) ? 'VOLANO_WRITE_KEY_ENDED' : 'VOLANO_WRITE_KEY_UNKNOWN';
  }

  #refuse(reply: FastifyReply, code: ErrorCode, { status, details = {} }: { status: number; details?: ErrorDetails }): FastifyReply {
    const answer: Answer = { success: false, accepted: 0, quarantined: [], code, field: '', reason: messageOf(code, details) };
    return this.#send(reply, status, answer);
  }

  #send(reply: FastifyReply, status: number, answer: Answer): FastifyReply {
    this.#count(answer.code ?? '');
    return reply.code(status).type(JSON_TYPE).send(JSON.stringify(answer));
  }

  #count(code: string): void {
    this.#refusals.set(code, (this.#refusals.get(code) ?? 0) + 1);
  }
}

/** About how many: what is no batch is one. */
function callsIn(body: Body | BatchOutline): number {
  if ('calls' in body) return body.calls.length;
  const batch = typeof body.json === 'object' && body.json !== null && 'batch' in body.json ? body.json.batch : undefined;
  return Array.isArray(batch) ? batch.length : 1;
}

function textOf(answer: Answer): string {
  return answer.success && !answer.generated ? `{"success":true,"accepted":${answer.accepted},"quarantined":[]}` : JSON.stringify(answer);
}
