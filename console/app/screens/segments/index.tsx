/** Segments and tags: all of them at a glance, and what one comes to. */
import { useLocation, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { BuilderScreen } from './builder.tsx';
import { GroupScreen } from './group.tsx';
import { LibraryScreen } from './library.tsx';
import { NewScreen } from './new.tsx';

export function Screen(): ReactNode {
  const { kind, id } = useParams({ strict: false }) as { readonly kind?: string; readonly id?: string };
  const { pathname } = useLocation();
  const name = `${kind}.${id}`;
  if (kind === undefined) return <LibraryScreen />;
  const of = kind === 'tag' ? 'tag' : 'segment';
  if (id === undefined) return <NewScreen key={of} kind={of} />;
  return pathname.endsWith('/edit') ? <BuilderScreen key={name} kind={of} id={id} /> : <GroupScreen key={name} name={name} />;
}
