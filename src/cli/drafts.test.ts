/** A workspace that asks for a second person, from the command line to the log, on a product of its own. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defineProject, defineTagGroup, defineWorkspace, type Project } from '../define/index.ts';
import type { Running } from '../runtime/index.ts';
import { applyCommand } from './apply.ts';
import { managementClient } from './client.ts';
import { approveCommand, draftsCommand, rejectCommand } from './drafts.ts';
import { startServer } from './engine.ts';
import { runProgram } from './program.ts';
import { releasesCommand } from './releases.ts';
import { rollbackCommand } from './rollback.ts';
import { captured } from './terminal.suite.ts';

const name = { en: 'N', zh: '名' };
const hashed = (token: string): string => `sha256:${createHash('sha256').update(token).digest('hex')}`;
const members = [
  { id: 'ada', token: hashed('token-of-ada') },
  { id: 'bo', token: hashed('token-of-bo') },
];
const workspace = (approval: boolean) =>
  defineWorkspace({ id: 'w', name, timeZone: 'UTC', currency: 'EUR', seed: 's', ...(approval && { approval: { members } }) });
const project = (id: string, approval = true): Project => defineProject(workspace(approval), defineTagGroup({ id, name, exclusive: true }));

let folder: string;
let running: Running;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-drafts-'));
  running = await startServer({ directory: folder, port: 0 });
});
afterAll(async () => {
  await running.close();
  await rm(folder, { recursive: true, force: true });
});

let wanted: Project = project('a');

async function volano(...words: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const { world, out, err } = captured();
  const open = async (where: Parameters<typeof managementClient>[0]) => managementClient(where);
  const commands = [
    applyCommand(world, { loadProject: async () => wanted, open }),
    draftsCommand(world, open),
    approveCommand(world, open),
    rejectCommand(world, open),
    rollbackCommand(world, open),
    releasesCommand(world, open),
  ];
  const code = await runProgram([...words, '--url', running.url], world, commands);
  return { code, out: out(), err: err() };
}

const numbers = (): readonly number[] => running.releases.list.map(({ number }) => number);
async function proposed(id: string, member = 'token-of-ada'): Promise<string> {
  wanted = project(id);
  const { draft } = JSON.parse((await volano('apply', '--member', member, '--note', `why ${id}`, '--json')).out) as { draft: string };
  return draft;
}

describe('a workspace that asks for a second person', () => {
  test('begins to ask with the release that says so', async () => {
    expect((await volano('apply')).code).toBe(0);
    expect(numbers()).toEqual([1]);
    expect((await volano('apply')).out).toContain('No difference');
  });

  test('wants to know who proposes, and a project cannot lift the rule for itself', async () => {
    wanted = project('b', false);
    for (const words of [['apply'], ['apply', '--member', 'guess']])
      expect(await volano(...words)).toMatchObject({ code: 2, err: expect.stringContaining('VOLANO_MEMBER_UNKNOWN') });
    await expect(running.applyProject(wanted)).rejects.toMatchObject({ code: 'VOLANO_RELEASE_UNAPPROVED' });
    expect(numbers()).toEqual([1]);
  });

  test('keeps a proposal until another member approves it', async () => {
    wanted = project('b');
    const { out } = await volano('apply', '--member', 'token-of-ada', '--note', 'better');
    const id = /volano approve (\w+)/.exec(out)![1]!;
    expect(numbers()).toEqual([1]);
    expect((await volano('drafts')).out).toMatch(new RegExp(`${id} +ada .* 1 +better`));
    expect((await volano('approve', id, '--dry-run')).out).toContain('+ tag group "b" added');
    expect(await volano('approve', id)).toMatchObject({ code: 2, err: expect.stringContaining('VOLANO_MEMBER_UNKNOWN') });
    expect(await volano('approve', id, '--member', 'token-of-ada')).toMatchObject({
      code: 2,
      err: expect.stringContaining('VOLANO_DRAFT_OWN'),
    });
    expect((await volano('approve', id, '--member', 'token-of-bo')).out).toContain(`Draft ${id} is approved: release 2 is in force.`);
    expect(running.releases.list.at(-1)).toMatchObject({ number: 2, note: 'better', by: 'ada', approvedBy: 'bo' });
    expect((await volano('drafts')).out).toBe('No release waits for anybody.');
    expect(await volano('approve', id, '--member', 'token-of-bo')).toMatchObject({
      err: expect.stringContaining('approved by bo already'),
    });
  });

  test('does not let what was looked at on another release go live', async () => {
    const [one, two] = [await proposed('c'), await proposed('d', 'token-of-bo')];
    expect((await volano('approve', one, '--member', 'token-of-bo')).code).toBe(0);
    expect(await volano('approve', two, '--member', 'token-of-ada')).toMatchObject({
      err: expect.stringContaining('VOLANO_DRAFT_OVERTAKEN'),
    });
    expect((await volano('reject', two, '--member', 'token-of-bo', '--note', 'too late')).out).toContain(`Draft ${two} is rejected.`);
    expect(await volano('approve', two, '--member', 'token-of-ada')).toMatchObject({
      err: expect.stringContaining('rejected by bo already'),
    });
    expect(numbers()).toEqual([1, 2, 3]);
  });

  test('makes one of two that are approved at once', async () => {
    const [one, two] = [await proposed('e'), await proposed('f')];
    const outcomes = await Promise.all([one, two].map((id) => volano('approve', id, '--member', 'token-of-bo')));
    expect(outcomes.map(({ code }) => code === 0).sort()).toEqual([false, true]);
    expect(outcomes.find(({ code }) => code !== 0)!.err).toMatch(/VOLANO_(RELEASE|DRAFT)_OVERTAKEN/);
    expect(numbers()).toEqual([1, 2, 3, 4]);
  });

  test('knows no draft that there is not', async () => {
    for (const what of ['approve', 'reject'])
      expect(await volano(what, 'nothing', '--member', 'token-of-bo')).toMatchObject({
        code: 2,
        err: expect.stringContaining('VOLANO_RESOURCE_UNKNOWN'),
      });
  });

  test('lets one member go back', async () => {
    expect(await volano('rollback')).toMatchObject({ code: 2, err: expect.stringContaining('VOLANO_MEMBER_UNKNOWN') });
    expect((await volano('rollback', '--member', 'token-of-bo')).code).toBe(0);
    expect(running.releases.list.at(-1)).toMatchObject({ number: 5, backTo: 3, by: 'bo' });
  });

  test('keeps who, when and what in the log and in the warehouse', async () => {
    await running.settle();
    const facts = await running.warehouse.query<{ action: string; name: string; detail: string }>(
      "SELECT action, name, detail FROM facts WHERE kind = 'draft' ORDER BY seq",
    );
    expect(facts.slice(0, 6).map(({ action, name: by }) => `${action} ${by}`)).toEqual([
      'proposed ada',
      'approved bo',
      'proposed ada',
      'proposed bo',
      'approved bo',
      'rejected bo',
    ]);
    expect(JSON.parse(facts[5]!.detail)).toEqual({ note: 'too late' });
    expect(JSON.parse(facts[0]!.detail)).toEqual({ base: 1, definitions: 2, note: 'better' });
  });
});
