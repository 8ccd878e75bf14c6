/** Who changed what, and who looked at whose personal data: filtered, page by page, and as a file. */
import { DownloadOutlined } from '@ant-design/icons';
import { Button, type TableColumnType, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type AuditEntry, answerOf, api } from '../../api/index.ts';
import { CustomerId, Listing, Nothing, Page, Part, useAddress, useNaming, usePaged, useRoles, When } from '../../kit/index.ts';
import { useActors } from './actors.ts';
import { Filters } from './filters.tsx';
import { type Filter, questionOf } from './question.ts';

const PAGE = 50;
/** Kinds of definitions whose names tell more than their ids. */
const NAMED: readonly string[] = ['journey', 'template', 'tag', 'segment', 'channel', 'source'];

export function Screen(): ReactNode {
  const { t } = useTranslation('audit');
  const [filter, change] = useAddress<Filter>();
  const question = questionOf(filter);
  const of = usePaged<AuditEntry>(['audit', question], async (before, signal) => {
    const query = { ...question, limit: PAGE, ...(before !== undefined && { before: String(before) }) };
    const { entries, next } = await answerOf(api.GET('/v1/audit', { params: { query }, signal }));
    return { rows: entries, ...(next !== undefined && { next }) };
  });
  const file = `/v1/audit.csv?${new URLSearchParams(Object.entries(question).map(([name, value]) => [name, String(value)]))}`;
  return (
    <Page
      title={t('title')}
      text={t('text')}
      actions={
        <Button icon={<DownloadOutlined />} href={file} download="audit.csv">
          {t('export')}
        </Button>
      }
    >
      <Part>
        <Filters filter={filter} change={change} />
        <Listing<AuditEntry>
          of={of}
          columns={useColumns()}
          rowKey={({ id }) => id}
          label={t('title')}
          empty={<Nothing text={t('empty')} hint={t('emptyHint')} />}
        />
      </Part>
    </Page>
  );
}

function useColumns(): readonly TableColumnType<AuditEntry>[] {
  const { t } = useTranslation('audit');
  const { permissionName } = useRoles();
  const { nameOf } = useActors();
  return [
    { title: t('columns.when'), dataIndex: 'at', render: (at: number) => <When at={at} /> },
    { title: t('columns.who'), dataIndex: 'by', render: (_, { by }) => nameOf(by) },
    {
      title: t('columns.kind'),
      dataIndex: 'kind',
      render: (_, { kind }) => <Tag color={kind === 'look' ? 'default' : 'blue'}>{t(`kind.${kind}`)}</Tag>,
    },
    {
      title: t('columns.what'),
      dataIndex: 'permission',
      render: (_, { permission, method, route }) => (
        <>
          <div>{permission === 'open' ? t('signIn') : permissionName(permission)}</div>
          <code>
            {method} {route}
          </code>
        </>
      ),
    },
    { title: t('columns.about'), dataIndex: 'target', render: (_, { target }) => <Target target={target} /> },
    {
      title: t('columns.result'),
      dataIndex: 'status',
      render: (_, { status, code }) =>
        status < 400 && code === undefined ? <Tag color="success">{t('done')}</Tag> : <Tag color="error">{code ?? status}</Tag>,
    },
    { title: t('columns.address'), dataIndex: 'address' },
  ];
}

function Target({ target }: { readonly target: AuditEntry['target'] }): ReactNode {
  const { t } = useTranslation('audit');
  const names = useNaming();
  const { nameOf } = useActors();
  return Object.entries(target).map(([name, value]) => {
    const shown = name === 'member' ? nameOf({ kind: 'member', id: value }) : NAMED.includes(name) ? names.of(name, value) : value;
    return (
      <div key={name}>
        <span className="soft">{t(`targets.${name}`, { defaultValue: name })} </span>
        {name === 'customer' ? <CustomerId id={value} /> : shown}
      </div>
    );
  });
}
