/** Channels: through what each goes, how it does, which secrets it needs, and trying it out. */
import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type ChannelStanding } from '../../api/index.ts';
import { Answered, Figure, Nothing, Page, Part, spanOfDuration, useFormats, useLanguage, useMay, useNow } from '../../kit/index.ts';
import { TestSend } from './test-send.tsx';
import './channels.css';

/** How often the state is asked for anew, ms. */
const EVERY_MS = 10_000;
const BREAKERS = { closed: 'success', half_open: 'warning', open: 'error' } as const;

export function Screen(): ReactNode {
  const { t } = useTranslation('channels');
  const [tried, setTried] = useState<ChannelStanding>();
  const asked = useQuery({
    queryKey: ['channels'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/channels', { signal })),
    refetchInterval: EVERY_MS,
  });
  return (
    <Page title={t('title')} text={t('text')}>
      <Answered of={asked}>
        {({ channels }) =>
          channels.length === 0 ? (
            <Nothing text={t('empty')} hint={t('emptyHint')} />
          ) : (
            <div className="columns">
              {channels.map((channel) => (
                <Channel key={channel.channel} of={channel} onTry={() => setTried(channel)} />
              ))}
            </div>
          )
        }
      </Answered>
      {tried && <TestSend key={tried.channel} channel={tried} onClose={() => setTried(undefined)} />}
    </Page>
  );
}

function Channel({ of, onTry }: { readonly of: ChannelStanding; readonly onTry: () => void }): ReactNode {
  const { t } = useTranslation('channels');
  const language = useLanguage();
  const mayTry = useMay('messages.test');
  const { channel, carrier, definition, state } = of;
  const isCaptured = carrier === 'capture';
  return (
    <Part
      title={definition?.name[language] ?? channel}
      extra={
        <Button size="small" disabled={!mayTry} onClick={onTry}>
          {t('try.verb')}
        </Button>
      }
    >
      <div className="channels-tags">
        <Tag>{definition ? t(`types.${definition.type}`) : channel}</Tag>
        <Tag color={isCaptured ? 'default' : 'blue'}>{t(`carriers.${carrier}`, { defaultValue: carrier })}</Tag>
        {state && <Tag color={BREAKERS[state.breaker]}>{t(`breakers.${state.breaker}`)}</Tag>}
        {!definition && <Tag color="warning">{t('undefined')}</Tag>}
      </div>
      {isCaptured && <p className="soft">{t('captured')}</p>}
      {state && (
        <div className="figures">
          <Figure label={t('waiting')} value={state.waiting} />
          <Figure label={t('active')} value={state.active} />
          <Figure label={t('retrying')} value={state.retrying} />
        </div>
      )}
      <Details of={of} />
    </Part>
  );
}

function Details({ of: { definition, state, credentials } }: { readonly of: ChannelStanding }): ReactNode {
  const { t } = useTranslation('channels');
  const formats = useFormats();
  const now = useNow();
  const failure = state?.lastFailure;
  return (
    <dl className="channels-details">
      {definition?.rate && (
        <>
          <dt>{t('rate')}</dt>
          <dd>{t('rateOf', { max: formats.number(definition.rate.max), per: formats.span(spanOfDuration(definition.rate.per) ?? 0) })}</dd>
        </>
      )}
      {definition?.from && (
        <>
          <dt>{t('from')}</dt>
          <dd>{`${definition.from.name} <${definition.from.address}>`}</dd>
        </>
      )}
      {definition?.signature !== undefined && (
        <>
          <dt>{t('signature')}</dt>
          <dd>{`【${definition.signature}】`}</dd>
        </>
      )}
      {failure && (
        <>
          <dt>{t('lastFailure')}</dt>
          <dd>
            <code>{failure.reason}</code> <span className="soft">{formats.relative(failure.at, now)}</span>
          </dd>
        </>
      )}
      {credentials && credentials.length > 0 && (
        <>
          <dt>{t('credentials')}</dt>
          <dd>
            {credentials.map(({ field, reference, present }) => (
              <div key={field}>
                <code>{reference}</code> <Tag color={present ? 'success' : 'error'}>{t(present ? 'present' : 'missing')}</Tag>
              </div>
            ))}
          </dd>
        </>
      )}
    </dl>
  );
}
