/** What the audit log keeps of a request: of its body which lints were accepted and nothing else, and of its parameters those only that name something. */
import type { FastifyRequest } from 'fastify';
import { MINUTE } from '../../base/index.ts';

/** Values of identifiers are personal data, so they are not among them. */
const NAMING: readonly string[] = ['customer', 'namespace', 'message', 'channel', 'journey', 'template', 'tag', 'source', 'event'];
const SILENT: readonly string[] = ['value', '*'];
const LINT = /^[a-z][a-z-]{0,60}$/;
const LENGTH_MAX = 200;
const LOOKS_MAX = 5_000;
const CUSTOMER_AGAIN_MS = 10 * MINUTE;
const REFUSED = 400;

interface Look {
  readonly by: string;
  readonly url: string;
  readonly target: Readonly<Record<string, string>>;
  readonly status: number;
}

/** `about`: the customer that the answer is about, where it was asked for by an identifier. */
export function targetOf({ params, query, body, about }: FastifyRequest): Readonly<Record<string, string>> {
  const named = Object.entries((params ?? {}) as Record<string, unknown>).filter(([name]) => !SILENT.includes(name));
  const asked = Object.entries((query ?? {}) as Record<string, unknown>).filter(([name]) => NAMING.includes(name));
  const found = about === undefined ? [] : [['customer', about] as const];
  const accepted = acceptedIn(body);
  const answered = accepted.length === 0 ? [] : [['accepted', accepted.join(' ')] as const];
  return Object.fromEntries([...asked, ...named, ...found, ...answered].map(([name, value]) => [name, String(value).slice(0, LENGTH_MAX)]));
}

/** Ids of lints whose errors a release was made with nevertheless: somebody answers for that. */
function acceptedIn(body: unknown): readonly string[] {
  const { accept } = (body ?? {}) as { readonly accept?: unknown };
  return Array.isArray(accept) ? accept.filter((one) => typeof one === 'string' && LINT.test(one)) : [];
}

/**
 * Pages ask again and again while somebody looks. A look at something is noted once a minute; one at a customer, through however many addresses a
 * page asks, is one look of that member in ten minutes.
 */
export class Looks {
  readonly #latest = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  isNew(look: Look): boolean {
    const { by, url, target, status } = look;
    const isOfCustomer = target.customer !== undefined && status < REFUSED;
    const key = JSON.stringify(isOfCustomer ? [by, target.customer] : [by, url, target, status]);
    const now = this.#now();
    const againAfter = isOfCustomer ? CUSTOMER_AGAIN_MS : MINUTE;
    if (now - (this.#latest.get(key) ?? Number.NEGATIVE_INFINITY) < againAfter) return false;
    if (this.#latest.size >= LOOKS_MAX) this.#latest.clear();
    this.#latest.set(key, now);
    return true;
  }
}
