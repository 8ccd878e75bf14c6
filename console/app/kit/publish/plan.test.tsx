import { fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Review } from '../../api/index.ts';
import { SHOP } from '../../test/answers.ts';
import { renderConsole } from '../../test/render.tsx';
import { Plan } from './plan.tsx';

const NEW = { kind: 'journey', id: 'fresh', name: { en: 'Fresh start', zh: '新的开始' } };
const REVIEW: Review = {
  number: 4,
  changes: [
    {
      action: 'added',
      kind: 'journey',
      id: 'fresh',
      lines: JSON.stringify(NEW, undefined, 2)
        .split('\n')
        .map((text) => ({ sign: '+', text })),
    },
  ],
  findings: Array.from({ length: 7 }, (_, index) => ({
    lint: 'no-kpi',
    severity: 'warning',
    kind: 'journey',
    id: index === 6 ? 'fresh' : `old${index}`,
    path: index === 6 ? 'kpi' : '',
    text: { en: `Journey ${index} has no KPI`, zh: `旅程 ${index} 没有关键指标` },
  })),
  journeys: [
    {
      journey: 'cart',
      action: 'removed',
      inside: 3,
      steps: [{ version: 2, step: 'wait', inside: 3, becomes: 'removed', edit: { moveTo: 'other' }, isSaid: true }],
    },
    { journey: 'empty', action: 'changed', inside: 0, steps: [] },
  ],
  rollouts: [
    {
      id: '4',
      journeys: [{ journey: 'fresh', version: 1, before: 0 }],
      by: { trait: 'store' },
      stages: [{ values: ['berlin'], hold: '3d' }, { percent: 12.5 }],
      guardrails: [
        { measure: 'error', atMost: 0.02 },
        { measure: 'conversion', atLeast: 0.1 },
        { measure: 'drop', noWorseBy: 0.03 },
      ],
    },
  ],
  groups: [
    { kind: 'segment', id: 'loyal', action: 'removed', members: 1 },
    { kind: 'tag', id: 'vip', action: 'added' },
  ],
};

test('what is new is called by its own name, and its rollout is told stage by stage', async () => {
  const { container } = await renderConsole(<Plan review={REVIEW} />, { answers: SHOP });
  await screen.findByLabelText('Stage by stage');
  const said = screen.getByLabelText('Stage by stage').textContent;
  expect(said).toContain('Fresh start by values of “store”');
  expect(said).toContain('berlin, held for 3 days');
  expect(said).toContain('12.5%, held for 1 day');
  expect(said).toContain('Guardrails: errors at most 2%, conversion at least 10%, drop no worse by 3 pp');
  expect(container.textContent).toContain('1 customer in it now');
  expect(container.textContent).not.toContain('vip');
});

test('of a journey that goes, those inside are told with what was said of them; of one that nobody is in, that', async () => {
  const { container } = await renderConsole(<Plan review={REVIEW} />, { answers: SHOP });
  await screen.findByText('Journey is removed');
  expect(container.textContent).toContain('3 customers inside');
  expect(container.textContent).toContain('to other');
  expect(container.textContent).toContain('Nobody is inside “empty”.');
});

const shownIn = (container: HTMLElement): readonly (string | null)[] =>
  [...container.querySelectorAll('.publish-findings li')].map(({ textContent }) => textContent);

test('findings are about what changes; warnings about the rest are folded at the end, in Chinese too', async () => {
  const { container } = await renderConsole(<Plan review={REVIEW} />, { answers: SHOP, language: 'zh' });
  await screen.findByText('旅程 6 没有关键指标');
  expect(shownIn(container)).toEqual([expect.stringMatching(/^旅程 6 没有关键指标旅程 新的开始 kpi no-kpi$/)]);
  const rest = screen.getByRole('button', { name: '本次发布未改动：6 条警告' });
  expect(rest.getAttribute('aria-expanded')).toBe('false');
  fireEvent.click(rest);
  expect(shownIn(container)).toHaveLength(7);
});

test('an error is shown wherever it is, and many warnings on demand', async () => {
  const own = REVIEW.findings.map((one, index) => ({ ...one, id: 'fresh', path: `steps[${index}]` }));
  const error = { ...REVIEW.findings[0]!, severity: 'error' as const, lint: 'never-sent' };
  const { container } = await renderConsole(<Plan review={{ ...REVIEW, findings: [...own, error] }} />, { answers: SHOP });
  await screen.findByText('3 more warnings');
  expect(shownIn(container)).toHaveLength(5);
  expect(shownIn(container)[0]).toContain('never-sent');
  fireEvent.click(screen.getByText('3 more warnings'));
  expect(shownIn(container)).toHaveLength(8);
  expect(screen.queryByText(/Not changed by this release/)).toBeNull();
});

test('nothing was found', async () => {
  await renderConsole(<Plan review={{ ...REVIEW, findings: [], journeys: [], groups: [], rollouts: [] }} />, { answers: SHOP });
  await screen.findByText('Nothing was found.');
  expect(screen.queryByLabelText('Customers it concerns')).toBeNull();
});
