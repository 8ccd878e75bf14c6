import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OpenReturns, openReturns, tokenOf, WALL } from './returns.suite.ts';

let returns: OpenReturns;
beforeEach(async () => {
  returns = await openReturns();
});
afterEach(() => returns.close());

const pixel = `/t/o/${tokenOf({ kind: 'o' })}`;
const click = `/t/c/${tokenOf({ kind: 'c', link: { index: 2, url: 'https://shop.example/a?x=1' } })}`;
const unsubscribe = `/t/u/${tokenOf({ kind: 'u' })}`;
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const press = (action: string): RequestInit => ({ method: 'POST', headers: form, body: `action=${action}` });

function recorded(): (readonly [event: string, messageId: string, machine: unknown])[] {
  return returns.events.map(({ event, messageId, receipt }) => [event, messageId, receipt?.machine] as const);
}

describe('the pixel', () => {
  test('is a picture of one dot that is never kept, and an event', async () => {
    const answer = await returns.ask(pixel);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      'image/gif',
      'no-store',
    ]);
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 10)
        .toString('latin1'),
    ).toBe('GIF89a\u0001\u0000\u0001\u0000');
    expect(returns.events).toMatchObject([
      {
        type: 'event',
        event: 'Email Opened',
        messageId: 'm1.opened',
        source: 'volano',
        customer: 'c1',
        time: WALL + 5,
        receivedAt: WALL,
        receipt: { kind: 'opened', message: 'm1', channel: 'mail', purpose: 'news', journey: 'welcome', step: 'hello', machine: false },
      },
    ]);
  });

  test('is written once, and a machine that was first does not hide the person', async () => {
    for (const agent of ['GoogleImageProxy', 'GoogleImageProxy', 'Mozilla/5.0 (Macintosh) Safari', 'Mozilla/5.0 (Macintosh) Safari']) {
      await returns.ask(pixel, { agent });
    }
    expect(recorded()).toEqual([
      ['Email Opened', 'm1.opened.machine', true],
      ['Email Opened', 'm1.opened', false],
    ]);
  });

  test('answers after a moment when the disk does not, and the event follows', async () => {
    let release = (): void => undefined;
    returns.failure = () =>
      new Promise<void>((resolve) => {
        release = resolve;
      });
    expect((await returns.ask(pixel)).status).toBe(200);
    expect(returns.events).toEqual([]);
    release();
    await expect.poll(() => returns.events.length).toBe(1);
  });

  test('that could not be written is written at the next request', async () => {
    returns.failure = () => Promise.reject(new Error('disk full'));
    expect((await returns.ask(pixel)).status).toBe(200);
    expect(returns.events).toEqual([]);
    await returns.ask(pixel);
    expect(returns.events).toHaveLength(1);
  });

  test('asked for its head shows nothing and says nothing', async () => {
    expect((await returns.ask(pixel, { method: 'HEAD' })).status).toBe(200);
    expect(returns.events).toEqual([]);
  });
});

describe('a click', () => {
  test('leads to where it was signed for, once it is on disk', async () => {
    const answer = await returns.ask(click);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://shop.example/a?x=1']);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(returns.events).toMatchObject([
      {
        event: 'Email Link Clicked',
        messageId: 'm1.clicked.2',
        receipt: { kind: 'clicked', link: 'https://shop.example/a?x=1', machine: false },
      },
    ]);
  });

  test('counts once per link, for machines apart', async () => {
    await returns.ask(click, { method: 'HEAD' });
    await returns.ask(click, { agent: 'Barracuda Sentinel' });
    await returns.ask(click);
    await returns.ask(click);
    await returns.ask(`/t/c/${tokenOf({ kind: 'c', link: { index: 3, url: 'https://shop.example/b' } })}`);
    expect(recorded()).toEqual([
      ['Email Link Clicked', 'm1.clicked.2.machine', true],
      ['Email Link Clicked', 'm1.clicked.2', false],
      ['Email Link Clicked', 'm1.clicked.3', false],
    ]);
  });

  test('leads on also when nothing can be written', async () => {
    returns.failure = () => Promise.reject(new Error('disk full'));
    expect((await returns.ask(click)).headers.get('location')).toBe('https://shop.example/a?x=1');
  });

  test('of an SMS has its own name', async () => {
    await returns.ask(`/t/c/${tokenOf({ kind: 'c', type: 'sms', channel: 'sms', link: { index: 0, url: 'https://shop.example/' } })}`);
    expect(recorded()).toEqual([['SMS Link Clicked', 'm1.clicked.0', false]]);
  });
});

describe('unsubscribing', () => {
  test('N2: looking at the page changes nothing, however often', async () => {
    for (const method of ['GET', 'HEAD', 'GET']) expect((await returns.ask(unsubscribe, { method })).status).toBe(200);
    expect(returns.events).toEqual([]);
  });

  test('is asked in the reader’s language, with the name of the purpose, and nothing in it is markup', async () => {
    const english = await (await returns.ask(unsubscribe)).text();
    expect(english).toContain('<html lang="en">');
    expect(english).toContain('News &#38; &#60;offers&#62;');
    expect(english).toContain('<form method="post"><input type="hidden" name="action" value="unsubscribe">');
    const chinese = await (await returns.ask(unsubscribe, { language: 'de, zh-CN;q=0.9, en;q=0.5' })).text();
    expect(chinese).toContain('<html lang="zh">');
    expect(chinese).toContain('资讯');
  });

  test.each([
    ['as a mail program does it', form, 'List-Unsubscribe=One-Click'],
    [
      'with a form of parts',
      { 'content-type': 'multipart/form-data; boundary=b' },
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
    ],
    ['with the button', form, 'action=unsubscribe'],
    ['with a label of no sense', { 'content-type': 'what/ever' }, 'List-Unsubscribe=One-Click'],
  ])('%s is done and confirmed', async (_name, headers, body) => {
    const answer = await returns.ask(unsubscribe, { method: 'POST', headers, body });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('name="action" value="resubscribe"');
    expect(returns.events).toMatchObject([
      { event: 'Unsubscribed', customer: 'c1', receipt: { kind: 'unsubscribed', purpose: 'news', message: 'm1', channel: 'mail' } },
    ]);
  });

  test('N4: can be taken back and done again, and nothing is lost to deduplication', async () => {
    for (const action of ['unsubscribe', 'resubscribe', 'unsubscribe']) await returns.ask(unsubscribe, press(action));
    expect(returns.events.map(({ event }) => event)).toEqual(['Unsubscribed', 'Resubscribed', 'Unsubscribed']);
    expect(new Set(returns.events.map(({ messageId }) => messageId)).size).toBe(3);
  });

  test.each(['', 'action=other', 'List-Unsubscribe=No', '{"action":"unsubscribe"}', 'x'.repeat(5_000), '\n'.repeat(4_000)])(
    'with another body does nothing and asks',
    async (body) => {
      const answer = await returns.ask(unsubscribe, { method: 'POST', headers: form, body });
      expect(answer.status).toBe(400);
      expect(returns.events).toEqual([]);
    },
  );

  test('N3: that cannot be stored is not confirmed', async () => {
    returns.failure = () => Promise.reject(new Error('disk full'));
    const answer = await returns.ask(unsubscribe, press('unsubscribe'));
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await answer.text()).toContain('could not be stored');
  });

  test('N3: is confirmed only when it is on disk', async () => {
    let release = (): void => undefined;
    returns.failure = () =>
      new Promise<void>((resolve) => {
        release = resolve;
      });
    let answered = false;
    const answer = returns.ask(unsubscribe, press('unsubscribe')).then((response) => {
      answered = true;
      return response;
    });
    await expect.poll(() => returns.failure).toBeUndefined();
    expect(answered).toBe(false);
    release();
    expect((await answer).status).toBe(200);
    expect(returns.events).toHaveLength(1);
  });

  test('again and again is slowed down for one message, for no other', async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 22; count++) statuses.push((await returns.ask(unsubscribe, press('unsubscribe'))).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
    expect((await returns.ask(`/t/u/${tokenOf({ kind: 'u', message: 'm2' })}`, press('unsubscribe'))).status).toBe(200);
    returns.wall += 60_000;
    expect((await returns.ask(unsubscribe, press('unsubscribe'))).status).toBe(200);
  });
});

describe('N1: what is not signed for it', () => {
  const other = {
    o: tokenOf({ kind: 'c', link: { index: 0, url: 'https://shop.example/' } }),
    c: tokenOf({ kind: 'u' }),
    u: tokenOf({ kind: 'o' }),
  };

  test.each([
    ['/t/o/nonsense'],
    ['/t/c/nonsense?to=https://evil.example'],
    ['/t/u/nonsense'],
    ['/t/c/'],
    [`/t/o/${other.o}`],
    [`/t/c/${other.c}`],
    [`/t/u/${other.u}`],
  ])('leads nowhere: %s', async (path) => {
    const answer = await returns.ask(path, { language: 'zh' });
    expect([answer.status, answer.headers.get('location')]).toEqual([404, null]);
    expect(await answer.text()).toContain('链接无效');
  });

  test('unsubscribes nobody', async () => {
    for (const token of ['nonsense', other.u]) expect((await returns.ask(`/t/u/${token}`, press('unsubscribe'))).status).toBe(404);
    expect(returns.events).toEqual([]);
  });

  test('is refused when it comes too often, and links of ours go on working', async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 62; count++) statuses.push((await returns.ask('/t/c/nonsense')).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
    expect((await returns.ask(click)).status).toBe(302);
  });
});

test('every page runs no script, is in no frame, is kept by nobody and found by no search', async () => {
  for (const path of [pixel, click, unsubscribe, '/t/u/nonsense']) {
    const { headers } = await returns.ask(path);
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});
