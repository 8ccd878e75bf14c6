/**
 * Under which identifiers a person appears. Each world knows them by its own (device and user id; openid and unionid; card number), so
 * somebody in two worlds is two strangers until a link call carries identifiers of both, often weeks later.
 */
import type { Channel, ExternalId } from './call.ts';
import type { Person, World } from './person.ts';

export interface Identity {
  readonly person: Person;
  /** Serial of the browser's cookie; it is renewed now and then. */
  cookie: number;
  /** Worlds in which the person has registered. */
  readonly joined: Set<World>;
  linked: boolean;
  inWecom: boolean;
}

export interface Identifiers {
  readonly userId?: string;
  readonly anonymousId?: string;
  readonly externalIds?: readonly ExternalId[];
}

export function newIdentity(person: Person): Identity {
  return { person, cookie: 0, joined: new Set(), linked: false, inWecom: false };
}

export function worldOf(channel: Channel): World {
  if (channel === 'web' || channel === 'app') return 'online';
  return channel === 'mini_program' ? 'mini_program' : 'store';
}

/** What an ordinary call from this channel carries. On the web only a signed-in visitor shows the user id. */
export function identifiersOn(identity: Identity, channel: Channel, signedIn: boolean): Identifiers {
  if (channel === 'wecom') return { externalIds: [wecomId(identity), unionId(identity)] };
  const world = worldOf(channel);
  if (world !== 'online') return { externalIds: worldIds(identity, world) };
  const anonymousId = `${channel}-${identity.person.index}-${channel === 'web' ? identity.cookie : 0}`;
  return identity.joined.has('online') && (signedIn || channel === 'app') ? { anonymousId, userId: userId(identity) } : { anonymousId };
}

/** What a call from the second world carries that recognises its stranger as the customer of the first. */
export function linkingIdentifiers(identity: Identity, channel: Channel): Identifiers {
  const here = identifiersOn(identity, channel, true);
  const externalIds = [...(here.externalIds ?? []), ...worldIds(identity, identity.person.home), phone(identity)];
  return { ...here, ...(identity.joined.has('online') ? { userId: userId(identity) } : {}), externalIds };
}

/** The phone number, and the e-mail address online: what a registration adds. */
export function contactIds(identity: Identity, channel: Channel): readonly ExternalId[] {
  const { email } = identity.person;
  const atHome = worldOf(channel) === identity.person.home || identity.linked;
  return [
    ...(atHome ? [phone(identity)] : []),
    ...(worldOf(channel) === 'online' && email !== undefined ? [{ type: 'email', id: email }] : []),
  ];
}

/** The advisor notes the card number of the customer behind a WeCom contact. */
export function advisorIdentifiers(identity: Identity): Identifiers {
  return { externalIds: [wecomId(identity), ...worldIds(identity, 'store')] };
}

export function wecomId(identity: Identity): ExternalId {
  return { type: 'external_userid', id: `wm-${identity.person.index}` };
}

function worldIds(identity: Identity, world: World): readonly ExternalId[] {
  if (world === 'store') return [{ type: 'card', id: `C${String(880_000_000 + identity.person.index)}` }];
  return world === 'mini_program' ? [{ type: 'openid', id: `o-${identity.person.index}` }, unionId(identity)] : [];
}

function unionId(identity: Identity): ExternalId {
  return { type: 'unionid', id: `u-${identity.person.index}` };
}

function phone(identity: Identity): ExternalId {
  return { type: 'phone', id: identity.person.phone };
}

function userId(identity: Identity): string {
  return `user-${identity.person.index}`;
}
