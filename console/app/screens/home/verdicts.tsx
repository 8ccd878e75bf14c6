/** What the guard said to each message, and why messages were not sent. */
import { Progress } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Figure, Nothing, useFormats, useWords } from '../../kit/index.ts';

const VERDICTS = ['send', 'defer', 'suppress'] as const;
const RULES_SHOWN = 6;

export interface VerdictsProps {
  readonly facts: Readonly<Record<string, number>>;
  readonly refusals: Readonly<Record<string, number>>;
}

export function Verdicts({ facts, refusals }: VerdictsProps): ReactNode {
  const { t } = useTranslation('home');
  const formats = useFormats();
  const word = useWords();
  const counts = VERDICTS.map((verdict) => facts[`verdict/${verdict}`] ?? 0);
  const sum = counts.reduce((total, count) => total + count, 0);
  if (sum === 0) return <Nothing text={t('verdicts.empty')} hint={t('verdicts.emptyHint')} />;
  const rules = Object.entries(refusals)
    .sort(([, a], [, b]) => b - a)
    .slice(0, RULES_SHOWN);
  const most = rules[0]?.[1] ?? 1;
  return (
    <>
      <div className="figures">
        {VERDICTS.map((verdict, index) => (
          <Figure
            key={verdict}
            label={t(`verdicts.${verdict}`)}
            value={formats.percent((counts[index] ?? 0) / sum)}
            note={formats.short(counts[index] ?? 0)}
          />
        ))}
      </div>
      {rules.length > 0 && <h3 className="home-why">{t('verdicts.why')}</h3>}
      <ul className="home-rules">
        {rules.map(([rule, count]) => (
          <li key={rule}>
            <span title={rule}>{word(`rule.${rule}`, rule)}</span>
            <Progress percent={(count / most) * 100} showInfo={false} size="small" strokeColor="var(--accent)" aria-hidden />
            <span className="home-number">{formats.short(count)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
