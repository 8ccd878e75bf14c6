/** The unpublished change of one definition, for the screen that edits it. */
import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useDoing } from '../doing.tsx';
import { CHANGE } from './anew.ts';
import { ChangeDraft, type ChangeKey, type ChangeSnapshot, type LooseDefinition, loadChange } from './draft.ts';

export interface ChangeOptions {
  /** Between the last edit and the save, ms; default: 800. */
  readonly delayMs?: number;
}

/** What is edited, and what may be done with it. */
export interface Change extends ChangeSnapshot {
  /** Edits it here at once and saves it in a moment; `null`: it is to be removed. */
  readonly save: (definition: LooseDefinition | null) => void;
  /** Saves now what is not saved yet; before something is asked about it, such as a plan. */
  readonly flush: () => Promise<void>;
  /** Back to what is released; offers to undo it. */
  readonly discard: () => Promise<void>;
  readonly takeTheirs: () => void;
  readonly keepMine: () => void;
}

/**
 * Asks for a definition as it was left, or as it is released. `asked` is for `Answered`; `change` is there once it is answered. What is not saved when the
 * screen is left is saved then.
 */
export function useChange(
  kind: ChangeKey['kind'],
  id: string,
  { delayMs }: ChangeOptions = {},
): { readonly asked: UseQueryResult<ChangeDraft>; readonly change: Change | undefined } {
  const queries = useQueryClient();
  const asked = useQuery({
    queryKey: [CHANGE, kind, id],
    queryFn: async ({ signal }) => {
      const onSaved = (): void => void queries.invalidateQueries({ queryKey: ['changes'] });
      return new ChangeDraft({ kind, id }, await loadChange({ kind, id }, signal), { onSaved, ...(delayMs !== undefined && { delayMs }) });
    },
    // What is edited is not replaced under the hands of who edits it; who comes again reads anew.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return { asked, change: useDraft(asked.data) };
}

const NOTHING: ChangeSnapshot = { definition: null, released: null, problems: [], state: 'unchanged' };

function useDraft(draft: ChangeDraft | undefined): Change | undefined {
  const doing = useDoing();
  const { t } = useTranslation('changes');
  const subscribe = useCallback((listener: () => void) => draft?.subscribe(listener) ?? (() => undefined), [draft]);
  const snapshot = useSyncExternalStore(subscribe, () => draft?.snapshot() ?? NOTHING);
  useEffect(() => {
    const leave = (): void => void draft?.flush();
    const hide = (): void => void (document.visibilityState === 'hidden' && leave());
    document.addEventListener('visibilitychange', hide);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      leave();
    };
  }, [draft]);
  return useMemo(() => {
    if (!draft) return undefined;
    const discard = async (): Promise<void> => {
      try {
        const before = await draft.discard();
        doing.done(t('discarded'), () => draft.edit(before));
      } catch (error) {
        doing.failed(error);
      }
    };
    return {
      ...snapshot,
      save: (definition) => draft.edit(definition),
      flush: () => draft.flush(),
      discard,
      takeTheirs: () => draft.takeTheirs(),
      keepMine: () => draft.keepMine(),
    };
  }, [draft, snapshot, doing, t]);
}
