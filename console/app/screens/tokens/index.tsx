/** API tokens: for programs, in one's own name or a service's. Their secret is shown once. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Table, type TableColumnType, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiToken, answerOf, api } from '../../api/index.ts';
import { Answered, Nothing, Once, Page, Part, useDoing, useFormats, useMay, useNow, useRoles } from '../../kit/index.ts';
import { MakeToken } from './make.tsx';
import './tokens.css';

export function Screen(): ReactNode {
  const { t } = useTranslation('tokens');
  const isAll = useMay('settings.tokens');
  const [isMaking, setMaking] = useState(false);
  const [secret, setSecret] = useState<string>();
  const asked = useQuery({
    queryKey: ['tokens', isAll],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/tokens', { params: { query: isAll ? { all: 'true' } : {} }, signal })),
  });
  const make = (
    <Button type="primary" onClick={() => setMaking(true)}>
      {t('make.verb')}
    </Button>
  );
  return (
    <Page title={t('title')} text={t('text')} actions={make}>
      <Part>
        <Answered of={asked}>
          {({ tokens }) => (tokens.length === 0 ? <Nothing text={t('empty')} hint={t('emptyHint')} /> : <TokenTable tokens={tokens} />)}
        </Answered>
      </Part>
      <MakeToken open={isMaking} onClose={() => setMaking(false)} onSecret={setSecret} />
      {secret !== undefined && (
        <Once title={t('once.title')} text={t('once.text')} secret={secret} label={t('once.label')} onClose={() => setSecret(undefined)} />
      )}
    </Page>
  );
}

function TokenTable({ tokens }: { readonly tokens: readonly ApiToken[] }): ReactNode {
  const { t } = useTranslation('tokens');
  const { permissionName } = useRoles();
  const formats = useFormats();
  const now = useNow(60_000);
  const revoke = useRevoke();
  const ends = (at: number | undefined): ReactNode => {
    if (at === undefined) return t('never');
    return at <= now ? <Tag color="error">{t('expired')}</Tag> : formats.date(at);
  };
  const columns: TableColumnType<ApiToken>[] = [
    { title: t('columns.name'), dataIndex: 'name' },
    { title: t('columns.whose'), dataIndex: 'member', render: (member?: string) => member ?? <Tag>{t('service')}</Tag> },
    {
      title: t('columns.permissions'),
      dataIndex: 'permissions',
      render: (_, { permissions }) => (
        <div className="tokens-permissions">
          {permissions.map((one) => (
            <Tag key={one}>{permissionName(one)}</Tag>
          ))}
        </div>
      ),
    },
    { title: t('columns.expires'), dataIndex: 'expiresAt', render: ends },
    {
      title: t('columns.used'),
      dataIndex: 'usedAt',
      render: (at?: number) => (at === undefined ? <span className="soft">{t('unused')}</span> : formats.relative(at, now)),
    },
    {
      key: 'revoke',
      render: (_, token) => (
        <Button size="small" danger onClick={() => void revoke(token)}>
          {t('revoke.verb')}
        </Button>
      ),
    },
  ];
  return (
    <section aria-label={t('title')}>
      <Table<ApiToken>
        size="small"
        dataSource={[...tokens]}
        columns={columns}
        rowKey="id"
        pagination={tokens.length > 50 ? { pageSize: 50 } : false}
        scroll={{ x: 'max-content' }}
      />
    </section>
  );
}

function useRevoke(): (token: ApiToken) => Promise<void> {
  const { t } = useTranslation('tokens');
  const doing = useDoing();
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: (token: string) => answerOf(api.DELETE('/v1/tokens/{token}', { params: { path: { token } } })),
    onSuccess: async () => {
      doing.done(t('revoke.done'));
      await queries.invalidateQueries({ queryKey: ['tokens'] });
    },
    onError: doing.failed,
  });
  return async ({ id, name }) => {
    const question = { title: t('revoke.title', { name }), text: t('revoke.text'), verb: t('revoke.verb'), isFinal: true };
    if (await doing.confirm(question)) revoke.mutate(id);
  };
}
