/** Everything that somebody has changed and nobody has published: whose it is and what is wrong with it; some of it is published, or discarded. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Table, type TableColumnType, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedChange } from '../../api/index.ts';
import {
  Answered,
  changesQuery,
  discard,
  Nothing,
  Page,
  Part,
  Publish,
  useDoing,
  useKindName,
  useLanguage,
  useMay,
  When,
} from '../../kit/index.ts';
import './unpublished.css';

const TONES: Readonly<Record<ListedChange['action'], string>> = { new: 'success', changed: 'processing', removed: 'error' };

export function Screen(): ReactNode {
  const { t } = useTranslation('unpublished');
  const asked = useQuery(changesQuery);
  return (
    <Page title={t('title')} text={t('text')} actions={<Link to="/releases">{t('toReleases')}</Link>}>
      <Part>
        <Answered of={asked}>{({ changes }) => <Listed of={changes} />}</Answered>
      </Part>
    </Page>
  );
}

function keyOf({ kind, id }: ListedChange): string {
  return `${kind} ${id}`;
}

/** What it was published with stays when nothing is left: it tells what came of it. */
function Listed({ of }: { readonly of: readonly ListedChange[] }): ReactNode {
  const { t } = useTranslation('unpublished');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const only = of.filter((one) => chosen.includes(keyOf(one)));
  return (
    <>
      <div className="filters unpublished-actions">
        {only.length === 0 ? <Publish label={t('publishAll')} /> : <Publish only={only} label={t('publishSome', { count: only.length })} />}
        {of.length > 0 && only.length === 0 && <span className="soft">{t('choose')}</span>}
      </div>
      {of.length === 0 ? <Nothing text={t('empty')} hint={t('emptyHint')} /> : <Rows of={of} chosen={chosen} onChoose={setChosen} />}
    </>
  );
}

interface RowsProps {
  readonly of: readonly ListedChange[];
  /** Their keys. */
  readonly chosen: readonly string[];
  readonly onChoose: (keys: readonly string[]) => void;
}

function Rows({ of, chosen, onChoose }: RowsProps): ReactNode {
  const { t } = useTranslation('unpublished');
  const language = useLanguage();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="unpublished-rows" aria-label={t('title')} tabIndex={0}>
      <Table<ListedChange>
        size="small"
        rowKey={keyOf}
        dataSource={[...of]}
        columns={[...useColumns()]}
        pagination={false}
        rowSelection={{
          selectedRowKeys: [...chosen],
          onChange: (keys) => onChoose(keys.map(String)),
          getCheckboxProps: ({ name }) => ({ 'aria-label': t('chooseOne', { name: name[language] }) }) as object,
        }}
      />
    </section>
  );
}

function useColumns(): readonly TableColumnType<ListedChange>[] {
  const { t } = useTranslation('unpublished');
  const language = useLanguage();
  const kindOf = useKindName();
  return [
    {
      title: t('columns.name'),
      render: (_, { kind, name }) => (
        <>
          <div>{name[language]}</div>
          <div className="soft">{kindOf(kind)}</div>
        </>
      ),
    },
    { title: t('columns.action'), render: (_, { action }) => <Tag color={TONES[action]}>{t(`action.${action}`)}</Tag> },
    { title: t('columns.state'), render: (_, one) => <Standing of={one} /> },
    {
      title: t('columns.by'),
      render: (_, { by, byName = by, at }) => (
        <>
          <div>{byName}</div>
          <div className="soft">
            <When at={at} />
          </div>
        </>
      ),
    },
    { title: t('columns.discard'), render: (_, one) => <Discard of={one} /> },
  ];
}

function Standing({ of: { problems, overtaken, on } }: { readonly of: ListedChange }): ReactNode {
  const { t } = useTranslation('unpublished');
  if (overtaken) return <Tag color="error">{t('overtaken')}</Tag>;
  if (problems > 0) return <Tag color="warning">{t('problems', { count: problems })}</Tag>;
  return <span className="soft">{t('on', { number: on })}</span>;
}

function Discard({ of }: { readonly of: ListedChange }): ReactNode {
  const { t } = useTranslation('unpublished');
  const language = useLanguage();
  const doing = useDoing();
  const queries = useQueryClient();
  const mayWrite = useMay('releases.write');
  const gone = useMutation({
    mutationFn: () => discard(of),
    onSuccess: async () => {
      doing.done(t('discarded'));
      await queries.invalidateQueries({ queryKey: ['changes'] });
    },
    onError: doing.failed,
  });
  const name = of.name[language];
  const ask = async (): Promise<void> => {
    if (await doing.confirm({ title: t('discardTitle', { name }), text: t('discardText'), verb: t('discard'), isFinal: true }))
      gone.mutate();
  };
  return (
    <Button size="small" autoInsertSpace={false} disabled={!mayWrite} aria-label={t('discardOne', { name })} onClick={() => void ask()}>
      {t('discard')}
    </Button>
  );
}
