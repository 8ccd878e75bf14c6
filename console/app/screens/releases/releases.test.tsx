import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { NOON, SHOP, without } from '../../test/answers.ts';
import { questionOf, renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';

const CART = { kind: 'journey', id: 'cart', name: { en: 'Cart abandonment', zh: '购物车挽回' } };
const text = (definition: object) => JSON.stringify(definition, undefined, 2).split('\n');
const CHANGES = [
  {
    ...{ action: 'changed', kind: 'journey', id: 'cart' },
    lines: [
      ...text({ ...CART, holdout: 0.1 }).map((line) => ({ sign: '-', text: line })),
      ...text({ ...CART, holdout: 0.2 }).map((line) => ({ sign: '+', text: line })),
    ],
  },
];
const GUARD = { measure: 'error', atMost: 0.05 };
const ROLLOUT = {
  ...{ id: '3', release: 3, state: 'running', stage: 0, since: NOON, heldUntil: NOON + 86_400_000, waitsFor: 'hold' },
  settings: { stages: [{ percent: 10, hold: '1d' }, { percent: 100 }], guardrails: [GUARD] },
  journeys: [{ journey: 'cart', version: 2, before: 1 }],
  findings: [
    {
      ...{ guardrail: GUARD, verdict: 'undecided' },
      evidence: {
        ...{ measure: 'error', bound: 0.05, kind: 'atMost', level: 0.95, minimum: 100 },
        value: 0.02,
        count: 1,
        of: 50,
        low: 0,
        high: 0.1,
      },
    },
  ],
};
const STANDING = {
  ...{ release: 3, state: 'preparing', evaluating: true, lag: { entries: 0, rows: 0 }, isBrought: true },
  preparing: { since: 3, step: 'reading', progress: 0.5, events: 50, eventsAll: 100, customers: 7, attempts: 0 },
  definitions: [{ kind: 'journey', id: 'cart', version: 2, state: 'preparing', release: 3 }],
};
const PLAN = {
  ...{ number: 4, changes: CHANGES, findings: [], rollouts: [], groups: [] },
  journeys: [
    {
      ...{ journey: 'cart', action: 'changed', inside: 42 },
      steps: [{ version: 2, step: 'wait', inside: 42, becomes: 'removed', edit: 'stay', isSaid: false }],
    },
  ],
};
const MADE = {
  ...{ by: 'm1', maker: { kind: 'member', id: 'm1', name: 'Ada Lovelace' } },
  ...{ approvedBy: 'bo', approver: { kind: 'other', id: 'bo', name: 'bo' } },
};
const ANSWERS = {
  ...SHOP,
  '/v1/releases': {
    releases: [
      { number: 3, note: 'Quieter evenings', ...MADE, at: NOON, definitions: 2, changed: 1 },
      { number: 2, backTo: 1, by: 'd3', maker: { kind: 'token', id: 'd3', name: 'Deploy' }, at: NOON, definitions: 2, changed: 1 },
      { number: 1, maker: { kind: 'operator' }, at: NOON, definitions: 1, changed: 1 },
    ],
  },
  '/v1/releases/3/changes': { since: 2, changes: CHANGES },
  '/v1/releases/2/changes': { since: 1, changes: [] },
  '/v1/releases/1/changes': { since: 0, changes: [] },
  '/v1/releases/status': STANDING,
  '/v1/rollouts': { rollouts: [ROLLOUT] },
  '/v1/changes': { changes: [] },
  '/v1/releases/3': {
    number: 3,
    definitions: [
      { version: 2, definition: CART },
      { version: 1, definition: { kind: 'tag', id: 'vip', name: { en: 'VIP', zh: '贵宾' } } },
    ],
  },
  '/v1/releases/2': { number: 2, definitions: [{ version: 1, definition: CART }] },
  'POST /v1/rollback': PLAN,
  'POST /v1/rollouts/3': { ...ROLLOUT, state: 'halted' },
};

const list = (answers: object = {}, language: 'en' | 'zh' = 'en') =>
  renderConsole(<Screen />, { at: '/releases', answers: { ...ANSWERS, ...answers }, language });
const one = (number: number, answers: object = {}) =>
  renderConsole(<Screen />, { at: `/releases/${number}`, path: '/releases/$number', answers: { ...ANSWERS, ...answers } });

/** Once the session says that one may. */
async function press(name: string): Promise<void> {
  const button = await waitFor(() => {
    const found = screen.queryAllByText(name)[0]?.closest('button') ?? screen.getByLabelText<HTMLButtonElement>(name);
    expect(found.disabled).toBe(false);
    return found;
  });
  fireEvent.click(button);
}

test('the list says of each what it changed, by name, who made and approved it, what it goes back to, and how far it has got', async () => {
  await list();
  const third = (await screen.findByText('Release 3', { selector: 'a' })).closest('tr')!;
  await within(third).findByText('“Cart abandonment” changed');
  for (const said of ['Quieter evenings', 'Ada Lovelace', 'approved by “bo”, who is no member here', 'Preparing', 'Rolling out 10%'])
    expect(third.textContent).toContain(said);
  const second = screen.getByText('Release 2', { selector: 'a' }).closest('tr')!;
  await within(second).findByText('No definition changed');
  expect(second.textContent).toContain('Back to release 1');
  expect(second.textContent).toContain('API token “Deploy”');
  expect(screen.getByText('Release 1', { selector: 'a' }).closest('tr')!.textContent).toContain('Command line or admin token');
});

test('without a release it says how one comes to be, in Chinese too', async () => {
  await list({ '/v1/releases': { releases: [] } }, 'zh');
  await screen.findByText('还没有发布版本');
});

test('a release has its differences in words and as JSON, against any other', async () => {
  const { container, asked } = await one(3);
  await screen.findByText('Release 3', { selector: 'h1' });
  await screen.findByText('10%');
  expect(container.textContent).toMatch(/Made byAda Lovelace.*Approved by“bo”/);
  expect(container.textContent).toMatch(/Holdout.*10%.*→.*20%/);
  fireEvent.click(await screen.findByText('As JSON'));
  await screen.findByLabelText('Cart abandonment, before and after');
  expect(screen.queryByLabelText('Roll back to release 3')).toBeNull();
  fireEvent.mouseDown(screen.getByLabelText('Compared with'));
  fireEvent.click(await screen.findByText('Compared with: Release 1'));
  await waitFor(() => expect(asked.map(({ request }) => request)).toContain('GET /v1/releases/3/changes?since=1'));
});

test('the latest says what it still prepares', async () => {
  const { container } = await one(3);
  await screen.findByText('Reads the past.', { exact: false });
  expect(container.textContent).toMatch(/50 of 100 events, 7 customers.*Not in force yet: Cart abandonment/s);
  expect((await screen.findByLabelText('How much of the past has been read')).getAttribute('aria-valuenow')).toBe('50');
});

test('what it holds is found by kind and name, and read as it was written', async () => {
  await one(3);
  fireEvent.click(await screen.findByText('VIP'));
  await screen.findByText('Tag vip');
  fireEvent.change(screen.getByLabelText('Filter by name'), { target: { value: 'cart' } });
  await waitFor(() => expect(screen.queryByText('VIP', { selector: 'td button' })).toBeNull());
});

test('a rollout is steered with a reason, and says what its guardrails rest on', async () => {
  const { container, asked } = await one(3);
  await screen.findByText('Gradual rollout: Cart abandonment');
  expect(container.textContent).toMatch(/10%, held for 1 day.*Undecided.*errors at most 5%.*2%, 1 of 50 \(0% to 10%\)/s);
  await press('Halt');
  const dialog = await questionOf('Halt the rollout for good?');
  fireEvent.change(within(dialog).getByLabelText(/Reason/), { target: { value: 'Complaints' } });
  fireEvent.click(within(dialog).getByText('Halt'));
  await screen.findByText('The rollout is halted');
  expect(asked.find(({ request }) => request === 'POST /v1/rollouts/3')?.body).toEqual({ action: 'halt', reason: 'Complaints' });
});

test('rolling back: first the plan, with those inside and what becomes of them', async () => {
  const { asked } = await one(2);
  await press('Roll back to release 2');
  const drawer = await questionOf('Roll back to release 2');
  await within(drawer).findByText('42 customers inside');
  const planned = asked.filter(({ request }) => request === 'POST /v1/rollback');
  expect(planned.map(({ body }) => body)).toEqual([{ to: 2, dryRun: true }]);
  fireEvent.mouseDown(within(drawer).getByLabelText('What becomes of those at “wait”'));
  fireEvent.click(await screen.findByText('Exit: leave the journey'));
  fireEvent.change(within(drawer).getByLabelText('Note'), { target: { value: 'Too loud' } });
  fireEvent.click(within(drawer).getByText('Roll back'));
  await screen.findByText('Rolled back to release 2: it is release 4 now');
  expect(asked.findLast(({ request }) => request === 'POST /v1/rollback')?.body).toEqual({
    to: 2,
    note: 'Too loud',
    edits: { cart: { wait: 'exit' } },
  });
});

test('whoever may not roll back cannot press it; a release that there is not says so', async () => {
  await one(2, { '/v1/session': without('releases.rollback') });
  const button = await screen.findByLabelText('Roll back to release 2');
  expect((button as HTMLButtonElement).disabled).toBe(true);
  await one(9);
  await screen.findByText('There is no release 9');
});

test('a refusal can be tried again', async () => {
  await list({ '/v1/releases': Response.json({ code: 'X', reason: 'broken' }, { status: 500 }) });
  await screen.findByText('broken');
  expect(screen.getByText('Try again')).toBeTruthy();
});
