/** What is one's own: roles, password, where one is signed in, language and colors. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type OwnSession } from '../../api/index.ts';
import { Answered, Nothing, Page, Part, useDoing, useFormats, useNow, useRoles, useSession } from '../../kit/index.ts';
import { Appearance } from './appearance.tsx';
import './account.css';

const PASSWORD_LENGTH_MIN = 12;

interface Passwords {
  readonly current: string;
  readonly password: string;
}

export function Screen(): ReactNode {
  const { t } = useTranslation('account');
  const session = useSession();
  const { roleName } = useRoles();
  const member = session?.state === 'in' ? session : undefined;
  return (
    <Page title={t('title')} text={member ? member.name : t('nobody')}>
      <div className="columns">
        {member && (
          <Part title={t('roles')}>
            {member.roles.map((role) => (
              <Tag key={role}>{roleName(role)}</Tag>
            ))}
            <p className="soft">{t('rolesHint')}</p>
          </Part>
        )}
        <Part title={t('appearance')}>
          <Appearance isMember={member !== undefined} />
        </Part>
        {member && (
          <Part title={t('password.title')}>
            <PasswordForm />
          </Part>
        )}
        {member && (
          <Part title={t('sessions.title')}>
            <Sessions />
          </Part>
        )}
      </div>
    </Page>
  );
}

/** All sessions end with the old password, this one too: whoever else had it is out. */
function PasswordForm(): ReactNode {
  const { t } = useTranslation('account');
  const doing = useDoing();
  const change = useMutation({
    mutationFn: (body: Passwords) => answerOf(api.POST('/v1/session/password', { body })),
    onSuccess: () => location.assign('/console/'),
    onError: doing.failed,
  });
  const required = { required: true, message: t('required') };
  const long = { min: PASSWORD_LENGTH_MIN, message: t('password.length', { count: PASSWORD_LENGTH_MIN }) };
  return (
    <Form<Passwords> layout="vertical" requiredMark={false} onFinish={(fields) => change.mutate(fields)} disabled={change.isPending}>
      <Form.Item name="current" label={t('password.current')} rules={[required]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item name="password" label={t('password.new')} rules={[required, long]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <p className="soft">{t('password.text')}</p>
      <Button htmlType="submit" loading={change.isPending}>
        {t('password.submit')}
      </Button>
    </Form>
  );
}

function Sessions(): ReactNode {
  const { t } = useTranslation('account');
  const doing = useDoing();
  const queries = useQueryClient();
  const asked = useQuery({ queryKey: ['sessions'], queryFn: ({ signal }) => answerOf(api.GET('/v1/sessions', { signal })) });
  const end = useMutation({
    mutationFn: (session: string) => answerOf(api.DELETE('/v1/sessions/{session}', { params: { path: { session } } })),
    onSuccess: async () => {
      doing.done(t('sessions.ended'));
      await queries.invalidateQueries({ queryKey: ['sessions'] });
    },
    onError: doing.failed,
  });
  const everywhere = useMutation({
    mutationFn: fetchEverywhere,
    onSuccess: () => location.assign('/console/'),
    onError: doing.failed,
  });
  return (
    <Answered of={asked}>
      {({ sessions }) =>
        sessions.length === 0 ? (
          <Nothing text={t('sessions.none')} />
        ) : (
          <>
            {sessions.map((session) => (
              <OneSession key={session.id} session={session} onEnd={() => end.mutate(session.id)} />
            ))}
            <Button danger className="account-everywhere" onClick={() => everywhere.mutate()}>
              {t('sessions.everywhere')}
            </Button>
          </>
        )
      }
    </Answered>
  );
}

function fetchEverywhere(): Promise<unknown> {
  return answerOf(api.DELETE('/v1/session', { params: { query: { everywhere: 'true' } } }));
}

function OneSession({ session, onEnd }: { readonly session: OwnSession; readonly onEnd: () => void }): ReactNode {
  const { t } = useTranslation('account');
  const formats = useFormats();
  const now = useNow(60_000);
  const { agent, address, seenAt, current } = session;
  return (
    <div className="account-session">
      <div>
        <div>{agent || t('sessions.unknown')}</div>
        <div className="soft">{[address, t('sessions.seen', { when: formats.relative(seenAt, now) })].filter(Boolean).join(' · ')}</div>
      </div>
      {current ? (
        <Tag color="success">{t('sessions.current')}</Tag>
      ) : (
        <Button size="small" onClick={onEnd}>
          {t('sessions.end')}
        </Button>
      )}
    </div>
  );
}
