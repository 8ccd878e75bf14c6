import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { type ReactNode, useRef, useState } from 'react';
import { expect, test } from 'vitest';
import { useKeptFocus } from './focus.ts';

/** A list from which what is done goes away, and a button that may be pressed once. */
function List(): ReactNode {
  const home = useRef<HTMLElement>(null);
  const [left, setLeft] = useState(['a', 'b', 'c']);
  const [isDone, setDone] = useState(false);
  useKeptFocus(home);
  return (
    <main ref={home} tabIndex={-1}>
      {left.map((one) => (
        <button key={one} type="button" onClick={() => setLeft(left.filter((other) => other !== one))}>
          {one}
        </button>
      ))}
      <button type="button" disabled={isDone} onClick={() => setDone(true)}>
        once
      </button>
      <a href="#after">after</a>
    </main>
  );
}

async function press(name: string): Promise<void> {
  const button = screen.getByText(name);
  act(() => button.focus());
  fireEvent.click(button);
  // As browsers do with what is gone or disabled.
  act(() => button.blur());
}

const focused = (): string | null | undefined => document.activeElement?.textContent;

test('what goes away hands the focus to what comes next, the last one to what comes before', async () => {
  render(<List />);
  await press('a');
  await waitFor(() => expect(focused()).toBe('b'));
  await press('b');
  await waitFor(() => expect(focused()).toBe('c'));
  await press('c');
  await waitFor(() => expect(focused()).toBe('once'));
});

test('what may not be pressed any more hands it on, too; what has been left alone is not followed', async () => {
  render(<List />);
  await press('once');
  await waitFor(() => expect(focused()).toBe('after'));
  act(() => screen.getByText('b').focus());
  act(() => (document.activeElement as HTMLElement).blur());
  fireEvent.click(screen.getByText('a'));
  await waitFor(() => expect(screen.queryByText('a')).toBeNull());
  expect(document.activeElement).toBe(document.body);
});

test('a frame that has the focus is marked, for nothing is drawn around it', () => {
  render(
    <>
      <List />
      <iframe title="frame" />
    </>,
  );
  const frame = screen.getByTitle('frame');
  act(() => frame.focus());
  fireEvent.blur(window);
  expect('focused' in frame.dataset).toBe(true);
  act(() => screen.getByText('a').focus());
  fireEvent.focus(window);
  expect('focused' in frame.dataset).toBe(false);
});
