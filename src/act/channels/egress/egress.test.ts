import { createServer } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CERTIFICATE, KEY } from '../email/mail-server.suite.ts';
import { answering, LOCAL, Receiver } from '../receiver.suite.ts';
import { createEgress, type Egress, type EgressPolicy, type EgressResult } from './egress.ts';

let receiver: Receiver;
let open: Egress[];
beforeEach(async () => {
  receiver = await Receiver.open();
  open = [];
});
afterEach(async () => {
  for (const egress of open) egress.close();
  await receiver.close();
});

interface Sending extends EgressPolicy {
  readonly url?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

function send({ url = receiver.url, timeoutMs = 5_000, signal = new AbortController().signal, ...policy }: Sending): Promise<EgressResult> {
  const egress = createEgress(policy);
  open.push(egress);
  return egress.send({ url, method: 'POST', headers: { 'x-a': '1' }, body: 'héllo', timeoutMs, signal });
}

/** A name service that answers what a test says, in turn. */
function names(...answers: readonly string[][]): { readonly lookup: LookupFunction; readonly asked: string[] } {
  const asked: string[] = [];
  const lookup: LookupFunction = (hostname, options, callback) => {
    const addresses = answers[Math.min(asked.length, answers.length - 1)]!.map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }));
    asked.push(hostname);
    if (options.all) callback(null, addresses);
    else callback(null, addresses[0]!.address, addresses[0]!.family);
  };
  return { lookup, asked };
}

test('what is allowed arrives as it was sent', async () => {
  receiver.answer = answering(201, 'thanks', { 'x-b': '2' });
  expect(await send(LOCAL)).toMatchObject({ kind: 'answer', status: 201, text: 'thanks', headers: { 'x-b': '2' } });
  expect(receiver.received).toMatchObject([
    { method: 'POST', path: '/hook', body: 'héllo', headers: { 'x-a': '1', 'content-length': '6' } },
  ]);
});

describe('G1: addresses that are not public', () => {
  test.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://10.1.2.3/',
  ])('%s is refused', async (url) => expect(await send({ url })).toEqual({ kind: 'refused', problem: 'address_not_public' }));

  test.each([[['10.0.0.1']], [['::1']], [['1.1.1.1', '127.0.0.1']], [['169.254.169.254']], [['::ffff:10.0.0.1']]])(
    'a name that stands for %j is refused',
    async (addresses) => {
      const { lookup, asked } = names(addresses);
      expect(await send({ url: 'https://shop.example/', lookup })).toEqual({ kind: 'refused', problem: 'address_not_public' });
      expect(asked).toEqual(['shop.example']);
    },
  );

  test('localhost is a name as any other', async () => {
    expect(await send({ url: 'https://localhost/' })).toEqual({ kind: 'refused', problem: 'address_not_public' });
  });

  test('a name that has moved inside since it was checked last is refused at its next connection', async () => {
    const { lookup, asked } = names(['192.0.3.1'], ['127.0.0.1']);
    const url = `http://shop.example:${receiver.port}/hook`;
    const egress = createEgress({ allowHttp: ['shop.example'], lookup });
    open.push(egress);
    const once = (timeoutMs: number): Promise<EgressResult> =>
      egress.send({ url, method: 'GET', headers: {}, timeoutMs, signal: new AbortController().signal });
    expect((await once(100)).kind).toBe('broken');
    expect(await once(5_000)).toEqual({ kind: 'refused', problem: 'address_not_public' });
    expect(asked).toHaveLength(2);
    expect(receiver.received).toEqual([]);
  });

  test('a host that the installation names may be private, by name too; another one not', async () => {
    const { lookup } = names(['127.0.0.1']);
    const url = `http://crm.internal:${receiver.port}/hook`;
    expect(await send({ url, lookup, allowHttp: ['crm.internal'], allowPrivate: ['crm.internal'] })).toMatchObject({ status: 200 });
    expect(await send({ url, lookup, allowHttp: ['crm.internal'], allowPrivate: ['other.internal'] })).toMatchObject({ kind: 'refused' });
    expect(receiver.received).toHaveLength(1);
  });
});

test('G2: without TLS only where the host is named', async () => {
  expect(await send({ allowPrivate: ['127.0.0.1'] })).toEqual({ kind: 'refused', problem: 'tls_required' });
  expect(receiver.received).toEqual([]);
});

test('G2: a certificate that nobody vouches for is no TLS', async () => {
  let asked = 0;
  const server = createServer({ key: KEY, cert: CERTIFICATE }, (_request, response) => {
    asked += 1;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  try {
    const url = `https://localhost:${(server.address() as AddressInfo).port}/`;
    expect(await send({ url, allowPrivate: ['localhost'] })).toEqual({
      kind: 'broken',
      problem: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      unknown: false,
    });
    expect(asked).toBe(0);
  } finally {
    server.close();
  }
});

test('G3: a redirect is the answer', async () => {
  receiver.answer = answering(302, '', { location: 'http://169.254.169.254/' });
  expect(await send(LOCAL)).toMatchObject({ kind: 'answer', status: 302 });
  expect(receiver.received).toHaveLength(1);
});

describe('G4: what goes wrong is a result', () => {
  test('an answer without end is cut', async () => {
    receiver.answer = (response) => {
      const pour = (): void => {
        if (!response.destroyed) response.write('x'.repeat(10_000), () => setImmediate(pour));
      };
      pour();
    };
    const result = await send(LOCAL);
    expect(result).toMatchObject({ kind: 'answer', status: 200 });
    expect(result.kind === 'answer' && result.text.length).toBe(64 * 1024);
  });

  test('a server that does not answer', async () => {
    receiver.answer = () => undefined;
    expect(await send({ ...LOCAL, timeoutMs: 100 })).toEqual({ kind: 'broken', problem: 'timeout', unknown: true });
  });

  test('a server that stops in the middle of its answer', async () => {
    receiver.answer = (response) => {
      response.writeHead(200, { 'content-length': '100' }).write('x');
      setImmediate(() => response.destroy());
    };
    expect(await send(LOCAL)).toMatchObject({ kind: 'broken', unknown: true });
  });

  test('a call that is given up', async () => {
    receiver.answer = () => undefined;
    const controller = new AbortController();
    const sending = send({ ...LOCAL, signal: controller.signal });
    await expect.poll(() => receiver.received.length).toBe(1);
    controller.abort();
    expect(await sending).toEqual({ kind: 'broken', problem: 'aborted', unknown: true });
  });

  test('a name that nobody knows', async () => {
    const lookup: LookupFunction = (_hostname, _options, callback) =>
      callback(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), '', 0);
    expect(await send({ url: 'https://nowhere.example/', lookup })).toEqual({ kind: 'broken', problem: 'ENOTFOUND', unknown: false });
  });

  test('a server without TLS where TLS is spoken', async () => {
    const url = receiver.url.replace('http:', 'https:');
    expect(await send({ ...LOCAL, url })).toMatchObject({ kind: 'broken', unknown: false });
  });
});
