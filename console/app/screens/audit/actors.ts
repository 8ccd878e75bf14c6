/** Who may stand in the log, by name: members, and those who are none. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type AuditEntry, answerOf, api } from '../../api/index.ts';
import { useMay } from '../../kit/index.ts';

export interface Actors {
  /** To choose from; the members are known to who manages them. */
  readonly all: readonly { readonly value: string; readonly label: string }[];
  readonly nameOf: (by: AuditEntry['by']) => string;
}

export function useActors(): Actors {
  const { t } = useTranslation('audit');
  const enabled = useMay('settings.members');
  const { data } = useQuery({
    queryKey: ['members'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/members', { signal })),
    enabled,
  });
  const members = data?.members ?? [];
  return {
    all: [...members.map(({ id, name }) => ({ value: id, label: name })), { value: 'operator', label: t('by.operator') }],
    nameOf: ({ kind, id }) => {
      if (kind === 'operator' || kind === 'nobody') return t(`by.${kind}`);
      if (kind === 'service') return t('by.service', { id });
      return members.find((member) => member.id === id)?.name ?? id;
    },
  };
}
