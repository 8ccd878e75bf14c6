/** Customers: finding one, and everything that is known of one. */
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ProfileScreen } from './profile.tsx';
import { SearchScreen } from './search.tsx';

export function Screen(): ReactNode {
  const { customer } = useParams({ strict: false }) as { readonly customer?: string };
  return customer === undefined ? <SearchScreen /> : <ProfileScreen key={customer} customer={customer} />;
}
