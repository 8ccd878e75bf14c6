import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderConsole } from '../../test/render.tsx';
import { Rows } from './rows.tsx';

const columns = [{ title: 'Name', dataIndex: 'id' }];
const rowKey = ({ id }: { readonly id: string }): string => id;

test('rows stand in a place that can be scrolled by keys, with a name', async () => {
  await renderConsole(<Rows label="Tags" rows={[{ id: 'vip' }]} columns={columns} rowKey={rowKey} empty="none" />);
  await screen.findByText('vip');
  expect(screen.getByRole('region', { name: 'Tags' }).getAttribute('tabindex')).toBe('0');
});

test('no rows are no table', async () => {
  await renderConsole(<Rows label="Tags" rows={[]} columns={columns} rowKey={rowKey} empty={<p>none</p>} />);
  await screen.findByText('none');
  expect(screen.queryByRole('table')).toBeNull();
});
