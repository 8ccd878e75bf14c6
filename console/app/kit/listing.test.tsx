import { fireEvent, screen } from '@testing-library/react';
import { createPortal } from 'react-dom';
import { expect, test } from 'vitest';
import { ApiError } from '../api/index.ts';
import { renderConsole } from '../test/render.tsx';
import { Listing } from './listing.tsx';
import { type Cursor, type Rows, usePaged } from './paged.ts';

interface Row {
  readonly id: string;
}

const columns = [{ title: 'Name', dataIndex: 'id' }];

function List({ page, onOpen }: { readonly page: (cursor: Cursor) => Promise<Rows<Row>>; readonly onOpen?: (row: Row) => void }) {
  const of = usePaged<Row>(['rows'], page);
  return <Listing of={of} columns={columns} rowKey={({ id }) => id} label="Rows" empty={<p>none</p>} {...(onOpen && { onOpen })} />;
}

const linked = [
  {
    title: 'Name',
    render: (_: unknown, { id }: Row) => (
      <>
        <a href={`#${id}`}>{id}</a>
        {createPortal(<p>beside</p>, document.body)}
      </>
    ),
  },
];

function Linked({ onOpen }: { readonly onOpen: (row: Row) => void }) {
  const of = usePaged<Row>(['linked'], async () => ({ rows: [{ id: 'a' }] }));
  return <Listing of={of} columns={linked} rowKey={({ id }) => id} label="Rows" empty={null} onOpen={onOpen} />;
}

test('a row opens by click and by Enter', async () => {
  const opened: string[] = [];
  await renderConsole(<List page={async () => ({ rows: [{ id: 'a' }] })} onOpen={({ id }) => opened.push(id)} />);
  const row = (await screen.findByText('a')).closest('tr')!;
  fireEvent.click(row);
  fireEvent.keyDown(row, { key: 'Enter' });
  expect(opened).toEqual(['a', 'a']);
});

test('a link within a row does what it says, and neither it nor what is shown beside the screen opens the row', async () => {
  const opened: string[] = [];
  await renderConsole(<Linked onOpen={({ id }) => opened.push(id)} />);
  fireEvent.click(await screen.findByRole('link', { name: 'a' }));
  fireEvent.click(screen.getByText('beside'));
  expect(opened).toEqual([]);
});

test('no row and a refusal are told apart', async () => {
  await renderConsole(<List page={async () => ({ rows: [] })} />);
  await screen.findByText('none');
  const refuse = async () => {
    throw new ApiError('VOLANO_QUERY_INVALID', 'no such channel', 400);
  };
  await renderConsole(<List page={refuse} />);
  await screen.findByText('no such channel');
});
