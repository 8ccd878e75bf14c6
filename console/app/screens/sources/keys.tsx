/** Write keys: which there are, what was sent with each, and making, replacing and revoking them. A key is shown once. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Space, Table, type TableColumnType, Tag, Tooltip } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type WriteKey } from '../../api/index.ts';
import { Answered, Once, Part, useDoing, useFormats, useMakerName, useNow } from '../../kit/index.ts';
import { type Made, MakeKey } from './make-key.tsx';
import { RotateKey } from './rotate-key.tsx';

export interface WriteKeysProps {
  /** Whether one is about to be made; the button for it stands in the page's head. */
  readonly isMaking: boolean;
  readonly onMade: () => void;
  /** Ids of the sources that there are. */
  readonly sources: readonly string[];
}

export function WriteKeys({ isMaking, onMade, sources }: WriteKeysProps): ReactNode {
  const { t } = useTranslation('sources');
  const queries = useQueryClient();
  const [made, setMade] = useState<Made>();
  const [rotating, setRotating] = useState<WriteKey>();
  const asked = useQuery({ queryKey: ['write-keys'], queryFn: ({ signal }) => answerOf(api.GET('/v1/write-keys', { signal })) });
  const show = async (next: Made): Promise<void> => {
    setMade(next);
    onMade();
    setRotating(undefined);
    await Promise.all([queries.invalidateQueries({ queryKey: ['write-keys'] }), queries.invalidateQueries({ queryKey: ['sources'] })]);
  };
  return (
    <Part title={t('keys.title')}>
      <p className="soft">{t('keys.text')}</p>
      <Answered of={asked}>{({ keys }) => <KeyTable keys={keys} onRotate={setRotating} />}</Answered>
      <MakeKey open={isMaking} sources={sources} onClose={onMade} onMade={show} />
      <RotateKey of={rotating} onClose={() => setRotating(undefined)} onMade={show} />
      {made && (
        <Once
          title={t('keys.once.title', { source: made.source })}
          text={made.old ? t('keys.once.rotated', { last: made.old }) : t('keys.once.text')}
          secret={made.secret}
          label={t('keys.once.label')}
          onClose={() => setMade(undefined)}
        />
      )}
    </Part>
  );
}

function KeyTable({ keys, onRotate }: { readonly keys: readonly WriteKey[]; readonly onRotate: (key: WriteKey) => void }): ReactNode {
  const { t } = useTranslation('sources');
  const formats = useFormats();
  const now = useNow(10_000);
  const makerName = useMakerName();
  const columns: TableColumnType<WriteKey>[] = [
    { title: t('keys.columns.source'), dataIndex: 'source' },
    {
      title: t('keys.columns.key'),
      dataIndex: 'last',
      render: (last: string, { name }) => (
        <>
          <code>…{last}</code> {name}
        </>
      ),
    },
    { title: t('keys.columns.state'), key: 'state', render: (_, key) => <State of={key} now={now} /> },
    {
      title: t('keys.columns.made'),
      dataIndex: 'createdAt',
      render: (at: number | undefined, { maker }) =>
        at !== undefined && t('keys.made', { who: maker ? makerName(maker) : '', date: formats.date(at) }),
    },
    {
      title: t('keys.columns.used'),
      dataIndex: 'usedAt',
      render: (at?: number) => (at === undefined ? <span className="soft">{t('keys.unused')}</span> : formats.relative(at, now)),
    },
    { title: t('keys.columns.lately'), dataIndex: 'lately', align: 'right', render: (count: number) => formats.number(count) },
    { key: 'do', render: (_, key) => <Actions of={key} now={now} onRotate={onRotate} /> },
  ];
  return (
    <section aria-label={t('keys.title')}>
      <Table<WriteKey>
        size="small"
        dataSource={[...keys]}
        columns={columns}
        rowKey="id"
        pagination={keys.length > 50 ? { pageSize: 50 } : false}
        scroll={{ x: 'max-content' }}
      />
    </section>
  );
}

function State({ of: { place, endsAt, ender }, now }: { readonly of: WriteKey; readonly now: number }): ReactNode {
  const { t } = useTranslation('sources');
  const formats = useFormats();
  const makerName = useMakerName();
  if (place !== undefined) return <Tag>{t('keys.state.fixed')}</Tag>;
  if (endsAt === undefined) return <Tag color="success">{t('keys.state.valid')}</Tag>;
  const by = ender && t('keys.endedBy', { who: makerName(ender) });
  if (endsAt > now)
    return (
      <Tooltip title={by}>
        <Tag color="warning">{t('keys.state.ending', { at: formats.dateTime(endsAt) })}</Tag>
      </Tooltip>
    );
  return (
    <>
      <Tag color="error">{t('keys.state.ended', { at: formats.dateTime(endsAt) })}</Tag>
      <span className="soft">{by}</span>
    </>
  );
}

interface ActionsProps {
  readonly of: WriteKey;
  readonly now: number;
  readonly onRotate: (key: WriteKey) => void;
}

function Actions({ of: key, now, onRotate }: ActionsProps): ReactNode {
  const { t } = useTranslation('sources');
  const revoke = useRevoke();
  const { place, endsAt, last, source } = key;
  if (place !== undefined) return <span className="soft sources-fixed">{t('keys.fixed', { place: nameOf(place) })}</span>;
  if (endsAt !== undefined && endsAt <= now) return null;
  return (
    <Space>
      <Button size="small" autoInsertSpace={false} aria-label={t('keys.rotate.of', { source, last })} onClick={() => onRotate(key)}>
        {t('keys.rotate.verb')}
      </Button>
      <Button
        size="small"
        danger
        autoInsertSpace={false}
        aria-label={t('keys.revoke.of', { source, last })}
        onClick={() => void revoke(key)}
      >
        {t('keys.revoke.verb')}
      </Button>
    </Space>
  );
}

function useRevoke(): (key: WriteKey) => Promise<void> {
  const { t } = useTranslation('sources');
  const formats = useFormats();
  const doing = useDoing();
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: (key: string) => answerOf(api.DELETE('/v1/write-keys/{key}', { params: { path: { key } } })),
    onSuccess: async () => {
      doing.done(t('keys.revoke.done'));
      await Promise.all([queries.invalidateQueries({ queryKey: ['write-keys'] }), queries.invalidateQueries({ queryKey: ['sources'] })]);
    },
    onError: doing.failed,
  });
  return async ({ id, source, last, lately, usedAt }) => {
    const used =
      usedAt === undefined
        ? t('keys.revoke.unused')
        : t('keys.revoke.used', { count: lately, number: formats.number(lately), at: formats.relative(usedAt, Date.now()) });
    const text = (
      <>
        <p>{used}</p>
        <p>{t('keys.revoke.text')}</p>
      </>
    );
    if (await doing.confirm({ title: t('keys.revoke.title', { source, last }), text, verb: t('keys.revoke.verb'), isFinal: true }))
      revoke.mutate(id);
  };
}

/** Of a file its name: where it lies says more of the machine than of the key. */
function nameOf(place: string): string {
  return place.split(/[/\\]/).at(-1)!;
}
