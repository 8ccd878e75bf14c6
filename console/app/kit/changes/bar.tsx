/** How a change stands, in a line: saved or not, by whom, how many problems, discard; and the choice where somebody else was first. */
import { CheckCircleOutlined, ClockCircleOutlined, ExclamationCircleOutlined, LoadingOutlined, WarningOutlined } from '@ant-design/icons';
import { Alert, Button, Space, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session/session.ts';
import { useFormats, useNow } from '../formats.ts';
import { Problem } from '../states.tsx';
import type { ChangeState } from './draft.ts';
import type { Change } from './use-change.ts';
import './bar.css';

const ICONS: Readonly<Record<ChangeState, ReactNode>> = {
  unchanged: <CheckCircleOutlined />,
  waiting: <ClockCircleOutlined />,
  saving: <LoadingOutlined />,
  saved: <CheckCircleOutlined />,
  failed: <WarningOutlined />,
  conflict: <ExclamationCircleOutlined />,
};
const COLORS: Readonly<Partial<Record<ChangeState, string>>> = { saved: 'processing', failed: 'error', conflict: 'warning' };

/** `children`: what else stands there, such as a button that releases it. */
export function ChangeBar({ change, children }: { readonly change: Change; readonly children?: ReactNode }): ReactNode {
  const { t } = useTranslation('changes');
  const formats = useFormats();
  const now = useNow();
  const may = useMay('releases.write');
  const { state, problems, by, at } = change;
  const isLeft = state !== 'unchanged';
  return (
    <Space wrap size="small" className="change-bar">
      <span role="status">
        <Tag icon={ICONS[state]} color={COLORS[state] ?? 'default'}>
          {t(`state.${state}`)}
        </Tag>
        {problems.length > 0 && (
          <Tag color="warning" icon={<WarningOutlined />}>
            {t('problems', { count: problems.length })}
          </Tag>
        )}
      </span>
      {isLeft && by !== undefined && at !== undefined && (
        <span className="soft">
          {t('by', { name: by })} · {formats.relative(at, now)}
        </span>
      )}
      {state === 'failed' && (
        <Button size="small" onClick={() => void change.flush()}>
          {t('again')}
        </Button>
      )}
      {isLeft && (
        <Button size="small" disabled={!may} onClick={() => void change.discard()}>
          {t('discard')}
        </Button>
      )}
      {children}
    </Space>
  );
}

/** Nothing where nobody has to choose. */
export function ChangeConflict({ change }: { readonly change: Change }): ReactNode {
  const { t } = useTranslation('changes');
  const { conflict, error } = change;
  if (error !== undefined) return <Problem error={error} retry={() => void change.flush()} />;
  if (!conflict) return null;
  const { how, by = t('somebody') } = conflict;
  return (
    <Alert
      type="warning"
      showIcon
      title={t(`conflict.${how}`, { name: by })}
      description={t('conflict.text')}
      action={
        <Space orientation="vertical">
          <Button size="small" onClick={change.takeTheirs}>
            {how === 'saved' ? t('conflict.theirs') : t('conflict.takeReleased')}
          </Button>
          <Button size="small" type="primary" onClick={change.keepMine}>
            {t('conflict.mine')}
          </Button>
        </Space>
      }
    />
  );
}
