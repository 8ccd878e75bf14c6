/** What stands before the console: signing in, and the first owner of a new installation. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Divider, Form, Input, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type Credentials, storeToken } from '../api/index.ts';
import { Problem } from '../kit/states.tsx';
import mark from '../mark.svg';
import { PreferenceSwitches } from '../shell/switches.tsx';
import { type Session, sessionOf, sessionQuery } from './session.ts';
import './entrance.css';

type Fields = Credentials & { readonly token: string };

const PASSWORD_LENGTH_MIN = 12;

export function Entrance({ session }: { readonly session: Session }): ReactNode {
  const { t } = useTranslation();
  const kind = session.state === 'setup' ? 'owner' : session.state === 'out' && session.by === 'token' ? 'token' : 'member';
  const queries = useQueryClient();
  const signIn = useMutation({
    mutationFn: async ({ token, ...body }: Fields) => {
      if (kind === 'token') {
        storeToken(token);
        return undefined;
      }
      return sessionOf(await answerOf(api.POST('/v1/session', { body })));
    },
    onSuccess: async (entered) => {
      if (entered?.state === 'in') queries.setQueryData(sessionQuery.queryKey, entered);
      await queries.invalidateQueries();
    },
  });
  return (
    <main className="entrance">
      <Card className="entrance-card">
        <img src={mark} alt="" width={36} height={36} />
        <Typography.Title level={1} className="entrance-title">
          {t(`entrance.${kind}.title`)}
        </Typography.Title>
        <Typography.Paragraph type="secondary">{t(`entrance.${kind}.text`)}</Typography.Paragraph>
        {kind !== 'token' && <Refusal />}
        {signIn.error && <Problem error={signIn.error} />}
        <Form<Fields> layout="vertical" requiredMark={false} onFinish={(fields) => signIn.mutate(fields)} disabled={signIn.isPending}>
          {kind === 'token' ? <TokenField /> : <MemberFields isOwner={kind === 'owner'} />}
          <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
            {t(`entrance.${kind}.submit`)}
          </Button>
        </Form>
        {kind !== 'token' && <Provider />}
      </Card>
      <PreferenceSwitches />
    </main>
  );
}

/** Why the identity provider's answer was no way in: the server says it by a word of a closed list. */
const REFUSALS: readonly string[] = ['no_role', 'not_invited', 'disabled', 'other_person', 'no_address', 'unverified', 'not_begun', 'down'];

export function refusalIn(search: string): string | undefined {
  const why = new URLSearchParams(search).get('sign-in-refused');
  if (why === null) return undefined;
  const known = why === 'VOLANO_ACCESS_OIDC_DOWN' ? 'down' : why;
  return REFUSALS.includes(known) ? known : 'failed';
}

function Refusal(): ReactNode {
  const { t } = useTranslation();
  const why = refusalIn(location.search);
  if (why === undefined) return null;
  return <Alert className="problem" type="error" showIcon title={t('entrance.refused.title')} description={t(`entrance.refused.${why}`)} />;
}

/** Where members may come in through their organization. */
function Provider(): ReactNode {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['ways'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/session/ways', { signal })),
    retry: false,
  });
  if (!data?.oidc) return null;
  return (
    <>
      <Divider plain>{t('entrance.or')}</Divider>
      <Button block href="/v1/session/oidc">
        {t('entrance.oidc', { name: data.oidc.name })}
      </Button>
    </>
  );
}

function TokenField(): ReactNode {
  const { t } = useTranslation();
  return (
    <Form.Item name="token" label={t('entrance.fields.token')} rules={[{ required: true, message: t('entrance.required') }]}>
      <Input.Password autoComplete="off" autoFocus />
    </Form.Item>
  );
}

function MemberFields({ isOwner }: { readonly isOwner: boolean }): ReactNode {
  const { t } = useTranslation();
  const required = { required: true, message: t('entrance.required') };
  const longEnough = { min: PASSWORD_LENGTH_MIN, message: t('entrance.passwordLength', { count: PASSWORD_LENGTH_MIN }) };
  return (
    <>
      {isOwner && (
        <Form.Item name="name" label={t('entrance.fields.name')} rules={[required]}>
          <Input autoComplete="name" autoFocus />
        </Form.Item>
      )}
      <Form.Item name="email" label={t('entrance.fields.email')} rules={[required, { type: 'email', message: t('entrance.email') }]}>
        <Input autoComplete="username" inputMode="email" autoFocus={!isOwner} />
      </Form.Item>
      <Form.Item name="password" label={t('entrance.fields.password')} rules={isOwner ? [required, longEnough] : [required]}>
        <Input.Password autoComplete={isOwner ? 'new-password' : 'current-password'} />
      </Form.Item>
    </>
  );
}
