/** How something reaches customers stage by stage, in words. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Guardrail, ReleaseRollout } from '../../api/index.ts';
import { type Formats, spanOfDuration } from '../format.ts';
import { useFormats } from '../formats.ts';
import { usePlanNames } from './names.ts';

type Settings = Pick<ReleaseRollout, 'by' | 'stages' | 'guardrails'>;
type Stage = Settings['stages'][number];

/** How long a stage is held where it does not say so. */
const HOLD_DEFAULT = '1d';

export function RolloutText({ of }: { readonly of: ReleaseRollout }): ReactNode {
  const { t } = useTranslation('publish');
  const nameOf = usePlanNames();
  const words = useStageWords();
  const { journeys, by, stages, guardrails = [] } = of;
  const trait = typeof by === 'object' ? by.trait : undefined;
  return (
    <div className="publish-rollout">
      <p>
        <strong>{journeys.map(({ journey }) => nameOf('journey', journey)).join(t('and'))}</strong>{' '}
        {trait !== undefined && <span className="soft">{t('rollout.by', { trait: nameOf('trait', trait) })}</span>}
      </p>
      <ol>
        {stages.map((stage, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stage is its place.
          <li key={index}>{words.stage(stage)}</li>
        ))}
      </ol>
      {guardrails.length > 0 && <p className="soft">{t('rollout.guards', { guards: guardrails.map(words.guardrail).join(t('and')) })}</p>}
    </div>
  );
}

export interface StageWords {
  /** "10% of customers, held for 1 day". */
  readonly stage: (stage: Stage) => string;
  readonly share: (stage: Stage) => string;
  /** "error at most 5%". */
  readonly guardrail: (guardrail: Guardrail) => string;
}

export function useStageWords(): StageWords {
  const { t } = useTranslation('publish');
  const formats = useFormats();
  const share = ({ percent, values = [] }: Stage): string =>
    [...values, ...(percent === undefined ? [] : [formats.percent(percent / 100)])].join(t('and'));
  return {
    share,
    stage: (stage) => t('rollout.stage', { share: share(stage), hold: spanText(stage.hold ?? HOLD_DEFAULT, formats) }),
    guardrail: ({ measure, atMost, atLeast, noWorseBy }) => {
      const bound = atMost !== undefined ? 'atMost' : atLeast !== undefined ? 'atLeast' : 'noWorseBy';
      const value = atMost ?? atLeast ?? noWorseBy ?? 0;
      const text = bound === 'noWorseBy' ? formats.points(value).replace('+', '') : formats.percent(value);
      return t(`bound.${bound}`, { measure: t(`measure.${measure}`), value: text });
    },
  };
}

function spanText(duration: string, formats: Formats): string {
  const ms = spanOfDuration(duration);
  return ms === undefined ? duration : formats.span(ms);
}
