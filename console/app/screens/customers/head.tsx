/** Above the tabs: by what the customer is known, what they are worth, whether and how they may be written to, and where they are held out. */
import { Alert, Tag, Tooltip, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DescribedProfile } from '../../api/index.ts';
import { Figure, Part, useFormats, useNaming, useWhyWords } from '../../kit/index.ts';
import { sorted, worthOf } from './customer.ts';

/** Identifiers shown in one line; all of them have a tab. */
const SHOWN = 3;

export function Known({ of }: { readonly of: DescribedProfile }): ReactNode {
  const { t } = useTranslation('customers');
  const names = useNaming();
  const shown = sorted(of.identifiers).slice(0, SHOWN);
  const more = of.identifiers.length - shown.length;
  return (
    <span className="customers-known">
      {shown.map(([namespace, value]) => (
        <span key={`${namespace}:${value}`}>
          {names.of('namespace', namespace)} <strong>{value}</strong>
        </span>
      ))}
      {more > 0 && <span>{t('head.more', { count: more })}</span>}
      <Typography.Text type="secondary" copyable={{ text: of.customer, tooltips: [t('head.copy'), t('head.copied')] }}>
        <code>{of.customer}</code>
      </Typography.Text>
    </span>
  );
}

export function Head({ of }: { readonly of: DescribedProfile }): ReactNode {
  const { t } = useTranslation('customers');
  const formats = useFormats();
  const names = useNaming();
  const words = useWhyWords();
  const { suppressed, reach, traits, completeness, journeys, absorbed, tags } = of;
  const worth = worthOf(traits);
  const heldOut = journeys.filter(({ holdout }) => holdout);
  return (
    <>
      {suppressed !== undefined && (
        <Alert
          type="error"
          showIcon
          title={t('head.suppressed', { reason: words.value('reason', suppressed) })}
          description={t('head.suppressedHint')}
        />
      )}
      <Part>
        <div className="figures">
          <Figure
            label={worth ? names.of('trait', worth.trait) : t('head.worth')}
            value={worth ? formats.money(worth.amount) : '–'}
            note={worth ? undefined : t('head.noWorth')}
          />
          <Figure
            label={t('head.tags')}
            value={formats.number(tags.length)}
            note={t('head.completeness', { share: formats.percent(completeness.share, 0) })}
          />
          <Figure label={t('head.journeys')} value={formats.number(journeys.length - heldOut.length)} />
          <Figure label={t('head.merged')} value={formats.number(absorbed.length)} />
        </div>
        <Badges of={of} />
        {heldOut.length > 0 && (
          <Row label={t('head.holdouts')}>
            {heldOut.map(({ journey }) => (
              <Tag key={journey}>{names.of('journey', journey)}</Tag>
            ))}
          </Row>
        )}
        {reach.quiet && (
          <Row label={t('head.quiet')}>
            {t('head.quietUntil', { zone: reach.quiet.timezone, time: formats.dateTime(reach.quiet.until) })}
          </Row>
        )}
      </Part>
    </>
  );
}

/** Purposes, channels and caps, each with the rule that closes it. */
function Badges({ of: { reach, consent } }: { readonly of: DescribedProfile }): ReactNode {
  const { t } = useTranslation('customers');
  const names = useNaming();
  const words = useWhyWords();
  const choice = (purpose: string): string => {
    const made = consent.find((one) => one.purpose === purpose);
    return made ? ` · ${words.value('choice', made.granted ? 'granted' : 'withdrawn')}` : '';
  };
  const caps = [...(reach.accepted ? [{ ...reach.accepted, cap: t('head.accepted') }] : []), ...reach.caps];
  return (
    <>
      <Row label={t('head.consent')}>
        {reach.purposes.map(({ purpose, closed }) => (
          <Badge key={purpose} closed={closed} label={`${names.of('purpose', purpose)}${choice(purpose)}`} />
        ))}
      </Row>
      <Row label={t('head.channels')}>
        {reach.channels.map(({ channel, closed }) => (
          <Badge key={channel} closed={closed} label={names.of('channel', channel)} />
        ))}
      </Row>
      {caps.length > 0 && (
        <Row label={t('head.caps')}>
          {caps.map(({ cap, count, max }) => (
            <Tag key={cap} color={count >= max ? 'warning' : 'default'}>
              {t('head.used', { cap, used: words.formats.number(count), max: words.formats.number(max) })}
            </Tag>
          ))}
        </Row>
      )}
    </>
  );
}

interface Closed {
  readonly rule: string;
  readonly read: unknown;
}

/** Open, or closed with the reason: on the badge for the eye that rests on it, and beside it for everybody. */
function Badge({ label, closed }: { readonly label: string; readonly closed: Closed | undefined }): ReactNode {
  const { rule, values } = useWhyWords();
  if (!closed) return <Tag color="success">{label}</Tag>;
  const reason = values(closed.read)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
  return (
    <Tooltip title={reason}>
      <Tag color="error">
        {label} · {rule(closed.rule)}
      </Tag>
    </Tooltip>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  const { t } = useTranslation('customers');
  const isEmpty = Array.isArray(children) && children.length === 0;
  return (
    <div className="customers-row">
      <span className="soft">{label}</span>
      <span className="customers-tags">{isEmpty ? t('none') : children}</span>
    </div>
  );
}
