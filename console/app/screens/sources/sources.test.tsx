import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { NOON, SHOP } from '../../test/answers.ts';
import { renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';
import { sourcesOf } from './rows.ts';

const HOUR = 3_600_000;
const hour = { hour: NOON - (NOON % HOUR), missing: 0, invalid: 0, range: 0, unplanned: 0, late: 0, duplicate: 0 };
const hours = [
  { ...hour, source: 'web', event: 'View', events: 5, refused: 0 },
  { ...hour, source: 'web', event: 'Order', events: 7, refused: 2 },
];
const quality = { at: NOON, sources: [{ source: 'web', score: 98, events: 12 }], events: [], expected: [], measurements: [] };

test('those that have a key and those that have sent, the busiest first', () => {
  const [web, pos] = sourcesOf(['pos'], { quality, hours });
  expect(web).toMatchObject({
    source: 'web',
    isKeyed: false,
    score: 98,
    total: 12,
    refused: 2,
    names: [{ event: 'Order', count: 7 }, { event: 'View' }],
  });
  expect(web!.events.slice(-2)).toEqual([0, 12]);
  expect(pos).toMatchObject({ source: 'pos', isKeyed: true, score: undefined, total: 0, names: [] });
});

test('each source leads to its events; a silent one says so', async () => {
  const answers = {
    ...SHOP,
    '/v1/sources': { sources: [{ id: 'pos' }, { id: 'web' }] },
    '/v1/quality': quality,
    '/v1/quality/hours': { hours },
  };
  await renderConsole(<Screen />, { answers });
  const [link] = await screen.findAllByRole('link', { name: 'Look at its events' });
  expect(link!.getAttribute('href')).toBe('/stream?source=web');
  await screen.findByText('Has sent nothing in the last 24 hours');
});

test('what cannot be loaded is said, with another attempt', async () => {
  const refused = Response.json({ code: 'VOLANO_WAREHOUSE_BUSY', reason: 'Too much at once.' }, { status: 400 });
  await renderConsole(<Screen />, {
    answers: { ...SHOP, '/v1/sources': { sources: [] }, '/v1/quality': refused, '/v1/quality/hours': { hours: [] } },
  });
  await screen.findByText('Too much at once.');
  screen.getByRole('button', { name: 'Try again' });
});
