/** What a plan is about, by name: of what is new, the running release has no name yet. */
import { createContext, useContext } from 'react';
import type { Review } from '../../api/index.ts';
import { useNameOfChange } from '../difference/index.ts';
import { useNaming } from '../naming.ts';

/** The changes of the plan that is shown. */
export const PlannedChanges = createContext<Review['changes']>([]);

export function usePlanNames(): (kind: string, id: string) => string {
  const changes = useContext(PlannedChanges);
  const names = useNaming();
  const nameOf = useNameOfChange();
  return (kind, id) => {
    const change = changes.find((one) => one.kind === kind && one.id === id);
    return change ? nameOf(change) : names.of(kind, id);
  };
}
