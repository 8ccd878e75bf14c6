/** How many would get it, and what keeps it from the others, rule by rule. */
import { useQuery } from '@tanstack/react-query';
import { Alert, Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/index.ts';
import { Answered, Figure, useFormats, useMay, useWhyWords } from '../../kit/index.ts';
import { type Foretold, forecastQuery } from './asked.ts';

const COLORS = { send: 'success', defer: 'warning', suppress: 'error' } as const;
type Verdict = keyof typeof COLORS;

interface Row {
  readonly verdict: Verdict;
  readonly rule: string;
  readonly customers: number;
}

export function Forecast({ question, holdout }: { readonly question: Foretold; readonly holdout: number }): ReactNode {
  const { t } = useTranslation('broadcast');
  const may = useMay('segments.read');
  const asked = useQuery({ ...forecastQuery(question), enabled: may });
  if (!may) return <p className="soft">{t('forecastDenied')}</p>;
  // What is unpublished itself cannot be asked of anybody yet.
  if (asked.error instanceof ApiError && asked.error.status === 404) return <Alert type="info" showIcon title={t('noForecast')} />;
  return <Answered of={asked}>{(forecast) => <Told {...forecast} holdout={holdout} />}</Answered>;
}

interface ToldProps {
  readonly members: number;
  readonly asked: number;
  readonly verdicts: readonly Row[];
  readonly holdout: number;
}

function Told({ members, asked, verdicts, holdout }: ToldProps): ReactNode {
  const { t } = useTranslation('broadcast');
  const formats = useFormats();
  if (members === 0) return <Alert type="warning" showIcon title={t('nobody')} description={t('nobodyHint')} />;
  const of = (verdict: Verdict): number => verdicts.filter((one) => one.verdict === verdict).reduce((sum, one) => sum + one.customers, 0);
  const share = (count: number): string => formats.percent(asked === 0 ? 0 : count / asked);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="broadcast-forecast" aria-label={t('forecast')} tabIndex={0}>
      <h3 className="part-title">{t('forecast')}</h3>
      <div className="figures">
        <Figure
          label={t('members')}
          value={formats.number(members)}
          {...(asked < members && { note: t('drawn', { asked: formats.number(asked) }) })}
        />
        {(['send', 'defer', 'suppress'] as const).map((verdict) => (
          <Figure key={verdict} label={t(`verdicts.${verdict}`)} value={formats.number(of(verdict))} note={share(of(verdict))} />
        ))}
      </div>
      {of('send') + of('defer') === 0 && <Alert type="warning" showIcon title={t('noneReached')} />}
      {verdicts.length > 0 && <Rules rows={verdicts} share={share} />}
      {holdout > 0 && <p className="soft">{t('heldOut', { share: formats.percent(holdout) })}</p>}
      <p className="soft">{t('asKnown')}</p>
    </section>
  );
}

function Rules({ rows, share }: { readonly rows: readonly Row[]; readonly share: (count: number) => string }): ReactNode {
  const { t } = useTranslation('broadcast');
  const formats = useFormats();
  const words = useWhyWords();
  return (
    <Table<Row>
      size="small"
      pagination={false}
      rowKey={({ verdict, rule }) => `${verdict} ${rule}`}
      dataSource={[...rows]}
      columns={[
        {
          title: t('columns.verdict'),
          render: (_, { verdict }) => <Tag color={COLORS[verdict]}>{t(`verdicts.${verdict}`)}</Tag>,
        },
        { title: t('columns.rule'), render: (_, { rule }) => <span title={rule}>{words.rule(rule)}</span> },
        { title: t('columns.customers'), align: 'end', render: (_, { customers }) => formats.number(customers) },
        { title: t('columns.share'), align: 'end', render: (_, { customers }) => share(customers) },
      ]}
    />
  );
}
