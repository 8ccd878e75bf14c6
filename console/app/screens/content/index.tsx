/** The content library: templates and blocks at a glance, and one of them to be read, written and published. */
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ItemScreen } from './item.tsx';
import { LibraryScreen } from './library.tsx';

export function Screen(): ReactNode {
  const { kind, id } = useParams({ strict: false }) as { readonly kind?: string; readonly id?: string };
  if (id === undefined) return <LibraryScreen />;
  return <ItemScreen key={`${kind}.${id}`} kind={kind === 'block' ? 'block' : 'template'} id={id} />;
}
