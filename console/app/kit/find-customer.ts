/** Finding a customer by whatever somebody has in their hands: an id, an identifier, or a value whose namespace nobody remembers. */
import { answerOf, api } from '../api/index.ts';
import { useNaming } from './naming.ts';

/** What every project has, also where it does not define them. */
const BUILT_IN = ['user_id', 'phone', 'email', 'unionid', 'external_userid', 'openid', 'card', 'device', 'anonymous_id'];

/** Kinds of identifiers that there may be, with their names. */
export function useNamespaces(): readonly { readonly id: string; readonly name: string }[] {
  const names = useNaming();
  const named = names.all('namespace');
  return [...named, ...BUILT_IN.filter((id) => !named.some((one) => one.id === id)).map((id) => ({ id, name: id }))];
}

/** What can be asked of the server. */
export type Guess = { readonly customer: string } | { readonly namespace: string; readonly value: string };

export interface FoundCustomer {
  readonly customer: string;
  /** Of the guess that hit; absent: the id. */
  readonly namespace?: string;
  readonly identifiers: readonly (readonly [namespace: string, value: string])[];
  /** Ids. */
  readonly segments: readonly string[];
}

/** Every meaning of the text. `namespace:value` means that alone where there is such a namespace. */
export function guessesOf(text: string, namespaces: readonly string[], namespace?: string): readonly Guess[] {
  const given = text.trim();
  if (given === '') return [];
  if (namespace === 'customer') return [{ customer: given }];
  if (namespace !== undefined) return [{ namespace, value: given }];
  const colon = given.indexOf(':');
  const named = given.slice(0, Math.max(colon, 0));
  const rest = given.slice(colon + 1).trim();
  if (namespaces.includes(named) && rest !== '') return [{ namespace: named, value: rest }];
  return [{ customer: given }, ...namespaces.map((one) => ({ namespace: one, value: given }))];
}

/** Each customer once, in the order of the guesses. */
export async function findCustomers(guesses: readonly Guess[], signal: AbortSignal): Promise<readonly FoundCustomer[]> {
  const answers = await Promise.all(guesses.map((query) => answerOf(api.GET('/v1/customers', { params: { query }, signal }))));
  const found = new Map<string, FoundCustomer>();
  answers.forEach(({ customers }, i) => {
    const guess = guesses[i]!;
    for (const { customer, identifiers, segments } of customers) {
      if (!found.has(customer))
        found.set(customer, {
          customer,
          identifiers: identifiers as [string, string][],
          segments: segments.map(({ id }) => id),
          ...('namespace' in guess && { namespace: guess.namespace }),
        });
    }
  });
  return [...found.values()];
}
