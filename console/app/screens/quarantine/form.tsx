/** The rules of a correction, as a form: for which calls, and what is done to them, step by step. */
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDoing, useNames } from '../../kit/index.ts';
import { type Correction, KINDS, type Kind, kindOf, pathOf, problemOf, type Rule, type Step, stepOf, type When } from './model.ts';
import type { Refused } from './reasons.tsx';
import { StepFields } from './step-fields.tsx';

export interface CorrectionFormProps {
  readonly of: Correction;
  readonly refused: Refused;
  /** Told how what is there by then changes. */
  readonly onChange: (change: (now: Correction) => Correction) => void;
}

export function CorrectionForm({ of, refused, onChange }: CorrectionFormProps): ReactNode {
  const { t } = useTranslation('quarantine');
  const doing = useDoing();
  const { rules } = of;
  const setRule = (index: number, change: (now: Rule) => Rule): void =>
    onChange((now) => ({ rules: now.rules.map((rule, at) => (at === index ? change(rule) : rule)) }));
  const remove = (index: number): void => {
    const removed = rules[index]!;
    onChange((now) => ({ rules: now.rules.toSpliced(index, 1) }));
    doing.done(t('ruleRemoved'), () => onChange((now) => ({ rules: now.rules.toSpliced(index, 0, removed) })));
  };
  return (
    <div className="quarantine-rules">
      {rules.length === 0 && <p className="soft">{t('noRules')}</p>}
      {rules.map((rule, index) => (
        // A rule has nothing that is its own but its place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <fieldset key={index} className="quarantine-rule">
          <legend>{t('rule', { number: index + 1 })}</legend>
          <For of={rule.when ?? {}} refused={refused} onChange={(when) => setRule(index, (now) => ({ ...now, when }))} />
          <Steps of={rule.steps} refused={refused} onChange={(change) => setRule(index, (now) => ({ ...now, steps: change(now.steps) }))} />
          <Button size="small" type="text" danger icon={<DeleteOutlined />} onClick={() => remove(index)}>
            {t('removeRule')}
          </Button>
        </fieldset>
      ))}
      <Button icon={<PlusOutlined />} onClick={() => onChange((now) => ({ rules: [...now.rules, { steps: [stepOf('rename')] }] }))}>
        {t('addRule')}
      </Button>
    </div>
  );
}

interface ForProps {
  readonly of: When;
  readonly refused: Refused;
  readonly onChange: (when: When) => void;
}

/** Which calls a rule is for: of those that are selected all, or the ones that are said here. */
function For({ of, refused, onChange }: ForProps): ReactNode {
  const { t } = useTranslation('quarantine');
  const nameOf = useNames();
  return (
    <div className="filters">
      <span>{t('for')}</span>
      {(['source', 'event', 'code', 'field'] as const).map((key) => {
        const values = [...new Set([...(of[key] === undefined ? [] : [of[key]]), ...refused.groups.map((group) => group[key])])];
        const { [key]: _, ...rest } = of;
        return (
          <Select<string>
            key={key}
            allowClear
            showSearch
            popupMatchSelectWidth={false}
            aria-label={t(`columns.${key}`)}
            placeholder={t(`any.${key}`)}
            value={of[key] ?? null}
            options={values.map((value) => ({ value, label: key === 'event' ? nameOf('event', value) : value }))}
            onChange={(value: string | undefined) => onChange(value === undefined ? rest : { ...rest, [key]: value })}
          />
        );
      })}
    </div>
  );
}

interface StepsProps {
  readonly of: readonly Step[];
  readonly refused: Refused;
  readonly onChange: (change: (now: readonly Step[]) => readonly Step[]) => void;
}

function Steps({ of, refused, onChange }: StepsProps): ReactNode {
  const { t } = useTranslation('quarantine');
  const doing = useDoing();
  const setStep = (index: number, step: Step): void => onChange((now) => now.with(index, step));
  const swap = (index: number, other: number): void => onChange((now) => now.with(index, now[other]!).with(other, now[index]!));
  const remove = (index: number): void => {
    const removed = of[index]!;
    onChange((now) => now.toSpliced(index, 1));
    doing.done(t('stepRemoved'), () => onChange((now) => now.toSpliced(index, 0, removed)));
  };
  return (
    <ol className="quarantine-steps">
      {of.map((step, index) => {
        const number = index + 1;
        const problem = problemOf(step);
        return (
          // Steps are told apart by their places alone.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={index}>
            <div className="filters">
              <Select<Kind>
                aria-label={t('stepKind', { number })}
                value={kindOf(step)}
                options={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
                popupMatchSelectWidth={false}
                onChange={(kind) => setStep(index, stepOf(kind, pathOf(step)))}
              />
              <StepFields of={step} refused={refused} onChange={(next) => setStep(index, next)} />
              <span className="quarantine-order">
                <Button
                  {...{ size: 'small', type: 'text', icon: <ArrowUpOutlined />, disabled: index === 0 }}
                  aria-label={t('moveUp', { number })}
                  onClick={() => swap(index, index - 1)}
                />
                <Button
                  {...{ size: 'small', type: 'text', icon: <ArrowDownOutlined />, disabled: number === of.length }}
                  aria-label={t('moveDown', { number })}
                  onClick={() => swap(index, number)}
                />
                <Button
                  {...{ size: 'small', type: 'text', danger: true, icon: <DeleteOutlined /> }}
                  aria-label={t('removeStep', { number })}
                  onClick={() => remove(index)}
                />
              </span>
            </div>
            {problem && <p className="quarantine-problem">{t(`problems.${problem}`)}</p>}
          </li>
        );
      })}
      <li className="quarantine-add">
        <Button size="small" icon={<PlusOutlined />} onClick={() => onChange((now) => [...now, stepOf('rename')])}>
          {t('addStep')}
        </Button>
      </li>
    </ol>
  );
}
