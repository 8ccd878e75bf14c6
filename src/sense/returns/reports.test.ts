import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MESSAGE, type OpenReturns, openReturns, SECRET } from './returns.suite.ts';

let returns: OpenReturns;
beforeEach(async () => {
  returns = await openReturns();
});
afterEach(() => returns.close());

interface Sending {
  readonly secret?: string;
  readonly id?: string;
  readonly at?: Date;
  readonly sent?: string;
}

async function post(
  path: string,
  body: unknown,
  { secret = SECRET, id = 'wh1', at = new Date(), sent }: Sending = {},
): Promise<[number, unknown]> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await returns.ask(`/v1/returns/${path}`, {
    method: 'POST',
    body: sent ?? text,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': new Webhook(secret).sign(id, at, text),
    },
  });
  return [answer.status, await answer.json()];
}

const bounced = { events: [{ message: 'm1', kind: 'bounced', permanent: true, reason: '550 no such user' }] };

describe('reports of a provider', () => {
  test('become events of the messages they are about', async () => {
    const events = [
      { message: 'm1', kind: 'delivered' },
      ...bounced.events,
      { message: 'm1', kind: 'complained' },
      { message: 'm9', kind: 'delivered' },
    ];
    expect(await post('mail', { events })).toEqual([200, { accepted: 3, unknown: 1 }]);
    expect(returns.events.map(({ event, messageId }) => [event, messageId])).toEqual([
      ['Email Delivered', 'm1.delivered'],
      ['Email Bounced', 'm1.bounced'],
      ['Email Marked as Spam', 'm1.complained'],
    ]);
    expect(returns.events[1]).toMatchObject({
      customer: 'c1',
      receipt: { kind: 'bounced', permanent: true, text: '550 no such user', purpose: 'news' },
    });
  });

  test('of a bounce that heals do not hide one that does not', async () => {
    await post('mail', { events: [{ message: 'm1', kind: 'bounced' }, ...bounced.events] });
    expect(returns.events.map(({ messageId, receipt }) => [messageId, receipt?.permanent])).toEqual([
      ['m1.bounced.temporary', false],
      ['m1.bounced', true],
    ]);
  });

  test('about messages of another channel are about none', async () => {
    expect(await post('sms', bounced)).toEqual([200, { accepted: 0, unknown: 1 }]);
    expect(returns.events).toEqual([]);
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '{"events":'],
    ['no list', {}],
    ['an empty list', { events: [] }],
    ['a kind there is not', { events: [{ message: 'm1', kind: 'opened' }] }],
    ['one bad among good ones', { events: [...bounced.events, { message: '', kind: 'delivered' }] }],
    ['what nobody reads', { events: [{ message: 'm1', kind: 'delivered', customer: 'c2' }] }],
    ['too many', { events: Array.from({ length: 501 }, () => ({ message: 'm1', kind: 'delivered' })) }],
  ])('of %s are refused whole', async (_name, body) => {
    expect(await post('mail', body)).toMatchObject([400, { accepted: 0, code: 'VOLANO_REQUEST_INVALID' }]);
    expect(returns.events).toEqual([]);
  });

  test('that cannot be stored are asked for again', async () => {
    returns.failure = () => Promise.reject(new Error('disk full'));
    expect(await post('mail', bounced)).toMatchObject([503, { code: 'VOLANO_REQUEST_FAILED' }]);
    expect(await post('mail', bounced)).toEqual([200, { accepted: 1, unknown: 0 }]);
  });

  test('that are too long are refused', async () => {
    expect(await post('mail', 'x'.repeat(300_000))).toMatchObject([413, { code: 'VOLANO_REQUEST_TOO_LARGE' }]);
  });
});

describe('a signature', () => {
  const other = `whsec_${Buffer.from('another key of thirty-two bytes!').toString('base64')}`;
  test.each([
    ['of another secret', 'mail', { secret: other }],
    ['of another body', 'mail', { sent: JSON.stringify({ events: [{ message: 'm1', kind: 'complained' }] }) }],
    ['of last week', 'mail', { at: new Date(Date.now() - 7 * 86_400_000) }],
    ['of tomorrow', 'mail', { at: new Date(Date.now() + 86_400_000) }],
    ['for a channel that takes nothing', 'push', {}],
  ])('%s is none', async (_name, channel, sending) => {
    expect(await post(channel, bounced, sending)).toMatchObject([401, { accepted: 0, code: 'VOLANO_RETURN_UNSIGNED' }]);
    expect(returns.events).toEqual([]);
  });

  test('is not missing', async () => {
    const answer = await returns.ask('/v1/returns/mail', { method: 'POST', body: JSON.stringify(bounced) });
    expect(answer.status).toBe(401);
    expect(JSON.stringify(await answer.json())).not.toContain(SECRET.slice(6));
  });

  test('of a secret that is any text is taken too', async () => {
    await returns.close();
    const text = 'any text of at least 24 bytes';
    returns = await openReturns({ secretOf: () => text });
    expect(await post('mail', bounced, { secret: Buffer.from(text).toString('base64') })).toEqual([200, { accepted: 1, unknown: 0 }]);
  });

  test('that is wrong too often is not even looked at', async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 62; count++) statuses.push((await post('mail', bounced, { secret: other }))[0]);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
    expect((await post('mail', bounced))[0]).toBe(200);
  });
});

describe('a reply', () => {
  test('withdraws the purpose of the latest message to that number when it is a stop word', async () => {
    expect(await post('sms/replies', { from: '+86138', text: ' ｔｄ。' })).toEqual([200, { accepted: 1, unknown: 0 }]);
    expect(returns.events).toMatchObject([
      {
        event: 'Unsubscribed',
        messageId: 'm1.unsubscribed.wh1',
        receipt: { kind: 'unsubscribed', channel: 'sms', purpose: 'news', text: ' ｔｄ。' },
      },
    ]);
  });

  test('of other words is a reply, each one of its own', async () => {
    await post('sms/replies', { from: '+86138', text: '几点开门？' }, { id: 'a' });
    await post('sms/replies', { from: '+86138', text: '请退订单里的第二件' }, { id: 'b' });
    expect(returns.events.map(({ event, messageId }) => [event, messageId])).toEqual([
      ['SMS Replied', 'm1.replied.a'],
      ['SMS Replied', 'm1.replied.b'],
    ]);
  });

  test('may name its message', async () => {
    await post('mail/replies', { from: 'whoever', text: 'STOP', message: 'm1' });
    expect(returns.events).toMatchObject([{ event: 'Unsubscribed', customer: MESSAGE.customer }]);
  });

  test('of somebody unknown is nobody’s', async () => {
    expect(await post('sms/replies', { from: '+1', text: 'STOP' })).toEqual([200, { accepted: 0, unknown: 1 }]);
    expect(returns.events).toEqual([]);
  });

  test.each([{}, { from: '+86138' }, { from: '+86138', text: 'x'.repeat(2_001) }, { from: '', text: 'x' }])(
    'of another form is refused',
    async (body) => {
      expect((await post('sms/replies', body))[0]).toBe(400);
    },
  );
});
