import { afterEach, beforeEach, expect, test } from 'vitest';
import { VolanoError, verbatim } from '../../base/index.ts';
import {
  defineChannel,
  definePurpose,
  defineSegment,
  defineTemplate,
  defineTrait,
  defineWorkspace,
  event,
  type Finding,
  type Project,
} from '../../define/index.ts';
import { Desk, openMemoryState } from '../../port/state/index.ts';
import { Changes } from '../changes/index.ts';
import { BroadcastDesk } from './desk.ts';

const name = { en: 'Spring', zh: '春季' };
const NOW = Date.parse('2026-11-30T04:00Z');
const release = {
  number: 7,
  definitions: [
    defineWorkspace({ id: 'w', name, timeZone: 'Asia/Shanghai', currency: 'CNY', seed: 's' }),
    defineTrait({ id: 'email', name, type: 'string' }),
    definePurpose({ id: 'offers', name, basis: 'opt_in' }),
    defineChannel({ id: 'mail', type: 'email', name, from: { name: 'Shop', address: 'shop@example.com' } }),
    defineSegment({ id: 'buyers', name, condition: event('Order Completed').performed() }),
    defineTemplate({ id: 'spring_news', name, subject: 'Spring', body: 'Spring' }),
  ].map((definition) => ({ version: 1, definition })),
};
const wish = {
  ...{ segment: 'buyers', template: 'spring_news', channel: 'mail', purpose: 'offers', messageClass: 'marketing' as const },
  at: '2026-12-01T10:00',
};

let changes: Changes;
let desk: BroadcastDesk;
let review: (project: Project) => Promise<{ readonly findings: readonly Finding[] }>;
beforeEach(async () => {
  const releases = () => [release];
  review = async () => ({ findings: [] });
  changes = new Changes({ desk: new Desk(await openMemoryState(), 'changes'), releases, now: () => NOW });
  desk = new BroadcastDesk({ releases, changes, review: (project) => review(project), now: () => NOW });
});
afterEach(() => changes.close());

test('is told before it is put, and then kept as the change of its journey', async () => {
  const plan = await desk.plan(wish);
  expect(plan).toEqual({
    ...{ journey: 'broadcast_spring_news_20261201', name: { en: 'Broadcast: Spring, 2026-12-01', zh: '群发：春季，2026-12-01' } },
    ...{ segment: 'buyers', at: Date.parse('2026-12-01T02:00Z'), holdout: 0.1, problems: [], findings: [] },
  });
  expect(await changes.list()).toEqual([]);
  expect(await desk.put(wish, 'ada')).toEqual(plan);
  expect(await changes.list()).toMatchObject([{ kind: 'journey', id: plan.journey, action: 'new', by: 'ada', on: 7, problems: 0 }]);
});

test('may be of what is unpublished itself', async () => {
  const template = defineTemplate({ id: 'summer_news', name, subject: 'Summer', body: 'Summer' });
  await expect(desk.plan({ ...wish, template: 'summer_news' })).rejects.toMatchObject({ code: 'VOLANO_RESOURCE_UNKNOWN' });
  await changes.put(template, { definition: { ...template }, on: 7, by: 'ada' });
  expect(await desk.plan({ ...wish, template: 'summer_news' })).toMatchObject({ journey: 'broadcast_summer_news_20261201', problems: [] });
});

test('says what would keep it from being released', async () => {
  const { problems } = await desk.plan({ ...wish, id: 'Spring News' });
  expect(problems).toMatchObject([{ path: 'id' }]);
});

test('says what lints find of it and not of others, and what only a release as a whole shows to be wrong', async () => {
  const found = (id: string): Finding => ({ lint: 'no-fallback', severity: 'warning', kind: 'journey', id, path: '', text: name });
  review = async ({ definitions }) => ({
    findings: definitions.filter(({ kind }) => kind === 'journey').flatMap(({ id }) => [found(id), found('other')]),
  });
  expect((await desk.plan(wish)).findings).toEqual([found('broadcast_spring_news_20261201')]);
  const refuse = (path: string) => async () => {
    throw new VolanoError('VOLANO_DEFINITION_INVALID', { path, problem: verbatim('prints event.total') });
  };
  review = refuse('journey.broadcast_spring_news_20261201.steps.message');
  expect((await desk.plan(wish)).problems).toEqual([
    { path: 'steps.message', message: { en: 'prints event.total', zh: 'prints event.total' } },
  ]);
  review = refuse('journey.other.steps.message');
  expect((await desk.plan(wish)).problems).toEqual([]);
  review = async () => {
    throw new Error('no warehouse');
  };
  await expect(desk.plan(wish)).rejects.toThrow('no warehouse');
});

test('is refused when it is too late, or there is one already, released or not', async () => {
  await expect(desk.put({ ...wish, at: '2026-11-30T12:00' }, 'ada')).rejects.toMatchObject({ code: 'VOLANO_BROADCAST_PAST' });
  await desk.put(wish, 'ada');
  await expect(desk.put({ ...wish, segment: 'buyers' }, 'bob')).rejects.toMatchObject({ code: 'VOLANO_BROADCAST_TAKEN' });
  await expect(desk.plan(wish)).rejects.toMatchObject({ code: 'VOLANO_BROADCAST_TAKEN' });
  expect(await desk.put({ ...wish, id: 'spring_again' }, 'bob')).toMatchObject({ journey: 'spring_again' });
});
