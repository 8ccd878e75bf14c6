import { act, fireEvent, screen } from '@testing-library/react';
import { Button } from 'antd';
import { type ReactNode, use, useState } from 'react';
import { expect, test } from 'vitest';
import { renderConsole } from '../test/render.tsx';
import { Page, Part } from './page.tsx';

/** A screen of which one part, and another button, come when somebody asks for more, and wait for something first. */
function Growing({ waitFor }: { readonly waitFor: Promise<string> }): ReactNode {
  const [isMore, setMore] = useState(false);
  const more = isMore && <Late waitFor={waitFor} />;
  return (
    <Page
      title="Growing"
      actions={
        <>
          <Button onClick={() => setMore(true)}>More</Button>
          <span>{more}</span>
        </>
      }
    >
      <Part title="First">at once</Part>
      <Part title="Second">{more}</Part>
    </Page>
  );
}

function Late({ waitFor }: { readonly waitFor: Promise<string> }): ReactNode {
  return <em>{use(waitFor)}</em>;
}

const isShown = (text: string): boolean => {
  for (let at: HTMLElement | null = screen.getByText(text); at; at = at.parentElement) if (at.style.display === 'none') return false;
  return true;
};

test('what waits hides neither the heading nor another part that is shown already', async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  await renderConsole(<Growing waitFor={promise} />);
  const more = await screen.findByText('More');
  await act(async () => fireEvent.click(more));
  await screen.findAllByRole('status');
  expect([isShown('Growing'), isShown('at once')]).toEqual([true, true]);
  await act(async () => resolve('late'));
  expect(await screen.findAllByText('late')).toHaveLength(2);
  expect([isShown('More'), isShown('Second')]).toEqual([true, true]);
});
