/** Journeys: all of them at a glance, and each on its canvas. */
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { JourneyScreen } from './journey.tsx';
import { LibraryScreen } from './list/library.tsx';

export function Screen(): ReactNode {
  const { journey } = useParams({ strict: false }) as { readonly journey?: string };
  return journey === undefined ? <LibraryScreen /> : <JourneyScreen key={journey} id={journey} />;
}
