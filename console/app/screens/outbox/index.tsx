/** Messages that were captured here, and one of them as its receiver sees it, with why it came. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type OutboxRow } from '../../api/index.ts';
import {
  Loading,
  Nothing,
  Page,
  type Paged,
  Pager,
  Part,
  Problem,
  useAddress,
  useFormats,
  useNames,
  useNaming,
  usePaged,
  When,
} from '../../kit/index.ts';
import { Message } from './message.tsx';
import './outbox.css';

const PAGE = 50;

interface Chosen {
  readonly customer?: string | undefined;
  readonly namespace?: string | undefined;
  readonly value?: string | undefined;
}

export function Screen(): ReactNode {
  const { t } = useTranslation('outbox');
  const formats = useFormats();
  const { message } = useParams({ strict: false }) as { readonly message?: string };
  const [{ customer, namespace, value }, choose] = useAddress<Chosen>();
  const whose = customer ? { customer } : namespace && value ? { namespace, value } : undefined;
  const counts = useQuery({
    queryKey: ['outbox', 'counts'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/outbox', { params: { query: { limit: 1 } }, signal })),
  }).data?.counts;
  const of = usePaged<OutboxRow>(['outbox', 'list', whose ?? ''], async (before, signal) => {
    const query = { limit: PAGE, ...whose, ...(before !== undefined && { before: Number(before) }) };
    const { messages, next } = await answerOf(api.GET('/v1/outbox', { params: { query }, signal }));
    return { rows: messages, ...(next !== undefined && { next }) };
  });
  const shown = counts && { captured: formats.number(counts.captured), readable: formats.number(counts.readable) };
  return (
    <Page title={t('title')} text={shown ? `${t('text')} · ${t('counts', shown)}` : t('text')}>
      <div className={`outbox ${message ? 'outbox-reading' : ''}`}>
        <Part
          className="outbox-list"
          title={<Search key={JSON.stringify(whose)} chosen={{ customer, namespace, value }} onSearch={choose} />}
        >
          <Rows of={of} chosen={message} isFiltered={whose !== undefined} />
        </Part>
        <section className="outbox-message" aria-live="polite">
          {message ? <Message key={message} message={message} customer={customer} /> : <Nothing text={t('choose')} />}
        </section>
      </div>
    </Page>
  );
}

const BY_ID = 'customer';

/** Whose messages: by the id of a customer, or an identifier of a namespace. Nothing: everybody's. */
function Search({ chosen, onSearch }: { readonly chosen: Chosen; readonly onSearch: (chosen: Chosen) => void }): ReactNode {
  const { t } = useTranslation('outbox');
  const names = useNaming();
  const [by, setBy] = useState(chosen.namespace ?? BY_ID);
  const [text, setText] = useState(chosen.value ?? chosen.customer ?? '');
  const search = (given: string): void => {
    const wanted = given.trim() || undefined;
    const isId = by === BY_ID;
    onSearch({
      customer: isId ? wanted : undefined,
      namespace: wanted && !isId ? by : undefined,
      value: isId ? undefined : wanted,
    });
  };
  const options = [
    { value: BY_ID, label: t('search.customer') },
    ...names.all('namespace').map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <div className="outbox-search">
      <Select aria-label={t('search.by')} value={by} options={options} popupMatchSelectWidth={false} onChange={setBy} />
      <Input.Search
        allowClear
        aria-label={t('search.value')}
        placeholder={t('search.value')}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onSearch={search}
      />
    </div>
  );
}

interface RowsProps {
  readonly of: Paged<OutboxRow>;
  readonly chosen: string | undefined;
  readonly isFiltered: boolean;
}

function Rows({ of, chosen, isFiltered }: RowsProps): ReactNode {
  const { t } = useTranslation('outbox');
  const nameOf = useNames();
  const top = useRef<HTMLUListElement>(null);
  if (of.rows === undefined) return of.error ? <Problem error={of.error} retry={of.refetch} /> : <Loading />;
  if (of.rows.length === 0)
    return isFiltered ? <Nothing text={t('emptyOf')} hint={t('emptyOfHint')} /> : <Nothing text={t('empty')} hint={t('emptyHint')} />;
  return (
    <>
      <ul className="outbox-rows" aria-busy={of.isTurning} ref={top}>
        {of.rows.map(({ message, subject, at, journey, template }) => (
          <li key={message}>
            <Link
              to={`/outbox/${encodeURIComponent(message)}` as string}
              search={true as never}
              className={message === chosen ? 'outbox-chosen' : ''}
            >
              <span className="outbox-subject">{subject || t('noSubject')}</span>
              <span className="soft">
                <When at={at} /> · {nameOf('journey', journey)} · {nameOf('template', template)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <Pager of={of} top={top} />
    </>
  );
}
