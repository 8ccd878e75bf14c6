/** One member: what they may, about whom, what of it is shown whole, where they are signed in, and ending that. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type ListedMember, type Member } from '../../api/index.ts';
import { Answered, Drawer, useDoing, useFormats, useNaming, useNow } from '../../kit/index.ts';
import { RoleFields } from './fields.tsx';
import { fieldsOf, type ScopeFields, ScopeForm, scopeOf } from './scope.tsx';
import { isActiveOwner, type MadeLink } from './standing.ts';

type Fields = Pick<Member, 'name' | 'email' | 'roles' | 'dataClasses' | 'tags'> & ScopeFields;

const CLASSES = ['none', 'pseudonymous', 'personal', 'sensitive'] as const;

export interface MemberDrawerProps {
  /** Undefined: the drawer is closed. */
  readonly member: ListedMember | undefined;
  /** How many active owners there are. */
  readonly owners: number;
  readonly onClose: () => void;
  readonly onLink: (link: MadeLink) => void;
}

export function MemberDrawer(props: MemberDrawerProps): ReactNode {
  const { member, onClose } = props;
  return (
    <Drawer open={member !== undefined} onClose={onClose} title={member?.name} size={560} destroyOnHidden>
      {member && <Opened key={member.id} {...props} member={member} />}
    </Drawer>
  );
}

function Opened({ member, owners, onLink }: MemberDrawerProps & { readonly member: ListedMember }): ReactNode {
  const { t } = useTranslation('members');
  const isLastOwner = owners === 1 && isActiveOwner(member);
  const doing = useDoing();
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: ({ traits, ownTrait, ownValue, dataClasses, tags, ...plain }: Fields) => {
      const body = {
        ...plain,
        scope: scopeOf({ ...(traits && { traits }), ownTrait, ownValue }),
        // A list that was empty says "none", and is not to become "as usual" by looking at it.
        dataClasses: dataClasses && (dataClasses.length > 0 || member.dataClasses?.length === 0) ? dataClasses : null,
        tags: tags && (tags.length > 0 || member.tags?.length === 0) ? tags : null,
      };
      return answerOf(api.PATCH('/v1/members/{member}', { params: { path: { member: member.id } }, body }));
    },
    onSuccess: async () => {
      doing.done(t('saved'));
      await queries.invalidateQueries({ queryKey: ['members'] });
    },
    onError: doing.failed,
  });
  const initial: Fields = {
    ...{ name: member.name, email: member.email, roles: member.roles },
    ...fieldsOf(member.scope),
    ...(member.dataClasses && { dataClasses: member.dataClasses }),
    ...(member.tags && { tags: member.tags }),
  };
  return (
    <>
      <Form<Fields> layout="vertical" requiredMark={false} initialValues={initial} onFinish={(fields) => change.mutate(fields)}>
        <MemberFields isLastOwner={isLastOwner} />
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('save')}
        </Button>
      </Form>
      <Access member={member} isLastOwner={isLastOwner} onLink={onLink} />
    </>
  );
}

function MemberFields({ isLastOwner }: { readonly isLastOwner: boolean }): ReactNode {
  const { t } = useTranslation('members');
  const names = useNaming();
  const required = { required: true, whitespace: true, message: t('fields.required') };
  return (
    <>
      <Form.Item name="name" label={t('fields.name')} rules={[required]}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="email" label={t('fields.email')} rules={[required, { type: 'email', message: t('fields.emailWrong') }]}>
        <Input autoComplete="off" inputMode="email" />
      </Form.Item>
      <RoleFields locked={isLastOwner ? 'owner' : undefined} />
      <ScopeForm />
      <Form.Item name="dataClasses" label={t('fields.dataClasses')} extra={t('fields.dataClassesHint')}>
        <Select
          mode="multiple"
          allowClear
          placeholder={t('classes.personal')}
          options={CLASSES.map((value) => ({ value, label: t(`classes.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="tags" label={t('fields.tags')} extra={t('fields.tagsHint')}>
        <Select
          mode="multiple"
          allowClear
          placeholder={t('fields.tagsAll')}
          showSearch={{ optionFilterProp: 'label' }}
          options={names.all('tag').map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
    </>
  );
}

interface AccessProps {
  readonly member: ListedMember;
  readonly isLastOwner: boolean;
  readonly onLink: (link: MadeLink) => void;
}

/** Where the member is signed in, a new link, and disabling. */
function Access({ member, isLastOwner, onLink }: AccessProps): ReactNode {
  const { t } = useTranslation('members');
  const doing = useDoing();
  const queries = useQueryClient();
  const path = { member: member.id };
  const run = useMutation({
    mutationFn: (act: () => Promise<string | undefined>) => act(),
    onSuccess: async (said) => {
      if (said !== undefined) doing.done(said);
      await queries.invalidateQueries({ queryKey: ['members'] });
    },
    onError: doing.failed,
  });
  const link = async (): Promise<undefined> => {
    const { link: made } = await answerOf(api.POST('/v1/members/{member}/link', { params: { path } }));
    onLink({ ...made, email: member.email, isNew: member.state === 'invited' });
    return undefined;
  };
  const endSessions = async (): Promise<string> => {
    await answerOf(api.DELETE('/v1/members/{member}/sessions', { params: { path } }));
    return t('sessions.ended');
  };
  const isDisabled = member.state === 'disabled';
  const switchTo = async (state: 'active' | 'disabled'): Promise<string> => {
    await answerOf(api.PATCH('/v1/members/{member}', { params: { path }, body: { state } }));
    return t(state === 'disabled' ? 'disabled' : 'enabled');
  };
  const disable = async (): Promise<void> => {
    const question = { title: t('disableTitle', { name: member.name }), text: t('disableText'), verb: t('disable'), isFinal: true };
    if (await doing.confirm(question)) run.mutate(() => switchTo('disabled'));
  };
  return (
    <>
      <h3>{t('sessions.title')}</h3>
      <Sessions member={member.id} />
      <div className="members-actions">
        <Button onClick={() => run.mutate(endSessions)}>{t('sessions.end')}</Button>
        {!isDisabled && <Button onClick={() => run.mutate(link)}>{t(member.state === 'invited' ? 'link.again' : 'link.password')}</Button>}
        {isDisabled ? (
          <Button onClick={() => run.mutate(() => switchTo('active'))}>{t('enable')}</Button>
        ) : (
          <Button danger disabled={isLastOwner} onClick={() => void disable()}>
            {t('disable')}
          </Button>
        )}
      </div>
      {isLastOwner && <p className="soft">{t('lastOwner')}</p>}
    </>
  );
}

function Sessions({ member }: { readonly member: string }): ReactNode {
  const { t } = useTranslation('members');
  const formats = useFormats();
  const now = useNow(60_000);
  const asked = useQuery({
    queryKey: ['members', member],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/members/{member}', { params: { path: { member } }, signal })),
  });
  return (
    <Answered of={asked}>
      {({ sessions }) =>
        sessions.length === 0 ? (
          <p className="soft">{t('sessions.none')}</p>
        ) : (
          sessions.map(({ id, agent, address, seenAt, way }) => (
            <div key={id} className="members-session">
              <span>{agent || t('sessions.unknown')}</span>
              <span className="soft">
                {[t(`ways.${way}`), address, t('sessions.seen', { when: formats.relative(seenAt, now) })].filter(Boolean).join(' · ')}
              </span>
            </div>
          ))
        )
      }
    </Answered>
  );
}
