/** How what is new of a release reaches customers stage by stage, and what may be said to it. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Steps, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type RolloutReport } from '../../api/index.ts';
import { Modal, Part, useDoing, useFormats, useMay, useNaming, useStageWords, When } from '../../kit/index.ts';

const TONES: Readonly<Record<RolloutReport['state'], string>> = {
  running: 'processing',
  paused: 'warning',
  halted: 'error',
  completed: 'success',
};
const VERDICTS = { safe: 'success', breached: 'error', undecided: 'default' } as const;

type Action = 'advance' | 'pause' | 'resume' | 'halt';

export function RolloutState({ of }: { readonly of: RolloutReport }): ReactNode {
  const { t } = useTranslation('releases');
  const words = useStageWords();
  const { state, stage, settings } = of;
  const share = settings.stages[stage];
  return (
    <Tag color={TONES[state]}>
      {t(`rollout.state.${state}`)} {(state === 'running' || state === 'paused') && share && words.share(share)}
    </Tag>
  );
}

export function RolloutParts({ of }: { readonly of: readonly RolloutReport[] }): ReactNode {
  return of.map((rollout) => <RolloutPart key={rollout.id} of={rollout} />);
}

function RolloutPart({ of }: { readonly of: RolloutReport }): ReactNode {
  const { t } = useTranslation('releases');
  const names = useNaming();
  const words = useStageWords();
  const { journeys, settings, stage, state } = of;
  const by = typeof settings.by === 'object' ? settings.by.trait : undefined;
  const isOver = state === 'halted' || state === 'completed';
  return (
    <Part
      title={t('rollout.title', { journeys: journeys.map(({ journey }) => names.of('journey', journey)).join(t('and')) })}
      extra={<RolloutState of={of} />}
    >
      {by !== undefined && <p className="releases-plain soft">{t('rollout.by', { trait: names.of('trait', by) })}</p>}
      <Steps
        size="small"
        className="releases-stages"
        current={state === 'completed' ? settings.stages.length : stage}
        status={state === 'halted' ? 'error' : 'process'}
        items={settings.stages.map((one) => ({ title: words.stage(one) }))}
      />
      {!isOver && <Waiting of={of} />}
      <Findings of={of} />
      {!isOver && <Steering of={of} />}
    </Part>
  );
}

function Waiting({ of: { waitsFor, since, heldUntil } }: { readonly of: RolloutReport }): ReactNode {
  const { t } = useTranslation('releases');
  return (
    <p className="releases-plain">
      {t('rollout.since')} <When at={since} />
      {waitsFor && (
        <>
          {' · '}
          {t(`rollout.waits.${waitsFor}`)} {waitsFor === 'hold' && <When at={heldUntil} />}
        </>
      )}
    </p>
  );
}

function Findings({ of: { findings, settings } }: { readonly of: RolloutReport }): ReactNode {
  const { t } = useTranslation('releases');
  const formats = useFormats();
  const names = useNaming();
  const words = useStageWords();
  if ((settings.guardrails ?? []).length === 0) return <p className="releases-plain soft">{t('rollout.noGuards')}</p>;
  return (
    <ul className="releases-findings">
      {findings.map(({ guardrail, journey, verdict, evidence }) => (
        <li key={`${journey} ${JSON.stringify(guardrail)}`}>
          <Tag color={VERDICTS[verdict]}>{t(`rollout.verdict.${verdict}`)}</Tag> {words.guardrail(guardrail)}{' '}
          <span className="soft">
            {journey === undefined ? t('rollout.allTogether') : names.of('journey', journey)}
            {' · '}
            {evidence.value === null
              ? t('rollout.nobody')
              : t('rollout.evidence', {
                  value: formats.percent(evidence.value),
                  count: formats.number(evidence.count),
                  of: formats.number(evidence.of),
                  low: formats.percent(evidence.low),
                  high: formats.percent(evidence.high),
                })}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Steering({ of }: { readonly of: RolloutReport }): ReactNode {
  const { t } = useTranslation('releases');
  const [asking, setAsking] = useState<Action>();
  const isAllowed = useMay('releases.rollout');
  const isPaused = of.state === 'paused';
  const isLast = of.stage >= of.settings.stages.length - 1;
  const buttons: readonly { readonly action: Action; readonly isShown: boolean }[] = [
    { action: 'advance', isShown: !isLast },
    { action: 'pause', isShown: !isPaused },
    { action: 'resume', isShown: isPaused },
    { action: 'halt', isShown: true },
  ];
  return (
    <div className="filters">
      {buttons
        .filter(({ isShown }) => isShown)
        .map(({ action }) => (
          <Button key={action} danger={action === 'halt'} disabled={!isAllowed} onClick={() => setAsking(action)}>
            {t(`rollout.action.${action}`)}
          </Button>
        ))}
      {asking && <Reason of={of} action={asking} onClose={() => setAsking(undefined)} />}
    </div>
  );
}

/** Why: it stands with the rollout for whoever reads it later. */
function Reason({ of, action, onClose }: { readonly of: RolloutReport; readonly action: Action; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('releases');
  const doing = useDoing();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const said = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/v1/rollouts/{id}', {
          params: { path: { id: of.id } },
          body: { action, ...(reason.trim() !== '' && { reason: reason.trim() }) },
        }),
      ),
    onSuccess: async () => {
      onClose();
      doing.done(t(`rollout.done.${action}`));
      await queries.invalidateQueries({ queryKey: ['rollouts'] });
    },
    onError: doing.failed,
  });
  return (
    <Modal
      open
      title={t(`rollout.ask.${action}`)}
      okText={t(`rollout.action.${action}`)}
      okButtonProps={{ danger: action === 'halt', loading: said.isPending }}
      onOk={() => said.mutate()}
      onCancel={onClose}
    >
      {action === 'halt' && <Alert type="warning" showIcon title={t('rollout.haltHint')} className="releases-hint" />}
      <Input.TextArea
        aria-label={t('rollout.reason')}
        placeholder={t('rollout.reason')}
        rows={2}
        maxLength={500}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
    </Modal>
  );
}
