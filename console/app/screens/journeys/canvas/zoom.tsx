/** Nearer, farther, all of it, its beginning. */
import { AimOutlined, CompressOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Panel, useReactFlow } from '@xyflow/react';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../../../kit/index.ts';

export function Zoom({ onStart }: { readonly onStart: () => void }): ReactNode {
  const { t } = useTranslation('journeys');
  const flow = useReactFlow();
  const all = (): void => void flow.fitView({ padding: 0.08, maxZoom: 1 });
  const acts = [
    { keys: '+', text: t('zoom.in'), icon: <PlusOutlined />, act: () => void flow.zoomIn() },
    { keys: '-', text: t('zoom.out'), icon: <MinusOutlined />, act: () => void flow.zoomOut() },
    { keys: '0', text: t('zoom.all'), icon: <CompressOutlined />, act: all },
    { keys: '1', text: t('zoom.start'), icon: <AimOutlined />, act: onStart },
  ];
  useShortcuts(acts);
  return (
    <Panel position="top-right" className="journey-zoom">
      {acts.map(({ keys, text, icon, act }) => (
        <Button key={keys} size="small" icon={icon} aria-label={text} title={`${text} (${keys})`} onClick={act} />
      ))}
    </Panel>
  );
}
