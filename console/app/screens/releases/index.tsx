/** Releases: all of them, and one with what it changed. */
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ListScreen } from './list.tsx';
import { ReleaseScreen } from './release.tsx';
import './releases.css';

export function Screen(): ReactNode {
  const { number } = useParams({ strict: false }) as { readonly number?: string };
  return number === undefined ? <ListScreen /> : <ReleaseScreen key={number} number={Number(number)} />;
}
