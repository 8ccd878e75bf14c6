/** The library: every template and block of the running release, and what is being written beside it. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Input, Segmented, Select, Table, type TableColumnType, Tag } from 'antd';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedChange } from '../../api/index.ts';
import {
  Answered,
  Nothing,
  Page,
  Part,
  UnpublishedTag,
  useAddress,
  useFormats,
  useLanguage,
  useNaming,
  useNow,
  useUnpublished,
} from '../../kit/index.ts';
import { type ContentItem, contentQuery } from './asked.ts';
import { languageName } from './languages.ts';
import './content.css';

const KINDS = ['all', 'template', 'block'] as const;
type Kind = (typeof KINDS)[number];

/** One that was never released is only written yet. */
interface Row extends Pick<ContentItem, 'kind' | 'id'> {
  readonly name: string;
  readonly item: ContentItem | undefined;
  readonly change: ListedChange | undefined;
}

interface Chosen {
  readonly kind?: string | undefined;
  readonly text?: string | undefined;
  readonly channel?: string | undefined;
  readonly state?: string | undefined;
}

export function LibraryScreen(): ReactNode {
  const { t } = useTranslation('content');
  const asked = useQuery(contentQuery);
  return (
    <Page title={t('title')} text={t('text')}>
      <Answered of={asked}>
        {(content) => (
          <Part>
            <Library content={content} />
          </Part>
        )}
      </Answered>
    </Page>
  );
}

function Library({ content }: { readonly content: readonly ContentItem[] }): ReactNode {
  const { t } = useTranslation('content');
  const [chosen] = useAddress<Chosen>();
  const { kind = 'all', text = '', channel, state } = chosen;
  const columns = useColumns();
  const all = useRows(content);
  if (all.length === 0) return <Nothing text={t('empty')} hint={t('emptyHint')} />;
  const rows = all.filter(
    ({ kind: of, id, name, item }) =>
      (kind === 'all' || of === kind) &&
      (channel === undefined || item?.channels.includes(channel)) &&
      (state === undefined || item?.approval === state) &&
      `${id} ${name}`.toLowerCase().includes(text.trim().toLowerCase()),
  );
  return (
    <>
      <Filters content={content} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="content-rows" aria-label={t('title')} tabIndex={0}>
        <Table<Row>
          size="small"
          rowKey={({ kind: of, id }) => `${of}.${id}`}
          dataSource={rows}
          columns={[...columns]}
          pagination={false}
          locale={{ emptyText: <Nothing text={t('none')} /> }}
        />
      </section>
    </>
  );
}

function useRows(content: readonly ContentItem[]): readonly Row[] {
  const naming = useNaming();
  const language = useLanguage();
  const changes = useUnpublished(['template', 'block']);
  const released = content.map((item): Row => {
    const { kind, id } = item;
    return { kind, id, name: naming.of(kind, id), item, change: changes.get(`${kind}.${id}`) };
  });
  const known = new Set(content.map(({ kind, id }) => `${kind}.${id}`));
  const fresh = [...changes].flatMap(([key, change]): Row[] => {
    const { kind, id, name } = change;
    return known.has(key) || (kind !== 'template' && kind !== 'block') ? [] : [{ kind, id, name: name[language], item: undefined, change }];
  });
  return [...released, ...fresh];
}

function Filters({ content }: { readonly content: readonly ContentItem[] }): ReactNode {
  const { t } = useTranslation('content');
  const naming = useNaming();
  const [{ kind = 'all', text = '', channel, state }, choose] = useAddress<Chosen>();
  const channels = [...new Set(content.flatMap((one) => one.channels))];
  return (
    <div className="filters content-filters">
      <Segmented<Kind>
        aria-label={t('kind')}
        value={kind as Kind}
        options={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        onChange={(value) => choose({ kind: value === 'all' ? undefined : value })}
      />
      <Input
        aria-label={t('filter')}
        placeholder={t('filter')}
        value={text}
        allowClear
        onChange={({ target }) => choose({ text: target.value || undefined })}
      />
      <Select
        allowClear
        aria-label={t('columns.channels')}
        placeholder={t('anyChannel')}
        value={channel}
        options={channels.map((value) => ({ value, label: naming.of('channel', value) }))}
        onChange={(value: string | undefined) => choose({ channel: value })}
      />
      <Select
        allowClear
        aria-label={t('columns.approval')}
        placeholder={t('anyApproval')}
        value={state}
        options={(['approved', 'changed', 'draft'] as const).map((value) => ({ value, label: t(`approvals.${value}`) }))}
        onChange={(value: string | undefined) => choose({ state: value })}
      />
    </div>
  );
}

function useColumns(): readonly TableColumnType<Row>[] {
  const { t } = useTranslation('content');
  const formats = useFormats();
  const language = useLanguage();
  const naming = useNaming();
  const now = useNow();
  return [
    {
      title: t('columns.name'),
      sorter: (a, b) => a.name.localeCompare(b.name, language),
      render: (_, { kind, id, name, item }) => (
        <>
          <Link to="/content/$kind/$id" params={{ kind, id }}>
            {name}
          </Link>
          <div className="soft">{kind === 'block' ? blockText(t, item) : item ? t(`formats.${item.format}`) : t('kinds.template')}</div>
        </>
      ),
    },
    {
      title: t('columns.channels'),
      render: (_, { item }) => item?.channels.map((channel) => naming.of('channel', channel)).join(t('comma')) || '–',
    },
    { title: t('columns.languages'), render: (_, { item }) => item && <Languages of={item} /> },
    { title: t('columns.variants'), align: 'right', render: (_, { item }) => item?.variants.length || '–' },
    {
      title: t('columns.approval'),
      render: (_, { item, change }) => (
        <>
          {item && <ApprovalTag approval={item.approval} />}
          <UnpublishedTag of={change} />
        </>
      ),
    },
    { title: t('columns.version'), align: 'right', render: (_, { item }) => item?.version ?? '–' },
    {
      title: t('columns.usedBy'),
      align: 'right',
      sorter: (a, b) => (a.item?.usedBy.length ?? 0) - (b.item?.usedBy.length ?? 0),
      render: (_, { item }) => item?.usedBy.length ?? '–',
    },
    {
      title: t('columns.updated'),
      sorter: (a, b) => (a.item?.release ?? Number.MAX_SAFE_INTEGER) - (b.item?.release ?? Number.MAX_SAFE_INTEGER),
      render: (_, { item, change }) => {
        const at = item ? item.updatedAt : change?.at;
        return at === undefined ? item && t('release', { release: item.release }) : formats.relative(at, now);
      },
    },
  ];
}

function blockText(t: TFunction<'content'>, item: ContentItem | undefined): string {
  return item?.type ? `${t('kinds.block')} · ${t(`types.${item.type}`)}` : t('kinds.block');
}

function Languages({ of: { locales, missingLocales } }: { readonly of: ContentItem }): ReactNode {
  const { t } = useTranslation('content');
  const language = useLanguage();
  return (
    <span className="content-tags">
      <Tag>{t('default')}</Tag>
      {locales.map((tag) => (
        <Tag key={tag}>{languageName(tag, language)}</Tag>
      ))}
      {missingLocales
        .filter((tag) => !locales.includes(tag))
        .map((tag) => (
          <Tag key={tag} color="warning">
            {t('lacks', { language: languageName(tag, language) })}
          </Tag>
        ))}
    </span>
  );
}

export function ApprovalTag({ approval }: Pick<ContentItem, 'approval'>): ReactNode {
  const { t } = useTranslation('content');
  const color = { approved: 'success', changed: 'warning', draft: 'default' }[approval];
  return <Tag color={color}>{t(`approvals.${approval}`)}</Tag>;
}
