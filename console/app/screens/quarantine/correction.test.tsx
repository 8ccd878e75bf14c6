import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { NOON, SHOP } from '../../test/answers.ts';
import { questionOf, renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';
import { together } from './run.ts';

const GROUP = {
  source: 'pos',
  event: 'Order',
  code: 'VOLANO_EVENT_INVALID',
  field: 'total',
  count: 17,
  firstAt: NOON,
  lastAt: NOON,
  sample: 'q1',
};
const OTHER = { ...GROUP, field: 'currency', count: 3, sample: 'q2' };
const RECORD = {
  id: 'q1',
  at: NOON,
  ...{ source: 'pos', event: 'Order', code: 'VOLANO_EVENT_INVALID', field: 'total', reason: '"total" is missing' },
  call: { event: 'Order', properties: { worth: '12.5' } },
};
const STATS = { records: 20, bytes: 1, removed: 0, replayed: 3, dropped: 0, selected: 20, groups: [OTHER, GROUP] };
const ORDER = {
  ...{ kind: 'event', id: 'Order', name: { en: 'Order placed', zh: '下单' } },
  properties: { total: { type: 'number', required: true }, currency: { type: 'string', allowed: ['CNY'] } },
};
const OUTCOME = {
  ...{ selected: 17, passed: 12, repeated: 0, failed: 5, unreadable: 0 },
  reasons: [{ code: 'X', field: 'f', reason: 'still a text', count: 5 }],
  samples: [{ id: 'q1', passes: true, before: RECORD.call, after: { event: 'Order', properties: { total: 12.5 } } }],
};
const answers = {
  ...SHOP,
  '/v1/names': { event: { Order: ORDER.name } },
  '/v1/releases/current': { number: 3, definitions: [{ version: 1, definition: ORDER }] },
  '/v1/quarantine/stats': STATS,
  '/v1/quarantine': { records: [] },
  '/v1/quarantine/q1': RECORD,
  '/v1/quarantine/q2': {
    ...RECORD,
    id: 'q2',
    field: 'currency',
    reason: '"currency" is none of the allowed values',
    call: { event: 'Order', properties: { currency: 'cny' } },
  },
  'POST /v1/quarantine/replay': OUTCOME,
};
const MENDED = {
  rules: [
    {
      when: { source: 'pos', event: 'Order' },
      steps: [
        { rename: 'properties.worth', to: 'properties.total' },
        { convert: 'properties.total', as: 'number' },
      ],
    },
  ],
};

async function open(more: object = {}, search = 'correcting=true') {
  const { asked } = await renderConsole(<Screen />, { answers: { ...answers, ...more }, at: `/quarantine?${search}`, path: '/quarantine' });
  const drawer = within(await screen.findByRole('dialog'));
  await drawer.findByRole('tab', { name: 'Form' });
  const bodies = () =>
    asked.filter(({ request }) => request === 'POST /v1/quarantine/replay').map(({ body }) => body as { correction?: unknown });
  const asJson = async (): Promise<HTMLTextAreaElement> => {
    fireEvent.click(drawer.getByRole('tab', { name: 'Advanced (JSON)' }));
    return drawer.findByLabelText<HTMLTextAreaElement>('Correction (JSON)');
  };
  return { drawer, bodies, asJson };
}

test('a reason is clicked, and its correction tried, told and replayed', async () => {
  const { drawer, bodies, asJson } = await open();
  await drawer.findByText('"total" is missing', { exact: false });
  await drawer.findByText(/No rule yet/);
  fireEvent.click(
    await drawer.findByRole('button', { name: 'Move properties.worth to properties.total, then Make properties.total a number' }),
  );
  fireEvent.click(drawer.getByRole('button', { name: 'In properties.currency, replace cny by CNY' }));
  expect(drawer.getByRole('group', { name: 'Rule 1' })).toBeTruthy();
  const steps = [...MENDED.rules[0]!.steps, { map: 'properties.currency', values: { cny: 'CNY' } }];
  expect(JSON.parse((await asJson()).value)).toEqual({ rules: [{ ...MENDED.rules[0], steps }] });
  const replay = drawer.getByRole('button', { name: 'Replay' });
  expect(replay).toHaveProperty('disabled', true);
  fireEvent.click(drawer.getByRole('button', { name: 'Try' }));
  const sample = within(await drawer.findByRole('article', { name: 'An example' }));
  expect(sample.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'properties.worth "12.5" → nothing',
    'properties.total nothing → 12.5',
  ]);
  await drawer.findByText('5 × still a text');
  fireEvent.click(replay);
  fireEvent.click(within(await questionOf('Replay 12 calls?')).getByRole('button', { name: 'Replay' }));
  await screen.findByText('12 calls replayed');
  expect(bodies()).toMatchObject([
    { dryRun: true, selection: {} },
    { dryRun: false, correction: { rules: [{ steps }] } },
  ]);
});

test('where there is one reason its correction is there already', async () => {
  const { asJson } = await open({ '/v1/quarantine/stats': { ...STATS, groups: [GROUP] } }, 'correcting=true&source=pos&field=total');
  const text = await asJson();
  await waitFor(() => expect(JSON.parse(text.value)).toEqual(MENDED));
});

test('the form and the JSON are two views of one correction', async () => {
  const { drawer, bodies, asJson } = await open();
  const text = await asJson();
  const correction = { rules: [{ steps: [{ set: 'event', value: 'Order', ifMissing: true }] }] };
  fireEvent.change(text, { target: { value: JSON.stringify(correction) } });
  fireEvent.click(drawer.getByRole('tab', { name: 'Form' }));
  const value = await drawer.findByLabelText<HTMLInputElement>('Value');
  expect(value.value).toBe('Order');
  fireEvent.click(drawer.getByLabelText('only where it is missing'));
  expect(JSON.parse((await asJson()).value)).toEqual({ rules: [{ steps: [{ set: 'event', value: 'Order' }] }] });
  fireEvent.change(await asJson(), { target: { value: '{' } });
  expect(drawer.getByRole('button', { name: 'Try' })).toHaveProperty('disabled', true);
  fireEvent.change(await asJson(), { target: { value: '{"rules":[{"steps":[{"split":"event"}]}]}' } });
  fireEvent.click(drawer.getByRole('tab', { name: 'Form' }));
  await drawer.findByText('This correction says something that the form does not show. Change it as JSON.');
  fireEvent.click(drawer.getByRole('button', { name: 'Try' }));
  await waitFor(() => expect(bodies()[0]?.correction).toEqual({ rules: [{ steps: [{ split: 'event' }] }] }));
});

test('steps are added, ordered and removed, with what is wrong beside each, and taken back', async () => {
  const { drawer, asJson } = await open();
  fireEvent.click(await drawer.findByRole('button', { name: 'plus Add a rule' }));
  drawer.getByText(/^Say where/);
  expect(drawer.getByRole('button', { name: 'Try' })).toHaveProperty('disabled', true);
  fireEvent.change(drawer.getByLabelText('From'), { target: { value: 'total' } });
  fireEvent.change(drawer.getByLabelText('To'), { target: { value: 'properties.total' } });
  drawer.getByText(/^A path begins/);
  fireEvent.change(drawer.getByLabelText('From'), { target: { value: 'properties.sum' } });
  expect(drawer.queryByText(/^A path begins/)).toBeNull();
  fireEvent.click(drawer.getByRole('button', { name: 'plus Add a step' }));
  fireEvent.click(drawer.getByRole('button', { name: 'Move step 2 up' }));
  fireEvent.click(drawer.getByRole('button', { name: 'Remove step 1' }));
  const steps = [{ rename: 'properties.sum', to: 'properties.total' }];
  expect(JSON.parse((await asJson()).value)).toEqual({ rules: [{ steps }] });
  fireEvent.click(drawer.getByRole('tab', { name: 'Form' }));
  fireEvent.click(await drawer.findByRole('button', { name: 'delete Remove rule' }));
  // What is done meanwhile stays when that is taken back.
  fireEvent.click(await drawer.findByRole('button', { name: 'In properties.currency, replace cny by CNY' }));
  const [back] = (await screen.findAllByRole('button', { name: 'Undo' })).slice(-1);
  fireEvent.click(back!);
  expect(JSON.parse((await asJson()).value).rules).toMatchObject([{ steps }, { steps: [{ map: 'properties.currency' }] }]);
  fireEvent.change(await asJson(), { target: { value: JSON.stringify({ rules: [{ steps }] }) } });
  fireEvent.click(drawer.getByRole('button', { name: 'Clear' }));
  expect((await asJson()).value).toBe('');
  const [undo] = (await screen.findAllByRole('button', { name: 'Undo' })).slice(-1);
  fireEvent.click(undo!);
  expect(JSON.parse((await asJson()).value)).toEqual({ rules: [{ steps }] });
});

/** From here on replays are answered in turn, the last one when it is let go. */
function answerInTurn(parts: readonly object[]): { readonly asked: { after?: string }[]; readonly letGo: () => void } {
  const others = globalThis.fetch;
  const asked: { after?: string }[] = [];
  const last = Promise.withResolvers<void>();
  vi.stubGlobal('fetch', async (input: Request | string, init?: RequestInit) => {
    if (typeof input === 'string' || !input.url.endsWith('/v1/quarantine/replay')) return others(input, init);
    const turn = asked.push((await input.clone().json()) as { after?: string }) - 1;
    if (turn === parts.length - 1) await last.promise;
    return Response.json(parts[turn]);
  });
  return { asked, letGo: last.resolve };
}

test('many calls are tried part by part, with how far it is, and stopped between two', async () => {
  const { drawer } = await open();
  const part = { ...OUTCOME, selected: 10 };
  const { asked, letGo } = answerInTurn([
    { ...part, next: 'q5' },
    { ...part, samples: [], next: 'q7' },
  ]);
  fireEvent.click(await drawer.findByRole('button', { name: 'Try as they are' }));
  await drawer.findByText('10 of 20');
  fireEvent.click(drawer.getByRole('button', { name: 'Stop' }));
  letGo();
  await drawer.findByText('Stopped before all were tried.');
  expect(asked.map(({ after }) => after)).toEqual([undefined, 'q5']);
  drawer.getByText('24');
});

test('a refusal of the correction says where', async () => {
  const refused = Response.json({ code: 'VOLANO_CORRECTION_INVALID', reason: 'rules[0].steps[0]: zone is unknown.' }, { status: 400 });
  const { drawer } = await open({ 'POST /v1/quarantine/replay': refused });
  fireEvent.click(await drawer.findByRole('button', { name: 'Try as they are' }));
  await drawer.findByText('rules[0].steps[0]: zone is unknown.');
});

test('parts of a run add up', () => {
  const both = together({ ...OUTCOME, next: 'q9' }, { ...OUTCOME, reasons: [{ ...OUTCOME.reasons[0]!, reason: 'another', count: 9 }] });
  expect(both).toMatchObject({ selected: 34, passed: 24, failed: 10, reasons: [{ reason: 'another', count: 9 }, { count: 5 }] });
  expect(both.samples).toHaveLength(2);
  expect(both).not.toHaveProperty('next');
});
