/** Above the canvas: what is looked at, in which version; and how the journey stands that is edited. */
import { RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { type Change, ChangeBar, Publish } from '../../kit/index.ts';
import type { JourneyVersion } from './asked.ts';
import type { Editing } from './editing.ts';
import type { Problem } from './model/problems.ts';
import { Problems } from './problems.tsx';
import { CHANGE, VersionSwitch } from './versions/versions.tsx';

const MODES = ['build', 'test', 'simulate', 'diagnosis'] as const;
export type Mode = (typeof MODES)[number];

/** What the address keeps. */
export type Kept = {
  readonly version?: string | undefined;
  readonly compare?: string | undefined;
  readonly view?: string | undefined;
  readonly mode?: string | undefined;
  readonly at?: string | undefined;
};

export interface BarProps {
  readonly versions: readonly JourneyVersion[];
  readonly mode: Mode;
  readonly view: string;
  readonly version: string;
  readonly compare: string | undefined;
  readonly isChanged: boolean;
  readonly choose: (change: Kept) => void;
}

export function Bar({ versions, mode, view, version, compare, isChanged, choose }: BarProps): ReactNode {
  const { t } = useTranslation('journeys');
  return (
    <div className="filters journey-bar">
      <Segmented<Mode>
        aria-label={t('mode')}
        value={mode}
        options={MODES.map((value) => ({ value, label: t(`modes.${value}`) }))}
        onChange={(value) => choose({ mode: value === 'build' ? undefined : value })}
      />
      <Segmented
        aria-label={t('view')}
        value={view}
        options={['canvas', 'outline'].map((value) => ({ value, label: t(`views.${value}` as never) }))}
        onChange={(value) => choose({ view: value })}
      />
      <VersionSwitch
        versions={versions}
        isChanged={isChanged}
        shown={version}
        compared={compare}
        onShow={(value) => choose({ version: value === CHANGE ? undefined : value, ...(value === compare && { compare: undefined }) })}
        onCompare={(value) => choose({ compare: value })}
      />
    </div>
  );
}

export interface EditBarProps {
  /** Its id. */
  readonly journey: string;
  readonly change: Change;
  readonly editing: Editing | undefined;
  readonly problems: readonly Problem[];
  readonly onOpen: (id: string) => void;
}

export function EditBar({ journey, change, editing, problems, onOpen }: EditBarProps): ReactNode {
  const { t } = useTranslation('journeys');
  return (
    <div className="filters journey-bar">
      {editing && (
        <>
          <Button
            icon={<UndoOutlined />}
            disabled={!editing.undo}
            aria-label={t('edit.undo')}
            title={t('edit.undoKeys')}
            onClick={editing.undo}
          />
          <Button
            icon={<RedoOutlined />}
            disabled={!editing.redo}
            aria-label={t('edit.redo')}
            title={t('edit.redoKeys')}
            onClick={editing.redo}
          />
          <Problems of={editing.journey} problems={problems} onOpen={onOpen} />
        </>
      )}
      <ChangeBar change={change}>
        <Suspense fallback={null}>
          <Publish only={[{ kind: 'journey', id: journey }]} isPrimary={false} />
        </Suspense>
      </ChangeBar>
    </div>
  );
}
