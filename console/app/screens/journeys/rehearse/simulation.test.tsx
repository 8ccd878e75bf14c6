import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { SHOP, without } from '../../../test/answers.ts';
import { renderConsole } from '../../../test/render.tsx';
import { Screen } from '../index.tsx';
import { CART } from '../model/journey.suite.ts';

const step = (id: string, customers: number) => ({ step: id, customers, sent: customers, deferred: 0, suppressed: 1 });
const report = (customers: number) => ({
  ...{ release: 5, changes: 1, since: 0, until: 1, entries: 9, events: 9, outcomes: { fromHistory: 1, assumed: 1, leftOut: 0 } },
  journeys: [
    {
      ...{ journey: 'cart', entered: customers, turnedAway: {}, completed: 1, converted: 1, exited: {} },
      steps: [step('pause', customers), step('gone', 3)],
    },
  ],
  messages: { decided: 2 * customers, sent: 1, failed: 0, withdrawn: 0, byTemplate: {}, byDay: [{ day: '2026-01-05', messages: 3 }] },
  ...{ channels: [], currency: 'EUR', cost: 1.5, perCustomerDay: [] },
  perCustomer: [{ messages: 2, count: customers }],
  verdicts: { allowed: 7, 'consent.withdrawn': 2 },
  conflicts: { customerDays: 1, customers: 1, pairs: [{ journeys: ['cart', 'other'], customerDays: 4 }] },
  breaks: [{ journey: 'cart', step: 'remind', measure: 'error', raised: 2, rerouted: 1 }],
});
const RUNNING = { id: 's1', state: 'running', progress: 0.42, since: 0, compare: true, by: 'ada', startedAt: 1, base: 4 };
const DONE = { ...RUNNING, state: 'done', progress: 1, endedAt: 2, simulation: report(120), compared: report(80) };
const ONE = '/v1/rehearsals/simulations/s1';
const ANSWERS = {
  ...SHOP,
  '/v1/definitions/journey/cart': { versions: [{ version: 1, definition: CART, releases: [4] }] },
  '/v1/definitions': { release: 4, definitions: [{ version: 1, definition: CART }] },
  '/v1/changes': { changes: [] },
  '/v1/rollouts': { rollouts: [] },
  '/v1/diagnosis': { journeys: [] },
  'POST /v1/rehearsals/simulations': RUNNING,
  [`GET ${ONE}`]: DONE,
};
const open = (search: string, answers: object = {}, language: 'en' | 'zh' = 'en') =>
  renderConsole(<Screen />, {
    ...{ at: `/journeys/cart?mode=simulate${search}`, path: '/journeys/$journey', language },
    answers: { ...ANSWERS, ...answers },
  });
const node = (id: string): HTMLElement => document.querySelector<HTMLElement>(`[data-node="${id}"]`)!;
const rowsOf = (table: HTMLElement): readonly (string | null)[] =>
  within(table)
    .getAllByRole('row')
    .map(({ textContent }) => textContent);

test('a simulation is begun with what is asked, shows how far it is, and can be stopped', async () => {
  const { asked } = await open('', { [`GET ${ONE}`]: RUNNING, [`DELETE ${ONE}`]: {} });
  await screen.findByText('No simulation has run yet');
  fireEvent.click(screen.getByRole('checkbox', { name: 'Beside the release in force' }));
  fireEvent.click(screen.getByRole('button', { name: /Run the simulation/ }));
  const bar = await screen.findByRole('progressbar', { name: 'The simulation is running' });
  expect(bar.getAttribute('aria-valuenow')).toBe('42');
  const body = asked.find(({ request }) => request === 'POST /v1/rehearsals/simulations')?.body as { since: number; compare: boolean };
  expect(body.compare).toBe(false);
  expect(Date.now() - body.since).toBeGreaterThan(29 * 86_400_000);
  fireEvent.click(screen.getByRole('button', { name: /Stop/ }));
  await waitFor(() => expect(asked.some(({ request }) => request === `DELETE ${ONE}`)).toBe(true));
});

test('its report stands beside the release in force, and counts on the canvas', async () => {
  await open('&simulation=s1');
  const steps = await screen.findByRole('region', { name: 'Step' });
  expect(rowsOf(steps)[0]).toBe('StepWith the changesIn forceWould be sentPut offNot sent');
  expect(rowsOf(steps)[1]).toContain('1208012001');
  await waitFor(() => expect(node('pause').textContent).toContain('Customers: 120, in force 80'));
  const figures = screen.getByRole('region', { name: 'Figures' });
  expect(rowsOf(figures)).toEqual(
    expect.arrayContaining(['Messages, of all journeys240160', 'Messages per customer22', 'Cost, EUR1.51.5']),
  );
  const rules = screen.getByRole('region', { name: 'Rule' });
  expect(rowsOf(rules)).toContain('allowed77');
  expect(rowsOf(screen.getByRole('region', { name: 'Journeys' }))[1]).toContain('44');
  expect(rowsOf(screen.getByRole('region', { name: 'Alerts' }))[1]).toMatch(/ · remind · Errors221$/);
  screen.getByRole('img', { name: 'Messages by day, of all journeys' });
  fireEvent.click(within(steps).getAllByRole('button')[0]!);
  await screen.findByRole('complementary');
});

test('one that has failed says why, one that was forgotten that a restart forgets, in Chinese too', async () => {
  const problem = { code: 'VOLANO_REFERENCE_UNKNOWN', reason: 'there is no template' };
  const failed = await open('&simulation=s1', { [`GET ${ONE}`]: { ...RUNNING, state: 'failed', problem } });
  await screen.findByText('The simulation has failed');
  await screen.findByText('there is no template (VOLANO_REFERENCE_UNKNOWN)');
  failed.unmount();
  const gone = Response.json({ code: 'VOLANO_RESOURCE_UNKNOWN', reason: 'none' }, { status: 404 });
  await open('&simulation=s1', { [`GET ${ONE}`]: gone, '/v1/session': without('releases.write') }, 'zh');
  await screen.findByText('服务器已不记得这次仿真');
  await screen.findByText(/releases\.write/);
});

test('where the diagnosis would find nothing, that is what is said', async () => {
  const of = report(120);
  const whole = { ...of, breaks: [], messages: { ...of.messages, byDay: [] } };
  await open('&simulation=s1', { [`GET ${ONE}`]: { ...DONE, simulation: whole, compared: whole } });
  await screen.findByText('The diagnosis would find nothing broken');
});
