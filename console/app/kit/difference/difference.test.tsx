import { fireEvent, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Change } from '../../api/index.ts';
import { SHOP } from '../../test/answers.ts';
import { renderConsole } from '../../test/render.tsx';
import { ChangeCounts, Changes } from './changes.tsx';
import { pairedRows, sidesOf } from './sides.ts';
import { movedSteps, placedSteps } from './steps.ts';
import { trimmed } from './trimmed.ts';

type Line = Change['lines'][number];

const lines = (sign: Line['sign'], definition: object): readonly Line[] =>
  JSON.stringify(definition, undefined, 2)
    .split('\n')
    .map((text) => ({ sign, text }));

/** As a change that keeps nothing: all goes, all comes. */
function change(kind: Change['kind'], before: object | undefined, after: object | undefined): Change {
  const own = { kind, id: 'cart' };
  const all = [...(before ? lines('-', { ...own, ...before }) : []), ...(after ? lines('+', { ...own, ...after }) : [])];
  return { kind, id: 'cart', action: before ? (after ? 'changed' : 'removed') : 'added', lines: [...all] };
}

const name = { en: 'Cart', zh: '购物车' };
const orders = (value: number) => ({ combinator: 'and', rules: [{ field: 'trait.orders', operator: '>=', value }] });
const wait = (id: string, duration: string) => ({ type: 'wait', id, duration });
const send = (id: string, template: string) => ({ type: 'send', id, template, channel: 'mail', purpose: 'offers' });

async function told(of: readonly Change[], language: 'en' | 'zh' = 'en') {
  const { container } = await renderConsole(<Changes of={of} />, { answers: SHOP, language });
  await screen.findAllByRole('article');
  await screen.findAllByText(/Cart|购物车/);
  return [...container.querySelectorAll('.difference-words > li')].map(({ textContent }) => textContent?.trim());
}

test('a journey: what starts it, and its steps by what they do', async () => {
  const before = {
    name,
    trigger: { type: 'event', event: 'Cart Viewed' },
    holdout: 0.1,
    steps: [wait('pause', '1h'), send('remind', 'reminder'), wait('late', '2d'), { type: 'exit', id: 'end' }],
  };
  const after = {
    name,
    trigger: { type: 'event', event: 'Cart Viewed', where: orders(1) },
    holdout: 0.05,
    reentry: 'once',
    steps: [send('remind', 'reminder'), wait('pause', '3h'), { type: 'set_tag', id: 'mark', tag: 'vip' }, { type: 'exit', id: 'end' }],
  };
  const said = await told([change('journey', before, after)]);
  expect(said).toEqual([
    'Trigger “Cart Viewed” happens → “Cart Viewed” happens, where orders is at least 1',
    'Holdout 10% → 5%',
    'Step removed Wait 2 days',
    '“Wait 3 hr” stands in another place',
    'Wait 3 hr › Duration 1 hr → 3 hr',
    'New step Set the tag “vip”',
    'Re-entry once',
  ]);
});

test('the same in Chinese, with a name that differs in both languages', async () => {
  const after = { name: { en: 'Basket', zh: '购物篮' }, condition: orders(3), owner: 'crm' };
  const said = await told([change('segment', { name, condition: orders(2) }, after)], 'zh');
  expect(said).toEqual(['名称 › 英文 Cart → Basket', '名称 购物车 → 购物篮', expect.stringMatching(/^条件 .*2.* → .*3/), '负责人 crm']);
});

test('lists of things with an id are compared by it; values are told with their unit or name', async () => {
  const arm = (id: string, share: number) => ({ id, share, steps: [wait(`${id}_wait`, '1h')] });
  const before = { name, steps: [{ type: 'split', id: 'draw', arms: [arm('a', 0.5), arm('b', 0.5)] }] };
  const after = { name, steps: [{ type: 'split', id: 'draw', arms: [arm('a', 0.7), arm('b', 0.3)] }] };
  expect(await told([change('journey', before, after)])).toEqual([
    'Split › Arms › a › Share 50% → 70%',
    'Split › Arms › b › Share 50% → 30%',
  ]);
});

test('of a long text only what differs is shown', async () => {
  const text = (word: string): string =>
    `${'We keep it for you. '.repeat(20)}Come ${word} soon. ${'Until Sunday it is yours. '.repeat(20)}`;
  const { container } = await renderConsole(
    <Changes of={[change('template', { name, body: text('back') }, { name, body: text('again') })]} />,
    {
      answers: SHOP,
    },
  );
  await screen.findByText('again');
  expect(container.querySelector('del')?.textContent).toBe('back');
  expect(container.querySelector('.difference-words')?.textContent).toMatch(/^Body …[^…]{20,40}backagain[^…]{20,40}…$/);
  expect(trimmed('a', 'b')).toBeUndefined();
  expect(trimmed('a'.repeat(130), 'b'.repeat(130))).toBeUndefined();
});

test('what is new says what it is, what goes says so, and either is to be read as JSON side by side', async () => {
  const fresh = change('tag', undefined, { name: { en: 'Fresh', zh: '新' }, owner: 'crm', rule: orders(1), expiry: '30d' });
  const gone = { ...change('journey', { name, steps: [] }, undefined), id: 'old' };
  const { container } = await renderConsole(<Changes of={[fresh, gone]} />, { answers: SHOP });
  const article = await screen.findByRole('article', { name: 'Fresh' });
  for (const text of ['New', 'crm', 'orders is at least 1', '30 days']) expect(article.textContent).toContain(text);
  expect(screen.getByRole('article', { name: 'Cart' }).textContent).toContain('It is not part of the release any more.');
  fireEvent.click(within(article).getByRole('button', { name: /As JSON/ }));
  expect(within(article).getByRole('region', { name: 'Fresh, before and after' }).textContent).toContain('"owner": "crm"');
  expect(container.querySelectorAll('.difference-empty').length).toBeGreaterThan(0);
  fireEvent.click(within(article).getByRole('button', { name: /In words/ }));
  expect(within(article).queryByRole('region')).toBeNull();
});

test('many are folded, and counted', async () => {
  const many = Array.from({ length: 13 }, (_, index) => ({ ...change('tag', undefined, { name, owner: 'crm' }), id: `t${index}` }));
  await renderConsole(
    <>
      <ChangeCounts of={[...many, { action: 'removed' }]} />
      <Changes of={many} />
    </>,
    { answers: SHOP },
  );
  await screen.findByText(/13 new, 1 removed/);
  expect(screen.queryByText('crm')).toBeNull();
  fireEvent.click(screen.getAllByRole('button', { expanded: false })[0]!);
  expect(await screen.findAllByText('crm')).toHaveLength(1);
});

test('nothing differs', async () => {
  await renderConsole(<Changes of={[]} />, { answers: SHOP });
  await screen.findByText('Nothing differs');
});

test('both sides of a change come out of its lines', () => {
  const mixed: Line[] = [
    { sign: ' ', text: '{' },
    { sign: '-', text: '"a": 1' },
    { sign: '+', text: '"a": 2' },
    { sign: ' ', text: '}' },
  ];
  expect(sidesOf({ lines: mixed })).toEqual({ before: { a: 1 }, after: { a: 2 } });
  expect(pairedRows(mixed)).toEqual([
    { at: 0, isKept: true, left: '{', right: '{' },
    { at: 1, isKept: false, left: '"a": 1', right: '"a": 2' },
    { at: 2, isKept: true, left: '}', right: '}' },
  ]);
  const far: Line[] = Array.from({ length: 9 }, (_, index) => ({ sign: ' ' as const, text: String(index) }));
  expect(pairedRows([...far, { sign: '+', text: 'x' }]).map((row) => row?.right)).toEqual([undefined, '6', '7', '8', 'x']);
});

test('a step has moved when it stands elsewhere, not when others came or went', () => {
  const placed = (...ids: string[]) => placedSteps(ids.map((id) => wait(id, '1h')));
  expect([...movedSteps(placed('a', 'b', 'c'), placed('x', 'a', 'c'))]).toEqual([]);
  expect([...movedSteps(placed('a', 'b', 'c'), placed('c', 'a', 'b'))]).toEqual(['c']);
  const inside = placedSteps([{ type: 'branch', id: 'fork', branches: [{ steps: [wait('a', '1h')] }] }]);
  expect([...movedSteps(placed('fork', 'a'), inside)]).toEqual(['a']);
});
