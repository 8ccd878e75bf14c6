/**
 * About whom somebody asks, and what of it is shown.
 *
 * Q1. A customer outside of a member's data scope is not there: naming it answers as naming nobody does, before anything runs, and rows about it are left out.
 * Q2. Whether it is outside is asked of the profile as it is now.
 * Q3. Personal data that a member may not see leaves the server masked.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { VolanoError } from '../../base/index.ts';
import type { DataScope, Permission } from '../../runtime/index.ts';
import type { ApiDependencies, Profile, ProfileLookup } from '../deps.ts';
import { hiddenFrom, masked, type Personal, personalIn } from './personal.ts';
import type { Principal } from './principal.ts';

type Dependencies = Pick<ApiDependencies, 'profileOf' | 'releases' | 'release'>;

/** What holds customers though nobody's data is looked at by it. */
const ABOUT_CUSTOMERS: readonly (Permission | 'open')[] = [
  'customers.identity',
  'messages.read',
  'calendar.read',
  'recommendations.read',
  'tags.read',
];
/** What may name a customer without the permission to see customers. */
const BY_THEMSELVES: readonly (Permission | 'open')[] = ['content.preview', 'decide', 'inbox.issue', 'journeys.start', 'messages.test'];
/** A search that finds nobody is an answer; everywhere else naming nobody is none. */
const SEARCHES: readonly string[] = ['/v1/customers'];

/** Adds the hooks to a scope whose requests have their principal (enforce.ts). */
export function keepBounds(scope: FastifyInstance, dependencies: Dependencies): void {
  const personal = knownPersonal(dependencies);
  scope.addHook('preHandler', async (request) => {
    const { principal } = request;
    const { permission } = request.routeOptions.config;
    if (!principal || permission === undefined || principal.kind === 'operator') return;
    assertTagShown(request, principal);
    const lookups = lookupsIn(request);
    if (lookups.length === 0) return;
    if (!principal.permissions.has('customers.read') && !BY_THEMSELVES.includes(permission))
      throw new VolanoError('VOLANO_ACCESS_DENIED', { permission: 'customers.read' });
    if (!principal.scope || SEARCHES.includes(request.routeOptions.url ?? '')) return;
    for (const lookup of lookups) await assertWithin(lookup, principal.scope, dependencies);
  });
  scope.addHook('preSerialization', async (request, reply, answer) => {
    const { principal } = request;
    const { audit, permission } = request.routeOptions.config;
    if (!principal || principal.kind === 'operator' || reply.statusCode >= 400) return answer;
    const kept = principal.scope ? await within(answer, principal.scope, dependencies) : answer;
    const hidden = hiddenFrom(principal);
    if (!hidden || (audit !== 'look' && !ABOUT_CUSTOMERS.includes(permission ?? 'open'))) return kept;
    return masked(kept, await personal(), hidden);
  });
}

/** Whether a customer is of those that a member is bound to. */
export function isWithin({ traits }: Pick<Profile, 'traits'>, { traits: wanted = {}, own }: DataScope): boolean {
  const has = (trait: string, values: readonly string[]): boolean =>
    [traits[trait]].flat().some((value) => value !== null && value !== undefined && values.includes(String(value)));
  return Object.entries(wanted).every(([trait, values]) => has(trait, values)) && (!own || has(own.trait, [own.value]));
}

async function assertWithin(lookup: ProfileLookup, scope: DataScope, { profileOf }: Dependencies): Promise<void> {
  const profile = await profileOf(lookup);
  if (!profile || isWithin(profile, scope)) return;
  throw unknown('customer' in lookup ? lookup.customer : `${lookup.namespace}:${lookup.value}`);
}

/** Without rows about customers outside. Throws VOLANO_RESOURCE_UNKNOWN when the answer as a whole is about one. */
async function within(answer: unknown, scope: DataScope, { profileOf }: Dependencies): Promise<unknown> {
  const all = new Set<string>();
  collect(answer, all);
  const inside = new Set<string>();
  await Promise.all(
    [...all].map(async (customer) => {
      const profile = await profileOf({ customer });
      if (profile && isWithin(profile, scope)) inside.add(customer);
    }),
  );
  const isOutside = (value: unknown): boolean => {
    const customer = customerOf(value);
    return customer !== undefined && !inside.has(customer);
  };
  if (isOutside(answer)) throw unknown(customerOf(answer)!);
  return pruned(answer, isOutside);
}

function pruned(value: unknown, isOutside: (row: unknown) => boolean): unknown {
  if (Array.isArray(value)) return value.filter((one) => !isOutside(one)).map((one) => pruned(one, isOutside));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, one]) => (isOutside(one) ? [] : [[key, pruned(one, isOutside)]])));
}

function collect(value: unknown, all: Set<string>): void {
  const customer = customerOf(value);
  if (customer !== undefined) all.add(customer);
  if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) collect(one, all);
}

/** Whom a row is about. */
function customerOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { customer, command } = value as { readonly customer?: unknown; readonly command?: { readonly customer?: unknown } };
  const id = customer ?? command?.customer;
  return typeof id === 'string' ? id : undefined;
}

/** All that a request names: in its address, its parameters or its body. */
function lookupsIn({ params, query, body }: FastifyRequest): readonly ProfileLookup[] {
  return [params, query, body].flatMap((part) => {
    if (typeof part !== 'object' || part === null) return [];
    const { customer, namespace, value, identifier, to, identifiers } = part as Record<string, unknown>;
    const pairs = [identifier, to, ...pairsIn(identifiers)].filter(isPair);
    return [
      ...(typeof customer === 'string' ? [{ customer }] : []),
      ...(typeof namespace === 'string' && typeof value === 'string' ? [{ namespace, value }] : []),
      ...pairs.map(([of, held]) => ({ namespace: of, value: held })),
    ];
  });
}

function pairsIn(identifiers: unknown): readonly unknown[] {
  if (Array.isArray(identifiers)) return identifiers;
  return typeof identifiers === 'object' && identifiers !== null ? Object.entries(identifiers) : [];
}

function isPair(value: unknown): value is readonly [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');
}

function assertTagShown({ params }: FastifyRequest, { member }: Principal): void {
  const { tag } = (params ?? {}) as { readonly tag?: string };
  if (tag === undefined || !member?.tags || member.tags.includes(tag)) return;
  throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'tag', id: tag });
}

/** Of the latest release, found once. */
function knownPersonal({ releases, release }: Dependencies): () => Promise<Personal> {
  let known: { readonly number: number; readonly personal: Personal } | undefined;
  return async () => {
    const number = (await releases())[0]?.number ?? 0;
    if (known?.number !== number) {
      const definitions = (await release(number))?.definitions.map(({ definition }) => definition) ?? [];
      known = { number, personal: personalIn(definitions) };
    }
    return known.personal;
  };
}

function unknown(id: string): VolanoError {
  return new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'customer', id });
}
