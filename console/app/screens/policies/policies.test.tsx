import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { SHOP } from '../../test/answers.ts';
import { renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';
import { type Cap, decidesFirst, expiryOf, freshCap, newToken, secondsOf, withFields } from './policy.ts';

describe('policies as forms hold them', () => {
  test('keep what no form has a field for, and lose what is cleared', () => {
    const arbitration = { window: '1d', losers: 'drop' };
    expect(withFields<object>({ arbitration, globalControl: 0.1 }, { globalControl: undefined } as object)).toEqual({ arbitration });
  });

  test('know after which a loser is dropped, and whether the priority decides first', () => {
    expect([{ window: '2h' }, { window: '1d', expireAfter: '1w' }, { window: 'x' }].map(expiryOf)).toEqual(['6h', '1w', 'x']);
    expect(['90m', '1w', 'x'].map(secondsOf)).toEqual([5_400, 604_800, 0]);
    const weights = { priority: 10, value: 2, fatigue: 1, recency: 1 };
    expect([weights, { ...weights, value: 3 }].map(decidesFirst)).toEqual([true, false]);
  });

  test('begin a cap under an id that is free', () => {
    const cap = (id: string): Cap => ({ ...freshCap([]), id });
    expect(freshCap([]).id).toBe('cap_1');
    expect(freshCap([cap('cap_2')]).id).toBe('cap_3');
    expect(freshCap([cap('x'), cap('cap_3')]).id).toBe('cap_4');
  });

  test('hold the hash of a token, as the command line makes it', async () => {
    const { secret, kept } = await newToken();
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect((await newToken()).secret).not.toBe(secret);
    expect(kept).not.toContain(secret);
    vi.spyOn(crypto, 'getRandomValues').mockImplementationOnce((bytes) => bytes);
    // printf of the text | sha256sum
    expect(await newToken()).toEqual({
      secret: '0'.repeat(64),
      kept: 'sha256:60e05bd1b195af2f94112fa7197a5c88289058840ce7c6df9693756bc6250f55',
    });
  });
});

const ALL = ['releases.read', 'releases.write', 'policies.write', 'settings.workspace'];
const POLICY = {
  ...{ kind: 'policy', id: 'default', globalControl: 0.02, arbitration: { window: '1d', weights: { value: 4 } } },
  acceptedFrequency: { trait: 'wanted', per: { this: 'month' }, classes: ['marketing'], channel: 'mail' },
  quietHours: { from: '21:00', to: '09:00', classes: ['marketing'] },
  caps: [
    { id: 'weekly', max: 2, per: { this: 'week' }, classes: ['marketing'] },
    { id: 'mail', max: 1, per: '3d', classes: ['marketing', 'service'], channel: 'mail' },
  ],
};
const OFFERS = { kind: 'purpose', id: 'offers', name: { en: 'Offers', zh: '优惠' }, basis: 'opt_in' };
const WORKSPACE = { kind: 'workspace', id: 'shop', name: { en: 'Shop', zh: '商店' }, timeZone: 'UTC', currency: 'CNY', seed: 's' };
const defined = (...definitions: readonly object[]) => ({
  release: 4,
  definitions: definitions.map((definition) => ({ version: 1, definition })),
});
const saved = (of: { readonly kind: string; readonly id: string }) => ({
  ...{ kind: of.kind, id: of.id, definition: {}, released: of, problems: [], on: 4, revision: 1, by: 'ada', at: 1, overtaken: false },
});
const answers = {
  ...SHOP,
  '/v1/session': { roles: [], permissions: ALL },
  '/v1/names': {
    channel: { mail: { en: 'Mail', zh: '邮件' } },
    purpose: { offers: { en: 'Offers', zh: '优惠' } },
    trait: { wanted: { en: 'Wanted', zh: '想要的' }, visits: { en: 'Visits', zh: '访问' }, city: { en: 'City', zh: '城市' } },
  },
  '/v1/definitions?kind=event': defined(),
  '/v1/definitions?kind=trait': defined(
    { kind: 'trait', id: 'wanted', type: 'number' },
    { kind: 'trait', id: 'city', type: 'string' },
    { kind: 'trait', id: 'visits', aggregate: 'count', event: 'Visited' },
  ),
  '/v1/changes': { changes: [] },
  '/v1/definitions?kind=policy': defined(POLICY),
  '/v1/definitions?kind=purpose': defined(OFFERS),
  '/v1/definitions?kind=workspace': defined(WORKSPACE),
  'PUT /v1/changes/policy/default': saved(POLICY),
  'PUT /v1/changes/purpose/offers': saved(OFFERS),
  'PUT /v1/changes/workspace/shop': saved(WORKSPACE),
};
const open = (more: object = {}, language: 'en' | 'zh' = 'en') =>
  renderConsole(<Screen />, { answers: { ...answers, ...more }, at: '/policies', language });
type Asked = Awaited<ReturnType<typeof open>>['asked'];
/** The definition that was saved last. */
const put = (asked: Asked, path: string): unknown =>
  (asked.filter(({ request }) => request === `PUT /v1/changes/${path}`).at(-1)?.body as { readonly definition: unknown } | undefined)
    ?.definition;
/** Chooses in a select by what it is called. */
async function pick(label: string, option: string): Promise<void> {
  fireEvent.mouseDown(await screen.findByRole('combobox', { name: label }));
  fireEvent.click(await screen.findByTitle(option));
}
const button = (name: string): HTMLButtonElement => screen.getByRole('button', { name }) as HTMLButtonElement;

test('policies are said in words', async () => {
  const { container } = await open();
  await waitFor(() => expect(container.textContent).toContain('Purpose: Offers'));
  for (const sentence of [
    'From 21:00 to 09:00 on the customer’s own clock no marketing messages go out',
    'At most 2 messages of class marketing per customer each week.',
    'At most 1 message of class marketing and service per customer within any 3 days. Counted: channel “Mail”.',
    '2% of the customers are left out of all marketing',
    'The trait “Wanted” says how many messages of class marketing the customer accepts each month.',
    'so the lower limit wins. Counted: channel “Mail”.',
    'at most one message of class marketing within any 1 day, of all journeys together',
    'Whoever loses asks again when that time is over, and is dropped after 3 days.',
    'Score = 10 × priority + 4 × value − 1 × fatigue + 1 × recency',
    'The other parts together can outweigh the priority.',
    'Nobody is written to for it who has not agreed to it.',
    'Whoever may publish does it alone.',
  ])
    await waitFor(() => expect(container.textContent).toContain(sentence));
  expect(container.textContent).not.toContain('After publishing');
});

test('in Chinese, too', async () => {
  const { container } = await open({}, 'zh');
  await waitFor(() => expect(container.textContent).toContain('每位客户每周最多收到 2 条营销消息。'));
  await waitFor(() => expect(container.textContent).toContain('每位客户任意 3 天内最多收到 1 条营销和服务消息。只计算：渠道“邮件”。'));
});

test('a cap is changed, and says what it will be; what has no field stays', async () => {
  const { container, asked } = await open();
  const cap = await screen.findByRole('group', { name: /2 messages of class marketing/ });
  fireEvent.change(within(cap).getByRole('spinbutton', { name: 'At most' }), { target: { value: '3' } });
  await waitFor(() =>
    expect(container.textContent).toMatch(/After publishingAt most 3 messages of class marketing per customer each week/),
  );
  await waitFor(() => expect(put(asked, 'policy/default')).toEqual({ ...POLICY, caps: [{ ...POLICY.caps[0], max: 3 }, POLICY.caps[1]] }));
  fireEvent.click(button('Remove the cap mail'));
  fireEvent.click(screen.getByRole('button', { name: /Add a cap/ }));
  await waitFor(() => expect(put(asked, 'policy/default')).toMatchObject({ caps: [{ id: 'weekly', max: 3 }, { id: 'cap_2' }] }));
});

test('what customers accept: a trait that holds a number is chosen, and what is counted; switched off it says what follows', async () => {
  const { container, asked } = await open();
  await pick('Trait with the number', 'Visits');
  const { channel: _, ...rest } = POLICY.acceptedFrequency;
  await waitFor(() =>
    expect(put(asked, 'policy/default')).toMatchObject({ acceptedFrequency: { ...rest, channel: 'mail', trait: 'visits' } }),
  );
  expect([...document.querySelectorAll('.ant-select-item-option-content')].map(({ textContent }) => textContent)).not.toContain('City');
  fireEvent.click(screen.getByRole('switch', { name: 'Keep to what customers accept' }));
  await waitFor(() => expect(container.textContent).toContain('what customers have said they accept is not kept to any more'));
  await waitFor(() => expect(put(asked, 'policy/default')).not.toHaveProperty('acceptedFrequency'));
  fireEvent.click(screen.getByRole('switch', { name: 'Keep to what customers accept' }));
  await waitFor(() => expect(put(asked, 'policy/default')).toEqual(POLICY));
});

test('without a trait that holds a number there is nothing to keep to', async () => {
  const { acceptedFrequency: _, ...policy } = POLICY;
  const city = { trait: { city: { en: 'City', zh: '城市' } } };
  await open({ '/v1/definitions?kind=policy': defined(policy), '/v1/names': city });
  await screen.findByText('There is no trait of type number yet; traits are defined in code.');
  expect((screen.getByRole('switch', { name: 'Keep to what customers accept' }) as HTMLButtonElement).disabled).toBe(true);
});

test('arbitration: its times, who loses, and weights, of which only those are written that are not so anyway', async () => {
  const { container, asked } = await open();
  const weight = await screen.findByRole('spinbutton', { name: 'Weight of value' });
  const arbitration = () => (put(asked, 'policy/default') as typeof POLICY | undefined)?.arbitration;
  fireEvent.change(weight, { target: { value: '2' } });
  await waitFor(() => expect(arbitration()).toEqual({ window: '1d' }));
  expect(container.textContent).toContain('The priority decides before all the rest together.');
  fireEvent.change(screen.getByRole('spinbutton', { name: 'Weight of recency' }), { target: { value: '0' } });
  fireEvent.change(screen.getByRole('spinbutton', { name: 'Compare those of' }), { target: { value: '36' } });
  fireEvent.click(screen.getByRole('radio', { name: 'does not go' }));
  await waitFor(() => expect(arbitration()).toEqual({ window: '1d', collect: '36h', losers: 'drop', weights: { recency: 0 } }));
  expect(container.textContent).toContain('A stretch may be as long as the time within which one message goes, at most.');
  expect(screen.queryByRole('spinbutton', { name: 'Asks again for' })).toBeNull();
  fireEvent.click(screen.getByRole('switch', { name: 'Arbitrate among journeys' }));
  await waitFor(() => expect(container.textContent).toContain('From then on journeys do not wait for one another any more.'));
  await waitFor(() => expect(put(asked, 'policy/default')).not.toHaveProperty('arbitration'));
});

test('arbitration is begun with a day, and says that journeys will wait', async () => {
  const { arbitration: _, ...policy } = POLICY;
  const { container, asked } = await open({
    '/v1/definitions?kind=policy': defined(policy),
    'PUT /v1/changes/policy/default': saved(policy as never),
  });
  fireEvent.click(await screen.findByRole('switch', { name: 'Arbitrate among journeys' }));
  await waitFor(() => expect(put(asked, 'policy/default')).toEqual({ ...policy, arbitration: { window: '1d' } }));
  expect(container.textContent).toContain('From then on journeys wait for one another.');
});

test('quiet hours are switched off, and nothing of them is left', async () => {
  const { container, asked } = await open();
  fireEvent.click(await screen.findByRole('switch', { name: 'Keep quiet hours' }));
  await waitFor(() => expect(container.textContent).toMatch(/After publishingThere are no quiet hours/));
  const { quietHours: _, ...rest } = POLICY;
  await waitFor(() => expect(put(asked, 'policy/default')).toEqual(rest));
});

test('who need not be asked any more is said before a purpose is saved so; it can be removed', async () => {
  const { container, asked } = await open();
  fireEvent.click(await screen.findByRole('radio', { name: 'Until they object' }));
  await waitFor(() => expect(container.textContent).toContain('everybody who has said nothing of it may be written to'));
  await waitFor(() => expect(put(asked, 'purpose/offers')).toEqual({ ...OFFERS, basis: 'opt_out' }));
  fireEvent.click(button('Remove the purpose Offers'));
  await waitFor(() => expect(container.textContent).toContain('There is no such purpose.'));
  await waitFor(() => expect(put(asked, 'purpose/offers')).toBeNull());
});

test('a purpose is added under an id that is free', async () => {
  const { asked } = await open({ 'PUT /v1/changes/purpose/surveys': saved({ kind: 'purpose', id: 'surveys' }) });
  const id = await screen.findByRole('textbox', { name: 'ID of the purpose' });
  const add = (): HTMLButtonElement => screen.getByRole('button', { name: /Add$/ }) as HTMLButtonElement;
  fireEvent.change(id, { target: { value: 'offers' } });
  expect(add().disabled).toBe(true);
  fireEvent.change(id, { target: { value: 'surveys' } });
  fireEvent.click(add());
  await waitFor(() => expect(put(asked, 'purpose/surveys')).toEqual({ name: { en: 'surveys', zh: 'surveys' }, basis: 'opt_in' }));
});

test('a second person is asked for; a token is shown once, and only its hash is kept', async () => {
  const { container, asked } = await open();
  fireEvent.click(await screen.findByRole('switch', { name: 'Ask for a second person' }));
  await waitFor(() => expect(container.textContent).toContain('From then on nobody may publish alone'));
  const [first] = await screen.findAllByRole('group', { name: /^Person/ });
  fireEvent.change(within(first!).getByRole('textbox', { name: 'ID of the person' }), { target: { value: 'ada' } });
  fireEvent.click(within(first!).getByRole('button', { name: 'Make a token' }));
  const secret = (await screen.findByRole('textbox', { name: 'Token' })) as HTMLInputElement;
  await waitFor(() => {
    const { approval, ...rest } = put(asked, 'workspace/shop') as { readonly approval: { readonly members: readonly object[] } };
    expect(rest).toEqual(WORKSPACE);
    expect(approval.members[0]).toEqual({ id: 'ada', token: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
    expect(JSON.stringify(approval)).not.toContain(secret.value);
  });
});

test('who may not change them sees them, and which permission it takes', async () => {
  const { container } = await open({
    '/v1/session': { member: { id: 'm', name: 'Ada' }, roles: [], permissions: ['releases.read', 'releases.write'] },
  });
  await waitFor(() => expect(container.textContent).toContain('that takes the permission policies.write'));
  await screen.findByText(/At most 2 messages/);
  for (const one of await screen.findAllByRole('switch')) expect((one as HTMLButtonElement).disabled).toBe(true);
  expect(screen.queryByRole('textbox', { name: 'ID of the purpose' })).toBeNull();
});

test('without a policy and a purpose it says what that means', async () => {
  const none = defined();
  const { container } = await open({ '/v1/definitions?kind=policy': none, '/v1/definitions?kind=purpose': none });
  await waitFor(() => expect(container.textContent).toContain('There is no purpose yet'));
  expect(container.textContent).toContain('There are no quiet hours');
  expect(container.textContent).toContain('Then a customer gets as many messages as journeys want to send.');
});

describe('lists of sensitive words', () => {
  const LISTS = [
    {
      id: 'ad_law',
      severity: 'block',
      words: ['国家级', '最佳'],
      except: ['最佳实践'],
      note: { en: 'Say what is proved', zh: '请说事实' },
    },
    { id: 'house', severity: 'warn', words: ['cheap'], channels: ['mail'] },
  ];
  const listed = {
    '/v1/definitions?kind=policy': defined({ ...POLICY, sensitiveWords: LISTS }),
    'PUT /v1/changes/policy/default': saved({ ...POLICY, sensitiveWords: LISTS } as typeof POLICY),
  };
  const lists = (asked: Asked) => (put(asked, 'policy/default') as { readonly sensitiveWords?: unknown } | undefined)?.sensitiveWords;

  test('are said in words', async () => {
    const { container } = await open(listed);
    await waitFor(() => expect(container.textContent).toContain('2 words of the list ad_law are blocked'));
    expect(container.textContent).toContain('1 phrase is harmless.');
    await waitFor(() => expect(container.textContent).toContain('1 word of the list house is warned of. Only for channel “Mail”.'));
  });

  test('take words by the line, as they are pasted', async () => {
    const { asked, container } = await open(listed);
    const law = within(await screen.findByRole('group', { name: 'List ad_law' }));
    fireEvent.change(law.getByRole('textbox', { name: 'Words' }), { target: { value: '国家级\r\n  顶级 \n\n顶级\n' } });
    await waitFor(() => expect(lists(asked)).toEqual([{ ...LISTS[0], words: ['国家级', '顶级'] }, LISTS[1]]));
    await waitFor(() => expect(container.textContent).toContain('New: 顶级'));
    expect(container.textContent).toContain('Watched for no more: 最佳');
    // An empty line that is begun stays where it is typed.
    expect((law.getByRole('textbox', { name: 'Words' }) as HTMLTextAreaElement).value).toContain('顶级 \n\n顶级\n');
  });

  test('change their severity, channels, phrases and notes, and are emptied of them', async () => {
    const { asked } = await open(listed);
    const house = within(await screen.findByRole('group', { name: 'List house' }));
    fireEvent.mouseDown(house.getByRole('combobox', { name: 'What happens' }));
    fireEvent.click(await screen.findByTitle('To be reviewed by a person'));
    await waitFor(() => expect(lists(asked)).toEqual([LISTS[0], { ...LISTS[1], severity: 'review' }]));
    fireEvent.change(house.getByRole('textbox', { name: 'Harmless phrases' }), { target: { value: 'cheap talk' } });
    await waitFor(() => expect(lists(asked)).toEqual([LISTS[0], { ...LISTS[1], severity: 'review', except: ['cheap talk'] }]));
    const law = within(screen.getByRole('group', { name: 'List ad_law' }));
    fireEvent.change(law.getByRole('textbox', { name: 'What to say instead (English)' }), { target: { value: 'Prove it' } });
    await waitFor(() => expect(lists(asked)).toMatchObject([{ note: { en: 'Prove it', zh: '请说事实' } }, {}]));
    fireEvent.change(law.getByRole('textbox', { name: 'Harmless phrases' }), { target: { value: '' } });
    await waitFor(() => expect((lists(asked) as readonly object[])[0]).not.toHaveProperty('except'));
  });

  test('are ready to be taken, with their notes, those alone that are not there', async () => {
    const ready = [
      LISTS[0]!,
      { ...LISTS[0]!, id: 'healing', severity: 'review', words: ['根治'] },
      { ...LISTS[0]!, id: 'returns', words: ['保本'] },
    ];
    const { asked } = await open({ ...listed, '/v1/library/sensitive-words': { lists: ready } });
    fireEvent.click(await screen.findByRole('button', { name: 'read Add the 2 ready lists for China’s Advertising Law' }));
    await waitFor(() => expect(lists(asked)).toEqual([...LISTS, ready[1], ready[2]]));
    await waitFor(() => expect(screen.queryByRole('button', { name: /ready list/ })).toBeNull());
  });

  test('are added under a free id, and taken out to the last', async () => {
    const { asked } = await open();
    await screen.findByText('Add a list: its words are looked for in what is written, and in each message before it goes out.');
    fireEvent.click(button('plus Add a list'));
    await waitFor(() => expect(lists(asked)).toEqual([{ id: 'words_1', severity: 'review', words: [] }]));
    fireEvent.click(button('delete Remove the list words_1'));
    await waitFor(() => expect(lists(asked)).toBeUndefined());
  });
});
