/** Finding a customer: by any identifier or id, or among those looked at last. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Answered,
  type FoundCustomer,
  findCustomers,
  guessesOf,
  Nothing,
  Page,
  Part,
  useFormats,
  useNamespaces,
  useNaming,
  useNow,
  useShortcuts,
} from '../../kit/index.ts';
import { useAddress } from './address.ts';
import { forgetLooks, recentLooks } from './recent.ts';
import './customers.css';

const ANY = 'any';

export function SearchScreen(): ReactNode {
  const { t } = useTranslation('customers');
  const [{ q, namespace }] = useAddress();
  return (
    <Page title={t('title')} text={t('text')}>
      <Part>
        <Form key={`${q} ${namespace}`} />
      </Part>
      {q === undefined || q.trim() === '' ? <Recent /> : <Results text={q} namespace={namespace} />}
    </Page>
  );
}

function Form(): ReactNode {
  const { t } = useTranslation('customers');
  const [{ q = '', namespace }, say] = useAddress();
  const [text, setText] = useState(q);
  const namespaces = useNamespaces();
  useShortcuts([{ keys: '/', text: t('search.key'), act: () => document.getElementById('customers-search')?.focus() }]);
  const options = [
    { value: ANY, label: t('search.any') },
    { value: 'customer', label: t('search.id') },
    ...namespaces.map(({ id, name }) => ({ value: id, label: name === id ? id : `${name} (${id})` })),
  ];
  return (
    <form
      className="customers-form"
      onSubmit={(event) => {
        event.preventDefault();
        say({ q: text.trim() });
      }}
    >
      <Select
        aria-label={t('search.namespace')}
        value={namespace ?? ANY}
        options={options}
        popupMatchSelectWidth={false}
        onChange={(chosen) => say({ q: text.trim() || undefined, namespace: chosen === ANY ? undefined : chosen })}
      />
      <Input
        id="customers-search"
        aria-label={t('search.value')}
        placeholder={t('search.placeholder')}
        value={text}
        allowClear
        onChange={({ target }) => setText(target.value)}
      />
      <Button type="primary" htmlType="submit" disabled={text.trim() === ''}>
        {t('search.submit')}
      </Button>
    </form>
  );
}

function Results({ text, namespace }: { readonly text: string; readonly namespace: string | undefined }): ReactNode {
  const { t } = useTranslation('customers');
  const navigate = useNavigate();
  const namespaces = useNamespaces().map(({ id }) => id);
  const asked = useQuery({
    queryKey: ['customers', 'search', text, namespace, namespaces],
    queryFn: ({ signal }) => findCustomers(guessesOf(text, namespaces, namespace), signal),
  });
  const only = asked.data?.length === 1 ? asked.data[0] : undefined;
  useEffect(() => {
    if (only) void navigate({ to: '/customers/$customer', params: { customer: only.customer }, replace: true });
  }, [only, navigate]);
  return (
    <Answered of={asked}>
      {(found) =>
        found.length === 0 ? (
          <Part>
            <Nothing
              text={t('search.nobody', { text })}
              hint={t(namespace === undefined ? 'search.nobodyHint' : 'search.nobodyThereHint')}
            />
          </Part>
        ) : (
          <Part title={t('search.found', { count: found.length })}>
            <ul className="customers-list">
              {found.map((one) => (
                <Hit key={one.customer} of={one} />
              ))}
            </ul>
          </Part>
        )
      }
    </Answered>
  );
}

function Hit({ of }: { readonly of: FoundCustomer }): ReactNode {
  const { t } = useTranslation('customers');
  const names = useNaming();
  return (
    <li>
      <Link to="/customers/$customer" params={{ customer: of.customer }}>
        {of.identifiers.map(([, value]) => value).join(' · ') || of.customer}
      </Link>
      <span className="soft">{of.namespace === undefined ? t('search.byId') : names.of('namespace', of.namespace)}</span>
      <code>{of.customer}</code>
    </li>
  );
}

function Recent(): ReactNode {
  const { t } = useTranslation('customers');
  const formats = useFormats();
  const now = useNow();
  const [looks, setLooks] = useState(() => recentLooks(localStorage));
  if (looks.length === 0) {
    return (
      <Part>
        <Nothing text={t('recent.empty')} hint={t('recent.emptyHint')} />
      </Part>
    );
  }
  const forget = (): void => {
    forgetLooks(localStorage);
    setLooks([]);
  };
  return (
    <Part
      title={t('recent.title')}
      extra={
        <Button size="small" type="text" onClick={forget}>
          {t('recent.clear')}
        </Button>
      }
    >
      <ul className="customers-list">
        {looks.map(({ customer, label, at }) => (
          <li key={customer}>
            <Link to="/customers/$customer" params={{ customer }}>
              {label}
            </Link>
            <span className="soft">{formats.relative(at, now)}</span>
            <code>{customer}</code>
          </li>
        ))}
      </ul>
      <p className="soft">{t('recent.local')}</p>
    </Part>
  );
}
