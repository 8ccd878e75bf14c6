import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { renderConsole } from '../../test/render.tsx';
import type { Written } from './contents.ts';
import { Editor, type EditorProps } from './editor.tsx';

const CART: Written = {
  ...{ kind: 'template', id: 'cart', name: { en: 'Cart', zh: '购物车' }, subject: 'Your cart', preview: 'Still there', body: 'Back' },
  locales: { zh: { body: '回来' } },
};
const block = (type: string | undefined, more: object = {}): Written => ({
  ...{ kind: 'block', id: 'b', name: { en: 'B', zh: '块' } },
  ...(type !== undefined && { type }),
  ...more,
});

async function editor(props: Partial<EditorProps> = {}) {
  const onChange = vi.fn();
  const rendered = await renderConsole(<Editor {...{ written: CART, place: {}, problems: [], isReadOnly: false, onChange, ...props }} />);
  await screen.findAllByText(/^(Subject|Body|Type of block)$/);
  return { ...rendered, onChange };
}

const labels = (container: HTMLElement): readonly (string | null)[] =>
  [...container.querySelectorAll('label')].map(({ textContent }) => textContent);

describe('the editor', () => {
  test('writes into the language at hand, and takes out what is emptied', async () => {
    const { onChange, unmount } = await editor({ place: { locale: 'zh' } });
    const subject = screen.getByRole<HTMLInputElement>('textbox', { name: 'Subject' });
    expect(subject.value).toBe('');
    fireEvent.change(subject, { target: { value: '购物车' } });
    expect(onChange).toHaveBeenLastCalledWith({ ...CART, locales: { zh: { body: '回来', subject: '购物车' } } });
    unmount();
    const top = await editor();
    fireEvent.change(screen.getByRole('textbox', { name: 'Preview line' }), { target: { value: '' } });
    expect(top.onChange.mock.lastCall![0]).not.toHaveProperty('preview');
  });

  test('says a problem beside its field, and those of other places in a list', async () => {
    const problems = [
      { field: 'locales.zh.body', message: 'tag not closed', line: 1, column: 2 },
      { field: 'subject', message: 'of the default' },
    ];
    const { container } = await editor({ place: { locale: 'zh' }, problems });
    expect((await screen.findByText('Line 1, column 2:')).closest('[role="alert"]')!.textContent).toContain('tag not closed');
    const elsewhere = screen.getByRole('list', { name: 'Problems elsewhere in this content' });
    expect(
      within(elsewhere)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['subject of the default']);
    await vi.waitFor(() => expect(container.querySelector('.cm-lintRange-error')?.textContent).toBe('来'), { timeout: 10_000 });
  });

  test('says what is missing beside the empty field, and in the list only where that is folded away', async () => {
    const { unmount } = await editor({ place: { locale: 'zh' }, problems: [{ field: 'locales.zh.subject', message: 'is needed' }] });
    await screen.findByText('is needed');
    expect(screen.queryByRole('list', { name: 'Problems elsewhere in this content' })).toBeNull();
    unmount();
    await editor({ problems: [{ field: 'text', message: 'is needed too' }] });
    expect((await screen.findByText(/is needed too/)).closest('ul')!.getAttribute('aria-label')).toBe('Problems elsewhere in this content');
  });

  test.each([
    ['divider', ['Type of block']],
    [undefined, ['Type of block', 'Body']],
    ['button', ['Type of block', 'Body', 'Link']],
    ['image', ['Type of block', 'Body', 'Link', 'Image address']],
    ['custom', ['Type of block', 'Body', 'Body in MJML', 'Plain text']],
  ])('of a block of type %s has its fields', async (type, fields) => {
    const { container } = await editor({ written: block(type) });
    expect(labels(container)).toEqual(fields);
  });

  test('a block has one type in all languages, which is chosen at the top', async () => {
    const { onChange, unmount } = await editor({ written: block('copy') });
    fireEvent.mouseDown(screen.getByLabelText('Type of block'));
    fireEvent.click(await screen.findByText('Heading'));
    expect(onChange).toHaveBeenLastCalledWith(block('title'));
    unmount();
    const { container } = await editor({ written: block('button', { locales: { zh: { body: '去' } } }), place: { locale: 'zh' } });
    expect(labels(container)).toEqual(['Body', 'Link']);
  });

  test('marks sensitive words where they stand, and tells list, weight and what to say instead', async () => {
    const note = { en: 'Say what is proved.', zh: '请说事实。' };
    const words = [
      { field: 'subject', start: 0, end: 4, word: 'your', list: 'law', severity: 'block' as const, note },
      { field: 'body', start: 0, end: 4, word: 'back', list: 'house', severity: 'warn' as const },
      { field: 'locales.zh.body', start: 0, end: 2, word: '回来', list: 'law', severity: 'review' as const },
    ];
    const { container } = await editor({ words });
    const [subject, body] = screen.getAllByRole('list', { name: 'Sensitive words' });
    expect(subject!.textContent).toContain('Blocked “your” of the list law must not go out. Say what is proved.');
    expect(body!.textContent).toContain('Warning “back” is on the list house.');
    expect(screen.getAllByRole('list', { name: 'Sensitive words' })).toHaveLength(2);
    expect(container.querySelector('.content-marked mark.content-word-block')?.textContent).toBe('Your');
    await vi.waitFor(() => expect(container.querySelector('.cm-content .content-word-warn')?.textContent).toBe('Back'), {
      timeout: 10_000,
    });
  });
});
