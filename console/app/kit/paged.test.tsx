import { useNavigate } from '@tanstack/react-router';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { renderConsole } from '../test/render.tsx';
import { Listing } from './listing.tsx';
import { type Cursor, type Rows, usePaged } from './paged.ts';

interface Row {
  readonly id: string;
}

const columns = [{ title: 'Name', dataIndex: 'id' }];
const END = 1_000_000;

/** A million rows, two on a page. */
const million = vi.fn(async (cursor: Cursor): Promise<Rows<Row>> => {
  const from = Number(cursor ?? 0);
  const next = from + 2;
  return { rows: [{ id: `row ${from}` }, { id: `row ${from + 1}` }], ...(next < END && { next }) };
});

function List({ page = million, name = 'rows' }: { readonly page?: (cursor: Cursor) => Promise<Rows<Row>>; readonly name?: string }) {
  const of = usePaged<Row>([name], page);
  return <Listing of={of} columns={columns} rowKey={({ id }) => id} label="Rows" empty={<p>none</p>} />;
}

const turn = (name: string): void => void fireEvent.click(screen.getByRole('button', { name }));
const rows = (): (string | null)[] => screen.getAllByText(/^row \d+$/).map(({ textContent }) => textContent);

test('one page is there at a time; forth, back, and to the first', async () => {
  await renderConsole(<List />);
  await screen.findByText('row 0');
  turn('Next');
  await screen.findByText('row 2');
  expect(rows()).toEqual(['row 2', 'row 3']);
  turn('Next');
  await screen.findByText('row 4');
  expect(screen.getByText('Page 3')).toBeDefined();
  turn('Previous');
  await screen.findByText('row 2');
  turn('Next');
  await screen.findByText('row 4');
  turn('First page');
  await screen.findByText('row 0');
  expect(rows()).toEqual(['row 0', 'row 1']);
});

test('on the first and the last page the button that leads no further stays, and does nothing', async () => {
  const page = async (cursor: Cursor): Promise<Rows<Row>> => ({
    rows: [{ id: `row ${cursor ?? 0}` }],
    ...(cursor === undefined && { next: 1 }),
  });
  await renderConsole(<List page={page} name="two" />);
  await screen.findByText('row 0');
  expect(screen.getByRole('button', { name: 'Previous' }).getAttribute('aria-disabled')).toBe('true');
  turn('Previous');
  const next = screen.getByRole('button', { name: 'Next' });
  next.focus();
  turn('Next');
  await screen.findByText('row 1');
  expect(next.getAttribute('aria-disabled')).toBe('true');
  expect(document.activeElement).toBe(next);
  turn('Next');
  expect(rows()).toEqual(['row 1']);
});

test('the next page is asked for when the button is reached, and after the first turn always', async () => {
  million.mockClear();
  await renderConsole(<List name="ready" />);
  await screen.findByText('row 0');
  expect(million.mock.calls.map(([cursor]) => cursor)).toEqual([undefined]);
  fireEvent.focus(screen.getByRole('button', { name: 'Next' }));
  await waitFor(() => expect(million).toHaveBeenCalledTimes(2));
  turn('Next');
  await waitFor(() => expect(million.mock.calls.at(-1)![0]).toBe(4));
});

test('where there is one page there is nothing to turn', async () => {
  await renderConsole(<List page={async () => ({ rows: [{ id: 'row 0' }] })} name="one" />);
  await screen.findByText('row 0');
  expect(screen.queryByRole('button', { name: 'Next' })).toBeNull();
});

test('pages on which a filter has left nothing are passed over', async () => {
  const page = async (cursor: Cursor): Promise<Rows<Row>> =>
    cursor === 3 ? { rows: [{ id: 'row 3' }] } : { rows: [], next: Number(cursor ?? 0) + 1 };
  await renderConsole(<List page={page} name="sparse" />);
  await screen.findByText('row 3');
});

function Screens() {
  const navigate = useNavigate();
  const [isThere, setThere] = useState(true);
  return (
    <>
      <button type="button" onClick={() => void navigate({ to: '.', search: { open: 'row' } as never })}>
        open
      </button>
      <button type="button" onClick={() => setThere(!isThere)}>
        leave
      </button>
      <button type="button" onClick={() => history.back()}>
        back
      </button>
      {isThere && <List name="places" />}
    </>
  );
}

test('an address that opens something beside the list leaves its page, and so does coming back to the entry of the history', async () => {
  await renderConsole(<Screens />);
  await screen.findByText('row 0');
  turn('Next');
  await screen.findByText('row 2');
  turn('open');
  turn('leave');
  await waitFor(() => expect(screen.queryByText('row 2')).toBeNull());
  turn('leave');
  await screen.findByText('row 2');
});

test('what has gone from a later page leads to the first', async () => {
  let isGone = false;
  const page = async (cursor: Cursor): Promise<Rows<Row>> =>
    cursor === undefined ? { rows: [{ id: 'row 0' }], next: 1 } : { rows: isGone ? [] : [{ id: 'row 1' }] };
  const { unmount } = await renderConsole(<List page={page} name="gone" />);
  await screen.findByText('row 0');
  isGone = true;
  turn('Next');
  await screen.findByText('row 0');
  unmount();
});
