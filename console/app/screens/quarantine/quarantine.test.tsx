import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { NOON, SHOP, without } from '../../test/answers.ts';
import { questionOf, renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';

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

test('one call is shown as it came', async () => {
  await renderConsole(<Screen />, { answers, at: '/quarantine?record=q1', path: '/quarantine' });
  const drawer = await screen.findByRole('dialog');
  await waitFor(() => expect(drawer.textContent).toMatch(/total is a text.*VOLANO_EVENT_INVALID.*"event": "Order"/s));
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
