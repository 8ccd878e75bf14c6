import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { SHOP, without } from '../../../test/answers.ts';
import { renderConsole } from '../../../test/render.tsx';
import { Screen } from '../index.tsx';

const text = (en: string, zh = en) => ({ en, zh });
const brings = [
  { kind: 'segment', id: 'sleepers', name: text('Sleepers', '沉默客户') },
  { kind: 'template', id: 'hello', name: text('Hello again', '好久不见') },
  { kind: 'journey', id: 'wake', name: text('Wake up', '唤醒') },
];
const nothing = { events: [], channels: [], traits: [], purposes: false };
const WAKE = {
  id: 'wake-up',
  name: text('Wake sleepers', '唤醒沉默客户'),
  summary: text('Writes to who has not bought for long.', '联系久未购买的客户。'),
  adapt: text('Look at the span.', '请确认时长。'),
  stages: ['repurchase'],
  kpis: [{ journey: 'wake', metric: 'conversion_rate', target: 0.1, within: '14d' }],
  brings,
  needs: { journeys: ['wake'], events: ['Order Completed'], messages: [], traits: [] },
  lacks: nothing,
  has: false,
  results: [{ journey: 'wake', measured: '2026-01-05', treated: 900, heldOut: 100, lift: { estimate: 0.03, low: 0.01, high: 0.05 } }],
};
const { results: _, ...UNMEASURED } = WAKE;
const BIRTHDAY = { ...UNMEASURED, id: 'birthday', name: text('Birthday', '生日礼'), stages: ['retain'], has: true };
const PLAN = {
  playbook: 'wake-up',
  definitions: brings.map((one, index) => ({ ...one, state: index === 0 ? 'yours' : 'new' })),
  lacks: nothing,
  clashes: [],
};
const ANSWERS = {
  ...SHOP,
  '/v1/journeys': { journeys: [] },
  '/v1/changes': { changes: [] },
  '/v1/playbooks': { playbooks: [WAKE, BIRTHDAY] },
  'POST /v1/playbooks/wake-up': PLAN,
};

async function gallery(answers: object = {}, language: 'en' | 'zh' = 'en') {
  const rendered = await renderConsole(<Screen />, { at: '/journeys', answers: { ...ANSWERS, ...answers }, language });
  fireEvent.click(await screen.findByRole('button', { name: language === 'en' ? /Start from a playbook/ : /从剧本开始/ }));
  return rendered;
}

async function wakeSleepers(answers: object = {}) {
  const rendered = await gallery(answers);
  fireEvent.click(await screen.findByRole('button', { name: 'Look at it: Wake sleepers' }));
  return rendered;
}

test('each says what it is for, when, what it aims at, what it has reached and what it brings', async () => {
  await gallery();
  const card = await screen.findByRole('article', { name: 'Wake sleepers' });
  for (const part of [
    'Writes to who has not bought for long.',
    'Repurchase',
    'Conversion rate 10%',
    'Lift measured+3 pp',
    'Segment 1, Template 1, Journey 1',
  ])
    expect(card.textContent).toContain(part);
  const other = screen.getByRole('article', { name: 'Birthday' });
  expect(other.textContent).toContain('In the project already');
  expect(other.textContent).not.toContain('Lift measured');
  fireEvent.change(screen.getByLabelText('Find a playbook'), { target: { value: 'birth' } });
  await waitFor(() => expect(screen.queryByRole('article', { name: 'Wake sleepers' })).toBeNull());
  fireEvent.change(screen.getByLabelText('Find a playbook'), { target: { value: 'nothing of that kind' } });
  await screen.findByText('No playbook matches');
});

test('one is looked at beside what is there, added, and leads to its journey', async () => {
  const { asked } = await wakeSleepers();
  await screen.findByText('+3 pp (between +1 pp and +5 pp), measured 2026-01-05 over 900 customers and 100 held out');
  await screen.findByText('Yours stays');
  const sent = () => asked.filter(({ request }) => request === 'POST /v1/playbooks/wake-up').map(({ body }) => body);
  expect(sent()).toEqual([{ dryRun: true }]);
  fireEvent.click(screen.getByRole('button', { name: 'Add to the project' }));
  await screen.findByText('“Wake up” is added, unpublished');
  expect(sent()).toContainEqual({});
  // The journey's own address: the library is not there any more.
  await waitFor(() => expect(screen.queryByRole('heading', { name: 'Journeys' })).toBeNull());
});

test('what hinders it is said, and it cannot be added', async () => {
  const lacks = { events: ['Cart Left'], channels: [['email', 'sms']], traits: ['birthday'], purposes: true };
  await wakeSleepers({ 'POST /v1/playbooks/wake-up': { ...PLAN, lacks, clashes: ['journey "wake"'] } });
  await screen.findByText('It needs a channel, and the project has none of: e-mail or SMS.');
  for (const part of [/needs a purpose/, /says something else: journey "wake"/, /Not seen yet: Cart Left/, /these traits: birthday/])
    expect(screen.getByText(part)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Add to the project' })).toHaveProperty('disabled', true);
});

test('where all of it is there, its journey is opened and nothing is added', async () => {
  const definitions = PLAN.definitions.map((one) => ({ ...one, state: 'same' }));
  const { asked } = await wakeSleepers({ 'POST /v1/playbooks/wake-up': { ...PLAN, definitions } });
  fireEvent.click(await screen.findByRole('button', { name: 'Open the journey' }));
  await waitFor(() => expect(screen.queryByRole('heading', { name: 'Journeys' })).toBeNull());
  expect(asked.filter(({ request, body }) => request.startsWith('POST') && !(body as { dryRun?: true }).dryRun)).toEqual([]);
});

test('whoever proposes no releases looks and does not add', async () => {
  const { asked } = await wakeSleepers({ '/v1/session': without('releases.write') });
  await screen.findByText('Your role does not propose releases, so you can look but not add.');
  expect(screen.getByText('Hello again')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Add to the project' })).toBeNull();
  expect(asked.some(({ request }) => request.startsWith('POST'))).toBe(false);
});

test('none, a problem, and Chinese', async () => {
  const { unmount } = await gallery({ '/v1/playbooks': { playbooks: [] } }, 'zh');
  await screen.findByText('没有剧本');
  unmount();
  await gallery({ '/v1/playbooks': Response.json({ code: 'X', reason: 'broken' }, { status: 500 }) });
  await screen.findByText('broken');
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
});
