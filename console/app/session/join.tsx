/** A one-time link: an invitation, a new password, or the first owner. Its secret stands behind the # of the address, and leaves it at once. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Form, Input, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/index.ts';
import { Loading, Problem } from '../kit/states.tsx';
import mark from '../mark.svg';
import { PreferenceSwitches } from '../shell/switches.tsx';
import { sessionOf, sessionQuery } from './session.ts';
import './entrance.css';

interface Fields {
  readonly name?: string;
  readonly email?: string;
  readonly password: string;
}

const PATH = '/console/join';
const PASSWORD_LENGTH_MIN = 12;

/** The secret of the link that the browser is at; undefined: at none. */
export function linkAt({ pathname, hash }: Pick<Location, 'pathname' | 'hash'>): string | undefined {
  return pathname.replace(/\/$/, '') === PATH && hash.length > 1 ? hash.slice(1) : undefined;
}

/** `onDone`: when the link is used up and its member signed in. */
export function Join({ link, onDone }: { readonly link: string; readonly onDone: () => void }): ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const whose = useQuery({
    queryKey: ['link', link],
    queryFn: async () => answerOf(api.POST('/v1/session/link', { body: { link } })),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const join = useMutation({
    mutationFn: async (fields: Fields) => sessionOf(await answerOf(api.POST('/v1/session/join', { body: { link, ...fields } }))),
    onSuccess: async (session) => {
      queries.setQueryData(sessionQuery.queryKey, session);
      onDone();
    },
  });
  if (whose.isPending) return <Loading />;
  const of = whose.data;
  const kind = of && 'setup' in of ? 'owner' : of?.invited ? 'invited' : 'reset';
  return (
    <main className="entrance">
      <Card className="entrance-card">
        <img src={mark} alt="" width={36} height={36} />
        <Typography.Title level={1} className="entrance-title">
          {t(`entrance.${kind}.title`)}
        </Typography.Title>
        {of && 'name' in of && (
          <Typography.Paragraph type="secondary">{t('entrance.as', { name: of.name, email: of.email })}</Typography.Paragraph>
        )}
        {whose.error ? <Problem error={whose.error} /> : join.error && <Problem error={join.error} />}
        {of && (
          <Form<Fields> layout="vertical" requiredMark={false} onFinish={(fields) => join.mutate(fields)} disabled={join.isPending}>
            <JoinFields isOwner={kind === 'owner'} />
            <Button type="primary" htmlType="submit" block loading={join.isPending}>
              {t(`entrance.${kind}.submit`)}
            </Button>
          </Form>
        )}
        {whose.error && (
          <Button block onClick={onDone}>
            {t('entrance.toConsole')}
          </Button>
        )}
      </Card>
      <PreferenceSwitches />
    </main>
  );
}

function JoinFields({ isOwner }: { readonly isOwner: boolean }): ReactNode {
  const { t } = useTranslation();
  const required = { required: true, message: t('entrance.required') };
  const longEnough = { min: PASSWORD_LENGTH_MIN, message: t('entrance.passwordLength', { count: PASSWORD_LENGTH_MIN }) };
  return (
    <>
      {isOwner && (
        <>
          <Form.Item name="name" label={t('entrance.fields.name')} rules={[required]}>
            <Input autoComplete="name" autoFocus />
          </Form.Item>
          <Form.Item name="email" label={t('entrance.fields.email')} rules={[required, { type: 'email', message: t('entrance.email') }]}>
            <Input autoComplete="username" inputMode="email" />
          </Form.Item>
        </>
      )}
      <Form.Item name="password" label={t('entrance.fields.password')} rules={[required, longEnough]}>
        <Input.Password autoComplete="new-password" autoFocus={!isOwner} />
      </Form.Item>
    </>
  );
}

/** The link of the address that the page was opened at, taken out of it; and what ends being at it. */
export function useLink(): readonly [link: string | undefined, leave: () => void] {
  const [link, setLink] = useState(() => {
    const found = linkAt(location);
    // Neither the history nor a screenshot of the address keeps it.
    if (found !== undefined) history.replaceState(null, '', PATH);
    return found;
  });
  const leave = (): void => {
    history.replaceState(null, '', '/console/');
    setLink(undefined);
  };
  return [link, leave];
}
