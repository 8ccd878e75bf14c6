/**
 * What parting a profile tells.
 *
 * Of identity: `unbound` of an identifier that was taken out (name: its namespace; detail.value, detail.from, detail.by); `rebuilt` of every side (detail.events, detail.by, detail.from, and of the profile's own detail.apart, and detail.failed: entries that could
 * not be applied); `unmerged`, name: a customer
 * that was absorbed, one row for each that leads elsewhere now, so that the latest row of an id tells where it went; `linked` of an identifier that only
 * the merge had kept out; `moved` of each entry that belongs to another customer than the one it was stored under (detail.position), or that had moved
 * before.
 * Then, side by side, what is known otherwise than before, as facts of their kinds with detail.rebuilt; and of each tag and segment that is `kept` since when
 * (detail.since): it may have begun on another side.
 */
import type { CustomerId } from '../base/index.ts';
import type { Customer } from './customer.ts';
import type { Identifier, JsonObject } from './entry.ts';
import type { Fact, FactKind } from './fact.ts';
import { identifierKey, type LiveIdentity } from './know/index.ts';
import type { Plan } from './plan.ts';

/** An entry, whose it is, and whose it was taken for when it came. Both as of then. */
export interface Arrival {
  readonly position: number;
  readonly customer: CustomerId;
  readonly arrivedAs: CustomerId;
  readonly isEvent: boolean;
}

export interface PartingTold {
  readonly customer: CustomerId;
  /** All customers that the profile was made of. */
  readonly parts: readonly CustomerId[];
  readonly rootOf: (customer: CustomerId) => CustomerId;
  readonly arrivals: readonly Arrival[];
  readonly at: number;
  readonly by: string;
  /** Entries that could not be applied. */
  readonly failed: number;
  readonly taken?: Identifier;
  /** Entries up to this position may have moved before, to whom nobody knows here. */
  readonly movedUpTo: number;
  /** The profile's record before, and those of the sides now. */
  readonly held: LiveIdentity;
  readonly now: (root: CustomerId) => LiveIdentity;
}

/** What it tells of identity. `at` in ms. */
export function partingFacts({ customer, parts, rootOf, arrivals, at, by, failed, taken, movedUpTo, held, now }: PartingTold): Fact[] {
  const facts: Fact[] = [];
  const tell = (action: string, whose: CustomerId, { name = '', detail }: { name?: string; detail: JsonObject }): void => {
    facts.push({ kind: 'identity', action, customer: whose, at, name, version: 0, detail });
  };
  const roots = [...new Set(parts.map(rootOf))];
  const others = roots.filter((root) => root !== customer);
  if (taken) {
    const holder = roots.find((root) => now(root).links.some(({ identifier }) => identifierKey(identifier) === identifierKey(taken)));
    tell('unbound', holder ?? customer, { name: taken[0], detail: { value: taken[1], from: customer, by } });
  }
  for (const root of roots) {
    const events = arrivals.filter((one) => one.isEvent && rootOf(one.customer) === root).length;
    tell('rebuilt', root, {
      detail: root === customer ? { events, apart: others, by, ...(failed > 0 && { failed }) } : { events, from: customer, by },
    });
  }
  for (const part of parts) {
    const root = rootOf(part);
    if (root !== customer) tell('unmerged', root, { name: part, detail: { from: customer, by } });
  }
  const known = new Set(held.links.map(({ identifier }) => identifierKey(identifier)));
  for (const root of roots) {
    for (const { identifier, source } of now(root).links) {
      if (!known.has(identifierKey(identifier))) tell('linked', root, { name: identifier[0], detail: { value: identifier[1], source } });
    }
  }
  for (const { position, customer: whose, arrivedAs } of arrivals) {
    if (whose !== arrivedAs || position <= movedUpTo) tell('moved', whose, { detail: { position, from: arrivedAs } });
  }
  return facts;
}

export interface SideOutcome {
  readonly facts: readonly Fact[];
  /** Segments that were lost. */
  readonly retracted: readonly string[];
}

/** What differs from before; `before` is undefined of a customer who was not there. */
export function sideFacts(before: Customer | undefined, after: Customer, { plan, at }: { plan: Plan; at: number }): SideOutcome {
  const facts: Fact[] = [];
  const tell: Tell = (kind, action, { name, version = 0, detail }) => {
    facts.push({ kind, action, customer: after.id, at, name, version, detail: { ...detail, rebuilt: true } });
  };
  tellTraits(before, after, tell);
  const retracted = tellMemberships(before, after, { plan, tell });
  tellConsent(before, after, tell);
  return { facts, retracted };
}

type Tell = (
  kind: FactKind,
  action: string,
  about: { readonly name: string; readonly version?: number; readonly detail?: JsonObject },
) => void;

function tellTraits(before: Customer | undefined, after: Customer, tell: Tell): void {
  const ids = new Set([...(before?.known.declared.keys() ?? []), ...after.known.declared.keys()]);
  for (const id of ids) {
    const [from, to] = [before?.known.declared.get(id)?.value ?? null, after.known.declared.get(id)?.value ?? null];
    if (JSON.stringify(from) !== JSON.stringify(to)) tell('profile', 'changed', { name: id, detail: { from, to } });
  }
}

function tellMemberships(before: Customer | undefined, after: Customer, { plan, tell }: { plan: Plan; tell: Tell }): string[] {
  const versions: ReadonlyMap<string, number> = new Map(
    plan.know.rules.flatMap(({ members }) => members.map(({ kind, id, version }) => [`${kind}:${id}`, version] as const)),
  );
  const held: ReadonlyMap<string, number> = new Map(before?.known.roll.memberships() ?? []);
  const holds: ReadonlyMap<string, number> = new Map(after.known.roll.memberships());
  const retracted: string[] = [];
  for (const key of held.keys()) {
    if (holds.has(key)) continue;
    const [kind, name] = partsOf(key);
    tell(kind, 'retracted', { name, version: versions.get(key) ?? 0 });
    if (kind === 'segment') retracted.push(name);
  }
  for (const [key, since] of holds) {
    const [kind, name] = partsOf(key);
    const begins = kind === 'tag' ? 'set' : 'entered';
    tell(kind, held.has(key) ? 'kept' : begins, { name, version: versions.get(key) ?? 0, detail: { since } });
  }
  return retracted;
}

function partsOf(key: string): [kind: 'tag' | 'segment', id: string] {
  const colon = key.indexOf(':');
  return [key.slice(0, colon) as 'tag' | 'segment', key.slice(colon + 1)];
}

function tellConsent(before: Customer | undefined, after: Customer, tell: Tell): void {
  const chosen = new Map(before?.guard.consents.map(({ purpose, choice }) => [purpose, choice]));
  const choices = new Map(after.guard.consents.map(({ purpose, choice }) => [purpose, choice]));
  for (const purpose of new Set([...chosen.keys(), ...choices.keys()])) {
    const choice = choices.get(purpose);
    if (choice !== chosen.get(purpose))
      tell('consent', choice === 'granted' ? 'granted' : 'withdrawn', { name: purpose, detail: { choice: choice ?? 'none' } });
  }
  const closed = suppressionsOf(before);
  const closes = suppressionsOf(after);
  for (const [channel, reason] of closed)
    if (!closes.has(channel)) tell('consent', 'unsuppressed', { name: '', detail: onChannel(channel, reason) });
  for (const [channel, reason] of closes)
    if (!closed.has(channel)) tell('consent', 'suppressed', { name: '', detail: onChannel(channel, reason) });
}

/** Reason by channel; '': of everything. */
function suppressionsOf(customer: Customer | undefined): Map<string, string> {
  const { suppression, channels = [] } = customer?.guard ?? {};
  return new Map([
    ...(suppression ? [['', suppression.reason] as const] : []),
    ...channels.map(({ channel, reason }) => [channel, reason] as const),
  ]);
}

function onChannel(channel: string, reason: string): JsonObject {
  return channel === '' ? { reason } : { reason, channel };
}
