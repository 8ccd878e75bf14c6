import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { SHOP } from '../../test/answers.ts';
import { renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';
import { clockIn, doneSteps, soonest, stepOf, wishOf } from './wish.ts';

const NOW = Date.UTC(2026, 10, 30, 4, 1);
const ZONE = 'Asia/Shanghai';
const whole = { segment: 'buyers', template: 'news', channel: 'mail', purpose: 'offers', at: '2126-12-01T10:00' };

describe('the steps', () => {
  test('are open up to the first that is not done', () => {
    const { at, ...rest } = whole;
    expect([{}, { segment: 'buyers' }, rest, whole].map((chosen) => doneSteps(chosen, NOW, ZONE))).toEqual([0, 1, 2, 3]);
    expect(doneSteps({ ...rest, soon: 'yes' }, NOW, ZONE)).toBe(3);
    expect(doneSteps({ ...whole, purpose: undefined }, NOW, ZONE)).toBe(1);
    expect([{ step: 'check' }, { step: 'what' }, { step: 'nonsense' }, {}].map((chosen) => stepOf(chosen, 2))).toEqual([2, 1, 0, 0]);
  });

  test('take no time that has passed in the zone of the workspace, whatever the clock here shows', () => {
    expect(clockIn(NOW, ZONE)).toBe('2026-11-30T12:01');
    expect(doneSteps({ ...whole, at: '2026-11-30T12:01' }, NOW, ZONE)).toBe(2);
    expect(doneSteps({ ...whole, at: '2026-11-30T12:02' }, NOW, ZONE)).toBe(3);
    expect(doneSteps({ ...whole, at: 'noon' }, NOW, ZONE)).toBe(2);
  });

  test('come to a wish; as soon as possible leaves time to publish it', () => {
    expect(soonest(NOW, ZONE)).toBe('2026-11-30T12:20');
    expect(soonest(Date.UTC(2026, 11, 31, 15, 50), ZONE)).toBe('2027-01-01T00:05');
    expect(wishOf({ ...whole, at: undefined, soon: 'yes', holdout: '5', class: 'service' }, '2026-11-30T12:20')).toEqual({
      ...{ ...whole, at: '2026-11-30T12:20', messageClass: 'service', holdout: 0.05 },
    });
    expect(wishOf({ ...whole, holdout: '100', class: 'spam' }, '')).toEqual({ ...whole, messageClass: 'marketing' });
    expect(wishOf({ ...whole, channel: undefined }, '')).toBeUndefined();
  });
});

const JOURNEY = 'broadcast_news_21261201';
const group = (id: string, more: object) => ({
  ...{ kind: 'segment', id, name: { en: 'Buyers', zh: '买家' }, version: 1, state: 'live', members: 1200, growth7d: 3, usedBy: [] },
  ...more,
});
const answers = {
  ...SHOP,
  '/v1/session': {
    roles: [],
    permissions: ['journeys.write', 'releases.write', 'releases.read', 'segments.read', 'content.preview'],
  },
  '/v1/names': {
    segment: { buyers: { en: 'Buyers', zh: '买家' } },
    template: { news: { en: 'Spring news', zh: '春季上新' } },
    channel: { mail: { en: 'Mail', zh: '邮件' } },
    purpose: { offers: { en: 'Offers', zh: '优惠' } },
  },
  '/v1/groups': { groups: [group('buyers', { reachable: 0.8 })], position: 7, behind: 0 },
  '/v1/changes': { changes: [] },
  '/v1/definitions/template/news': { versions: [{ version: 1, releases: [1], definition: { kind: 'template', id: 'news', body: 'Hi' } }] },
  '/v1/content/preview': {
    problems: [],
    shown: {
      subject: 'Spring is here',
      text: 'Hello',
      missing: ['first_name'],
      sms: { encoding: 'gsm7', units: 5, segments: 1, foreign: [] },
    },
  },
  '/v1/broadcasts': {
    ...{ journey: JOURNEY, name: { en: 'Broadcast: Spring news', zh: '群发：春季上新' }, segment: 'buyers' },
    ...{ at: Date.UTC(2126, 11, 1, 2), holdout: 0.1, problems: [], findings: [] },
  },
  '/v1/forecast': {
    ...{ segment: 'buyers', at: Date.UTC(2126, 11, 1, 2), members: 1200, asked: 1200 },
    verdicts: [
      { verdict: 'send', rule: 'allowed', customers: 900 },
      { verdict: 'suppress', rule: 'consent.missing', customers: 250 },
      { verdict: 'defer', rule: 'quiet_hours.deferred', customers: 50 },
    ],
  },
};
const addressOf = (chosen: object): string => `/broadcast?${new URLSearchParams(chosen as Record<string, string>)}`;
const open = (chosen: object, more: object = {}, language: 'en' | 'zh' = 'en') =>
  renderConsole(<Screen />, { answers: { ...answers, ...more }, at: addressOf(chosen), path: '/broadcast', language });

test('whom: a segment with how many are in it now; nothing goes on before one is chosen', async () => {
  const { container } = await open({});
  const select = await screen.findByRole('combobox', { name: 'Segment' });
  expect((screen.getByRole('button', { name: 'Next' }) as HTMLButtonElement).disabled).toBe(true);
  fireEvent.mouseDown(select);
  fireEvent.click(await screen.findByText(/Buyers · 1/));
  await waitFor(() => expect(container.textContent).toMatch(/Members now1,200.*Reachable80/));
  fireEvent.click(screen.getByRole('button', { name: 'Next' }));
  await screen.findByText('What does it say?');
});

test('whom: without a segment it says so; of an empty one it warns', async () => {
  const { unmount } = await open({}, { '/v1/groups': { groups: [], position: 0, behind: 0 } });
  await screen.findByText('There is no segment yet');
  unmount();
  await open({ segment: 'buyers' }, { '/v1/groups': { groups: [group('buyers', { members: 0 })], position: 0, behind: 0 } });
  await screen.findByText('Nobody is in this segment now');
});

test('what: the content as somebody would read it, in Chinese', async () => {
  const { container, asked } = await open({ segment: 'buyers', template: 'news', step: 'what' }, {}, 'zh');
  await screen.findByText('Spring is here');
  expect(container.textContent).toMatch(/按每位客户填入：first_name/);
  expect(asked.find(({ request }) => request === 'POST /v1/content/preview')!.body).toMatchObject({ definition: { id: 'news' } });
  expect((screen.getByRole('button', { name: '下一步' }) as HTMLButtonElement).disabled).toBe(true);
});

test('what: content that was never released can be chosen, and is read as it was left', async () => {
  const change = { kind: 'template', id: 'fresh', name: { en: 'Fresh', zh: '新品' }, action: 'new', problems: 0, overtaken: false };
  const { asked } = await open(
    { segment: 'buyers', step: 'what' },
    {
      '/v1/changes': { changes: [{ ...change, on: 1, revision: 1, by: 'ada', at: 1 }] },
      '/v1/definitions/template/fresh': { versions: [] },
      '/v1/changes/template/fresh': { change: { ...change, definition: { kind: 'template', id: 'fresh', body: 'Fresh' } } },
    },
  );
  fireEvent.mouseDown(await screen.findByRole('combobox', { name: 'Content' }));
  fireEvent.click(await screen.findByText('Fresh (not published yet)'));
  await screen.findByText('Spring is here');
  expect(asked.find(({ request }) => request === 'POST /v1/content/preview')!.body).toMatchObject({ definition: { id: 'fresh' } });
});

test('when: a time of the past is refused here, and as soon as possible says which time that is', async () => {
  const { container } = await open({ ...whole, at: '2020-01-01T10:00', step: 'when' });
  await screen.findByText(/has passed in Asia\/Shanghai/);
  expect((screen.getByRole('button', { name: 'Next' }) as HTMLButtonElement).disabled).toBe(true);
  fireEvent.click(screen.getByRole('radio', { name: 'As soon as possible' }));
  await waitFor(() => expect(container.textContent).toMatch(/At \d{4}-\d\d-\d\d \d\d:\d[05] as it looks now/));
  expect((screen.getByRole('button', { name: 'Next' }) as HTMLButtonElement).disabled).toBe(false);
});

test('check: what guard would drop and why; kept, it is an unpublished change to be published', async () => {
  const { container, asked } = await open({ ...whole, step: 'check' });
  await waitFor(() => expect(container.textContent).toMatch(/Would get it900/));
  expect(container.textContent).toMatch(/“Spring news” goes to members of “Buyers” by “Mail”.*at 2126-12-01 10:00/);
  expect(container.textContent).toMatch(/Droppedno consent250/);
  expect(container.textContent).toMatch(/10%.*are held out/);
  expect(asked.find(({ request }) => request === 'POST /v1/forecast')!.body).toEqual({
    ...{ segment: 'buyers', channel: 'mail', purpose: 'offers', messageClass: 'marketing', at: Date.UTC(2126, 11, 1, 2) },
  });
  expect(asked.filter(({ request }) => request === 'POST /v1/broadcasts').map(({ body }) => body)).toEqual([
    { broadcast: { ...whole, messageClass: 'marketing' }, dryRun: true },
  ]);
  fireEvent.click(screen.getByRole('button', { name: 'Save as unpublished change' }));
  await screen.findByText('See its journey');
  expect(asked.filter(({ request }) => request === 'POST /v1/broadcasts').at(-1)!.body).toEqual({
    broadcast: { ...whole, messageClass: 'marketing' },
  });
  expect(screen.getByText('See its journey').getAttribute('href')).toBe(`/journeys/${JOURNEY}`);
});

test('kept: it is published from here, before its time', async () => {
  const change = { kind: 'journey', id: JOURNEY, name: { en: 'B', zh: '群' }, action: 'new', problems: 0, overtaken: false };
  const listed = { ...change, on: 1, revision: 1, by: 'ada', at: 1 };
  const { container } = await open({ ...whole, made: JOURNEY }, { '/v1/changes': { changes: [listed] } });
  await waitFor(() => expect(container.textContent).toMatch(/Publish it before 2126-12-01 10:00/));
  await waitFor(() => expect((screen.getByRole('button', { name: /Publish/ }) as HTMLButtonElement).disabled).toBe(false));
  fireEvent.click(screen.getByRole('button', { name: 'Another broadcast' }));
  await screen.findByText('Whom is it for?');
});

test('check: one that there is already asks for another ID, and another refusal says what to do', async () => {
  const refusal = (code: string) => Response.json({ code, reason: 'There is one' }, { status: 400 });
  const { unmount } = await open({ ...whole, step: 'check' }, { '/v1/broadcasts': refusal('VOLANO_BROADCAST_TAKEN') });
  await screen.findByText('There is a journey of this ID already');
  expect((screen.getByRole('button', { name: 'Save as unpublished change' }) as HTMLButtonElement).disabled).toBe(true);
  unmount();
  await open({ ...whole, step: 'check' }, { '/v1/broadcasts': refusal('VOLANO_BROADCAST_PAST') });
  await screen.findByText('VOLANO_BROADCAST_PAST');
});

test('check: says what would keep it from being published, and what lints remark', async () => {
  const plan = {
    ...answers['/v1/broadcasts'],
    problems: [{ path: 'steps.message', message: 'template "news" prints event.total' }],
    findings: [
      {
        lint: 'no-fallback',
        severity: 'warning',
        kind: 'journey',
        id: JOURNEY,
        path: '',
        text: { en: 'Only one way', zh: '只有一种方式' },
      },
    ],
  };
  await open({ ...whole, step: 'check' }, { '/v1/broadcasts': plan });
  await screen.findByText('1 problem keeps it from being published');
  await screen.findByText(/prints event\.total/);
  await screen.findByText(/Only one way/);
});

test('who may not release anything sees which permission it takes', async () => {
  await open({}, { '/v1/session': { member: { id: 'm', name: 'Ada' }, roles: [], permissions: ['journeys.write'] } });
  await screen.findByText(/releases\.write/);
});
