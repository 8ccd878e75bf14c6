/** A member of the team: who it is, what it may do, and about whom. */
import type { DataClass } from '../../define/index.ts';
import type { StoredPassword } from './password.ts';
import type { RoleId } from './roles.ts';

/**
 * About whom: customers that meet all of it. Nothing given: all customers.
 *
 * `traits`: the customer's value of each trait is one of these, such as brand, region, store. `own`: the trait that names the customer's advisor has this value.
 */
export interface DataScope {
  readonly traits?: Readonly<Record<string, readonly string[]>>;
  readonly own?: { readonly trait: string; readonly value: string };
}

/** Somebody who signs in. Times are wall clocks, ms UTC. */
export interface Member {
  /** Made of the e-mail address; never changes, and is who the log and the audit log name. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly RoleId[];
  /** Absent: all customers. */
  readonly scope?: DataScope;
  /** Classes of data beyond `none` and `pseudonymous` that are shown whole to who may see personal data; absent: `personal`. */
  readonly dataClasses?: readonly DataClass[];
  /** The tags of customers that are shown; absent: all. */
  readonly tags?: readonly string[];
  /** Of the console; absent: the browser's. */
  readonly language?: 'en' | 'zh';
  /** `invited`: has not yet opened its link. */
  readonly state: 'invited' | 'active' | 'disabled';
  readonly createdAt: number;
  readonly createdBy: string;
}

/** What is kept. */
export interface StoredMember extends Member {
  /** Who the identity provider says it is, once it has signed in by one: issuer and subject. */
  readonly subject?: string;
  readonly password?: StoredPassword;
}

/** Without what nobody is to see. */
export function shownMember({ password: _, subject: _subject, ...member }: StoredMember): Member {
  return member;
}

/** An e-mail address as it is compared. */
export function sameEmail(email: string): string {
  return email.trim().toLowerCase();
}
