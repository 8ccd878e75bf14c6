/** Threads of one process share the environments: a reader in another thread sees what was acknowledged, at once (N1, N3). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { openLmdbLog } from '../log/index.ts';
import { openLmdbState } from '../state/index.ts';

it('a thread reads the log and writes the state while this one appends and reads the state', async () => {
  const path = mkdtempSync(join(tmpdir(), 'volano-threads-'));
  const log = await openLmdbLog({ path: join(path, 'log') });
  const worker = startThread(path);
  expect(await worker.next()).toEqual({ ready: true });
  const state = await openLmdbState({ path: join(path, 'state'), readOnly: true });
  for (let round = 1; round <= 150; round++) {
    const stamps = await log.append(
      0,
      Array.from({ length: 1 + (round % 5) }, () => ({ at: round, value: Buffer.alloc(700, round % 250) })),
    );
    const last = stamps.at(-1)!.position;
    worker.tell(last);
    // The thread has read up to there and committed the position; both are visible here as soon as it says so.
    expect(await worker.next()).toEqual({ read: last });
    const [position] = await state.getMany('meta', [Buffer.from('position')]);
    expect(Number(Buffer.from(position!).toString())).toBe(last);
  }
  worker.tell('stop');
  expect(await worker.next()).toEqual({ stopped: true });
  await worker.ended;
  await state.close();
  await log.close();
  rmSync(path, { recursive: true });
}, 60_000);

interface Thread {
  tell(message: unknown): void;
  next(): Promise<unknown>;
  readonly ended: Promise<number>;
}

function startThread(path: string): Thread {
  const code = `
    import { parentPort } from 'node:worker_threads';
    import { openLmdbLog } from ${JSON.stringify(new URL('../log/index.ts', import.meta.url).href)};
    import { openLmdbState } from ${JSON.stringify(new URL('../state/index.ts', import.meta.url).href)};
    const log = await openLmdbLog({ path: ${JSON.stringify(join(path, 'log'))}, readOnly: true });
    const state = await openLmdbState({ path: ${JSON.stringify(join(path, 'state'))} });
    let after = 0;
    parentPort.on('message', async (message) => {
      if (message === 'stop') {
        await state.close();
        await log.close();
        parentPort.postMessage({ stopped: true });
        parentPort.close();
        return;
      }
      for (const { position } of await log.read(0, after, 1000)) after = position;
      await state.commit([{ table: 'meta', key: Buffer.from('position'), value: Buffer.from(String(after)) }]).durable;
      parentPort.postMessage({ read: after });
    });
    parentPort.postMessage({ ready: true });`;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), { execArgv: ['--conditions=volano-source'] });
  const said: unknown[] = [];
  const waiting: ((message: unknown) => void)[] = [];
  worker.on('message', (message) => {
    const waiter = waiting.shift();
    if (waiter) waiter(message);
    else said.push(message);
  });
  const ended = new Promise<number>((resolve, reject) => worker.once('error', reject).once('exit', resolve));
  const next = (): Promise<unknown> => (said.length > 0 ? Promise.resolve(said.shift()) : new Promise((resolve) => waiting.push(resolve)));
  return { tell: (message) => worker.postMessage(message), next: () => Promise.race([next(), ended.then(() => 'ended')]), ended };
}
