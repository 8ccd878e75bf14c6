/** Which records are meant, and dropping them. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type QuarantineSelection } from '../../api/index.ts';
import { useDoing } from '../../kit/index.ts';

export interface Chosen {
  readonly source?: string | undefined;
  readonly event?: string | undefined;
  readonly code?: string | undefined;
  readonly field?: string | undefined;
  /** The one that is looked at. */
  readonly record?: string | undefined;
  readonly correcting?: string | undefined;
}

export function selectionOf({ source, event, code, field }: Chosen): QuarantineSelection {
  return { ...(source && { source }), ...(event && { event }), ...(code && { code }), ...(field && { field }) };
}

/** Asks how many that would be, then whether they shall go. Resolves with whether they have gone. */
export function useDrop(): (selection: QuarantineSelection) => Promise<boolean> {
  const { t } = useTranslation('quarantine');
  const doing = useDoing();
  const queries = useQueryClient();
  const drop = useMutation({
    mutationFn: (body: { selection: QuarantineSelection; dryRun: boolean }) => answerOf(api.POST('/v1/quarantine/drop', { body })),
    onError: doing.failed,
  });
  return async (selection) => {
    const { dropped: count } = await drop.mutateAsync({ selection, dryRun: true });
    const asking = { title: t('dropTitle', { count }), text: t('dropText'), verb: t('drop'), isFinal: true };
    if (!(await doing.confirm(asking))) return false;
    const { dropped } = await drop.mutateAsync({ selection, dryRun: false });
    await queries.invalidateQueries({ queryKey: ['quarantine'] });
    doing.done(t('droppedDone', { count: dropped }));
    return true;
  };
}
