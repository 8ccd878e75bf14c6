import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { TagFinding } from '../../api/index.ts';
import { renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';
import { TagHealthPart } from './tag-health.tsx';

// happy-dom draws nothing.
vi.mock('../../kit/echarts.ts', () => ({
  start: () => ({ setOption: () => undefined, resize: () => undefined, dispose: () => undefined }),
}));

const DAY = 86_400_000;
const name = (en: string, zh: string) => ({ en, zh });
const group = (kind: string, id: string, members: number) => ({
  ...{ kind, id, name: name(id, id), version: 1, state: 'live', members, growth7d: 0, usedBy: [] },
});
const tag = (state: string, findings: readonly TagFinding[], more: object = {}) => ({
  ...{ id: 'vip', name: name('VIP', '贵宾'), version: 1, owner: 'crm', state: 'live', holders: 25, inputs: [] },
  verdict: { state, findings, usedBy: [] },
  ...more,
});
const figures = (...tags: readonly object[]) => ({ at: 0, position: 7, customers: 200, drawn: 100, contradictions: [], tags });
const MAY = { roles: [], permissions: ['segments.read', 'tags.read'] };
const ANSWERS = {
  '/v1/session': MAY,
  '/v1/workspace': { version: '1', timeZone: 'UTC' },
  '/v1/names': { tag: { lost: name('Lost', '流失') }, trait: { city: name('City', '城市') } },
  '/v1/changes': { changes: [] },
  '/v1/groups': { groups: [group('segment', 'loyal', 3), group('tag', 'vip', 25), group('tag', 'calm', 1)], position: 7, behind: 0 },
};

const part = (of: object, { language = 'en' as 'en' | 'zh', session = MAY as object } = {}) =>
  renderConsole(<TagHealthPart id="vip" />, { answers: { ...ANSWERS, '/v1/session': session, '/v1/tags': figures(of) }, language });

test('a sound tag says so, with how many hold it and how fresh it is', async () => {
  const share = { count: 90, of: 100, share: 0.9, low: 0.8, high: 0.95 };
  await part(tag('good', [], { completeness: share, freshness: { touched: share, medianMs: 3 * DAY, overdue: 0 } }));
  await screen.findByText('Sound');
  await screen.findByText(/^Nothing is wrong with it/);
  const text = document.body.textContent;
  expect(text).toMatch(/Hold it25.*12\.5% of all customers.*Known90%.*of 100 drawn.*Age3 days/);
  expect(screen.queryByRole('list')).toBeNull();
});

const SINCE = Date.now() - 40 * DAY;
test.each<[TagFinding, RegExp, RegExp]>([
  [
    { finding: 'silent', severity: 'bad', events: [{ event: 'Order', lastAt: SINCE }, { event: '$identify' }] },
    /No event that it reads has come in for 30 days.*Order \(last 40 days ago\) and what sources tell of a customer \(identify\) \(never\)/,
    /See whether their source still sends them/,
  ],
  [{ finding: 'silent', severity: 'look', events: [{ event: 'Order' }] }, /Some of the events.*Order \(never\)/, /source/],
  [{ finding: 'untold', severity: 'bad', inputs: ['city'] }, /it is known what its rule compares: City/, /Have a source tell it/],
  [{ finding: 'overdue', severity: 'bad', customers: 2 }, /2 customers who were drawn hold it beyond/, /engine may be late/],
  [
    { finding: 'contradicted', severity: 'look', customers: 1, share: 0.04, tags: ['lost'] },
    /4% of its holders \(1\) also hold what contradicts it: Lost/,
    /One of the rules is wrong/,
  ],
  [{ finding: 'stale', severity: 'look', share: 0.75 }, /75% of the customers/, /last longer/],
  [{ finding: 'never', severity: 'look' }, /Nobody has ever held it/, /Try its rule/],
  [{ finding: 'nobody', severity: 'look', since: SINCE }, /taken from the last one 40 days ago/, /let it go/],
  [{ finding: 'unused', severity: 'note' }, /Nothing else of the release reads it/, /Use it in a segment/],
])('%j is told with what to do', async (finding, what, todo) => {
  await part(tag(finding.severity === 'note' ? 'good' : finding.severity, [finding]));
  const list = await screen.findByRole('list', { name: 'What was found' });
  await waitFor(() => expect(list.textContent).toMatch(what));
  expect(list.textContent).toMatch(todo);
});

test('while it is prepared it is not judged; in Chinese too', async () => {
  await part(tag('preparing', []), { language: 'zh' });
  await screen.findByText('尚未判断');
  await screen.findByText('正在回溯历史，完成后再判断。');
});

test('without the permission nothing is asked, and what is not counted yet says so', async () => {
  const { asked, unmount } = await part(tag('good', []), {
    session: { member: { id: 'm', name: 'A' }, roles: [], permissions: ['segments.read'] },
  });
  await screen.findByText(/tags\.read/);
  expect(asked.filter(({ request }) => request.includes('/v1/tags'))).toEqual([]);
  unmount();
  await part({ ...tag('good', []), id: 'other' });
  await screen.findByText('Nothing is counted of it yet');
});

test('the library has a badge with the gravest reason, and sorts by it', async () => {
  const never = tag('look', [
    { finding: 'never', severity: 'look' },
    { finding: 'unused', severity: 'note' },
  ]);
  await renderConsole(<Screen />, {
    at: '/segments',
    answers: { ...ANSWERS, '/v1/tags': figures(never, { ...tag('good', []), id: 'calm' }) },
  });
  const row = async (id: string) => (await screen.findByRole('link', { name: id })).closest('tr')!;
  const vip = await row('vip');
  await within(vip).findByText('Have a look');
  expect(vip.textContent).toContain('Nobody has ever held it.');
  expect(vip.textContent).not.toContain('Nothing else of the release');
  expect(within(await row('calm')).getByText('Sound')).toBeDefined();
  expect(within(await row('loyal')).queryByText('Sound')).toBeNull();
});
