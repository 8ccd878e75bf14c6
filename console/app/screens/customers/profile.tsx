/** Everything known about one customer: who it is, what may be done, and a tab for each subject. */
import { Link } from '@tanstack/react-router';
import { Button, Tabs } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, type DescribedProfile } from '../../api/index.ts';
import { Answered, Loading, NoPermission, Nothing, Page, useMay } from '../../kit/index.ts';
import { useAddress } from './address.ts';
import { titleOf, useProfile } from './customer.ts';
import { Head, Known } from './head.tsx';
import { IdentitiesTab } from './identities.tsx';
import { JourneysTab } from './journeys.tsx';
import { MessagesTab } from './messages.tsx';
import { RawTab } from './raw.tsx';
import { keepLook } from './recent.ts';
import { SegmentsTab } from './segments.tsx';
import { TimelineTab } from './timeline.tsx';
import { TraitsTab } from './traits.tsx';
import './customers.css';

const TABS = ['timeline', 'traits', 'identities', 'segments', 'journeys', 'messages', 'raw'] as const;
type Tab = (typeof TABS)[number];

export function ProfileScreen({ customer }: { readonly customer: string }): ReactNode {
  const { t } = useTranslation('customers');
  const asked = useProfile(customer);
  if (asked.data) return <Profile of={asked.data} />;
  const isUnknown = asked.error instanceof ApiError && asked.error.code === 'VOLANO_RESOURCE_UNKNOWN';
  return (
    <Page title={t('title')}>
      {isUnknown ? (
        <Nothing
          text={t('unknown.text', { customer })}
          hint={t('unknown.hint')}
          action={
            <Link to="/customers">
              <Button>{t('unknown.back')}</Button>
            </Link>
          }
        />
      ) : (
        <Answered of={asked}>{() => <Loading />}</Answered>
      )}
    </Page>
  );
}

function Profile({ of }: { readonly of: DescribedProfile }): ReactNode {
  const { t } = useTranslation('customers');
  const [{ tab }, say] = useAddress();
  const title = titleOf(of);
  useEffect(() => keepLook(localStorage, { customer: of.customer, label: title, at: Date.now() }), [of.customer, title]);
  const active = TABS.find((one) => one === tab) ?? 'timeline';
  const counts: Partial<Record<Tab, number>> = {
    identities: of.identifiers.length,
    segments: of.segments.length,
    journeys: of.journeys.length,
  };
  return (
    <Page title={title} text={<Known of={of} />}>
      <Head of={of} />
      <Tabs
        activeKey={active}
        onChange={(next) => say({ tab: next })}
        destroyOnHidden
        items={TABS.map((key) => ({
          key,
          label: counts[key] === undefined ? t(`tabs.${key}`) : t('tabs.counted', { title: t(`tabs.${key}`), count: counts[key] }),
          children: <Subject tab={key} of={of} />,
        }))}
      />
    </Page>
  );
}

function Subject({ tab, of }: { readonly tab: Tab; readonly of: DescribedProfile }): ReactNode {
  const mayRead = useMay('messages.read');
  if (tab === 'timeline') return <TimelineTab customer={of.customer} />;
  if (tab === 'traits') return <TraitsTab of={of} />;
  if (tab === 'identities') return <IdentitiesTab of={of} />;
  if (tab === 'segments') return <SegmentsTab of={of} />;
  if (tab === 'journeys') return <JourneysTab of={of} />;
  if (tab === 'raw') return <RawTab of={of} />;
  return mayRead ? <MessagesTab of={of} /> : <NoPermission permission="messages.read" />;
}
