/** How journeys that change reach customers: at once, or stage by stage behind guardrails. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, InputNumber, Radio, Select } from 'antd';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Guardrail, Review, Rollout } from '../../api/index.ts';
import { spanOfDuration } from '../format.ts';
import { useFormats } from '../formats.ts';
import { useNaming } from '../naming.ts';
import { Problem } from '../states.tsx';
import type { Reach } from './changes.ts';

type Stage = Rollout['stages'][number];

const HOLDS = ['1h', '6h', '12h', '1d', '2d', '3d', '7d'];
const MEASURES = ['error', 'conversion', 'drop', 'stall', 'fatigue'] as const;
const BOUNDS = ['atMost', 'atLeast', 'noWorseBy'] as const;
const USUAL: Rollout = {
  stages: [1, 10, 50, 100].map((percent) => ({ percent, hold: '1d' })),
  guardrails: [
    { measure: 'error', noWorseBy: 0.05 },
    { measure: 'fatigue', atMost: 0.02 },
  ],
};
const STAGES_MAX = 20;
const GUARDRAILS_MAX = 10;

export interface ReachProps {
  readonly review: Review;
  readonly reach: Reach;
  readonly onChange: (reach: Reach) => void;
  /** What the server says of it. */
  readonly problem: unknown;
}

export function ReachChoice({ review, reach, onChange, problem }: ReachProps): ReactNode {
  const { t } = useTranslation('publish');
  const title = useId();
  if (!review.changes.some(({ kind }) => kind === 'journey')) return null;
  const way = typeof reach === 'object' ? 'stages' : (reach ?? 'said');
  return (
    <section className="publish-part" aria-labelledby={title}>
      <h3 id={title}>{t('reach.title')}</h3>
      <Radio.Group
        value={way}
        onChange={({ target }) => onChange(target.value === 'stages' ? USUAL : target.value === 'at_once' ? 'at_once' : undefined)}
        options={(['said', 'at_once', 'stages'] as const).map((value) => ({ value, label: t(`reach.${value}`) }))}
      />
      <p className="soft">{t(`reach.hint.${way}`)}</p>
      {typeof reach === 'object' && <Stages of={reach} onChange={onChange} />}
      {problem ? <Problem error={problem} /> : null}
    </section>
  );
}

interface PartProps {
  readonly of: Rollout;
  readonly onChange: (reach: Rollout) => void;
}

function Stages({ of, onChange }: PartProps): ReactNode {
  const { t } = useTranslation('publish');
  const names = useNaming();
  const trait = typeof of.by === 'object' ? of.by.trait : undefined;
  const change = (index: number, next: Partial<Stage>): void =>
    onChange({ ...of, stages: of.stages.map((stage, at) => (at === index ? { ...stage, ...next } : stage)) });
  const setBy = (next: string): void => {
    const { by: _by, ...rest } = of;
    // Values are of the trait, so another one has others.
    const stages = of.stages.map(({ values: _values, ...stage }) => stage);
    onChange(next === '' ? { ...rest, stages } : { ...rest, stages, by: { trait: next } });
  };
  return (
    <>
      <div className="publish-row">
        <span>{t('reach.by')}</span>
        <Select
          aria-label={t('reach.by')}
          className="publish-by"
          showSearch={{ optionFilterProp: 'label' }}
          value={trait ?? ''}
          onChange={setBy}
          options={[{ value: '', label: t('reach.customers') }, ...names.all('trait').map(({ id, name }) => ({ value: id, label: name }))]}
        />
      </div>
      {of.stages.map((stage, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stage is its place.
        <div className="publish-row" key={index}>
          <StageRow of={stage} number={index + 1} isByTrait={trait !== undefined} onChange={(next) => change(index, next)} />
          <Button
            type="text"
            aria-label={t('reach.removeStage', { number: index + 1 })}
            icon={<DeleteOutlined />}
            disabled={of.stages.length === 1}
            onClick={() => onChange({ ...of, stages: of.stages.filter((_, at) => at !== index) })}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        disabled={of.stages.length >= STAGES_MAX}
        onClick={() => onChange({ ...of, stages: [...of.stages, { percent: 100, hold: '1d' }] })}
      >
        {t('reach.addStage')}
      </Button>
      <Guards of={of} onChange={onChange} />
    </>
  );
}

interface StageRowProps {
  readonly of: Stage;
  readonly number: number;
  readonly isByTrait: boolean;
  readonly onChange: (next: Partial<Stage>) => void;
}

function StageRow({ of, number, isByTrait, onChange }: StageRowProps): ReactNode {
  const { t } = useTranslation('publish');
  const formats = useFormats();
  const spanOf = (hold: string): string => formats.span(spanOfDuration(hold) ?? 0);
  return (
    <>
      <span className="soft">{number}.</span>
      <InputNumber
        aria-label={t('reach.percent', { number })}
        min={0.1}
        max={100}
        suffix="%"
        value={of.percent ?? null}
        onChange={(percent) => percent !== null && onChange({ percent })}
      />
      {isByTrait && (
        <Select
          mode="tags"
          aria-label={t('reach.values', { number })}
          placeholder={t('reach.valuesHint')}
          className="publish-values"
          open={false}
          suffixIcon={null}
          value={of.values ?? []}
          onChange={(values: string[]) => onChange({ values })}
        />
      )}
      <span className="soft">{t('reach.held')}</span>
      <Select
        aria-label={t('reach.hold', { number })}
        className="publish-hold"
        value={of.hold ?? '1d'}
        options={HOLDS.map((value) => ({ value, label: spanOf(value) }))}
        onChange={(hold) => onChange({ hold })}
      />
    </>
  );
}

function Guards({ of, onChange }: PartProps): ReactNode {
  const { t } = useTranslation('publish');
  const guardrails = of.guardrails ?? [];
  const put = (index: number, next: Guardrail): void =>
    onChange({ ...of, guardrails: guardrails.map((one, at) => (at === index ? next : one)) });
  return (
    <>
      <p className="soft publish-guards">{t('reach.guards')}</p>
      {guardrails.map((guardrail, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a guardrail is its place.
        <div className="publish-row" key={index}>
          <GuardRow of={guardrail} number={index + 1} onChange={(next) => put(index, next)} />
          <Button
            type="text"
            aria-label={t('reach.removeGuard', { number: index + 1 })}
            icon={<DeleteOutlined />}
            onClick={() => onChange({ ...of, guardrails: guardrails.filter((_, at) => at !== index) })}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        disabled={guardrails.length >= GUARDRAILS_MAX}
        onClick={() => onChange({ ...of, guardrails: [...guardrails, { measure: 'error', atMost: 0.05 }] })}
      >
        {t('reach.addGuard')}
      </Button>
    </>
  );
}

function GuardRow({
  of,
  number,
  onChange,
}: {
  readonly of: Guardrail;
  readonly number: number;
  readonly onChange: (next: Guardrail) => void;
}): ReactNode {
  const { t } = useTranslation('publish');
  const bound = BOUNDS.find((one) => of[one] !== undefined) ?? 'atMost';
  const share = of[bound] ?? 0;
  const { measure } = of;
  return (
    <>
      <Select
        aria-label={t('reach.measure', { number })}
        className="publish-measure"
        value={measure}
        options={MEASURES.map((value) => ({ value, label: t(`measure.${value}`) }))}
        onChange={(next) => onChange({ measure: next, [bound]: share })}
      />
      <Select
        aria-label={t('reach.bound', { number })}
        className="publish-bound"
        value={bound}
        options={BOUNDS.map((value) => ({ value, label: t(`reach.bounds.${value}`) }))}
        onChange={(next) => onChange({ measure, [next]: share })}
      />
      <InputNumber
        aria-label={t('reach.share', { number })}
        min={0.1}
        max={100}
        suffix="%"
        value={Number((share * 100).toFixed(2))}
        onChange={(percent) => percent !== null && onChange({ measure, [bound]: percent / 100 })}
      />
    </>
  );
}
