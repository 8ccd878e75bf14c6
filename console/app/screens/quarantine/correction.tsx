/** A correction of what is selected: built from why calls were refused, by a form or as JSON; tried without consequences, then replayed. */
import { Button, Input, Tabs, Typography } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuarantineSelection } from '../../api/index.ts';
import { Drawer, Loading, useDoing } from '../../kit/index.ts';
import { CorrectionForm } from './form.tsx';
import { type Correction as Edited, isWhole, parsed, textOf, withSteps } from './model.ts';
import { Outcome, Progress } from './outcome.tsx';
import { Reasons, type Refused, useRefused } from './reasons.tsx';
import { type Replaying, useReplaying } from './run.ts';
import './quarantine.css';

export interface CorrectionProps {
  readonly selection: QuarantineSelection;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function Correction({ selection, isOpen, onClose }: CorrectionProps): ReactNode {
  const { t } = useTranslation('quarantine');
  return (
    <Drawer open={isOpen} onClose={onClose} title={t('correct')} size={760} destroyOnHidden>
      {isOpen && <Correcting selection={selection} onClose={onClose} />}
    </Drawer>
  );
}

/** What takes the most room comes last: so all of it comes at once. What was edited stays when the calls change. */
function Correcting(of: Omit<CorrectionProps, 'isOpen'>): ReactNode {
  const refused = useRefused(of.selection);
  const wasLoaded = useRef(false);
  wasLoaded.current ||= !refused.isLoading;
  return wasLoaded.current ? <Editing {...of} refused={refused} /> : <Loading />;
}

function Editing({ selection, refused, onClose }: Omit<CorrectionProps, 'isOpen'> & { readonly refused: Refused }): ReactNode {
  const { t } = useTranslation('quarantine');
  const doing = useDoing();
  const [edited, setText] = useState<string>();
  // Until somebody changes something it is what mends the one reason there is.
  const only = refused.groups.length === 1 ? refused.groups[0]!.suggestions[0] : undefined;
  const text = edited ?? (only ? textOf(withSteps({ rules: [] }, only)) : '');
  const { json, correction } = parsed(text);
  const isJson = text.trim() === '' || json !== undefined;
  const replaying = useReplaying(selection, json);
  const change = (next: string): void => {
    setText(next);
    replaying.forget();
  };
  // What is undone may be undone after something else was changed, and takes none of that back.
  const latest = useRef(text);
  latest.current = text;
  const changeRules = (next: (now: Edited) => Edited): void => {
    const { correction: now } = parsed(latest.current);
    if (now) change(textOf(next(now)));
  };
  const clear = (): void => {
    change('');
    doing.done(t('cleared'), () => latest.current.trim() === '' && change(text));
  };
  const canRun = isJson && (correction === undefined || isWhole(correction));
  return (
    <div className="quarantine-correcting">
      <Typography.Paragraph>{t('correctText')}</Typography.Paragraph>
      <Selected selection={selection} />
      <Reasons of={refused} onChoose={correction && ((rule) => changeRules((now) => withSteps(now, rule)))} />
      <Tabs
        destroyOnHidden
        items={[
          {
            key: 'form',
            label: t('tabs.form'),
            children: correction ? (
              <CorrectionForm of={correction} refused={refused} onChange={changeRules} />
            ) : (
              <Typography.Paragraph type="warning">{isJson ? t('noForm') : t('notJson')}</Typography.Paragraph>
            ),
          },
          { key: 'json', label: t('tabs.json'), children: <AsJson text={text} isJson={isJson} onChange={change} /> },
        ]}
      />
      <Doing of={replaying} {...{ canRun, onClose, isEmpty: text.trim() === '', onClear: clear, total: refused.records }} />
    </div>
  );
}

function AsJson({
  text,
  isJson,
  onChange,
}: {
  readonly text: string;
  readonly isJson: boolean;
  readonly onChange: (text: string) => void;
}): ReactNode {
  const { t } = useTranslation('quarantine');
  return (
    <>
      <Input.TextArea
        aria-label={t('correction')}
        className="mono"
        rows={14}
        spellCheck={false}
        value={text}
        status={isJson ? '' : 'error'}
        onChange={({ target }) => onChange(target.value)}
      />
      {!isJson && <Typography.Text type="danger">{t('notJson')}</Typography.Text>}
    </>
  );
}

interface DoingProps {
  readonly of: Replaying;
  readonly canRun: boolean;
  readonly isEmpty: boolean;
  /** Calls that are meant. */
  readonly total: number;
  readonly onClear: () => void;
  readonly onClose: () => void;
}

function Doing({ of, canRun, isEmpty, total, onClear, onClose }: DoingProps): ReactNode {
  const { t } = useTranslation('quarantine');
  const doing = useDoing();
  const { run, start, stop } = of;
  const isBusy = run?.isUnderWay === true;
  const count = run?.isDry && !run.isUnderWay ? (run.outcome?.passed ?? 0) : 0;
  const replay = async (): Promise<void> => {
    if (!(await doing.confirm({ title: t('replayTitle', { count }), text: t('replayText'), verb: t('replay') }))) return;
    const { error, isWhole: isAll, outcome } = await start(false);
    if (error !== undefined || !isAll) return;
    doing.done(t('replayedDone', { count: outcome?.passed ?? 0 }));
    onClose();
  };
  return (
    <>
      <div className="filters">
        <Button onClick={() => void start(true)} loading={isBusy && run.isDry} disabled={!canRun || isBusy}>
          {isEmpty ? t('tryAsIs') : t('try')}
        </Button>
        <Button type="primary" onClick={() => void replay()} loading={isBusy && !run.isDry} disabled={!canRun || isBusy || count === 0}>
          {t('replay')}
        </Button>
        <Button type="text" onClick={onClear} disabled={isEmpty || isBusy}>
          {t('clear')}
        </Button>
      </div>
      {run && <Progress of={run} total={total} onStop={stop} />}
      {run && <Outcome of={run} />}
    </>
  );
}

function Selected({ selection }: { readonly selection: QuarantineSelection }): ReactNode {
  const { t } = useTranslation('quarantine');
  const parts = Object.values(selection).filter((one) => typeof one === 'string');
  return (
    <Typography.Paragraph type="secondary">
      {t('selected')} {parts.length === 0 ? t('all') : parts.map((part) => <code key={part}>{part} </code>)}
    </Typography.Paragraph>
  );
}
