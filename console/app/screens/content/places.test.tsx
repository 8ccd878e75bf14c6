import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { renderConsole } from '../../test/render.tsx';
import type { Written } from './contents.ts';
import { Places, type PlacesProps } from './places.tsx';

const CART: Written = {
  ...{ kind: 'template', id: 'cart', name: { en: 'Cart', zh: '购物车' }, body: 'Back', locales: { de: { body: 'Zurück' } } },
  variants: { short: { share: 0.255, body: 'B', locales: { zh: { body: '回' } } }, gold: { when: {}, body: 'G' }, plain: { body: 'P' } },
};
const answers = {
  '/v1/definitions': {
    release: 1,
    definitions: [{ version: 1, definition: { kind: 'workspace', id: 'shop', locales: ['en', 'zh', 'de'] } }],
  },
};

async function places(props: Partial<PlacesProps> = {}) {
  const [onChoose, onChange] = [vi.fn(), vi.fn()];
  const all = { written: CART, place: {}, problems: [], mayWrite: true, onChoose, onChange, ...props };
  const rendered = await renderConsole(<Places {...all} />, { answers });
  await screen.findByText(/^Default/);
  return { ...rendered, onChoose, onChange };
}

describe('the places of a template', () => {
  test('are its variants, each with its share or its condition; choosing one leaves the language behind', async () => {
    const { onChoose } = await places({ place: { locale: 'de' } });
    screen.getByText('gold (by condition)');
    screen.getByText('plain');
    fireEvent.click(screen.getByText('short (26%)'));
    expect(onChoose).toHaveBeenLastCalledWith({ variant: 'short', locale: undefined });
  });

  test('are the languages of the variant at hand, and what that one lacks of the workspace', async () => {
    const { onChoose, onChange } = await places({ place: { variant: 'short' } });
    fireEvent.click(screen.getByText('Chinese'));
    expect(onChoose).toHaveBeenLastCalledWith({ variant: 'short', locale: 'zh' });
    fireEvent.click(await screen.findByRole('button', { name: 'German is missing – add it' }));
    expect(onChange.mock.lastCall![0].variants.short.locales).toEqual({ zh: { body: '回' }, de: { body: 'B' } });
    expect(onChange.mock.lastCall![0].locales).toEqual(CART.locales);
    expect(onChoose).toHaveBeenLastCalledWith({ variant: 'short', locale: 'de' });
  });

  test('are marked where something is wrong in them, and not for what is wrong below or beside them', async () => {
    const { unmount } = await places({ problems: [{ field: 'locales.de.body', message: 'x' }] });
    screen.getByText('German ⚠');
    screen.getByText('Default');
    unmount();
    const { unmount: again } = await places({ problems: [{ field: 'variants.short.body', message: 'x' }] });
    screen.getByText('Default');
    again();
    await places({ place: { variant: 'short' }, problems: [{ field: 'variants.short.body', message: 'x' }] });
    screen.getByText('Default ⚠');
    screen.getByText('Chinese');
  });

  test('a variant is marked where something is wrong anywhere in it', async () => {
    await places({ problems: [{ field: 'variants.short.locales.zh.body', message: 'x' }] });
    screen.getByText('short (26%) ⚠');
    screen.getByText('plain');
  });

  test('lose a language, which can be undone', async () => {
    const { onChoose, onChange } = await places({ place: { locale: 'de' } });
    fireEvent.click(screen.getByRole('button', { name: 'Remove German' }));
    expect(onChange.mock.lastCall![0]).not.toHaveProperty('locales');
    expect(onChoose).toHaveBeenLastCalledWith({ variant: undefined, locale: undefined });
    await screen.findByText('German removed');
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(onChange).toHaveBeenLastCalledWith(CART));
  });

  test('of somebody who may not write only say what is missing', async () => {
    await places({ place: { locale: 'de' }, mayWrite: false });
    await screen.findByText('Chinese is missing');
    expect(screen.queryAllByRole('button')).toEqual([]);
  });
});
