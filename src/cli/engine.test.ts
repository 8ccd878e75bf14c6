/** A project that is served at once, and what somebody has to answer for before. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { definePolicy, defineProject, defineTemplate, defineWorkspace, type Project } from '../define/index.ts';
import { serve } from './engine.ts';

const text = (en: string) => ({ en, zh: en });
const project = (body: string, severity: 'review' | 'block' = 'review'): Project =>
  defineProject(
    defineWorkspace({ id: 'w', name: text('W'), timeZone: 'UTC', currency: 'EUR', seed: 's' }),
    definePolicy({ sensitiveWords: [{ id: 'house', severity, words: ['best ever'] }] }),
    defineTemplate({ id: 'hello', name: text('Hello'), subject: 'Hello', body }),
  );

let data: string;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'volano-serve-'));
});
afterAll(() => rm(data, { recursive: true, force: true }));

/** Starts, and stops at once. */
async function served(given: Project, accept?: readonly string[]): Promise<void> {
  await (await serve({ dataFolder: data, port: 0, project: given, ...(accept && { accept }) })).close();
}

test('a word to be reviewed keeps the project from being served, and it is said how to accept it', async () => {
  await expect(served(project('The best ever'))).rejects.toMatchObject({
    code: 'VOLANO_RELEASE_UNSOUND',
    message: expect.stringMatching(/--accept sensitive-word-review.*"best ever"/s),
  });
});

test('accepted, it is served; as it is, it is served again without a word; another text is asked about anew', async () => {
  await served(project('The best ever'), ['sensitive-word-review']);
  await served(project('The best ever'));
  await expect(served(project('Simply the best ever'))).rejects.toMatchObject({ code: 'VOLANO_RELEASE_UNSOUND' });
});

test('what is to be blocked cannot be accepted', async () => {
  const given = project('Truly the best ever', 'block');
  await expect(served(given, ['sensitive-word-review', 'sensitive-word-block'])).rejects.toMatchObject({ code: 'VOLANO_RELEASE_BLOCKED' });
});
