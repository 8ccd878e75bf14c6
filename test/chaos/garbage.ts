/** What arrives at a door that is open to the world: bodies that are no JSON, or none that anybody sent whole, and clients that never end. */
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { hashUnit } from '../../src/base/index.ts';
import { WRITE_KEYS } from './senders.ts';

const TEN_MB = 10 * 1024 * 1024;
const DEEP = 50_000;

interface Junk {
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Each kind with the statuses that it may be answered with; overload and a log that refuses may always be said. */
const JUNK: readonly ((draw: number) => Junk)[] = [
  (draw) => ({ body: '{"batch":[{"type":"track","userId":"u1","event":"Order Compl'.slice(0, 1 + Math.floor(draw * 55)) }),
  () => ({ body: '[]' }),
  () => ({ body: 'null' }),
  () => ({ body: '{"batch":{"type":"track"}}' }),
  () => ({ body: '{"batch":[null,1,"x",[],{}]}' }),
  () => ({ body: '{"batch":[{"type":"track","event":7,"userId":{"a":1}}]}' }),
  () => ({ body: '['.repeat(DEEP) }),
  () => ({ body: `{"batch":[{"type":"track","userId":"u1","event":"E","properties":${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}}]}` }),
  (draw) => ({ body: Uint8Array.from({ length: 2_000 }, (_, index) => Math.floor(hashUnit('bytes', `${draw} ${index}`) * 256)) }),
  () => ({ body: Buffer.from('{"batch":[{"type":"track","event":"Caf\xe9"}]}', 'latin1') as Uint8Array<ArrayBuffer> }),
  () => ({ body: Buffer.from('{"batch":[]}', 'utf16le') as Uint8Array<ArrayBuffer> }),
  () => ({ body: gzipSync(Buffer.alloc(TEN_MB, 'x')) as Uint8Array<ArrayBuffer>, headers: { 'content-encoding': 'gzip' } }),
  () => ({ body: gzipSync('{"batch":[]}').subarray(0, 12) as Uint8Array<ArrayBuffer>, headers: { 'content-encoding': 'gzip' } }),
  () => ({ body: 'not brotli', headers: { 'content-encoding': 'br' } }),
  () => ({ body: `{"batch":[{"type":"track","userId":"${'x'.repeat(TEN_MB)}"}]}` }),
];
const HEADERS = { 'content-type': 'application/json', authorization: `Basic ${Buffer.from(`${WRITE_KEYS.garbage}:`).toString('base64')}` };
const PAUSE_MS = 15;
const DRIP_MS = 250;

/** Sends garbage for so long. Resolves with the answers that it must not get: whatever is not a refusal of the client's own doing. */
export async function sendGarbage(url: string, seed: string, forMs: number): Promise<readonly string[]> {
  const wrong: string[] = [];
  const until = Date.now() + forMs;
  for (let number = 0; Date.now() < until; number++) {
    const draw = hashUnit(seed, `garbage ${number}`);
    const kind = number % JUNK.length;
    const { body, headers } = JUNK[kind]!(draw);
    try {
      const answer = await fetch(`${url}/v1/batch`, {
        method: 'POST',
        body,
        headers: { ...HEADERS, ...headers },
        signal: AbortSignal.timeout(20_000),
      });
      const text = await answer.text();
      if (!isRefusal(answer.status, text)) wrong.push(`garbage ${kind}: ${answer.status} ${text.slice(0, 200)}`);
    } catch {
      // The server, or the way to it, is away: other faults do that.
    }
    await sleep(PAUSE_MS);
  }
  return wrong;
}

/** An empty batch is a batch. */
function isRefusal(status: number, text: string): boolean {
  return (status >= 400 && status < 500) || status === 503 || (status === 200 && text.includes('"accepted":0'));
}

/** So many clients that send a byte at a time, for so long. */
export async function dripSlowly(port: number, connections: number, forMs: number): Promise<void> {
  const sockets = Array.from({ length: connections }, () => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('POST /v1/batch HTTP/1.1\r\nhost: shop\r\ncontent-length: 1000\r\n');
    return socket;
  });
  for (const until = Date.now() + forMs; Date.now() < until; await sleep(DRIP_MS)) for (const socket of sockets) socket.write('x');
  for (const socket of sockets) socket.destroy();
}
