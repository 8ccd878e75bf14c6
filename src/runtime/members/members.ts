/**
 * The members of an installation.
 *
 * U1. An e-mail address is of one member, an id is never given twice, and neither depends on which process of a cluster is asked.
 * U2. The first member is an owner, and there is an active owner from then on.
 * U3. A link opens once, until it expires; a new one of a member ends those before it.
 * U4. A new password, and being disabled, end all sessions of the member.
 * U5. Who an identity provider vouches for is the member of that address, and from then on nobody else of that address there.
 */
import { DAY, HOUR, type Said, VolanoError } from '../../base/index.ts';
import { type Desk, type DeskWrite, deskKey, jsonBytes, jsonValue } from '../../port/state/index.ts';
import { said } from '../said.ts';
import { type Member, type StoredMember, sameEmail, shownMember } from './member.ts';
import { assertStrong, type Passwords } from './password.ts';
import { hashOf, newSecret } from './secrets.ts';
import type { Sessions } from './sessions.ts';
import type { Attempt, Throttle } from './throttle.ts';

/** What is said of a member. */
export type MemberWish = Pick<Member, 'name' | 'email' | 'roles' | 'scope' | 'dataClasses' | 'tags' | 'language'>;
export interface MemberChange extends Partial<Omit<MemberWish, 'scope' | 'dataClasses' | 'tags'>> {
  /** `null` takes it away: all customers, the usual classes, all tags. */
  readonly scope?: Member['scope'] | null;
  readonly dataClasses?: Member['dataClasses'] | null;
  readonly tags?: Member['tags'] | null;
  readonly state?: 'active' | 'disabled';
}

/** `member`: whose password it sets; none: it makes the first owner. */
interface Link {
  readonly member?: string;
  readonly expiresAt: number;
}

/** A link as it is handed out; it is shown this once. */
export interface HandedLink {
  readonly secret: string;
  readonly expiresAt: number;
}

export interface Joining {
  readonly password: string;
  /** Of the first owner, who has neither yet. */
  readonly name?: string;
  readonly email?: string;
}

/** `subject`: issuer and subject. */
export interface Vouched extends Pick<Member, 'email' | 'name'> {
  readonly subject: string;
  readonly roles?: Member['roles'] | undefined;
}

interface Tally {
  readonly members: number;
  /** Active ones. */
  readonly owners: number;
}

interface MembersParts {
  readonly desk: Desk;
  readonly now: () => number;
  readonly passwords: Passwords;
  readonly throttle: Throttle;
  readonly sessions: Sessions;
}

/** Of the page that opens a link. Behind the #, so that no server's log and no referrer ever holds the secret. */
export function joinPath(secret: string): string {
  return `/console/join#${secret}`;
}

const LINK_LIFE = 3 * DAY;
const FIRST_LINK_LIFE = DAY;
const RESET_LIFE = 2 * HOUR;
const MEMBERS_MAX = 10_000;
const SAME_IDS_MAX = 50;
const NONE: Tally = { members: 0, owners: 0 };
const TALLY = deskKey('tally');
const memberKey = (id: string): Uint8Array => deskKey('member', id);
const emailKey = (email: string): Uint8Array => deskKey('email', sameEmail(email));
const linkKey = (secret: string): Uint8Array => deskKey('link', hashOf(secret));
const ownLinkKey = (member: string): Uint8Array => deskKey('link-of', member);

export class Members {
  readonly #parts: MembersParts;
  #isEmpty = true;

  constructor(parts: MembersParts) {
    this.#parts = parts;
  }

  /** Whether nobody is a member yet. What was once made is never taken away. */
  async isEmpty(): Promise<boolean> {
    if (this.#isEmpty) this.#isEmpty = tallyIn(await this.#parts.desk.get(TALLY)).members === 0;
    return this.#isEmpty;
  }

  /** By id. */
  async list(): Promise<readonly Member[]> {
    const pairs = await this.#parts.desk.range({ prefix: deskKey('member'), limit: MEMBERS_MAX });
    return pairs.map(([, value]) => shownMember(jsonValue<StoredMember>(value)));
  }

  async get(id: string): Promise<Member | undefined> {
    const value = await this.#parts.desk.get(memberKey(id));
    return value && shownMember(jsonValue<StoredMember>(value));
  }

  async byEmail(email: string): Promise<Member | undefined> {
    const id = await this.#parts.desk.get(emailKey(email));
    return id && this.get(jsonValue<string>(id));
  }

  /** Somebody who has yet to open a link. Throws VOLANO_ACCESS_EMAIL_TAKEN and VOLANO_ACCESS_FIRST_OWNER. */
  add(wish: MemberWish, by: string): Promise<Member> {
    return this.#make(wish, { by, state: 'invited' });
  }

  /** The first owner, at once. Throws VOLANO_ACCESS_SIGN_IN_REQUIRED when there are members, and VOLANO_ACCESS_PASSWORD_WEAK. */
  async found({ name, email, password }: Required<Joining>): Promise<Member> {
    assertStrong(password, [name, email]);
    const stored = await this.#parts.passwords.hash(password);
    return this.#make({ name, email, roles: ['owner'] }, { by: 'setup', state: 'active', password: stored, isFirst: true });
  }

  /**
   * Somebody whom an identity provider vouches for (U5). `roles`: what it says that the member may; undefined: it says nothing of it. Throws VOLANO_ACCESS_OIDC.
   */
  async vouched({ subject, email, name, roles }: Vouched): Promise<Member> {
    const known = await this.byEmail(email);
    if (roles?.length === 0) throw notVouched(said`it gives you no role here`, 'no_role');
    if (!known) {
      if (!roles) throw notVouched(said`nobody has invited you`, 'not_invited');
      return this.#make({ name, email, roles }, { by: 'oidc', state: 'active', subject });
    }
    if (known.state === 'disabled') throw notVouched(said`you are disabled here`, 'disabled');
    const { id } = known;
    const member = await this.#parts.desk.change({
      reads: [memberKey(id), TALLY],
      decide: ([value, tally]) => {
        const before = value ? jsonValue<StoredMember>(value) : unknown(id);
        if (before.subject !== undefined && before.subject !== subject)
          throw notVouched(said`your address belongs to somebody else there`, 'other_person');
        const wanted: StoredMember = { ...before, subject, state: 'active', ...(roles && { roles }) };
        const owners = tallyIn(tally).owners - countOwner(before) + countOwner(wanted);
        // The last owner stays one, whatever it says.
        const after = owners === 0 && countOwner(before) === 1 ? { ...wanted, roles: before.roles } : wanted;
        const count = after === wanted ? owners : 1;
        const writes = [
          { key: memberKey(id), value: jsonBytes(after) },
          { key: TALLY, value: jsonBytes({ ...tallyIn(tally), owners: count }) },
        ];
        return { writes, result: after };
      },
    });
    return shownMember(member);
  }

  /** Throws VOLANO_RESOURCE_UNKNOWN, VOLANO_ACCESS_EMAIL_TAKEN and VOLANO_ACCESS_LAST_OWNER. */
  async change(id: string, change: MemberChange): Promise<Member> {
    const { desk, sessions } = this.#parts;
    const { email } = (await this.get(id)) ?? unknown(id);
    const changed = await desk.change({
      reads: [memberKey(id), TALLY, emailKey(change.email ?? email)],
      decide: ([value, tally, taken]) => {
        const before = value ? jsonValue<StoredMember>(value) : unknown(id);
        if (taken && jsonValue<string>(taken) !== id) throw new VolanoError('VOLANO_ACCESS_EMAIL_TAKEN', { email: change.email ?? email });
        const after = withChange(before, change);
        const owners = tallyIn(tally).owners - countOwner(before) + countOwner(after);
        if (owners === 0 && countOwner(before) === 1) throw new VolanoError('VOLANO_ACCESS_LAST_OWNER');
        const writes: DeskWrite[] = [
          { key: memberKey(id), value: jsonBytes(after) },
          { key: TALLY, value: jsonBytes({ ...tallyIn(tally), owners }) },
          ...(sameEmail(after.email) === sameEmail(before.email) ? [] : [{ key: emailKey(before.email), value: undefined }]),
          { key: emailKey(after.email), value: jsonBytes(id) },
        ];
        return { writes, result: after };
      },
    });
    if (changed.state === 'disabled') await sessions.endAll(id);
    return shownMember(changed);
  }

  /** For who was invited, or has lost the password. Throws VOLANO_RESOURCE_UNKNOWN. */
  async link(id: string): Promise<HandedLink> {
    const member = (await this.get(id)) ?? unknown(id);
    const secret = newSecret();
    const link: Link = { member: id, expiresAt: this.#parts.now() + (member.state === 'invited' ? LINK_LIFE : RESET_LIFE) };
    await this.#parts.desk.change({
      reads: [ownLinkKey(id)],
      decide: ([before]) => {
        const writes: DeskWrite[] = [
          { key: linkKey(secret), value: jsonBytes(link) },
          { key: ownLinkKey(id), value: jsonBytes(hashOf(secret)) },
          ...(before ? [{ key: deskKey('link', jsonValue<string>(before)), value: undefined }] : []),
        ];
        return { writes, result: undefined };
      },
    });
    return { secret, expiresAt: link.expiresAt };
  }

  /** For the first owner; undefined when there are members. */
  async firstLink(): Promise<HandedLink | undefined> {
    if (!(await this.isEmpty())) return undefined;
    const secret = newSecret();
    const link: Link = { expiresAt: this.#parts.now() + FIRST_LINK_LIFE };
    await this.#parts.desk.write({ key: linkKey(secret), value: jsonBytes(link) });
    return { secret, expiresAt: link.expiresAt };
  }

  /** Whose link it is; `member` is undefined when it makes the first owner. Throws VOLANO_ACCESS_LINK_INVALID. */
  async behind(secret: string): Promise<{ readonly member?: Member }> {
    const value = await this.#parts.desk.get(linkKey(secret));
    const { member: id } = this.#valid(value);
    if (id === undefined) {
      if (await this.isEmpty()) return {};
      throw new VolanoError('VOLANO_ACCESS_LINK_INVALID');
    }
    const member = await this.get(id);
    if (!member || member.state === 'disabled') throw new VolanoError('VOLANO_ACCESS_LINK_INVALID');
    return { member };
  }

  /** Opens the link, which is used up; who it is now has the password. Throws VOLANO_ACCESS_LINK_INVALID, VOLANO_ACCESS_PASSWORD_WEAK, VOLANO_ACCESS_FIELD. */
  async join(secret: string, { password, name, email }: Joining): Promise<Member> {
    const { desk, passwords, sessions } = this.#parts;
    const { member } = await this.behind(secret);
    if (!member) {
      if (name === undefined)
        throw new VolanoError('VOLANO_ACCESS_FIELD', { field: 'name', problem: said`is missing; the first owner has none yet` });
      if (email === undefined)
        throw new VolanoError('VOLANO_ACCESS_FIELD', { field: 'email', problem: said`is missing; the first owner has none yet` });
      const owner = await this.found({ name, email, password });
      await desk.write({ key: linkKey(secret), value: undefined });
      return owner;
    }
    assertStrong(password, [member.name, member.email]);
    const stored = await passwords.hash(password);
    const { id } = member;
    const joined = await desk.change({
      reads: [linkKey(secret), memberKey(id), TALLY],
      decide: ([link, value, tally]) => {
        this.#valid(link);
        const before = value ? jsonValue<StoredMember>(value) : unknown(id);
        if (before.state === 'disabled') throw new VolanoError('VOLANO_ACCESS_LINK_INVALID');
        const after: StoredMember = { ...before, state: 'active', password: stored };
        const owners = tallyIn(tally).owners - countOwner(before) + countOwner(after);
        const writes: DeskWrite[] = [
          { key: memberKey(id), value: jsonBytes(after) },
          { key: TALLY, value: jsonBytes({ ...tallyIn(tally), owners }) },
          { key: linkKey(secret), value: undefined },
          { key: ownLinkKey(id), value: undefined },
        ];
        return { writes, result: after };
      },
    });
    await sessions.endAll(id);
    return shownMember(joined);
  }

  /** By password. Throws VOLANO_ACCESS_SIGN_IN_REFUSED, whatever is wrong, and VOLANO_ACCESS_THROTTLED. */
  async identify({ email, password }: { readonly email: string; readonly password: string }, address: string): Promise<Member> {
    const { desk, passwords, throttle } = this.#parts;
    const attempt: Attempt = { account: sameEmail(email), address };
    await throttle.begin(attempt);
    const id = await desk.get(emailKey(email));
    const value = id && (await desk.get(memberKey(jsonValue<string>(id))));
    const stored = value && jsonValue<StoredMember>(value);
    const fits = await passwords.fits(password, stored?.password);
    if (!stored || !fits || stored.state !== 'active') throw new VolanoError('VOLANO_ACCESS_SIGN_IN_REFUSED');
    await throttle.succeeded(attempt);
    return shownMember(stored);
  }

  /** Of oneself. Throws as `identify` does, and VOLANO_ACCESS_PASSWORD_WEAK. */
  async setPassword(
    member: Member,
    { current, password }: { readonly current: string; readonly password: string },
    address: string,
  ): Promise<void> {
    const { desk, passwords, sessions } = this.#parts;
    await this.identify({ email: member.email, password: current }, address);
    assertStrong(password, [member.name, member.email]);
    const stored = await passwords.hash(password);
    await desk.change({
      reads: [memberKey(member.id)],
      decide: ([value]) => {
        const before = value ? jsonValue<StoredMember>(value) : unknown(member.id);
        return { writes: [{ key: memberKey(member.id), value: jsonBytes({ ...before, password: stored }) }], result: undefined };
      },
    });
    await sessions.endAll(member.id);
  }

  async #make(
    wish: MemberWish,
    {
      by,
      isFirst = false,
      ...rest
    }: Pick<StoredMember, 'state' | 'password' | 'subject'> & { readonly by: string; readonly isFirst?: boolean },
  ): Promise<Member> {
    const base = idFrom(wish.email);
    const ids = Array.from({ length: SAME_IDS_MAX }, (_, index) => (index === 0 ? base : `${base}-${index + 1}`));
    const createdAt = this.#parts.now();
    const made = await this.#parts.desk.change({
      reads: [TALLY, emailKey(wish.email), ...ids.map(memberKey)],
      decide: ([counted, taken, ...places]) => {
        const tally = tallyIn(counted);
        if (isFirst && tally.members > 0) throw new VolanoError('VOLANO_ACCESS_SIGN_IN_REQUIRED');
        if (tally.members === 0 && !wish.roles.includes('owner')) throw new VolanoError('VOLANO_ACCESS_FIRST_OWNER');
        if (taken) throw new VolanoError('VOLANO_ACCESS_EMAIL_TAKEN', { email: wish.email });
        const id = ids[places.indexOf(undefined)];
        if (id === undefined) throw new VolanoError('VOLANO_ACCESS_EMAIL_TAKEN', { email: wish.email });
        const member: StoredMember = { id, ...wish, email: wish.email.trim(), ...rest, createdAt, createdBy: by };
        const after: Tally = { members: tally.members + 1, owners: tally.owners + countOwner(member) };
        const writes = [
          { key: memberKey(id), value: jsonBytes(member) },
          { key: emailKey(wish.email), value: jsonBytes(id) },
          { key: TALLY, value: jsonBytes(after) },
        ];
        return { writes, result: member };
      },
    });
    this.#isEmpty = false;
    return shownMember(made);
  }

  #valid(value: Uint8Array | undefined): Link {
    const link = value && jsonValue<Link>(value);
    if (!link || link.expiresAt <= this.#parts.now()) throw new VolanoError('VOLANO_ACCESS_LINK_INVALID');
    return link;
  }
}

/** What is said takes the place of what was there; `null` takes it away. */
function withChange(before: StoredMember, { scope, dataClasses, tags, state, ...plain }: MemberChange): StoredMember {
  const { scope: oldScope, dataClasses: oldClasses, tags: oldTags, ...rest } = before;
  const kept = <Value>(said: Value | null | undefined, old: Value | undefined): Value | undefined =>
    said === null ? undefined : (said ?? old);
  const [newScope, newClasses, newTags] = [kept(scope, oldScope), kept(dataClasses, oldClasses), kept(tags, oldTags)];
  // Who has never opened a link has no password to come back with.
  const isActive = state === 'active' && (before.password !== undefined || before.createdBy === 'oidc');
  return {
    ...rest,
    ...plain,
    ...(state && { state: state === 'disabled' ? state : isActive ? 'active' : 'invited' }),
    ...(newScope && { scope: newScope }),
    ...(newClasses && { dataClasses: newClasses }),
    ...(newTags && { tags: newTags }),
  };
}

function countOwner({ roles, state }: StoredMember): number {
  return state === 'active' && roles.includes('owner') ? 1 : 0;
}

function tallyIn(value: Uint8Array | undefined): Tally {
  return value ? jsonValue<Tally>(value) : NONE;
}

/** What stands before the @, in letters, digits and dashes. */
function idFrom(email: string): string {
  const name = sameEmail(email).split('@', 1)[0]!;
  return (
    name
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40) || 'member'
  );
}

/** `cause`: the same for programs, a closed list. */
function notVouched(problem: Said, cause: 'no_role' | 'not_invited' | 'disabled' | 'other_person'): VolanoError {
  return new VolanoError('VOLANO_ACCESS_OIDC', { problem, cause });
}

function unknown(id: string): never {
  throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'member', id });
}
