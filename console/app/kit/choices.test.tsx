import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderConsole } from '../test/render.tsx';
import { Choices } from './choices.tsx';

test('a menu opens below its button, does what is chosen, and gives the focus back', async () => {
  const chosen: string[] = [];
  const items = [
    { key: 'tea', label: 'Tea' },
    { key: 'coffee', label: 'Coffee' },
  ];
  await renderConsole(
    <Choices menu={{ items, onClick: ({ key }) => chosen.push(key) }}>
      <button type="button">Drinks</button>
    </Choices>,
  );
  const button = await screen.findByText('Drinks');
  fireEvent.click(button);
  const coffee = await screen.findByText('Coffee');
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Tea'));
  fireEvent.click(coffee);
  expect(chosen).toEqual(['coffee']);
  await waitFor(() => expect(document.activeElement).toBe(button));
});
