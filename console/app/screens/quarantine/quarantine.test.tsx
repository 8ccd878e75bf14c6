import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { NOON, SHOP, without } from '../../test/answers.ts';
import { questionOf, renderConsole } from '../../test/render.tsx';
import { exampleFor } from './correction.tsx';
import { Screen } from './index.tsx';
import { selectionOf } from './selection.ts';

const GROUP = {
  source: 'pos',
  event: 'Order',
  code: 'VOLANO_EVENT_INVALID',
  field: 'properties.total',
  count: 17,
  firstAt: NOON,
  lastAt: NOON,
  sample: 'q1',
};
const RECORD = {
  id: 'q1',
  at: NOON,
  ...{ source: 'pos', event: 'Order', code: 'VOLANO_EVENT_INVALID', field: 'properties.total' },
  reason: 'total is a text',
  call: { event: 'Order' },
};
const answers = {
  ...SHOP,
  '/v1/quarantine/stats': { records: 17, bytes: 1, removed: 0, replayed: 3, dropped: 0, selected: 17, groups: [GROUP] },
  '/v1/quarantine': { records: [RECORD] },
  '/v1/quarantine/q1': RECORD,
};

test('a group narrows the list', async () => {
  const { asked } = await renderConsole(<Screen />, { answers, at: '/quarantine' });
  fireEvent.click(await screen.findByRole('button', { name: 'Select' }));
  await screen.findByRole('button', { name: 'Selected' });
  await waitFor(() =>
    expect(asked.map(({ request }) => request).join('\n')).toMatch(
      /limit=50&source=pos&event=Order&code=VOLANO_EVENT_INVALID&field=properties\.total/,
    ),
  );
});

test('what is corrected begins as it fits the group that was chosen', async () => {
  await renderConsole(<Screen />, {
    answers: { ...answers, '/v1/quarantine/stats': { ...answers['/v1/quarantine/stats'], groups: [{ ...GROUP, field: 'worth' }] } },
    at: '/quarantine',
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Select' }));
  await screen.findByRole('button', { name: 'Selected' });
  fireEvent.click(screen.getByRole('button', { name: 'Correct and replay' }));
  const text = within(await screen.findByRole('dialog')).getByRole('textbox');
  expect(JSON.parse((text as HTMLTextAreaElement).value)).toMatchObject({
    rules: [{ when: { source: 'pos', event: 'Order' }, steps: [{ to: 'properties.worth' }, { convert: 'properties.worth' }] }],
  });
});

test('one call is shown as it came', async () => {
  await renderConsole(<Screen />, { answers, at: '/quarantine?record=q1', path: '/quarantine' });
  const drawer = await screen.findByRole('dialog');
  await waitFor(() => expect(drawer.textContent).toMatch(/total is a text.*VOLANO_EVENT_INVALID.*"event": "Order"/s));
});

test('a correction is tried, then replayed when it is said so', async () => {
  const outcome = {
    selected: 17,
    passed: 12,
    repeated: 0,
    failed: 5,
    unreadable: 0,
    reasons: [{ code: 'X', field: 'f', reason: 'still a text', count: 5 }],
    samples: [],
  };
  const { asked } = await renderConsole(<Screen />, {
    answers: { ...answers, 'POST /v1/quarantine/replay': outcome },
    at: '/quarantine?source=pos&correcting=true',
    path: '/quarantine',
  });
  const drawer = await screen.findByRole('dialog');
  const replay = within(drawer).getByRole('button', { name: 'Replay' });
  expect(replay).toHaveProperty('disabled', true);
  fireEvent.change(within(drawer).getByRole('textbox'), { target: { value: '{' } });
  expect(within(drawer).getByRole('button', { name: 'Try' })).toHaveProperty('disabled', true);
  fireEvent.change(within(drawer).getByRole('textbox'), { target: { value: '{"rules":[]}' } });
  fireEvent.click(within(drawer).getByRole('button', { name: 'Try' }));
  await within(drawer).findByText('5 × still a text');
  fireEvent.click(replay);
  const question = await questionOf('Replay 12 calls?');
  fireEvent.click(within(question).getByRole('button', { name: 'Replay' }));
  await screen.findByText('12 calls replayed');
  const bodies = asked.filter(({ request }) => request === 'POST /v1/quarantine/replay').map(({ body }) => body);
  expect(bodies).toEqual([true, false].map((dryRun) => ({ selection: { source: 'pos' }, correction: { rules: [] }, dryRun })));
});

test('what is dropped is counted first; who says no drops nothing', async () => {
  const { asked } = await renderConsole(<Screen />, {
    answers: { ...answers, 'POST /v1/quarantine/drop': { dropped: 17 } },
    at: '/quarantine',
  });
  await screen.findByText('total is a text');
  const drop = screen.getByRole('button', { name: 'Drop' });
  await waitFor(() => expect(drop).toHaveProperty('disabled', false));
  fireEvent.click(drop);
  const question = await questionOf('Drop 17 calls?');
  fireEvent.click(within(question).getByRole('button', { name: 'Cancel' }));
  const bodies = asked.filter(({ request }) => request.startsWith('POST')).map(({ body }) => body);
  expect(bodies).toEqual([{ selection: {}, dryRun: true }]);
});

test('who may only look, only looks', async () => {
  await renderConsole(<Screen />, {
    answers: { ...answers, '/v1/session': without('quarantine.drop', 'quarantine.replay') },
    at: '/quarantine',
  });
  await screen.findByText('total is a text');
  for (const name of ['Drop', 'Correct and replay']) expect(screen.getByRole('button', { name })).toHaveProperty('disabled', true);
});

test.each([
  [{ source: 'pos', code: 'VOLANO_EVENT_INVALID', field: 'total' }, { source: 'pos' }, 'properties.amount', 'properties.total'],
  [{ code: 'VOLANO_EVENT_INVALID', field: 'address.size' }, {}, 'properties.address.amount', 'properties.address.size'],
  [{ event: '$identify', code: 'VOLANO_EVENT_INVALID', field: 'age' }, { event: '$identify' }, 'traits.amount', 'traits.age'],
  [{ code: 'VOLANO_CALL_INVALID', field: 'context.page' }, {}, 'context.amount', 'context.page'],
  [{}, {}, 'properties.amount', 'properties.total'],
])('a correction to start from is about what is chosen, by paths that corrections know: %j', (chosen, when, from, to) => {
  const steps = [
    { rename: from, to },
    { convert: to, as: 'number' },
  ];
  expect(exampleFor(selectionOf({ ...chosen, record: 'q1' }))).toEqual({ rules: [{ when, steps }] });
});

test.each([
  [
    { code: 'VOLANO_CALL_INVALID', field: 'type' },
    { set: 'type', value: 'track' },
  ],
  [
    { code: 'VOLANO_CALL_INVALID', field: 'event' },
    { set: 'event', value: 'Order Completed', ifMissing: true },
  ],
  [
    { code: 'VOLANO_CALL_INVALID', field: 'timestamp' },
    { convert: 'timestamp', as: 'time', pattern: 'dd/MM/yyyy HH:mm', zone: 'Asia/Shanghai' },
  ],
  [{ code: 'VOLANO_CALL_WITHOUT_IDENTIFIER' }, { rename: 'properties.user_id', to: 'userId' }],
])('one of what every call has begins with what mends that: %j', (chosen, step) => {
  expect(exampleFor(selectionOf(chosen))).toEqual({ rules: [{ when: {}, steps: [step] }] });
});

test('a property of the dictionary is not taken for what every call has', () => {
  expect(exampleFor({ code: 'VOLANO_EVENT_INVALID', field: 'type' })).toMatchObject({
    rules: [{ steps: [{ to: 'properties.type' }, {}] }],
  });
});
