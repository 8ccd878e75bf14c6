import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { renderConsole } from '../../test/render.tsx';
import type { Written } from './contents.ts';
import { Face } from './face.tsx';
import { PreviewPane, type PreviewPaneProps } from './preview-pane.tsx';

const CART: Written = {
  ...{ kind: 'template', id: 'cart', name: { en: 'Cart', zh: '购物车' }, body: 'Back' },
  ...{ locales: { zh: { body: '回来' } }, variants: { short: { body: 'B' } } },
};
const sms = { encoding: 'gsm7' as const, units: 4, segments: 1, foreign: [] };
const DRAFT = { kind: 'template', id: 'cart', problems: [], approval: 'draft', shown: { text: ' Back ', missing: [], sms } };
const ask = 'POST /v1/content/preview';

async function pane(props: Partial<PreviewPaneProps> = {}, answer: unknown = DRAFT) {
  const [onWhom, onDraft] = [vi.fn(), vi.fn()];
  const all = { written: CART, place: {}, whom: {}, onWhom, onDraft, ...props };
  const rendered = await renderConsole(<PreviewPane {...all} />, { answers: { [ask]: answer } });
  const last = () => rendered.asked.filter(({ request }) => request === ask).at(-1)?.body;
  return { ...rendered, last, onWhom, onDraft };
}

describe('the preview', () => {
  test('is in the language and variant that are written; as the customer gets it, the server chooses', async () => {
    const { last, onDraft } = await pane({ place: { variant: 'short' }, whom: { customer: 'c1' } });
    await screen.findByText('Back');
    expect(last()).toEqual({ definition: CART, customer: 'c1', locale: 'und', variant: 'short', event: {} });
    expect(onDraft).toHaveBeenLastCalledWith(DRAFT);
    fireEvent.mouseDown(screen.getByLabelText('Language of the preview'));
    fireEvent.click(await screen.findByText('As the customer gets it'));
    await waitFor(() => expect(last()).toEqual({ definition: CART, customer: 'c1', event: {} }));
  });

  test('asks again with the values of the event that are typed', async () => {
    const { last } = await pane({}, { ...DRAFT, values: { trait: {}, event: { total: null } } });
    await waitFor(() => expect(screen.queryByText(/Rendering/)).toBeNull());
    fireEvent.change(await screen.findByRole('textbox', { name: 'event.total' }), { target: { value: '12.5' } });
    // What is shown is of before, which is said until the answer is there.
    screen.getByText(/Rendering/);
    await waitFor(() => expect(last()).toMatchObject({ event: { total: 12.5 } }));
    await waitFor(() => expect(screen.queryByText(/Rendering/)).toBeNull());
  });

  test('says that content reads nothing, and what the server refuses', async () => {
    const { unmount } = await pane({}, { ...DRAFT, values: { trait: {}, event: {} } });
    await screen.findByText('It reads no variables.');
    unmount();
    const { onDraft } = await pane({}, Response.json({ code: 'VOLANO_CUSTOMER_UNKNOWN', reason: 'Nobody has this id.' }, { status: 404 }));
    await screen.findByText('Nobody has this id.');
    expect(onDraft).not.toHaveBeenCalledWith(DRAFT);
  });

  test('says which sensitive words a customer would read, and that the message would be kept back', async () => {
    const word = { field: 'body', found: 'Ba ck', word: 'back', list: 'law', severity: 'block', withholds: true };
    const shown = { ...DRAFT.shown, text: 'Come Ba ck now', words: [word, { ...word, list: 'house', severity: 'warn', withholds: false }] };
    const { container, unmount } = await pane({}, { ...DRAFT, shown });
    await screen.findByText('Customers would not get this message: it says what must not go out');
    expect(screen.getByText(/“back” of the list law must not go out/).textContent).toContain('Body');
    expect(container.querySelector('.content-bubble mark.content-word-block')?.textContent).toBe('Ba ck');
    unmount();
    await pane({}, { ...DRAFT, shown: { ...shown, words: [shown.words[1]] } });
    await screen.findByText('It says sensitive words');
  });

  test('is for whoever has an id where there are no identifiers, and for nobody once that is emptied', async () => {
    const { onWhom } = await pane();
    const search = await screen.findByRole('searchbox', { name: 'Preview as a customer' });
    fireEvent.change(search, { target: { value: ' c7 ' } });
    fireEvent.keyDown(search, { key: 'Enter', keyCode: 13 });
    await waitFor(() => expect(onWhom).toHaveBeenLastCalledWith({ customer: 'c7' }));
    fireEvent.keyUp(search, { key: 'Enter', keyCode: 13 });
    fireEvent.change(search, { target: { value: '  ' } });
    fireEvent.keyDown(search, { key: 'Enter', keyCode: 13 });
    await waitFor(() => expect(onWhom).toHaveBeenLastCalledWith({}));
  });
});

describe('a message', () => {
  test('of words is a bubble with what it comes to as a text message, and because of which characters', async () => {
    const shown = { text: '你好', missing: [], sms: { encoding: 'ucs2' as const, units: 80, segments: 2, foreign: ['你', '好'] } };
    const { container } = await renderConsole(<Face shown={shown} device="phone" />);
    await screen.findByText('As a text message: 80 characters, UCS-2, 2 segments Because of 你 好');
    expect(container.querySelector('figure.content-phone')).not.toBeNull();
    expect(container.querySelector('iframe, figcaption')).toBeNull();
  });

  test('does not list more characters than are read', async () => {
    const shown = { text: 'x', missing: [], sms: { ...sms, encoding: 'ucs2' as const, foreign: [...'一二三四五六'] } };
    await renderConsole(<Face shown={shown} device="phone" />);
    await screen.findByText('As a text message: 4 characters, UCS-2, 1 segment');
  });
});
