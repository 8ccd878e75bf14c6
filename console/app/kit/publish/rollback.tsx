/** "Roll back to this": what it would come to first, then what becomes of customers inside, then it is done. */
import { RollbackOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/index.ts';
import { useMay } from '../../session/session.ts';
import { useDoing } from '../doing.tsx';
import { allAnew, PLAN } from './changes.ts';
import { PlanDrawer, type Wish } from './plan-drawer.tsx';

export interface RollbackProps {
  /** Number of the release whose definitions are brought back. */
  readonly to: number;
  readonly isSmall?: boolean;
  /** On the button; default: "Roll back to this". */
  readonly label?: string;
  /** Called once it is done. */
  readonly onDone?: () => void;
}

export function Rollback({ to, isSmall = false, label, onDone }: RollbackProps): ReactNode {
  const { t } = useTranslation('publish');
  const [isOpen, setOpen] = useState(false);
  const doing = useDoing();
  const mayRollBack = useMay('releases.rollback');
  const queries = useQueryClient();
  const asked = useQuery({
    queryKey: [PLAN, 'rollback', to],
    queryFn: ({ signal }) => answerOf(api.POST('/v1/rollback', { body: { to, dryRun: true }, signal })),
    enabled: isOpen,
    gcTime: 0,
  });
  const done = useMutation({
    mutationFn: (wish: Wish) => answerOf(api.POST('/v1/rollback', { body: { to, ...wish } })),
    onSuccess: async ({ number }) => {
      setOpen(false);
      onDone?.();
      doing.done(t('rollback.done', { to, number }));
      await allAnew(queries);
    },
    onError: doing.failed,
  });
  return (
    <>
      <Button
        icon={<RollbackOutlined />}
        size={isSmall ? 'small' : 'middle'}
        disabled={!mayRollBack}
        aria-label={t('rollback.label', { number: to })}
        onClick={() => setOpen(true)}
      >
        {label ?? t('rollback.open')}
      </Button>
      <PlanDrawer
        title={t('rollback.title', { number: to })}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        asked={asked}
        verb={t('rollback.verb')}
        isDoing={done.isPending}
        onDo={(wish) => done.mutate(wish)}
      />
    </>
  );
}
