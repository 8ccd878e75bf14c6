/**
 * Rows that the server gives page by page, each page naming where the next begins: one page is there at a time, however many there are. Who goes back to a
 * place of the history, from a customer to the list it was found in, finds the page that was read there; who comes anew begins with the first.
 */
import { keepPreviousData, type QueryKey, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/** Where a page begins, as the page before it has said; undefined for the first. */
export type Cursor = number | string | undefined;

export interface Rows<Row> {
  readonly rows: readonly Row[];
  readonly next?: Exclude<Cursor, undefined>;
}

export interface Paged<Row> {
  readonly rows: readonly Row[] | undefined;
  readonly error: unknown;
  /** Number of the page, from 1. */
  readonly page: number;
  /** What is shown is still the page before. */
  readonly isTurning: boolean;
  /** Absent on the last page. */
  readonly next?: () => void;
  /** Absent on the first one. */
  readonly before?: () => void;
  readonly first: () => void;
  /** Asks for the next page before somebody turns to it. */
  readonly ready: () => void;
  readonly refetch: () => void;
}

/** `page` asks the server for the rows from a cursor on. */
export function usePaged<Row>(queryKey: QueryKey, page: (cursor: Cursor, signal: AbortSignal) => Promise<Rows<Row>>): Paged<Row> {
  const queries = useQueryClient();
  const [cursors, turn] = usePlace(JSON.stringify(queryKey));
  const optionsOf = (cursor: Cursor) => ({
    queryKey: [...queryKey, 'page', cursor ?? null],
    queryFn: ({ signal }: { readonly signal: AbortSignal }) => withRows(page, cursor, signal),
  });
  const asked = useQuery({ ...optionsOf(cursors.at(-1)), placeholderData: keepPreviousData });
  const { data, isPlaceholderData } = asked;
  const next = isPlaceholderData ? undefined : data?.next;
  const ready = (): void => void (next !== undefined && queries.prefetchQuery(optionsOf(next)));
  const isTurned = cursors.length > 1;
  // biome-ignore lint/correctness/useExhaustiveDependencies: who has turned once will again; once for each page.
  useEffect(() => {
    if (isTurned) ready();
  }, [isTurned, next]);
  const isGone = isTurned && !isPlaceholderData && data?.rows.length === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was on the page is not there any more.
  useEffect(() => {
    if (isGone) turn(FIRST);
  }, [isGone]);
  return {
    rows: data?.rows,
    error: asked.error,
    page: cursors.length,
    isTurning: isPlaceholderData,
    ...(next !== undefined && { next: () => turn([...cursors, next]) }),
    ...(isTurned && { before: () => turn(cursors.slice(0, -1)) }),
    first: () => turn(FIRST),
    ready,
    refetch: () => void asked.refetch(),
  };
}

/** A page of which everything was passed over, as a filter may do, says where to go on: the first one that has a row. */
async function withRows<Row>(
  page: (cursor: Cursor, signal: AbortSignal) => Promise<Rows<Row>>,
  cursor: Cursor,
  signal: AbortSignal,
): Promise<Rows<Row>> {
  for (let from = cursor; ; ) {
    const found = await page(from, signal);
    if (found.rows.length > 0 || found.next === undefined) return found;
    from = found.next;
  }
}

type Cursors = readonly Cursor[];

const FIRST: Cursors = [undefined];
/** By entry of the history and name: where each page up to the one that was read there begins. */
const places = new Map<string, Cursors>();
const PLACES_MAX = 500;

function keep(place: string, cursors: Cursors): void {
  places.delete(place);
  places.set(place, cursors);
  for (const oldest of places.keys()) {
    if (places.size <= PLACES_MAX) break;
    places.delete(oldest);
  }
}

interface Entry {
  readonly key: string;
  readonly screen: string | undefined;
}

function entryOf({ pathname, state }: { readonly pathname: string; readonly state: object }): Entry {
  return { key: (state as { readonly __TSR_key?: string }).__TSR_key ?? pathname, screen: pathname.split('/')[1] };
}

function usePlace(name: string): readonly [Cursors, (cursors: Cursors) => void] {
  const router = useRouter();
  const { key, screen } = entryOf(useRouterState({ select: ({ location }) => location }));
  const [turned, setTurned] = useState<{ readonly name: string; readonly cursors: Cursors }>();
  const cursors = turned?.name === name ? turned.cursors : (places.get(`${key} ${name}`) ?? FIRST);
  useEffect(() => {
    keep(`${key} ${name}`, cursors);
    return () => {
      // Another address of the same screen shows the same list.
      const now = entryOf(router.state.location);
      if (now.key !== key && now.screen === screen) keep(`${now.key} ${name}`, cursors);
    };
  }, [router, key, screen, name, cursors]);
  return [cursors, (next) => setTurned({ name, cursors: next })];
}
