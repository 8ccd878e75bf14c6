/** What is unpublished, for lists of what is released: marked there, and what is new listed beside it. */
import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedChange } from '../../api/index.ts';
import { useMay } from '../../session/session.ts';
import { changesQuery } from '../publish/changes.ts';

/** By `kind.id`; empty for who may not read releases, and while it is not known. */
export function useUnpublished(kinds: readonly ListedChange['kind'][]): ReadonlyMap<string, ListedChange> {
  const { data } = useQuery({ ...changesQuery, enabled: useMay('releases.read') });
  const changes = data?.changes.filter(({ kind }) => kinds.includes(kind)) ?? [];
  return new Map(changes.map((one) => [`${one.kind}.${one.id}`, one]));
}

/** Nothing where nothing is unpublished. */
export function UnpublishedTag({ of }: { readonly of: Pick<ListedChange, 'action'> | undefined }): ReactNode {
  const { t } = useTranslation('changes');
  return of && <Tag color="warning">{t(`unpublished.${of.action}`)}</Tag>;
}
