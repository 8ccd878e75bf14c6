/** A correction of what is selected: written, tried without consequences, then replayed. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type QuarantineSelection, type Replayed } from '../../api/index.ts';
import { Drawer, Figure, Json, Problem, useDoing, useFormats } from '../../kit/index.ts';

export interface CorrectionProps {
  readonly selection: QuarantineSelection;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function Correction({ selection, isOpen, onClose }: CorrectionProps): ReactNode {
  const { t } = useTranslation('quarantine');
  const doing = useDoing();
  const queries = useQueryClient();
  const [text, setText] = useState(() => JSON.stringify(exampleFor(selection), undefined, 2));
  const correction = parsed(text);
  const tried = useMutation({
    mutationFn: () => answerOf(api.POST('/v1/quarantine/replay', { body: { selection, correction, dryRun: true } })),
  });
  const replay = useMutation({
    mutationFn: () => answerOf(api.POST('/v1/quarantine/replay', { body: { selection, correction, dryRun: false } })),
    onSuccess: async ({ passed }) => {
      await queries.invalidateQueries({ queryKey: ['quarantine'] });
      doing.done(t('replayedDone', { count: passed }));
      onClose();
    },
    onError: doing.failed,
  });
  const change = (next: string): void => {
    setText(next);
    // What was tried was tried with another correction.
    tried.reset();
  };
  const run = async (): Promise<void> => {
    const count = tried.data?.passed ?? 0;
    if (await doing.confirm({ title: t('replayTitle', { count }), text: t('replayText'), verb: t('replay') })) replay.mutate();
  };
  const footer = (
    <div className="filters">
      <Button onClick={() => tried.mutate()} loading={tried.isPending} disabled={correction === undefined}>
        {t('try')}
      </Button>
      <Button type="primary" onClick={() => void run()} loading={replay.isPending} disabled={!tried.data?.passed}>
        {t('replay')}
      </Button>
    </div>
  );
  return (
    <Drawer open={isOpen} onClose={onClose} title={t('correct')} size={640} footer={footer}>
      <Typography.Paragraph>{t('correctText')}</Typography.Paragraph>
      <Selected selection={selection} />
      <Input.TextArea
        aria-label={t('correction')}
        className="mono"
        rows={14}
        spellCheck={false}
        value={text}
        status={correction === undefined ? 'error' : ''}
        onChange={({ target }) => change(target.value)}
      />
      {correction === undefined && <Typography.Text type="danger">{t('notJson')}</Typography.Text>}
      {tried.error && <Problem error={tried.error} />}
      {tried.data && <Outcome outcome={tried.data} />}
    </Drawer>
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

function Outcome({ outcome }: { readonly outcome: Replayed }): ReactNode {
  const { t } = useTranslation('quarantine');
  const formats = useFormats();
  return (
    <section aria-label={t('outcome')}>
      <div className="figures outcome">
        {(['passed', 'repeated', 'failed', 'unreadable'] as const).map((name) => (
          <Figure key={name} label={t(`outcomes.${name}`)} value={formats.number(outcome[name])} />
        ))}
      </div>
      {outcome.reasons.map(({ code, field, reason, count }) => (
        <Alert
          key={`${code} ${field} ${reason}`}
          type="warning"
          title={`${formats.number(count)} × ${reason}`}
          description={<code>{code}</code>}
        />
      ))}
      {outcome.samples.map(({ id, before, after }) => (
        <div key={id} className="columns">
          <Json title={t('before')} value={before} />
          {after !== null && <Json title={t('after')} value={after} />}
        </div>
      ))}
    </section>
  );
}

/** Code of calls that the dictionary refuses: their fields stand within the properties, or the traits. */
const OF_DICTIONARY = 'VOLANO_EVENT_INVALID';
const WITH_TRAITS: readonly (string | undefined)[] = ['$identify', '$group'];

/** Of calls that name no customer. */
const NAMELESS = 'VOLANO_CALL_WITHOUT_IDENTIFIER';

/** Steps for what every call has, whatever it says. */
const OF_CALLS: Readonly<Record<string, readonly object[]>> = {
  type: [{ set: 'type', value: 'track' }],
  event: [{ set: 'event', value: 'Order Completed', ifMissing: true }],
  timestamp: [{ convert: 'timestamp', as: 'time', pattern: 'dd/MM/yyyy HH:mm', zone: 'Asia/Shanghai' }],
};

/** A correction to start from, of what the selection is about: where it is a field of the event, it is brought from another name and made a number. */
export function exampleFor(selection: QuarantineSelection): object {
  const { source, event, code, field } = selection;
  const when = { ...(source && { source }), ...(event && { event }) };
  if (code === NAMELESS) return { rules: [{ when, steps: [{ rename: 'properties.user_id', to: 'userId' }] }] };
  const ofCall = code === OF_DICTIONARY || field === undefined ? undefined : OF_CALLS[field];
  return { rules: [{ when, steps: ofCall ?? ofField(selection) }] };
}

function ofField({ event, code, field }: QuarantineSelection): readonly object[] {
  const place = WITH_TRAITS.includes(event) ? 'traits' : 'properties';
  const path = code === OF_DICTIONARY && field !== undefined ? `${place}.${field}` : field?.includes('.') ? field : `${place}.total`;
  return [
    { rename: `${path.slice(0, path.lastIndexOf('.'))}.amount`, to: path },
    { convert: path, as: 'number' },
  ];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
