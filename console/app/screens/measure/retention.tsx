/** Cohorts by the month of the first purchase: how many of them bought again in each month after it. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type RetentionMeasure } from '../../api/index.ts';
import { Answered, Nothing, useFormats } from '../../kit/index.ts';
import { Board } from './board.tsx';
import { shadeOf } from './rfm.tsx';

/** Months after the first that are drawn; the table and the file have all. */
const MONTHS_DRAWN = 12;
const COHORTS_DRAWN = 24;

export function RetentionBoard(): ReactNode {
  const asked = useQuery({
    queryKey: ['measures', 'retention'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/measures/retention', { signal })),
  });
  return <Answered of={asked}>{(measured) => <Triangle measured={measured} />}</Answered>;
}

function Triangle({ measured: { cohorts, asOf, month } }: { readonly measured: RetentionMeasure }): ReactNode {
  const { t } = useTranslation('measure');
  const formats = useFormats();
  const drawn = cohorts.slice(-COHORTS_DRAWN);
  const longest = Math.max(0, ...cohorts.map(({ customers }) => customers.length - 1));
  const months = Array.from({ length: Math.min(longest, MONTHS_DRAWN) }, (_, i) => i + 1);
  const share = (value: unknown): string => formats.percent(Number(value));
  const table = {
    columns: [
      { title: t('retention.cohort') },
      { title: t('retention.buyers'), shown: (value: unknown) => formats.number(Number(value), 0) },
      ...Array.from({ length: longest }, (_, i) => ({ title: t('retention.month', { number: i + 1 }), shown: share })),
    ],
    rows: cohorts.map(({ cohort, customers: [first = 0, ...later] }) => [
      cohort,
      first,
      ...Array.from({ length: longest }, (_, i) => (later[i] === undefined || first === 0 ? null : later[i] / first)),
    ]),
  };
  return (
    <Board title={t('retention.title')} name="retention" asOf={asOf} table={table}>
      {cohorts.length === 0 ? (
        <Nothing text={t('revenue.empty')} hint={t('revenue.emptyHint')} />
      ) : (
        <>
          <p className="soft">{t('retention.how', { month })}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <section className="measure-scroll" tabIndex={0} aria-label={t('retention.title')}>
            <table className="measure-grid">
              <thead>
                <tr>
                  <th scope="col">{t('retention.cohort')}</th>
                  <th scope="col">{t('retention.buyers')}</th>
                  {months.map((number) => (
                    <th scope="col" key={number}>
                      {t('retention.month', { number })}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {drawn.map(({ cohort, customers: [first = 0, ...later] }) => (
                  <tr key={cohort}>
                    <th scope="row">{cohort}</th>
                    <td>{formats.number(first, 0)}</td>
                    {months.slice(0, later.length).map((number) => {
                      const part = first === 0 ? 0 : (later[number - 1] ?? 0) / first;
                      return (
                        <td key={number}>
                          <div className="measure-cell" style={shadeOf(part)}>
                            {share(part)}
                          </div>
                        </td>
                      );
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
    </Board>
  );
}
