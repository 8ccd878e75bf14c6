/** Dead letters and marks that an older version has left, in trees of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from 'lmdb';
import { expect, test } from 'vitest';
import { outgoing } from '../channels/channel.suite.ts';
import type { DeadLetter } from './dead-letters.ts';
import { lettersIn } from './letters.suite.ts';

const { signal } = new AbortController();
const letterOf = (message: string): DeadLetter => {
  const { command } = outgoing(message, { channel: 'mail' });
  return { message, command, reason: 'busy', attempts: 3, decidedAt: 1, failedAt: 2 };
};

test('are taken over with their numbers; new ones go on from there', async () => {
  const path = mkdtempSync(join(tmpdir(), 'volano-older-letters-'));
  const root = open({ path, maxDbs: 3, compression: false, cache: false, noSubdir: false });
  const letter = root.openDB<string, number>('letter', { encoding: 'string', keyEncoding: 'uint32' });
  const numberOf = root.openDB<number, string>('number', { encoding: 'ordered-binary' });
  const mark = root.openDB<readonly [number, number], string>('mark', { encoding: 'json' });
  for (const number of [3, 7]) {
    await letter.put(number, JSON.stringify(letterOf(`m${number}`)));
    await numberOf.put(`m${number}`, number);
  }
  await mark.put('m9', [1_000, 1_010]);
  await root.close();

  let letters = await lettersIn(path);
  expect(await letters.list({ limit: 9 })).toEqual([7, 3].map((number) => ({ number, ...letterOf(`m${number}`) })));
  expect((await (await letters.owned(0)).marks()).get('m9')).toEqual({ at: 1_000, dispatchedAt: 1_010 });
  await letters.put(letterOf('m3'), signal);
  await letters.remove('m7', signal);
  await letters.close();
  letters = await lettersIn(path);
  expect((await letters.list({ limit: 9 })).map(({ number, message }) => [number, message])).toEqual([[8, 'm3']]);
  expect(await letters.count()).toBe(1);
  await letters.close();
  rmSync(path, { recursive: true });
});
