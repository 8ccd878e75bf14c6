/** How far a run is, and what came, or would come, of it. */
import { Alert, Progress as Bar, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Replayed } from '../../api/index.ts';
import { Figure, Json, Problem, useFormats } from '../../kit/index.ts';
import { changesBetween } from './compare.ts';
import type { Run } from './run.ts';

export function Progress({ of, total, onStop }: { readonly of: Run; readonly total: number; readonly onStop: () => void }): ReactNode {
  const { t } = useTranslation('quarantine');
  const formats = useFormats();
  if (!of.isUnderWay) return null;
  const looked = of.outcome?.selected ?? 0;
  return (
    <div className="quarantine-progress" role="status">
      <Bar
        aria-label={t('progress')}
        percent={total === 0 ? 0 : Math.min(99, Math.floor((100 * looked) / total))}
        format={() => t('looked', { count: formats.number(looked), total: formats.number(total) })}
      />
      <Button size="small" onClick={onStop}>
        {t('stop')}
      </Button>
    </div>
  );
}

export function Outcome({ of: { isDry, isUnderWay, isWhole, outcome, error } }: { readonly of: Run }): ReactNode {
  const { t } = useTranslation('quarantine');
  const formats = useFormats();
  return (
    <>
      {error !== undefined && <Problem error={error} />}
      {outcome && (
        <section aria-label={isDry ? t('outcome') : t('outcomeDone')}>
          {!isUnderWay && !isWhole && <Alert type="info" showIcon title={isDry ? t('stoppedTry') : t('stopped')} />}
          <div className="figures outcome">
            {(['passed', 'repeated', 'failed', 'unreadable'] as const).map((name) => (
              <Figure
                key={name}
                label={name === 'passed' && !isDry ? t('outcomes.replayed') : t(`outcomes.${name}`)}
                value={formats.number(outcome[name])}
              />
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
          {isDry && outcome.samples.map((sample) => <Sample key={sample.id} of={sample} />)}
        </section>
      )}
    </>
  );
}

/** What the correction changed, then both calls whole. */
function Sample({ of: { before, after, passes, reason } }: { readonly of: Replayed['samples'][number] }): ReactNode {
  const { t } = useTranslation('quarantine');
  const changes = after === null ? [] : changesBetween(before, after);
  return (
    <article className="quarantine-sample" aria-label={t('sample')}>
      <p className={passes ? undefined : 'soft'}>{passes ? t('passes') : (reason ?? t('failsStill'))}</p>
      <ul>
        {changes.map(({ path, from, to }) => (
          <li key={path}>
            <code>{path}</code> {from === undefined ? t('absent') : <code>{from}</code>} →{' '}
            {to === undefined ? t('absent') : <code>{to}</code>}
          </li>
        ))}
        {changes.length === 0 && <li className="soft">{t('unchanged')}</li>}
      </ul>
      <div className="columns">
        <Json title={t('before')} value={before} />
        {after !== null && <Json title={t('after')} value={after} />}
      </div>
    </article>
  );
}
