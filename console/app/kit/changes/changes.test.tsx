import { useQueryClient } from '@tanstack/react-query';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { NOON, SHOP } from '../../test/answers.ts';
import { type Rendered, renderConsole } from '../../test/render.tsx';
import { Answered, ChangeBar, ChangeConflict, useChange } from '../index.ts';
import { saidAnew } from './anew.ts';

const URL = '/v1/changes/segment/loyal';
const name = { en: 'Loyal', zh: '忠诚客户' };
const RELEASED = { kind: 'segment', id: 'loyal', name, owner: 'crm' };
const NONE = { change: null };
const definitions = (release = 3, definition: object = RELEASED) => ({ release, definitions: [{ version: 1, definition }] });
const left = (owner: string, more: object = {}) => ({
  ...{ kind: 'segment', id: 'loyal', definition: { ...RELEASED, owner }, released: RELEASED, on: 3, revision: 7 },
  ...{ by: 'ben', byName: 'Ben', at: NOON, problems: [], overtaken: false, ...more },
});
const refused = (code: string) => Response.json({ code, reason: 'Somebody was first.' }, { status: 409 });
const MAY = { roles: [], permissions: [...SHOP['/v1/session'].permissions, 'releases.write'] };

/** A screen that edits the owner, and says what is wrong. */
function Editor() {
  const { asked, change } = useChange('segment', 'loyal', { delayMs: 20 });
  const queries = useQueryClient();
  return (
    <Answered of={asked}>
      {() =>
        change && (
          <>
            <ChangeBar change={change} />
            <ChangeConflict change={change} />
            {change.problems.map(({ message }) => message)}
            <button type="button" onClick={() => void saidAnew(queries)}>
              Other language
            </button>
            <input
              aria-label="Owner"
              value={String(change.definition?.owner ?? '')}
              onChange={({ target }) => change.save({ ...change.definition, owner: target.value })}
            />
          </>
        )
      }
    </Answered>
  );
}

/** `answers` may be changed on the way. */
async function open(answers: Record<string, unknown>, language: 'en' | 'zh' = 'en'): Promise<Rendered & { type: (owner: string) => void }> {
  const all = Object.assign(answers, { ...SHOP, '/v1/session': MAY, '/v1/definitions': definitions(), ...answers });
  const rendered = await renderConsole(<Editor />, { answers: all, language });
  const field = await screen.findByLabelText('Owner');
  return { ...rendered, type: (owner) => void fireEvent.change(field, { target: { value: owner } }) };
}

const owner = (): string => (screen.getByLabelText('Owner') as HTMLInputElement).value;
const puts = ({ asked }: Rendered) => asked.filter(({ request }) => request.startsWith('PUT')).map(({ body }) => body);

test('in another language what is wrong is said anew, and what was just written is not lost', async () => {
  const wrong = (message: string) => ({ problems: [{ code: 'X', path: '', message }] });
  const answers: Record<string, unknown> = {
    [`GET ${URL}`]: { change: left('b', wrong('is wrong')) },
    [`PUT ${URL}`]: left('bc', wrong('有误')),
  };
  const shown = await open(answers);
  await screen.findByText('is wrong');
  answers[`GET ${URL}`] = { change: left('b', wrong('有误')) };
  fireEvent.click(screen.getByText('Other language'));
  await screen.findByText('有误');
  expect([owner(), puts(shown)]).toEqual(['b', []]);
  shown.type('bc');
  fireEvent.click(screen.getByText('Other language'));
  await waitFor(() => expect(puts(shown)).toHaveLength(1));
  await screen.findByText('Saved, not released');
  expect(owner()).toBe('bc');
});

test('what is edited is saved once, a moment after the last edit, on the release that was seen', async () => {
  const shown = await open({
    [`GET ${URL}`]: NONE,
    [`PUT ${URL}`]: left('b', { by: 'ada', byName: 'Ada', problems: [{ code: 'X', path: '', message: 'm' }] }),
  });
  await screen.findByText('As released');
  shown.type('a');
  shown.type('b');
  await screen.findByText('Saved, not released');
  await screen.findByText('1 problem');
  expect(owner()).toBe('b');
  expect(puts(shown)).toEqual([{ definition: { ...RELEASED, owner: 'b' }, on: 3, revision: 0 }]);
  shown.type('c');
  await waitFor(() => expect(puts(shown)).toHaveLength(2));
  expect(puts(shown)[1]).toMatchObject({ revision: 7 });
});

test('a change that was left goes on where it was left', async () => {
  await open({ [`GET ${URL}`]: { change: left('left') } });
  expect(owner()).toBe('left');
  await screen.findByText(/by Ben/);
});

test('somebody else’s change is told, and may be taken', async () => {
  const answers = { [`GET ${URL}`]: NONE, [`PUT ${URL}`]: refused('VOLANO_CHANGE_CONFLICT') } as Record<string, unknown>;
  const shown = await open(answers);
  answers[`GET ${URL}`] = { change: left('theirs') };
  shown.type('mine');
  await screen.findByText('Ben saved a change of this while you were editing');
  shown.type('mine still');
  expect(owner()).toBe('mine still');
  fireEvent.click(screen.getByRole('button', { name: 'Take theirs' }));
  await waitFor(() => expect(owner()).toBe('theirs'));
  await screen.findByText('Saved, not released');
  expect(puts(shown)).toHaveLength(1);
});

test('or one’s own is kept and saved on top of it', async () => {
  const answers = { [`GET ${URL}`]: NONE, [`PUT ${URL}`]: refused('VOLANO_CHANGE_CONFLICT') } as Record<string, unknown>;
  const shown = await open(answers);
  answers[`GET ${URL}`] = { change: left('theirs') };
  shown.type('mine');
  const keep = await screen.findByRole('button', { name: 'Keep mine' });
  answers[`PUT ${URL}`] = left('mine', { revision: 8 });
  fireEvent.click(keep);
  await screen.findByText('Saved, not released');
  expect(puts(shown)[1]).toEqual({ definition: { ...RELEASED, owner: 'mine' }, on: 3, revision: 7 });
  expect(screen.queryByText('Keep mine')).toBeNull();
});

test('a change that a newer release has overtaken asks at once, in Chinese too; what is released takes its place', async () => {
  const newer = { ...RELEASED, owner: 'newer' };
  const shown = await open(
    {
      [`GET ${URL}`]: { change: left('old', { overtaken: true, released: newer }) },
      '/v1/definitions': definitions(4, newer),
      [`PUT ${URL}`]: left('newer', { revision: 0, definition: newer, released: newer }),
    },
    'zh',
  );
  fireEvent.click(await screen.findByRole('button', { name: '采用已发布的版本' }));
  await screen.findByText('与已发布版本一致');
  expect(owner()).toBe('newer');
  expect(puts(shown)).toEqual([{ definition: newer, on: 4, revision: 7 }]);
});

test('what is discarded can be put back', async () => {
  const answers = { [`GET ${URL}`]: { change: left('left') }, [`DELETE ${URL}`]: {} } as Record<string, unknown>;
  const shown = await open(answers);
  const button = await screen.findByRole('button', { name: 'Discard changes' });
  await waitFor(() => expect(button).toHaveProperty('disabled', false));
  answers[`PUT ${URL}`] = left('left', { revision: 9 });
  fireEvent.click(button);
  await waitFor(() => expect(owner()).toBe('crm'));
  await screen.findByText('Changes discarded');
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(owner()).toBe('left'));
  await waitFor(() => expect(puts(shown)).toEqual([{ definition: { ...RELEASED, owner: 'left' }, on: 3, revision: 0 }]));
});

test('what cannot be saved stays here, says so, and can be saved again', async () => {
  const down = Response.json({ code: 'VOLANO_LOG_CLOSED', reason: 'The server rests.' }, { status: 503 });
  const answers = { [`GET ${URL}`]: NONE, [`PUT ${URL}`]: down } as Record<string, unknown>;
  const shown = await open(answers);
  shown.type('mine');
  await screen.findByText('Could not be saved');
  await screen.findByText('The server rests.');
  expect(owner()).toBe('mine');
  answers[`PUT ${URL}`] = left('mine');
  fireEvent.click(screen.getByRole('button', { name: 'Save again' }));
  await screen.findByText('Saved, not released');
  expect(puts(shown)).toHaveLength(2);
});

test('what is not saved yet is saved when the screen is left', async () => {
  const shown = await open({ [`GET ${URL}`]: NONE, [`PUT ${URL}`]: left('mine') });
  vi.useFakeTimers();
  try {
    shown.type('mine');
    expect(puts(shown)).toEqual([]);
    await act(async () => shown.unmount());
    vi.useRealTimers();
    await waitFor(() => expect(puts(shown)).toHaveLength(1));
  } finally {
    vi.useRealTimers();
  }
});
