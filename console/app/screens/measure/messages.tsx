/** Messages by channel and what became of them, and why others were not sent. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type ChannelRow, type MessagesMeasure } from '../../api/index.ts';
import { Answered, Figure, Nothing, Part, useFormats, useNaming, useWords, Why } from '../../kit/index.ts';
import { Board } from './board.tsx';
import { Days, useDays } from './days.tsx';

const FIGURES = ['decided', 'sent', 'delivered', 'opened', 'clicked', 'unsubscribed', 'bounced', 'failed', 'withdrawn', 'waiting'] as const;
const VERDICTS = ['send', 'defer', 'suppress'] as const;

export function MessagesBoard(): ReactNode {
  const [{ from, to }] = useDays();
  const query = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  const asked = useQuery({
    queryKey: ['measures', 'messages', query],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/measures/messages', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <Days shown={asked.data} />
      <Answered of={asked}>
        {(measured) => (
          <>
            <Channels measured={measured} />
            <Refusals measured={measured} />
          </>
        )}
      </Answered>
    </>
  );
}

function Channels({ measured: { channels, asOf, from, to } }: { readonly measured: MessagesMeasure }): ReactNode {
  const { t } = useTranslation('measure');
  const formats = useFormats();
  const naming = useNaming();
  const whole = (value: unknown): string => formats.number(Number(value), 0);
  const table = {
    columns: [{ title: t('messages.channel') }, ...FIGURES.map((name) => ({ title: t(`messages.figures.${name}`), shown: whole }))],
    rows: channels.map((row) => [naming.of('channel', row.channel), ...FIGURES.map((name) => row[name])]),
  };
  return (
    <Board title={t('messages.byChannel')} name={`messages-${from}-${to}`} asOf={asOf} table={table}>
      {channels.length === 0 ? (
        <Nothing text={t('messages.empty')} hint={t('messages.emptyHint')} />
      ) : (
        <ol className="measure-funnel">
          {channels.map((row) => (
            <ChannelBar key={row.channel} row={row} most={Math.max(...channels.map(({ decided }) => decided))} />
          ))}
        </ol>
      )}
    </Board>
  );
}

function ChannelBar({ row, most }: { readonly row: ChannelRow; readonly most: number }): ReactNode {
  const { t } = useTranslation('measure');
  const formats = useFormats();
  const naming = useNaming();
  const { channel, decided, sent, opened, clicked, failed, withdrawn } = row;
  const share = (count: number): string => formats.percent(sent === 0 ? 0 : count / sent);
  return (
    <li>
      <div className="measure-step-head">
        <strong>{naming.of('channel', channel)}</strong>
        <span>
          {t('messages.sentOf', { sent: formats.number(sent, 0), decided: formats.number(decided, 0) })}{' '}
          <span className="soft">
            {t('messages.came', { opened: share(opened), clicked: share(clicked), lost: formats.number(failed + withdrawn, 0) })}
          </span>
        </span>
      </div>
      <div className="measure-bar" aria-hidden>
        <div style={{ width: `${(sent / Math.max(1, most)) * 100}%` }} />
      </div>
    </li>
  );
}

function Refusals({ measured: { verdicts, refusals, asOf, from, to } }: { readonly measured: MessagesMeasure }): ReactNode {
  const { t } = useTranslation('measure');
  const formats = useFormats();
  const words = useWords();
  const all = VERDICTS.reduce((sum, name) => sum + verdicts[name], 0);
  const whole = (value: unknown): string => formats.number(Number(value), 0);
  const table = {
    columns: [{ title: t('messages.outcome') }, { title: t('messages.rule') }, { title: t('messages.count'), shown: whole }],
    rows: refusals.map(({ outcome, rule, count }) => [t(`messages.outcomes.${outcome}`), words(`rule.${rule}`, rule), count]),
  };
  return (
    <>
      <Part title={t('messages.verdicts')}>
        <div className="figures">
          {VERDICTS.map((name) => (
            <Figure
              key={name}
              label={t(`messages.said.${name}`)}
              value={whole(verdicts[name])}
              note={all === 0 ? undefined : formats.percent(verdicts[name] / all)}
            />
          ))}
        </div>
      </Part>
      <Board title={t('messages.why')} name={`not-sent-${from}-${to}`} asOf={asOf} table={table}>
        {refusals.length === 0 ? (
          <Nothing text={t('messages.noRefusal')} hint={t('messages.noRefusalHint')} />
        ) : (
          <Table
            size="small"
            pagination={false}
            rowKey="key"
            scroll={{ x: 'max-content' }}
            dataSource={refusals.map((row) => ({ ...row, key: `${row.outcome} ${row.rule}` }))}
            columns={[
              { title: t('messages.outcome'), render: (_, { outcome }) => <Tag>{t(`messages.outcomes.${outcome}`)}</Tag> },
              { title: t('messages.rule'), render: (_, { rule }) => <Why rule={rule} /> },
              { title: t('messages.count'), align: 'right', render: (_, { count }) => whole(count) },
            ]}
          />
        )}
      </Board>
    </>
  );
}
