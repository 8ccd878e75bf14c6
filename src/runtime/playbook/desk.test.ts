/** Playbooks over a product that runs: looked at, put as changes, released. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defineChannel, defineProject, defineTrait } from '../../define/index.ts';
import { Shop, shopProject } from '../shop.suite.ts';

const name = { en: 'Mail', zh: '邮件' };
const wish = { by: 'ada', assertMay: () => undefined };
let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.running.applyProject(shopProject());
});
afterAll(() => shop.close());

const offered = async (id: string) => (await shop.running.playbooks.list()).find((one) => one.id === id)!;

describe('what is offered', () => {
  test('says in which stages it acts, what it needs and what is missing', async () => {
    const playbook = await offered('large-cart');
    expect(playbook).toMatchObject({ name: { en: expect.any(String), zh: expect.any(String) }, stages: [expect.any(String)], has: false });
    expect(playbook.needs.journeys.length).toBeGreaterThan(0);
    expect(playbook.kpis).toMatchObject([{ journey: playbook.needs.journeys[0], metric: expect.any(String), target: expect.any(Number) }]);
    const { definitions } = await shop.running.playbooks.plan('large-cart');
    expect(playbook.brings).toEqual(definitions.map(({ state: _, ...one }) => one));
    expect(playbook.lacks).toMatchObject({ purposes: false });
    expect(playbook.lacks.channels[0]).toContain('email');
  });

  test('cannot be put while it could write to nobody, and is shown all the same', async () => {
    expect(
      (await shop.running.playbooks.plan('large-cart')).definitions.some(({ kind, state }) => kind === 'journey' && state === 'new'),
    ).toBe(true);
    await expect(shop.running.playbooks.put('large-cart', wish)).rejects.toMatchObject({ code: 'VOLANO_PLAYBOOK_LACKS' });
    await expect(shop.running.playbooks.plan('nothing')).rejects.toMatchObject({ code: 'VOLANO_RESOURCE_UNKNOWN' });
    expect(await shop.running.changes.list()).toEqual([]);
  });
});

describe('with a way to write', () => {
  beforeAll(async () => {
    const mail = defineChannel({ id: 'mail', type: 'email', name, from: { name: 'Shop', address: 'shop@example.com' } });
    await shop.running.applyProject(defineProject(...shopProject().definitions, mail, defineTrait({ id: 'email', name, type: 'string' })));
  });

  test('what somebody may not change is not put, none of it', async () => {
    const assertMay = (kind: string): void => {
      if (kind === 'journey') throw new Error('no journeys');
    };
    await expect(shop.running.playbooks.put('large-cart', { by: 'ben', assertMay })).rejects.toThrow('no journeys');
    expect(await shop.running.changes.list()).toEqual([]);
  });

  test('its definitions are unpublished changes that can be released as they are; what is there stays', async () => {
    const plan = await shop.running.playbooks.put('large-cart', wish);
    const added = plan.definitions.filter(({ state }) => state === 'new');
    const changes = await shop.running.changes.list();
    expect(changes.map(({ kind, id }) => `${kind} ${id}`).sort()).toEqual(added.map(({ kind, id }) => `${kind} ${id}`).sort());
    expect(changes.map(({ problems }) => problems)).toEqual(added.map(() => 0));
    expect((await offered('large-cart')).has).toBe(true);
    expect((await shop.running.playbooks.plan('large-cart')).definitions.every(({ state }) => state !== 'new')).toBe(true);
    const review = await shop.running.questions.review(await shop.running.changes.project());
    expect(review.changes.filter(({ action }) => action === 'added').length).toBe(added.length);
  });

  test('a journey that was changed since is not written over', async () => {
    const change = (await shop.running.changes.list()).find(({ kind }) => kind === 'journey')!;
    const { definition, revision } = (await shop.running.changes.get(change))!;
    await shop.running.changes.put(change, { definition: { ...definition, name }, on: 2, revision, by: 'ada' });
    expect((await shop.running.playbooks.plan('large-cart')).clashes).toEqual([`journey "${change.id}"`]);
    await expect(shop.running.playbooks.put('large-cart', wish)).rejects.toMatchObject({ code: 'VOLANO_PLAYBOOK_COLLIDES' });
  });
});
