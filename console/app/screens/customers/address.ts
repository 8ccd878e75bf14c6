/** What the address of the screen says beside its path, and saying it anew: so a link shows what its sender saw. */
import { useNavigate, useSearch } from '@tanstack/react-router';

type Said = Readonly<Record<string, string | undefined>>;

/** Values as texts. `say` keeps what it does not name; undefined takes out. */
export function useAddress(): readonly [said: Said, say: (more: Said) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const said = Object.fromEntries(Object.entries(search).map(([name, value]) => [name, value === undefined ? undefined : String(value)]));
  const say = (more: Said): void => void navigate({ to: '.', search: { ...said, ...more } as never, replace: true });
  return [said, say];
}
