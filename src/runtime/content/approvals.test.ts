import { beforeEach, describe, expect, test } from 'vitest';
import { type Definition, defineBlock, defineTemplate, defineWorkspace, lintProject, type Release } from '../../define/index.ts';
import { Desk, openMemoryState } from '../../port/state/index.ts';
import { Changes } from '../changes/index.ts';
import { ContentApprovals } from './approvals.ts';

const name = { en: 'Name', zh: '名称' };
const members = [{ id: 'ada', token: `sha256:${'0'.repeat(64)}` }];
const workspace = (asksForSecond = false) =>
  defineWorkspace({ id: 'w', name, timeZone: 'UTC', currency: 'EUR', seed: 's', ...(asksForSecond && { approval: { members } }) });
const foot = (body = 'Shop Ltd.') => defineBlock({ id: 'foot', name, type: 'footer', body });
const hello = (body = 'Hello {% block "foot" %}') => defineTemplate({ id: 'hello', name, body });
const HELLO = { kind: 'template', id: 'hello' } as const;

let releases: Release[];
let changes: Changes;
let approvals: ContentApprovals;
beforeEach(async () => {
  releases = [];
  release(workspace(), foot(), hello());
  const parts = { desk: new Desk(await openMemoryState(), 'changes'), releases: () => releases, now: () => 7 };
  changes = new Changes(parts);
  approvals = new ContentApprovals({ ...parts, changes });
});

function release(...definitions: readonly Definition[]): void {
  releases = [...releases, { number: releases.length + 1, definitions: definitions.map((definition) => ({ version: 1, definition })) }];
}

const write = (definition: object, by = 'ada') =>
  changes.put(definition as typeof HELLO, { definition: definition as never, on: releases.length, by });
const waiting = async () =>
  (await approvals.waiting()).map(({ id, state, isReleased }) => `${id} ${state}${isReleased ? ' released' : ''}`);
const approve = (more: object = {}) => approvals.say({ ...HELLO, verdict: 'approved', by: 'ben', ...more });

test('nothing released waits before anybody approves; what is unpublished does', async () => {
  expect(await approvals.waiting()).toEqual([]);
  await write(hello('Hi {% block "foot" %}'));
  expect(await waiting()).toEqual(['hello draft']);
  await write(defineTemplate({ id: 'half', name, body: 'x' }));
  await changes.put({ kind: 'template', id: 'half' }, { definition: { name: 'half' }, on: 1, revision: 2, by: 'ada' });
  expect(await waiting()).toEqual(['hello draft']);
});

test('an approval holds at once for what it was said of, is kept when that is released, and goes with the next change of it or of a block', async () => {
  await write(hello('Hi {% block "foot" %}'));
  expect(await approve({ note: 'Warm' })).toEqual({ verdict: 'approved', by: 'ben', at: 7, note: 'Warm' });
  // Once something is approved, what is released and is not waits too.
  expect(await waiting()).toEqual(['foot draft released']);
  release(workspace(), foot(), hello('Hi {% block "foot" %}'));
  expect(await waiting()).toEqual(['foot draft released']);
  await write(foot('Shop Inc.'));
  expect((await waiting()).sort()).toEqual(['foot draft', 'hello changed released']);
});

test('what is returned waits, with the word on it, until it is written anew', async () => {
  await write(hello('Buy!'));
  await approvals.say({ ...HELLO, verdict: 'returned', by: 'ben', note: 'Too loud' });
  expect(await approvals.waiting()).toMatchObject([
    { id: 'hello', state: 'returned', by: 'ada', word: { verdict: 'returned', by: 'ben', note: 'Too loud' } },
  ]);
  await changes.put(HELLO, { definition: hello('Please look') as never, on: 1, revision: 1, by: 'ada' });
  expect(await waiting()).toEqual(['hello draft']);
  await approve();
  expect(await waiting()).toEqual(['foot draft released']);
});

describe('refuses', () => {
  test('what is not there, and what was changed since it was looked at', async () => {
    await expect(approve({ id: 'nothing' })).rejects.toMatchObject({ code: 'VOLANO_RESOURCE_UNKNOWN' });
    await write(hello('One'));
    const [{ fingerprint } = { fingerprint: '' }] = await approvals.waiting();
    await changes.put(HELLO, { definition: hello('Two') as never, on: 1, revision: 1, by: 'ada' });
    await expect(approve({ fingerprint })).rejects.toMatchObject({ code: 'VOLANO_CONTENT_CHANGED' });
    expect(await waiting()).toEqual(['hello draft']);
  });

  test('an approval of what one has changed oneself, where a second person is asked for', async () => {
    await write(hello('Mine'));
    await expect(approve({ by: 'ada' })).resolves.toMatchObject({ by: 'ada' });
    release(workspace(true), foot(), hello());
    await changes.put(HELLO, { definition: hello('Mine too') as never, on: 2, revision: 1, by: 'ada' });
    await expect(approve({ by: 'ada' })).rejects.toMatchObject({ code: 'VOLANO_CONTENT_OWN' });
    await expect(approvals.say({ ...HELLO, verdict: 'returned', by: 'ada' })).resolves.toMatchObject({ verdict: 'returned' });
    await approve({ by: 'ben' });
  });
});

test('a plan does not warn of what was approved here, and of everything else it does', async () => {
  const own = { approval: { by: 'Cy', on: '2026-01-01', content: 'of another content' } };
  const project = { definitions: [workspace(), foot(), { ...hello('Plain'), ...own }, defineTemplate({ id: 'other', name, body: 'x' })] };
  const warned = async () => {
    const findings = await approvals.withoutApproved(
      project,
      lintProject(project, () => undefined),
    );
    return findings.filter(({ lint }) => lint === 'unapproved-content').map(({ id }) => id);
  };
  expect((await warned()).sort()).toEqual(['foot', 'hello', 'other']);
  await write({ ...hello('Plain'), ...own });
  await approve();
  expect((await warned()).sort()).toEqual(['foot', 'other']);
  await approvals.say({ ...HELLO, verdict: 'returned', by: 'ben' });
  expect((await warned()).sort()).toEqual(['foot', 'hello', 'other']);
});

test('whoever reads the desk finds the same: the state of a content by its fingerprint', async () => {
  await write(hello('Hi'));
  const [{ fingerprint } = { fingerprint: '' }] = await approvals.waiting();
  await approve();
  const words = await approvals.words();
  expect([
    words.stateOf(HELLO, fingerprint, 'draft'),
    words.stateOf(HELLO, 'other', 'draft'),
    words.stateOf(HELLO, 'other', 'approved'),
  ]).toEqual(['approved', 'changed', 'approved']);
  expect(words.stateOf({ kind: 'block', id: 'hello' }, fingerprint, 'draft')).toBe('draft');
});
