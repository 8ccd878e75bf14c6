import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { NOON, SHOP } from '../../test/answers.ts';
import { questionOf, renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';

const REMINDER = {
  ...{
    kind: 'template',
    id: 'reminder',
    name: { en: 'Cart reminder', zh: '购物车提醒' },
    subject: 'Your cart',
    body: '<p>{{ trait.city }}</p>',
  },
  variants: { short: { share: 0.5, body: 'Short' } },
};
const ITEMS = [
  {
    ...{
      kind: 'template',
      id: 'reminder',
      version: 2,
      approval: 'changed',
      fingerprint: 'f',
      format: 'html',
      locales: ['de'],
      missingLocales: ['zh'],
    },
    ...{ variants: ['short'], channels: ['mail'], release: 3, updatedAt: NOON, usedBy: [{ kind: 'journey', id: 'cart', step: 'remind' }] },
  },
  {
    ...{
      kind: 'block',
      id: 'footer',
      version: 1,
      approval: 'approved',
      fingerprint: 'g',
      type: 'footer',
      format: 'text',
      locales: [],
      missingLocales: [],
    },
    ...{ variants: [], channels: [], release: 1, usedBy: [] },
  },
];
const SHOWN = {
  subject: 'Your cart',
  page: '/v1/content/pages/p1',
  text: 'Lyon',
  missing: [],
  sms: { encoding: 'gsm7', units: 4, segments: 1, foreign: [] },
};
const DRAFT = {
  kind: 'template',
  id: 'reminder',
  problems: [],
  approval: 'changed',
  fingerprint: 'f',
  shown: SHOWN,
  values: { trait: { city: 'Lyon' }, event: {} },
};
const answers = {
  ...SHOP,
  '/v1/session': {
    roles: [],
    permissions: [
      'content.read',
      'content.write',
      'content.preview',
      'content.approve',
      'releases.read',
      'releases.write',
      'messages.test',
    ],
  },
  '/v1/names': {
    ...SHOP['/v1/names'],
    block: { footer: { en: 'Footer', zh: '页脚' } },
    channel: { mail: { en: 'Mail', zh: '邮件' } },
    namespace: { email: { en: 'E-mail', zh: '邮箱' } },
    trait: { city: { en: 'City', zh: '城市' } },
  },
  '/v1/content': { content: ITEMS },
  '/v1/definitions': { release: 3, definitions: [{ version: 1, definition: { kind: 'workspace', id: 'shop', locales: ['en', 'zh'] } }] },
  '/v1/definitions?kind=template': { release: 3, definitions: [{ version: 2, definition: REMINDER }] },
  '/v1/releases': { releases: [{ number: 3, definitions: 4, changed: 1 }] },
  'POST /v1/content/preview': DRAFT,
  '/v1/content/reminder/versions': {
    ...{
      template: 'reminder',
      from: 1,
      to: 2,
      versions: [
        { version: 1, release: 1, note: 'Opening' },
        { version: 2, release: 3 },
      ],
    },
    changes: [
      {
        field: 'subject',
        words: [
          { sign: '-', text: 'The' },
          { sign: '+', text: 'Your' },
          { sign: ' ', text: ' cart' },
        ],
      },
    ],
  },
};
const one = { answers, at: '/content/template/reminder', path: '/content/$kind/$id' };

test('the library tells of each content what it is, how it goes out, what is missing and who has approved it', async () => {
  await renderConsole(<Screen />, { answers, at: '/content' });
  const row = (await screen.findByRole('link', { name: 'Cart reminder' })).closest('tr')!;
  await waitFor(() => expect(row.textContent).toMatch(/HTML.*Mail.*German.*Chinese is missing.*Changed since approval/));
  expect(screen.getByRole('link', { name: 'Footer' }).closest('tr')!.textContent).toMatch(/Block · Footer.*Approved/);
  fireEvent.change(screen.getByRole('textbox', { name: 'Filter by name' }), { target: { value: 'foot' } });
  await waitFor(() => expect(screen.queryByRole('link', { name: 'Cart reminder' })).toBeNull());
});

test('without content it says how content comes to be', async () => {
  await renderConsole(<Screen />, { answers: { ...answers, '/v1/content': { content: [] } }, at: '/content', language: 'zh' });
  await screen.findByText('还没有发布任何内容');
});

describe('one template', () => {
  test('is shown in a frame that can do nothing, with its values; an edit is asked about when the hands rest', async () => {
    const { asked } = await renderConsole(<Screen />, one);
    const frame = await screen.findByTitle('The message as the customer sees it');
    expect([frame.getAttribute('src'), frame.getAttribute('sandbox')]).toEqual(['/v1/content/pages/p1', '']);
    expect((await screen.findByText('trait.city')).closest('div')!.textContent).toContain('Lyon');
    fireEvent.change(screen.getByRole('textbox', { name: 'Subject' }), { target: { value: 'Come back' } });
    await waitFor(() => {
      const bodies = asked.filter(({ request }) => request === 'POST /v1/content/preview').map(({ body }) => body);
      expect(bodies.at(-1)).toMatchObject({ definition: { subject: 'Come back' }, locale: 'und', variant: '' });
    });
  });

  test('is read as whoever is named', async () => {
    const { asked } = await renderConsole(<Screen />, one);
    const search = await screen.findByRole('searchbox', { name: 'Preview as a customer' });
    fireEvent.change(search, { target: { value: 'a@b.example' } });
    fireEvent.keyDown(search, { key: 'Enter', keyCode: 13 });
    await waitFor(() => expect(asked.at(-1)!.body).toMatchObject({ namespace: 'email', value: 'a@b.example' }));
  });

  test('tells what is wrong and where, and what has no value', async () => {
    const problems = [
      { field: 'subject', message: 'tag not closed', line: 1, column: 3 },
      { field: 'variants.short.body', message: 'undefined filter' },
    ];
    await renderConsole(<Screen />, {
      ...one,
      answers: { ...answers, 'POST /v1/content/preview': { ...DRAFT, problems, shown: undefined } },
    });
    const [alert] = await screen.findAllByText('Line 1, column 3:');
    expect(alert!.closest('[role="alert"]')!.textContent).toContain('tag not closed');
    await screen.findByText('2 problems keep this content from being shown');
    fireEvent.click(screen.getByRole('button', { name: 'Send a test' }));
    const dialog = (await screen.findByText('Correct the problems first')).closest<HTMLElement>('[role="dialog"]')!;
    fireEvent.change(within(dialog).getByRole('textbox', { name: 'Address or number' }), { target: { value: 'ada@example.com' } });
    expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Send' }).disabled).toBe(true);
    expect(screen.getByRole('list', { name: 'Problems elsewhere in this content' }).textContent).toContain(
      'variants.short.body undefined filter',
    );
  });

  test('warns of values that are missing', async () => {
    const shown = { ...SHOWN, missing: ['trait.city'] };
    const values = { trait: { city: null }, event: { order: null } };
    await renderConsole(<Screen />, { ...one, answers: { ...answers, 'POST /v1/content/preview': { ...DRAFT, shown, values } } });
    await screen.findByText('No value for trait.city');
    fireEvent.change(screen.getByRole('textbox', { name: 'event.order' }), { target: { value: '12' } });
    await waitFor(() => expect((screen.getByRole('textbox', { name: 'event.order' }) as HTMLInputElement).value).toBe('12'));
  });

  test('gets the language that the workspace lacks, as a copy to be translated', async () => {
    const { asked } = await renderConsole(<Screen />, one);
    fireEvent.click(await screen.findByRole('button', { name: 'Chinese is missing – add it' }));
    await waitFor(() =>
      expect(asked.at(-1)!.body).toMatchObject({ definition: { locales: { zh: { subject: 'Your cart' } } }, locale: 'zh' }),
    );
    fireEvent.click(screen.getByRole('button', { name: 'Remove Chinese' }));
    await screen.findByRole('button', { name: 'Chinese is missing – add it' });
  });

  test('shows what differs between its versions, and goes back to one after asking', async () => {
    const more = { ...answers, 'POST /v1/content/reminder/rollback': { number: 4, definitions: 9, changed: 1 } };
    const { asked, container } = await renderConsole(<Screen />, { ...one, answers: more });
    await screen.findByRole('region', { name: 'subject' });
    expect([container.querySelector('ins')?.textContent, container.querySelector('del')?.textContent]).toEqual(['Your', 'The']);
    fireEvent.click(screen.getByRole('button', { name: 'Roll back to version 1' }));
    fireEvent.click(within(await questionOf('Roll back to version 1?')).getByRole('button', { name: 'Roll back' }));
    await waitFor(() =>
      expect(asked.find(({ request }) => request.startsWith('POST /v1/content/reminder/rollback'))?.body).toEqual({ version: 1 }),
    );
  });

  test('names what uses it', async () => {
    await renderConsole(<Screen />, one);
    fireEvent.click(await screen.findByRole('tab', { name: 'Used by' }));
    await waitFor(() => expect(screen.getByText('remind').closest('li')!.textContent).toContain('Journey Cart abandonment'));
  });

  test('of somebody who may only read it is read only', async () => {
    const session = { member: { id: 'm', name: 'A' }, roles: [], permissions: ['content.read', 'releases.read'] };
    await renderConsole(<Screen />, { ...one, answers: { ...answers, '/v1/session': session } });
    expect(((await screen.findByRole('textbox', { name: 'Subject' })) as HTMLInputElement).readOnly).toBe(true);
    await screen.findByText('You may read content here, but not preview it as a customer.');
  });

  test('is approved, exactly as it is, by whoever may', async () => {
    const word = { verdict: 'approved', by: 'm', at: NOON };
    const { asked } = await renderConsole(<Screen />, { ...one, answers: { ...answers, 'POST /v1/content/reminder/approve': word } });
    const open = await screen.findByRole<HTMLButtonElement>('button', { name: 'Approve' });
    await waitFor(() => expect(open.disabled).toBe(false));
    fireEvent.click(open);
    fireEvent.click(within(await questionOf('Approve this content?')).getByRole('button', { name: 'Approve' }));
    await screen.findByText('Approved');
    expect(asked.find(({ request }) => request.startsWith('POST /v1/content/reminder/approve'))?.body).toEqual({
      kind: 'template',
      fingerprint: 'f',
    });
    // It is looked at anew, and nothing of the definition is written.
    expect(asked.some(({ request }) => request.startsWith('PUT'))).toBe(false);
  });

  test.each([
    [{ sent: { channel: 'mail', outcome: 'captured' }, missing: [] }, /Mail is not connected here/],
    [{ sent: { channel: 'mail', outcome: 'failed', reason: '550 no' }, missing: [] }, /Mail did not take it: 550 no/],
    [{ refused: 'suppressed.channel', missing: [] }, /may not be written to through Mail \(suppressed\.channel\)/],
    [{ sent: { channel: 'mail', outcome: 'sent' }, missing: ['trait.city'] }, /Sent through Mail.*no value for trait\.city/s],
  ])('is sent to staff as a test, and what became of it is told: %j', async (answer, text) => {
    const { asked } = await renderConsole(<Screen />, { ...one, answers: { ...answers, 'POST /v1/content/reminder/test': answer } });
    const open = await screen.findByRole<HTMLButtonElement>('button', { name: 'Send a test' });
    await waitFor(() => expect(open.disabled).toBe(false));
    fireEvent.click(open);
    const dialog = (await screen.findByText(/^Somebody of the staff gets/)).closest<HTMLElement>('[role="dialog"]')!;
    fireEvent.change(within(dialog).getByRole('textbox', { name: 'Address or number' }), { target: { value: 'ada@example.com' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(dialog.textContent).toMatch(text));
    expect(asked.find(({ request }) => request.endsWith('/test'))?.body).toMatchObject({ channel: 'mail', to: 'ada@example.com' });
  });
});
