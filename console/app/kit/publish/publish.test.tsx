import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { NOON, SHOP, without } from '../../test/answers.ts';
import { questionOf, renderConsole } from '../../test/render.tsx';
import { openFindings } from './findings.tsx';
import { Publish } from './publish.tsx';
import { editOf, editValue, stepsInside, withDefaults } from './said.ts';

const CART = { kind: 'journey', id: 'cart', name: { en: 'Cart abandonment', zh: '购物车挽回' } };
const wait = (id: string, duration: string) => ({ type: 'wait', id, duration });
const lines = (sign: string, definition: object) =>
  JSON.stringify(definition, undefined, 2)
    .split('\n')
    .map((text) => ({ sign, text }));
const finding = (severity: string, lint: string, id = 'cart', path = '') => ({
  ...{ severity, lint, kind: 'journey', id, path },
  text: { en: `${lint} of ${id}`, zh: `${id}：${lint}` },
});
const PLAN = {
  number: 4,
  changes: [
    {
      ...{ action: 'changed', kind: 'journey', id: 'cart' },
      lines: [
        ...lines('-', { ...CART, steps: [wait('first', '1h'), wait('gone', '1d')] }),
        ...lines('+', { ...CART, steps: [wait('first', '2h'), wait('last', '3d')] }),
      ],
    },
  ],
  findings: [finding('error', 'occupied-step', 'cart', 'edits.gone'), finding('warning', 'no-kpi')],
  journeys: [
    {
      ...{ journey: 'cart', action: 'changed', inside: 40 },
      steps: [
        { version: 2, step: 'first', inside: 10, becomes: 'changed', edit: 'stay', isSaid: false },
        { version: 1, step: 'gone', inside: 12, becomes: 'removed', edit: 'stay', isSaid: false },
        { version: 2, step: 'gone', inside: 18, becomes: 'removed', edit: 'stay', isSaid: false },
      ],
    },
  ],
  rollouts: [],
  groups: [{ kind: 'segment', id: 'loyal', action: 'changed', members: 1_204 }],
};
const CHANGE = {
  ...{
    kind: 'journey',
    id: 'cart',
    name: CART.name,
    action: 'changed',
    by: 'ada',
    at: NOON,
    on: 3,
    overtaken: false,
    revision: 5,
    problems: 0,
  },
};
const ANSWERS = {
  ...SHOP,
  '/v1/changes': { changes: [CHANGE] },
  'POST /v1/changes/plan': PLAN,
  'POST /v1/changes/release': { number: 4, definitions: 3, changed: 1 },
  'POST /v1/rollback': { ...PLAN, number: 5 },
};
const KEY = { kind: 'journey', id: 'cart' } as const;

async function opened(answers: object = {}, language: 'en' | 'zh' = 'en') {
  const rendered = await renderConsole(<Publish only={[KEY]} />, { answers: { ...ANSWERS, ...answers }, language });
  const [verb, title] = language === 'en' ? ['Publish', 'Publish changes'] : ['发布', '发布修改'];
  await waitFor(() => expect(button(verb!).disabled).toBe(false));
  fireEvent.click(button(verb!));
  const drawer = await questionOf(title!);
  const press = async (name: string): Promise<void> => {
    await waitFor(() => expect(button(name, drawer).disabled).toBe(false));
    fireEvent.click(button(name, drawer));
  };
  return { ...rendered, drawer, press };
}

function button(name: string, within_: HTMLElement = document.body): HTMLButtonElement {
  // antd parts two Chinese characters of a button by a space.
  const said = name.length === 2 ? [...name].join(' ?') : name;
  const found = within(within_)
    .getAllByText(new RegExp(`^${said}$`))
    .map((one) => one.closest('button'))
    .find((one) => one !== null);
  return found!;
}

const sent = (asked: readonly { request: string; body?: unknown }[], request: string) =>
  asked.filter((one) => one.request === request).map(({ body }) => body);

test('the plan in words, with those inside step by step; what is said of them goes with the release', async () => {
  const { asked, drawer, press } = await opened();
  await within(drawer).findByText('40 customers inside');
  expect(sent(asked, 'POST /v1/changes/plan')).toEqual([{ only: [KEY] }]);
  await waitFor(() => expect(drawer.textContent).toMatch(/Wait 2 hr › Duration 1 hr.*→.*2 hr/));
  expect(drawer.textContent).toMatch(/30 ?Wait 1 day ?is removed.*10 ?Wait 2? ?1? ?hr ?changes/);
  expect(drawer.textContent).toContain('1,204 customers in it now');
  // They are said to stay unless somebody says otherwise, so the error is answered.
  expect(drawer.textContent).not.toContain('occupied-step of cart');
  expect(drawer.textContent).toContain('no-kpi of cart');
  fireEvent.mouseDown(within(drawer).getByLabelText('What becomes of those at “Wait 1 day”'));
  fireEvent.click(await screen.findByText('Move to “Wait 3 days”'));
  fireEvent.change(within(drawer).getByLabelText('Note'), { target: { value: ' Calmer ' } });
  await press('Publish');
  await screen.findByText('Release 4 is made');
  expect(sent(asked, 'POST /v1/changes/release')).toEqual([
    { only: [KEY], note: 'Calmer', edits: { cart: { gone: { moveTo: 'last' } } }, on: 3 },
  ]);
});

test('what was just published is rolled back by a plan, too, that says what becomes of those inside', async () => {
  const { asked, press } = await opened();
  await press('Publish');
  await screen.findByText('Release 4 is made');
  fireEvent.click(button('Roll back'));
  const plan = await questionOf('Roll back to release 3');
  await within(plan).findByText('40 customers inside');
  await waitFor(() => expect(button('Roll back', plan).disabled).toBe(false));
  fireEvent.click(button('Roll back', plan));
  await screen.findByText('Rolled back to release 3: it is release 5 now');
  expect(sent(asked, 'POST /v1/rollback')).toEqual([
    { to: 3, dryRun: true },
    { to: 3, edits: { cart: { gone: 'stay' } } },
  ]);
  await waitFor(() => expect(screen.queryByText('Release 4 is made')).toBeNull());
});

test('of a journey that goes it tells that those inside leave, which goes with the release', async () => {
  const steps = [{ version: 1, step: 'first', inside: 7, becomes: 'removed', edit: 'stay', isSaid: false }];
  const { asked, drawer, press } = await opened({
    'POST /v1/changes/plan': {
      ...PLAN,
      changes: [{ action: 'removed', kind: 'journey', id: 'cart', lines: lines('-', { ...CART, steps: [wait('first', '1h')] }) }],
      findings: [finding('error', 'occupied-step', 'cart', 'edits.*')],
      journeys: [{ journey: 'cart', action: 'removed', inside: 7, steps }],
      groups: [],
    },
  });
  await within(drawer).findByText('7 customers inside');
  expect(drawer.textContent).toMatch(/Journey is removed.*Exit: leave the journey/);
  expect(within(drawer).queryByLabelText(/What becomes of those/)).toBeNull();
  await press('Publish');
  await screen.findByText('Release 4 is made');
  expect(sent(asked, 'POST /v1/changes/release')).toMatchObject([{ edits: { cart: { '*': 'exit' } } }]);
});

test('errors keep it from being published until they are accepted by name', async () => {
  const { asked, drawer, press } = await opened({
    'POST /v1/changes/plan': { ...PLAN, findings: [finding('warning', 'no-kpi', 'other'), finding('error', 'never-sent')] },
  });
  await within(drawer).findByText('never-sent of cart');
  await within(drawer).findByText('1 error is open.');
  expect(button('Publish', drawer).disabled).toBe(true);
  fireEvent.click(within(drawer).getByLabelText(/Go on all the same/));
  await press('Publish');
  await screen.findByText('Release 4 is made');
  expect(sent(asked, 'POST /v1/changes/release')).toMatchObject([{ accept: ['never-sent'] }]);
});

test('an error that nobody can accept keeps it from being published until it is corrected', async () => {
  const { drawer } = await opened({
    'POST /v1/changes/plan': { ...PLAN, findings: [{ ...finding('error', 'sensitive-word-block'), final: true }] },
  });
  await within(drawer).findByText('sensitive-word-block of cart');
  expect(within(drawer).queryByLabelText(/Go on all the same/)).toBeNull();
  expect(button('Publish', drawer).disabled).toBe(true);
});

test('a word to be reviewed is accepted by who publishes, or by the second person', async () => {
  const plan = { 'POST /v1/changes/plan': { ...PLAN, findings: [finding('error', 'sensitive-word-review')] } };
  const alone = await opened(plan);
  await within(alone.drawer).findByText('1 error is open.');
  expect(button('Publish', alone.drawer).disabled).toBe(true);
  alone.unmount();
  const workspace = { ...(SHOP['/v1/workspace'] as object), asksForSecond: true };
  await renderConsole(<Publish />, { answers: { ...ANSWERS, ...plan, '/v1/workspace': workspace } });
  const submit = await screen.findByRole('button', { name: /Submit for approval/ });
  await waitFor(() => expect((submit as HTMLButtonElement).disabled).toBe(false));
  fireEvent.click(submit);
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByText('sensitive-word-review of cart');
  await waitFor(() =>
    expect((within(dialog).getByRole('button', { name: 'Submit for approval' }) as HTMLButtonElement).disabled).toBe(false),
  );
});

test('where a second person is asked for it becomes a draft, in Chinese too', async () => {
  const { drawer, press } = await opened({ 'POST /v1/changes/release': Response.json({ draft: 'd1' }, { status: 202 }) }, 'zh');
  await within(drawer).findByText('将成为发布版本 4。');
  await press('发布');
  await screen.findByText('等待第二人审批');
  expect(screen.getByText('前往审批').getAttribute('href')).toBe('/approvals');
});

test('of what a screen names only what is unpublished is planned', async () => {
  const only = [{ kind: 'policy', id: 'default' }, KEY] as const;
  const { asked } = await renderConsole(<Publish only={only} />, { answers: ANSWERS });
  await waitFor(() => expect(button('Publish').disabled).toBe(false));
  fireEvent.click(button('Publish'));
  await within(await questionOf('Publish changes')).findByText('It becomes release 4.');
  expect(sent(asked, 'POST /v1/changes/plan')).toEqual([{ only: [KEY] }]);
});

test('when somebody has released meanwhile it says so and plans anew', async () => {
  const refused = Response.json({ code: 'VOLANO_RELEASE_OVERTAKEN', reason: 'release 4 came first' }, { status: 409 });
  const { asked, drawer, press } = await opened({ 'POST /v1/changes/release': refused });
  await within(drawer).findByText('It becomes release 4.');
  await press('Publish');
  await within(drawer).findByText('Somebody has released something meanwhile');
  await waitFor(() => expect(sent(asked, 'POST /v1/changes/plan')).toHaveLength(2));
});

test('stage by stage, by the values of a trait, behind guardrails', async () => {
  const { asked, drawer, press } = await opened({
    '/v1/names': { ...SHOP['/v1/names'], trait: { store: { en: 'Store', zh: '门店' } } },
  });
  fireEvent.click(await within(drawer).findByLabelText('In stages'));
  fireEvent.change(await within(drawer).findByLabelText('Stage 1: percent'), { target: { value: '5' } });
  fireEvent.click(within(drawer).getByLabelText('Remove stage 3'));
  fireEvent.click(within(drawer).getByLabelText('Remove guardrail 2'));
  fireEvent.change(within(drawer).getByLabelText('Guardrail 1: percent'), { target: { value: '3' } });
  fireEvent.mouseDown(within(drawer).getByLabelText('Shares of'));
  fireEvent.click(await screen.findByText('Store'));
  const rollout = {
    by: { trait: 'store' },
    stages: [
      { percent: 5, hold: '1d' },
      { percent: 10, hold: '1d' },
      { percent: 100, hold: '1d' },
    ],
    guardrails: [{ measure: 'error', noWorseBy: 0.03 }],
  };
  await waitFor(() => expect(sent(asked, 'POST /v1/changes/plan').at(-1)).toEqual({ only: [KEY], rollout }));
  await press('Publish');
  await screen.findByText('Release 4 is made');
  expect(sent(asked, 'POST /v1/changes/release')).toMatchObject([{ rollout }]);
});

test('nothing to publish, or nobody who may: the button is not to be pressed', async () => {
  await renderConsole(<Publish only={[{ kind: 'tag', id: 'vip' }]} label="Publish tag" />, { answers: ANSWERS });
  await screen.findByText('Publish tag');
  expect(button('Publish tag').disabled).toBe(true);
  await renderConsole(<Publish label="Publish all" />, { answers: { ...ANSWERS, '/v1/session': without('releases.write') } });
  await screen.findByText('Publish all');
  expect(button('Publish all').disabled).toBe(true);
});

test('customers at one step are said about together, and the graver fate is told', () => {
  const [gone, first] = stepsInside(PLAN.journeys[0]!.steps as never);
  expect(gone).toEqual({ step: 'gone', inside: 30, becomes: 'removed', said: undefined });
  expect(first).toMatchObject({ step: 'first', inside: 10 });
  expect(withDefaults(PLAN as never, {})).toEqual({ cart: { gone: 'stay' } });
  expect(withDefaults(PLAN as never, { cart: { gone: 'exit', first: 'move' } })).toEqual({ cart: { gone: 'exit', first: 'move' } });
  for (const edit of ['stay', 'move', 'exit', { moveTo: 'a b' }] as const) expect(editOf(editValue(edit))).toEqual(edit);
});

test('findings: errors first, then what is about the changes', () => {
  const findings = [finding('warning', 'a', 'other'), finding('warning', 'b'), finding('error', 'c', 'other')];
  expect(openFindings({ findings, changes: PLAN.changes } as never, {}).map(({ lint }) => lint)).toEqual(['c', 'b', 'a']);
});

test('where a second person is asked for it says that it is submitted, whatever stands on the button else', async () => {
  const workspace = { ...SHOP['/v1/workspace'], asksForSecond: true };
  const { unmount } = await renderConsole(<Publish label="Publish all" />, { answers: { ...ANSWERS, '/v1/workspace': workspace } });
  const button = await screen.findByRole<HTMLButtonElement>('button', { name: /Submit for approval/ });
  await waitFor(() => expect(button.disabled).toBe(false));
  fireEvent.click(button);
  await screen.findByText('Submit changes for approval');
  unmount();
  await renderConsole(<Publish label="Publish all" />, { answers: ANSWERS });
  await screen.findByRole('button', { name: /Publish all/ });
});
