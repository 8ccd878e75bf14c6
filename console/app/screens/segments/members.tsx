/** Everybody who is in a segment or holds a tag, page by page. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/index.ts';
import { AskWhy, Listing, NoPermission, Nothing, Part, useFormats, useMay, useNow, usePaged } from '../../kit/index.ts';
import type { Kind } from './draft.ts';

interface MembersProps {
  readonly kind: Kind;
  readonly id: string;
}

interface MemberRow {
  readonly customer: string;
  readonly since: number;
  readonly identifiers: readonly (readonly string[])[];
}

const LIMIT = 50;

export function MembersPart({ kind, id }: MembersProps): ReactNode {
  const { t } = useTranslation('segments');
  const may = useMay('customers.read');
  return <Part title={t('members.title')}>{may ? <Rows kind={kind} id={id} /> : <NoPermission permission="customers.read" />}</Part>;
}

function Rows({ kind, id }: MembersProps): ReactNode {
  const { t } = useTranslation('segments');
  const formats = useFormats();
  const now = useNow();
  const paged = usePaged<MemberRow>(['groups', kind, id, 'members'], async (cursor, signal) => {
    const query = { limit: LIMIT, ...(cursor !== undefined && { before: String(cursor) }) };
    const { members, next } = await answerOf(
      kind === 'tag'
        ? api.GET('/v1/tags/{tag}/members', { params: { path: { tag: id }, query }, signal })
        : api.GET('/v1/segments/{segment}/members', { params: { path: { segment: id }, query }, signal }),
    );
    return { rows: members, ...(next !== undefined && { next }) };
  });
  const columns = [
    {
      title: t('members.who'),
      render: (_: unknown, { customer, identifiers }: MemberRow) => (
        <Link to="/customers/$customer" params={{ customer }}>
          {identifiers.map(([, value]) => value).join(' · ') || customer}
        </Link>
      ),
    },
    {
      title: t('members.since'),
      render: (_: unknown, { since }: MemberRow) => <span title={formats.dateTime(since)}>{formats.relative(since, now)}</span>,
    },
    {
      title: t('members.why'),
      render: (_: unknown, { customer }: MemberRow) =>
        kind === 'tag' ? <AskWhy customer={customer} tag={id} /> : <AskWhy customer={customer} segment={id} />,
    },
  ];
  return (
    <Listing<MemberRow>
      of={paged}
      columns={columns}
      rowKey={({ customer }) => customer}
      label={t('members.title')}
      empty={<Nothing text={t('nobody')} />}
    />
  );
}
