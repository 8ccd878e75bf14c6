/**
 * Sessions: who is signed in.
 *
 * C1. What is kept of a session's secret is its hash, so that who reads the desk cannot be anybody.
 * C2. A session ends after a time without use, and after a time at all; and at once when it is ended, whichever process is asked.
 * C3. Signing in always makes a new one; nobody can have somebody else sign in on a secret that they know.
 */
import { createHash } from 'node:crypto';
import { DAY, HOUR, MINUTE } from '../../base/index.ts';
import { type Desk, type DeskWrite, deskKey, deskKeyParts, jsonBytes, jsonValue } from '../../port/state/index.ts';
import { hashOf, newSecret } from './secrets.ts';

/** How a member came in. */
export type SignInWay = 'password' | 'link' | 'oidc';

/** A session, to be listed. Times are wall clocks, ms UTC. */
export interface Session {
  /** Not its secret, and of no use to come in with. */
  readonly id: string;
  readonly member: string;
  readonly way: SignInWay;
  readonly createdAt: number;
  /** To the minute. */
  readonly seenAt: number;
  /** Where from, and with which browser. */
  readonly address: string;
  readonly agent: string;
}

/** A session that is not used for so long ends. */
export const IDLE_MS: number = 12 * HOUR;
/** Every session ends after so long. */
export const LIFE_MS: number = 7 * DAY;
const SEEN_EVERY = MINUTE;
const AGENT_LENGTH = 200;
const ID_LENGTH = 16;
/** Of one member that are listed and ended together. */
const MAX = 1_000;

const sessionKey = (hash: string): Uint8Array => deskKey('session', hash);
/** When a member was last there, whether or not that session is still there. */
const lastKey = (member: string): Uint8Array => deskKey('seen', member);
const ownKey = (member: string, hash: string): Uint8Array => deskKey('session-of', member, hash);

type Kept = Omit<Session, 'id'>;

export class Sessions {
  readonly #desk: Desk;
  readonly #now: () => number;

  constructor(desk: Desk, now: () => number) {
    this.#desk = desk;
    this.#now = now;
  }

  /** Resolves to the secret, which is told this once. */
  async begin(of: Pick<Session, 'member' | 'way' | 'address' | 'agent'>): Promise<string> {
    const secret = newSecret();
    const hash = hashOf(secret);
    const now = this.#now();
    const kept: Kept = { ...of, agent: of.agent.slice(0, AGENT_LENGTH), createdAt: now, seenAt: now };
    const over = (await this.#of(of.member)).filter(({ session }) => !session || this.#isOver(session));
    const gone = over.flatMap(({ hash: old }) => [
      { key: sessionKey(old), value: undefined },
      { key: ownKey(of.member, old), value: undefined },
    ]);
    await this.#desk.write(
      ...gone,
      { key: sessionKey(hash), value: jsonBytes(kept) },
      { key: ownKey(of.member, hash), value: new Uint8Array(0) },
      { key: lastKey(of.member), value: jsonBytes(now) },
    );
    return secret;
  }

  /** The session behind a secret, which is used by that; undefined when there is none (any more). */
  async behind(secret: string): Promise<Session | undefined> {
    const hash = hashOf(secret);
    const value = await this.#desk.get(sessionKey(hash));
    const session = value && jsonValue<Kept>(value);
    if (!session || this.#isOver(session)) return undefined;
    const now = this.#now();
    if (now - session.seenAt >= SEEN_EVERY) await this.#seen(hash, now);
    return { id: hash.slice(0, ID_LENGTH), ...session };
  }

  /** The newest first. */
  async list(member: string): Promise<readonly Session[]> {
    const all = await this.#of(member);
    return all
      .flatMap(({ hash, session }) => (session && !this.#isOver(session) ? [{ id: hash.slice(0, ID_LENGTH), ...session }] : []))
      .sort((one, other) => other.createdAt - one.createdAt);
  }

  /** When each was last there, to the minute, ms UTC; absent: never by a session. */
  async lastSeen(members: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const values = await this.#desk.getMany(members.map(lastKey));
    return new Map(members.flatMap((member, index) => (values[index] ? [[member, jsonValue<number>(values[index])] as const] : [])));
  }

  async end(secret: string): Promise<void> {
    const hash = hashOf(secret);
    const value = await this.#desk.get(sessionKey(hash));
    if (value) await this.#gone(jsonValue<Kept>(value).member, [hash]);
  }

  /** One of the member's own, by id; whether there was one. */
  async endOne(member: string, id: string): Promise<boolean> {
    const hashes = (await this.#of(member)).map(({ hash }) => hash).filter((hash) => hash.slice(0, ID_LENGTH) === id);
    await this.#gone(member, hashes);
    return hashes.length > 0;
  }

  async endAll(member: string): Promise<void> {
    const all = await this.#of(member);
    await this.#gone(
      member,
      all.map(({ hash }) => hash),
    );
  }

  /** One that was ended meanwhile stays ended. */
  async #seen(hash: string, now: number): Promise<void> {
    await this.#desk.change({
      reads: [sessionKey(hash)],
      decide: ([value]) => ({
        writes: value ? seenWrites(hash, { ...jsonValue<Kept>(value), seenAt: now }) : [],
        result: undefined,
      }),
    });
  }

  async #of(member: string): Promise<readonly { readonly hash: string; readonly session: Kept | undefined }[]> {
    const pairs = await this.#desk.range({ prefix: deskKey('session-of', member), limit: MAX });
    const hashes = pairs.map(([key]) => String(deskKeyParts(key, ['text', 'text', 'text'])[2]));
    const values = await this.#desk.getMany(hashes.map(sessionKey));
    return hashes.map((hash, index) => {
      const value = values[index];
      return { hash, session: value && jsonValue<Kept>(value) };
    });
  }

  async #gone(member: string, hashes: readonly string[]): Promise<void> {
    if (hashes.length === 0) return;
    await this.#desk.write(
      ...hashes.flatMap((hash) => [
        { key: sessionKey(hash), value: undefined },
        { key: ownKey(member, hash), value: undefined },
      ]),
    );
  }

  #isOver({ createdAt, seenAt }: Kept): boolean {
    const now = this.#now();
    return now - seenAt > IDLE_MS || now - createdAt > LIFE_MS;
  }
}

function seenWrites(hash: string, session: Kept): readonly DeskWrite[] {
  return [
    { key: sessionKey(hash), value: jsonBytes(session) },
    { key: lastKey(session.member), value: jsonBytes(session.seenAt) },
  ];
}

/** What a page of ours sends beside the cookie with whatever changes something; a page of somebody else cannot know it. */
export function csrfOf(secret: string): string {
  return createHash('sha256').update(`csrf ${secret}`).digest('base64url');
}
