/** One segment or tag: its figures, its condition in words, who is in it, with what it overlaps, and whom of them a message may reach. */
import { EditOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type GroupRow, type Preview } from '../../api/index.ts';
import {
  Answered,
  ConditionText,
  Figure,
  hasScreen,
  Nothing,
  Page,
  Part,
  useFormats,
  useLanguage,
  useMay,
  useMissing,
  useNaming,
  useNow,
} from '../../kit/index.ts';
import { Member, Overlaps, Reach } from './comes-to.tsx';
import { Flow } from './flow.tsx';
import { definitionsQuery, groupsQuery } from './groups.ts';
import { Growth } from './growth.tsx';
import { StateTag } from './library.tsx';
import { MembersPart } from './members.tsx';
import { TagHealthPart } from './tag-health.tsx';
import './segments.css';

/** `name`: kind.id. */
export function GroupScreen({ name }: { readonly name: string }): ReactNode {
  const { t } = useTranslation('segments');
  const language = useLanguage();
  const asked = useQuery(groupsQuery);
  const mayWrite = useMay('journeys.write') && hasScreen('broadcast');
  const group = asked.data?.groups.find(({ kind, id }) => `${kind}.${id}` === name);
  return (
    <Page
      title={group?.name[language] ?? t('title')}
      text={group && t(`kinds.${group.kind}`)}
      actions={
        <>
          <Link to="/segments">{t('all')}</Link>
          {group?.kind === 'segment' && mayWrite && (
            <Link to={'/broadcast' as string} search={{ segment: group.id } as never}>
              {t('broadcast')}
            </Link>
          )}
          {group && <EditLink kind={group.kind} id={group.id} />}
        </>
      }
    >
      <Answered of={asked}>
        {() => (group ? <Group of={group} /> : <Nothing text={t('unknown', { name })} hint={<Link to="/segments">{t('all')}</Link>} />)}
      </Answered>
    </Page>
  );
}

function EditLink({ kind, id }: Pick<GroupRow, 'kind' | 'id'>): ReactNode {
  const { t } = useTranslation('segments');
  const navigate = useNavigate();
  const may = useMay('releases.write');
  return (
    <Button
      type="primary"
      size="small"
      icon={<EditOutlined />}
      disabled={!may}
      onClick={() => void navigate({ to: '/segments/$kind/$id/edit', params: { kind, id } })}
    >
      {t('edit')}
    </Button>
  );
}

function Group({ of }: { readonly of: GroupRow }): ReactNode {
  const { t } = useTranslation('segments');
  const formats = useFormats();
  const now = useNow();
  return (
    <>
      <Part>
        <div className="figures">
          <Figure
            label={t('columns.members')}
            value={formats.number(of.members)}
            note={t('growth', { growth: signed(of.growth7d, formats.number) })}
          />
          <Figure
            label={t('columns.reachable')}
            value={of.reachable === undefined ? '–' : formats.percent(of.reachable, 0)}
            note={t('drawn')}
          />
          <Figure label={t('columns.changed')} value={of.changedAt === undefined ? t('never') : formats.relative(of.changedAt, now)} />
          <Figure label={t('columns.state')} value={<StateTag state={of.state} />} note={t('version', { version: of.version })} />
        </div>
      </Part>
      <Definition of={of} />
      {of.kind === 'tag' && <TagHealthPart id={of.id} />}
      <Growth kind={of.kind} id={of.id} />
      {of.kind === 'segment' && <Flow id={of.id} />}
      <Members of={of} />
      <MembersPart kind={of.kind} id={of.id} />
    </>
  );
}

function signed(value: number, number: (value: number) => string): string {
  return value > 0 ? `+${number(value)}` : number(value);
}

function Definition({ of }: { readonly of: GroupRow }): ReactNode {
  const { t } = useTranslation('segments');
  const names = useNaming();
  const mayRead = useMay('releases.read');
  const missing = useMissing('releases.read');
  const asked = useQuery({ ...definitionsQuery, enabled: mayRead });
  const defined = asked.data?.get(`${of.kind}.${of.id}`);
  const users = of.usedBy.map((name) => {
    const dot = name.indexOf('.');
    return { name, label: names.of(name.slice(0, dot), name.slice(dot + 1)) };
  });
  return (
    <Part title={t('definition')}>
      {mayRead ? (
        <Answered of={asked}>
          {() =>
            defined?.condition ? (
              <p className="segments-condition">
                <ConditionText of={defined.condition} />
              </p>
            ) : (
              <p className="soft">{t('noCondition')}</p>
            )
          }
        </Answered>
      ) : (
        <p className="soft">{t('mayNot', { permission: missing })}</p>
      )}
      {defined?.owner !== undefined && <p>{t('owner', { owner: defined.owner })}</p>}
      {defined?.expiry !== undefined && <p>{t('expiry', { expiry: defined.expiry })}</p>}
      <p className="soft">{t('columns.usedBy')}</p>
      {users.length === 0 ? t('unused') : users.map(({ name, label }) => <Tag key={name}>{label}</Tag>)}
    </Part>
  );
}

function Members({ of }: { readonly of: GroupRow }): ReactNode {
  const { t } = useTranslation('segments');
  const body = { of: `${of.kind}.${of.id}`, parts: ['sample' as const, 'overlap' as const, 'reach' as const] };
  const asked = useQuery({
    queryKey: ['preview', body],
    queryFn: ({ signal }) => answerOf(api.POST('/v1/preview', { body, signal })) as Promise<Preview>,
  });
  return (
    <Answered of={asked}>
      {({ sample = [], overlap = [], reach }) => (
        <div className="columns">
          <Part title={t('sample')}>
            {sample.length === 0 ? <Nothing text={t('nobody')} /> : sample.map((one) => <Member key={one.customer} of={one} />)}
          </Part>
          <Part title={t('reach')}>{reach ? <Reach of={reach} /> : <p className="soft">{t('notTold')}</p>}</Part>
          <Part title={t('overlap')}>{overlap.length > 0 ? <Overlaps of={overlap} /> : <p className="soft">{t('noOverlap')}</p>}</Part>
        </div>
      )}
    </Answered>
  );
}
