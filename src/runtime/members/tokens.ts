/**
 * API tokens: for programs, in the name of a member or of a service.
 *
 * N1. A token may at most what its member may at the moment: who is disabled, or loses a role, takes the tokens along.
 * N2. What is kept of it is its hash. It ends when it expires or is revoked, at once and everywhere.
 */
import { MINUTE } from '../../base/index.ts';
import { type Desk, deskKey, jsonBytes, jsonValue } from '../../port/state/index.ts';
import type { Permission } from './permissions.ts';
import { hashOf, newSecret } from './secrets.ts';

/** A token, to be listed. Times are wall clocks, ms UTC. */
export interface ApiToken {
  readonly id: string;
  readonly name: string;
  /** In whose name; absent: a service's. */
  readonly member?: string;
  readonly permissions: readonly Permission[];
  readonly createdAt: number;
  readonly createdBy: string;
  /** Absent: never. */
  readonly expiresAt?: number;
  /** To the minute; absent: not yet. */
  readonly usedAt?: number;
}

/** How API tokens begin, so that they are known when one leaks. */
export const TOKEN_PREFIX = 'vlt_';
const USED_EVERY = MINUTE;
const ID_LENGTH = 16;
const MAX = 10_000;
const tokenKey = (id: string): Uint8Array => deskKey('token', id);

interface Kept extends ApiToken {
  readonly hash: string;
}

export class ApiTokens {
  readonly #desk: Desk;
  readonly #now: () => number;

  constructor(desk: Desk, now: () => number) {
    this.#desk = desk;
    this.#now = now;
  }

  /** The secret is told this once. */
  async make(wish: Omit<ApiToken, 'id' | 'createdAt' | 'usedAt'>): Promise<{ readonly secret: string; readonly token: ApiToken }> {
    const secret = newSecret(TOKEN_PREFIX);
    const hash = hashOf(secret);
    const token: ApiToken = { id: hash.slice(0, ID_LENGTH), ...wish, createdAt: this.#now() };
    await this.#desk.write({ key: tokenKey(token.id), value: jsonBytes({ ...token, hash } satisfies Kept) });
    return { secret, token };
  }

  /** The token behind a secret, which is used by that; undefined when there is none (any more). */
  async behind(secret: string): Promise<ApiToken | undefined> {
    const hash = hashOf(secret);
    const key = tokenKey(hash.slice(0, ID_LENGTH));
    const value = await this.#desk.get(key);
    const kept = value && jsonValue<Kept>(value);
    const now = this.#now();
    // Found by a part of the hash, so that the whole of it may be compared as it is: nothing of the secret can be learnt from the time.
    if (!kept || kept.hash !== hash || (kept.expiresAt ?? Number.MAX_SAFE_INTEGER) <= now) return undefined;
    if (now - (kept.usedAt ?? 0) >= USED_EVERY)
      await this.#desk.change({
        reads: [key],
        decide: ([there]) => ({ writes: there ? [{ key, value: jsonBytes({ ...kept, usedAt: now }) }] : [], result: undefined }),
      });
    return shown(kept);
  }

  /** All, or those of one member; the newest first. */
  async list(member?: string): Promise<readonly ApiToken[]> {
    const pairs = await this.#desk.range({ prefix: deskKey('token'), limit: MAX });
    return pairs
      .map(([, value]) => shown(jsonValue<Kept>(value)))
      .filter((token) => member === undefined || token.member === member)
      .sort((one, other) => other.createdAt - one.createdAt);
  }

  async get(id: string): Promise<ApiToken | undefined> {
    const value = await this.#desk.get(tokenKey(id));
    return value && shown(jsonValue<Kept>(value));
  }

  revoke(id: string): Promise<void> {
    return this.#desk.write({ key: tokenKey(id), value: undefined });
  }
}

function shown({ hash: _, ...token }: Kept): ApiToken {
  return token;
}
