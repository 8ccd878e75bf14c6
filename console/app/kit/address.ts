/** What is chosen on a screen, kept in the address: a link shows what its sender saw, and going back takes it back. */
import { useNavigate, useSearch } from '@tanstack/react-router';

/** The parameters of the address, and how to change some of them: `undefined` takes one out. All are texts. */
export function useAddress<Chosen extends { readonly [name in keyof Chosen]?: string | undefined }>(): readonly [
  Chosen,
  (change: Chosen) => void,
] {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const navigate = useNavigate();
  const chosen = Object.fromEntries(Object.entries(search).map(([name, value]) => [name, String(value)])) as Chosen;
  const change = (next: Chosen): void => void navigate({ to: '.', search: ((before: object) => ({ ...before, ...next })) as never });
  return [chosen, change];
}
