/** How a customer stands to a journey, by which rule, and what became of the messages that it wanted to send. */
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { JourneyExplanation, MessageOutcome } from '../../api/index.ts';
import { Proof, WhyRule } from './evidence.tsx';
import { useWhyWords } from './words.ts';

const TONES: Readonly<Record<string, string>> = {
  inside: 'processing',
  converted: 'success',
  completed: 'default',
  failed: 'error',
  refused: 'warning',
  sent: 'success',
  waiting: 'processing',
  deferred: 'warning',
  suppressed: 'warning',
};

/** `actions`: what can be done or asked of each message. */
export interface StandingProps {
  readonly of: JourneyExplanation;
  readonly actions?: (outcome: MessageOutcome) => ReactNode;
}

export function Standing({ of, actions }: StandingProps): ReactNode {
  const { t, formats } = useWhyWords();
  const { way, refused, untriggered, again, messages } = of;
  return (
    <div className="because-standing">
      {way && <Way of={way} journey={of.journey} entered={of.entered} />}
      {refused && (
        <p>
          {t('notEntered', { count: refused.count, time: formats.dateTime(refused.evidence.at) })}: <WhyRule {...refused} />{' '}
          <Proof of={refused.evidence} />
        </p>
      )}
      {untriggered && (
        <p>
          <WhyRule {...untriggered} /> {untriggered.evidence && <Proof of={untriggered.evidence} />}
        </p>
      )}
      {untriggered?.next !== undefined && <p className="soft">{t('next', { time: formats.dateTime(untriggered.next) })}</p>}
      {again && <p className="soft">{again.at === undefined ? t('never') : t('again', { time: formats.dateTime(again.at) })}</p>}
      {messages.length > 0 && <Wanted messages={messages} actions={actions} />}
    </div>
  );
}

/** Where it stands, and whether it is held out. */
export function StandingTags({ of }: { readonly of: JourneyExplanation }): ReactNode {
  const { t, fact } = useWhyWords();
  const arm = of.way?.arm;
  return (
    <>
      <Tag color={TONES[of.standing] ?? 'default'}>{t(`standing.${of.standing}` as never)}</Tag>
      {(arm === 'holdout' || arm === 'global_control') && <Tag>{fact('exposure', arm)}</Tag>}
      {of.version === undefined && <span className="soft">{t('retired')}</span>}
    </>
  );
}

interface WayProps {
  readonly of: NonNullable<JourneyExplanation['way']>;
  readonly journey: string;
  readonly entered: number;
}

function Way({ of, journey, entered }: WayProps): ReactNode {
  const { t, formats, step: stepOf } = useWhyWords();
  const { step, version, enteredAt, endedAt, until, rule, read, evidence } = of;
  const parts = [
    ...(step === undefined ? [] : [t('at', { step: stepOf(journey, step) })]),
    t('version', { version }),
    t('since', { time: formats.dateTime(enteredAt) }),
    ...(endedAt === undefined ? [] : [t('until', { time: formats.dateTime(endedAt) })]),
    ...(until === undefined ? [] : [t('waits', { time: formats.dateTime(until) })]),
    ...(entered > 1 ? [t('times', { count: entered })] : []),
  ];
  const last = evidence.at(-1);
  return (
    <>
      <p>{parts.join(' · ')}</p>
      {rule !== undefined && (
        <p>
          <WhyRule rule={rule} read={read} /> {last && <Proof of={last} />}
        </p>
      )}
    </>
  );
}

function Wanted({
  messages,
  actions,
}: {
  readonly messages: readonly MessageOutcome[];
  readonly actions: StandingProps['actions'];
}): ReactNode {
  const { t, names, formats, step } = useWhyWords();
  return (
    <>
      <p className="because-subtitle">{t('wanted')}</p>
      <ul className="because-wanted">
        {messages.map((outcome) => (
          <li key={outcome.message}>
            <StatusTag status={outcome.status} /> <span title={outcome.step}>{step(outcome.journey, outcome.step)}</span> ·{' '}
            {names.of('channel', outcome.channel)} ·{' '}
            <span className="soft">
              {outcome.until === undefined ? formats.dateTime(outcome.evidence.at) : t('waits', { time: formats.dateTime(outcome.until) })}
            </span>{' '}
            {outcome.status !== 'sent' && <WhyRule rule={outcome.rule} read={outcome.read} />} {actions?.(outcome)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What became of a message. */
export function StatusTag({ status }: { readonly status: string }): ReactNode {
  const { t } = useWhyWords();
  const tone = status === 'failed' ? 'error' : (TONES[status] ?? 'default');
  return <Tag color={tone}>{t(`status.${status}` as never)}</Tag>;
}
