/** By what the customer is known: each identifier with where it came from, the merges that made the profile, and changing both by hand. */

import { useQuery } from '@tanstack/react-query';
import { Button, type TableColumnType } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type DescribedProfile, type IdentityHistory, type IdentityLink, type LearntFrom } from '../../api/index.ts';
import { Answered, Nothing, Part, useFormats, useMay, useMissing, useNames, useNaming } from '../../kit/index.ts';
import { type Change, ChangeDialog } from './change.tsx';
import { sorted } from './customer.ts';
import { Rows } from './rows.tsx';

type Merge = IdentityHistory['merges'][number];
interface Row {
  readonly namespace: string;
  readonly value: string;
  readonly from: IdentityLink | undefined;
}

export function IdentitiesTab({ of }: { readonly of: DescribedProfile }): ReactNode {
  const { t } = useTranslation('customers');
  const [change, setChange] = useState<Change>();
  const mayChange = useMay('customers.identity');
  const missing = useMissing('customers.identity');
  const asked = useQuery({
    queryKey: ['customers', of.customer, 'identity'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/identity', { params: { query: { customer: of.customer } }, signal })),
  });
  const [surest] = sorted(of.identifiers);
  const bind = (
    <Button
      size="small"
      disabled={!mayChange || surest === undefined}
      onClick={() => surest && setChange({ kind: 'bind', to: [surest[0], surest[1]] })}
    >
      {t('identities.bind')}
    </Button>
  );
  return (
    <div className="customers-stack">
      <Part title={t('identities.title')} extra={bind}>
        {!mayChange && <p className="soft">{t('identities.mayNot', { permission: missing })}</p>}
        <Identifiers of={of} onTake={(identifier) => setChange({ kind: 'unbind', identifier })} />
      </Part>
      <Answered of={asked}>
        {({ merges, apart }) => (
          <>
            <Part title={t('merges.title')}>
              <Merges
                of={merges as IdentityHistory['merges']}
                onUndo={(from) => setChange({ kind: 'unmerge', customer: of.customer, from })}
              />
            </Part>
            {apart.length > 0 && <Apart of={(apart as IdentityHistory['apart']).map(([, other]) => other)} />}
          </>
        )}
      </Answered>
      {change && <ChangeDialog change={change} customer={of.customer} onClose={() => setChange(undefined)} />}
    </div>
  );
}

function Identifiers({ of, onTake }: { readonly of: DescribedProfile; readonly onTake: (one: [string, string]) => void }): ReactNode {
  const { t } = useTranslation('customers');
  const names = useNaming();
  const mayChange = useMay('customers.identity');
  const rows = sorted(of.identifiers).map(
    ([namespace, value]): Row => ({
      namespace,
      value,
      from: of.origins.find(({ identifier }) => identifier[0] === namespace && identifier[1] === value),
    }),
  );
  const columns: TableColumnType<Row>[] = [
    { title: t('identities.namespace'), render: (_, { namespace }) => names.of('namespace', namespace) },
    { title: t('identities.value'), className: 'customers-value', render: (_, { value }) => value },
    { title: t('identities.origin'), render: (_, { from }) => from && <Origin of={from} /> },
    {
      title: t('identities.change'),
      render: (_, { namespace, value }) => (
        <Button size="small" type="text" disabled={!mayChange || rows.length < 2} onClick={() => onTake([namespace, value])}>
          {t('identities.unbind')}
        </Button>
      ),
    },
  ];
  return (
    <Rows<Row>
      label={t('identities.title')}
      rows={rows}
      columns={columns}
      rowKey={({ namespace, value }) => `${namespace}:${value}`}
      empty={<Nothing text={t('identities.empty')} />}
    />
  );
}

/** The entry of the log that something was learnt from. */
function Origin({ of }: { readonly of: LearntFrom }): ReactNode {
  const { t } = useTranslation('customers');
  const formats = useFormats();
  const nameOf = useNames();
  const { event, source, said, by, at, message } = of;
  const what =
    said === undefined
      ? event === undefined
        ? t('identities.forgotten')
        : nameOf('event', event)
      : t(`identities.said.${said}`, { by: by ?? '' });
  return (
    <div title={message}>
      <strong>{what}</strong> {source !== undefined && <span className="soft">{t('timeline.from', { source })}</span>}
      <div className="soft">{formats.dateTime(at)}</div>
    </div>
  );
}

function Merges({ of, onUndo }: { readonly of: readonly Merge[]; readonly onUndo: (from: string) => void }): ReactNode {
  const { t } = useTranslation('customers');
  const mayChange = useMay('customers.identity');
  const columns: TableColumnType<Merge>[] = [
    { title: t('merges.from'), render: (_, { from }) => <code>{from}</code> },
    { title: t('merges.into'), render: (_, { into }) => <code>{into}</code> },
    { title: t('merges.cause'), render: (_, merge) => <Origin of={merge} /> },
    {
      title: t('identities.change'),
      render: (_, { from }) => (
        <Button size="small" type="text" danger disabled={!mayChange} onClick={() => onUndo(from)}>
          {t('merges.undo')}
        </Button>
      ),
    },
  ];
  return (
    <Rows<Merge>
      label={t('merges.title')}
      rows={of}
      columns={columns}
      rowKey={({ from, position }) => `${from} ${position}`}
      empty={<Nothing text={t('merges.empty')} hint={t('merges.emptyHint')} />}
    />
  );
}

function Apart({ of }: { readonly of: readonly string[] }): ReactNode {
  const { t } = useTranslation('customers');
  return (
    <Part title={t('merges.apart')}>
      <p className="soft">{t('merges.apartHint')}</p>
      <ul className="customers-list">
        {of.map((one) => (
          <li key={one}>
            <a href={`/console/customers/${encodeURIComponent(one)}`}>
              <code>{one}</code>
            </a>
          </li>
        ))}
      </ul>
    </Part>
  );
}
