/** One customer as the screen asks for it, and keeping what it shows in step with what comes in. */
import { queryOptions, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { answerOf, api, type DescribedProfile } from '../../api/index.ts';
import { useLive } from '../../kit/index.ts';

/** Between two looks at a customer while the engine takes entries. */
const EVERY_MS = 1_500;
/** Parts that are asked for again with each look; the others are dear and follow when the profile has changed. */
const CHEAP: readonly unknown[] = ['profile', 'timeline', 'messages'];

export const profileQuery = (customer: string) =>
  queryOptions({
    queryKey: ['customers', customer, 'profile'],
    // The client loses how long its lists are: an identifier is a pair.
    queryFn: ({ signal }) =>
      answerOf(api.GET('/v1/customers/{customer}', { params: { path: { customer } }, signal })) as Promise<DescribedProfile>,
  });

export function useProfile(customer: string): UseQueryResult<DescribedProfile> {
  const asked = useQuery(profileQuery(customer));
  useFollowing(customer, asked.data);
  return asked;
}

/** Looks again when the engine has taken something since; what is on the screen stays until the new answer is there. */
function useFollowing(customer: string, profile: DescribedProfile | undefined): void {
  const queries = useQueryClient();
  const { update } = useLive();
  const seen = useRef(profile?.position ?? 0);
  const lookedAt = useRef(0);
  const known = useRef<string>(undefined);
  useEffect(() => {
    const position = update?.counters.engine.position;
    if (position === undefined || !profile || document.visibilityState === 'hidden') return;
    if (position <= Math.max(seen.current, profile.position) || Date.now() - lookedAt.current < EVERY_MS) return;
    seen.current = position;
    lookedAt.current = Date.now();
    void queries.invalidateQueries({
      queryKey: ['customers', customer],
      predicate: ({ queryKey }) => CHEAP.includes(queryKey[2]),
    });
  }, [update, profile, customer, queries]);
  useEffect(() => {
    if (!profile) return;
    const { position: _, ...rest } = profile;
    const now = JSON.stringify(rest);
    if (known.current !== undefined && known.current !== now) {
      void queries.invalidateQueries({
        queryKey: ['customers', customer],
        predicate: ({ queryKey }) => !CHEAP.includes(queryKey[2]),
      });
    }
    known.current = now;
  }, [profile, customer, queries]);
}

/** Namespaces by how surely their values name one person. */
const STRENGTH = ['user_id', 'phone', 'email', 'unionid', 'external_userid', 'card', 'openid'];
const NAMES = ['name', 'full_name', 'display_name', 'first_name', 'nickname'];
const VALUES = ['ltv', 'lifetime_value', 'clv', 'revenue', 'revenue_total', 'revenue_365d', 'spend'];

/** By what people know the customer: a name, or else the surest identifier, or the id. */
export function titleOf({ customer, traits, identifiers }: Pick<DescribedProfile, 'customer' | 'traits' | 'identifiers'>): string {
  const name = NAMES.map((id) => traits[id]).find((one) => typeof one === 'string' && one !== '');
  if (typeof name === 'string') return name;
  return sorted(identifiers)[0]?.[1] ?? customer;
}

/** The surest first. */
export function sorted<Named extends readonly [namespace: string, value: string]>(identifiers: readonly Named[]): readonly Named[] {
  const rank = ([namespace]: Named): number => {
    const place = STRENGTH.indexOf(namespace);
    return place === -1 ? STRENGTH.length + (namespace === 'anonymous_id' || namespace === 'device' ? 1 : 0) : place;
  };
  return [...identifiers].sort((a, b) => rank(a) - rank(b));
}

/** The trait that says what the customer is worth, where there is one: the first of the usual names. */
export function worthOf(traits: Readonly<Record<string, unknown>>): { readonly trait: string; readonly amount: number } | undefined {
  const trait = VALUES.find((id) => typeof traits[id] === 'number');
  return trait === undefined ? undefined : { trait, amount: traits[trait] as number };
}
