import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encodeEntry, type SendCommand } from '../core/index.ts';
import type { Release } from '../define/index.ts';
import { openLmdbLog, openMemoryLog } from '../port/log/index.ts';
import { followedAhead } from './ahead.ts';
import type { Meta } from './engine/index.ts';
import { order, Shop, shopProject } from './shop.suite.ts';

const NOON = Date.UTC(2024, 0, 1, 12);
const release = (number: number): Release => ({ number, definitions: [] });
const COMMAND: SendCommand = {
  ...{ type: 'send', message: 'm1', customer: 'c1', channel: 'mail', template: 't', templateVersion: 1, journey: 'j', journeyVersion: 1 },
  ...{ step: 's', instance: 'i', purpose: 'offers', messageClass: 'marketing', variables: {}, at: NOON, receivedAt: 0 },
};
const metaAt = (position: number, releases: Release[]): Pick<Meta, 'progress' | 'releases' | 'edges' | 'models'> => ({
  progress: { position, at: NOON, seq: 0, eventHash: 0, factHash: 0, partial: null },
  releases,
  edges: new Map([['rank', [1]]]),
  models: new Map(),
});

test('nothing is ahead of an engine that has reached the end', async () => {
  const log = await openMemoryLog();
  const [one] = await log.append(0, [{ at: NOON, value: encodeEntry({ type: 'release', release: release(1) }) }]);
  const meta = metaAt(one!.position, [release(1)]);
  expect(await followedAhead(meta, log, 0)).toEqual({ releases: [release(1)], edges: meta.edges, models: meta.models, ended: new Map() });
});

test('releases and edges that the engine has not taken yet are known, among whatever else is there', async () => {
  const log = await openMemoryLog();
  const [first] = await log.append(0, [{ at: NOON, value: encodeEntry({ type: 'release', release: release(1) }) }]);
  const ticks = Array.from({ length: 4_500 }, () => ({ at: NOON, value: encodeEntry({ type: 'tick' }) }));
  await log.append(0, ticks);
  await log.append(0, [
    { at: NOON, value: encodeEntry({ type: 'release', release: release(2) }) },
    { at: NOON, value: Buffer.from('no entry') },
    { at: NOON, value: encodeEntry({ type: 'model', model: 'quantiles', trait: 'rank', version: '1', edges: [5] }) },
    { at: NOON, value: encodeEntry({ type: 'release', release: release(3) }) },
  ]);
  const meta = metaAt(first!.position, [release(1)]);
  const { releases, edges } = await followedAhead(meta, log, 0);
  expect(releases.map(({ number }) => number)).toEqual([1, 2, 3]);
  expect([...edges]).toEqual([['rank', [5]]]);
  expect(meta.releases).toHaveLength(1);
  expect([...meta.edges]).toEqual([['rank', [1]]]);
});

test('messages whose end is in the log are ended, unless they were asked for again since', async () => {
  const log = await openMemoryLog();
  const receipt = (message: string, kind: 'sent' | 'failed'): { at: number; value: Uint8Array } => {
    const about = { customer: 'c1', channel: 'mail', decidedAt: NOON, dispatchedAt: NOON };
    return { at: NOON, value: encodeEntry({ type: 'receipt', kind, message, ...about }) };
  };
  const again = { type: 'redeliver' as const, by: 'api', command: { ...COMMAND, message: 'm2' } };
  await log.append(0, [receipt('m1', 'sent'), receipt('m2', 'failed'), { at: NOON, value: encodeEntry(again) }, receipt('m3', 'failed')]);
  const { ended } = await followedAhead(metaAt(0, []), log, 0);
  expect([...ended.keys()]).toEqual(['m1', 'm3']);
});

test('a process that died between appending a release and following it: the next one has it, and renders what it sends', async () => {
  const shop = await Shop.open();
  await shop.running.applyProject(shopProject('one'));
  const { release: second } = shop.running.releases.next(shopProject('two'), 'the last word');
  await shop.reopen(async () => {
    const log = await openLmdbLog({ path: join(shop.directory, 'log') });
    await log.append(0, [{ at: Date.now(), value: encodeEntry({ type: 'release', release: second }) }]);
    await log.close();
  });
  expect(shop.running.releases.summaries().map(({ number }) => number)).toEqual([2, 1]);
  await shop.call(order('ada', 'o1', 1));
  await shop.running.settle();
  const [message] = await shop.running.outbox.list({ limit: 1 });
  expect(message).toMatchObject({ content: { body: 'two' }, command: { templateVersion: 2 } });
  expect((await shop.running.applyProject(shopProject('three'))).release.number).toBe(3);
  await shop.close();
});
