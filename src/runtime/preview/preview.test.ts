/** A preview on the running product: what it says before a release is what is so after it. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  type Condition,
  defineChannel,
  defineProject,
  defineSegment,
  defineTag,
  defineTrait,
  type Project,
  tag,
  trait,
} from '../../define/index.ts';
import { overlapSql } from '../../learn/index.ts';
import { order, Shop, shopProject, view } from '../shop.suite.ts';
import type { PreviewQuestion } from './answer.ts';
import { tried } from './trial.ts';

const name = { en: 'Name', zh: '名称' };
const PATIENCE = { timeout: 30_000, interval: 20 };

function grown(): Project {
  return defineProject(
    ...shopProject().definitions,
    defineChannel({ id: 'mail', name, type: 'email', from: { name: 'Shop', address: 'shop@example.com' }, address: 'city' }),
    defineTrait({ id: 'spent_90d', name, aggregate: 'sum', event: 'Order Completed', property: 'revenue', window: { last: '90d' } }),
    defineTag({ id: 'quiet', name, owner: 'crm', rule: trait('orders').atMost(0) }),
    defineSegment({ id: 'good', name, condition: trait('spent_90d').atLeast(30) }),
  );
}

const ask = (more: Partial<PreviewQuestion>): PreviewQuestion => ({ parts: ['sample', 'overlap', 'reach'], sample: 5, ...more });
const good = (more: Partial<PreviewQuestion> = {}) =>
  shop.running.questions.preview(ask({ project: grown(), of: { kind: 'segment', id: 'good' }, ...more }));

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.running.applyProject(shopProject());
  for (let user = 0; user < 40; user++) await shop.batch(order(`u${user}`, `a${user}`, user));
  for (let user = 0; user < 10; user++) await shop.batch(view(`v${user}`, `v${user}`));
  await shop.batch({ type: 'identify', userId: 'u39', messageId: 'i39', traits: { city: 'Bologna' } });
  await shop.running.settle();
});
afterAll(() => shop.close());

describe('before the release', () => {
  test('says how many there would be, of how many', async () => {
    expect(await good({ parts: [] })).toMatchObject({ kind: 'segment', id: 'good', customers: 50, count: 10, share: 0.2 });
  });

  test('shows some of them with what was read of their past', async () => {
    const { sample } = await good();
    expect(sample).toHaveLength(5);
    for (const { identifiers, holds, read, from } of sample!) {
      const user = Number(identifiers[0]![1].slice(1));
      expect({ holds, read, from }).toEqual({ holds: true, read: { 'trait.spent_90d': user }, from: 'events' });
    }
  });

  test('shows the same ones again', async () => {
    expect((await good()).sample).toEqual((await good()).sample);
  });

  test('says whom it shares with what is released', async () => {
    const { overlap } = await good();
    expect(overlap).toContainEqual({ kind: 'tag', id: 'buyer', members: 40, both: 10, jaccard: 0.25 });
  });

  test('as the history of memberships has it, too', async () => {
    const question = ask({ project: grown(), of: { kind: 'segment', id: 'good' } });
    const compared = async (kind: 'segment' | 'tag'): Promise<void> => {
      await shop.running.settle();
      const { overlap } = await shop.running.questions.preview(question);
      const trial = tried(question, shop.running.releases, Date.now());
      const rows = await shop.running.warehouse.query<{ id: string; members: number; inside: number }>(
        overlapSql(trial, { ...trial.evaluated, kind }),
      );
      const shown = overlap!.filter((one) => one.kind === kind).map(({ id, members, both }) => ({ id, members, inside: both }));
      expect(shown.sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(rows);
    };
    // Who is busy ceases to be so by time alone, perhaps between the two questions.
    for (const kind of ['segment', 'tag'] as const) await vi.waitFor(() => compared(kind), PATIENCE);
  });

  test('of those of whom nothing is heard too', async () => {
    const { count, overlap, sample } = await shop.running.questions.preview(ask({ project: grown(), of: { kind: 'tag', id: 'quiet' } }));
    expect(count).toBe(10);
    expect(overlap).toContainEqual({ kind: 'tag', id: 'buyer', members: 40, both: 0, jaccard: 0 });
    expect(sample!.every(({ holds }) => holds)).toBe(true);
  });

  test('asks guard who could be written to', async () => {
    const { reach } = await good();
    expect(reach).toMatchObject({ asked: 10, isEstimate: false });
    expect(reach!.purposes).toEqual([{ id: 'offers', reachable: 10, refused: {} }]);
  });

  test('says why it holds of one customer and not of another', async () => {
    const one = await good({ parts: [], whom: { namespace: 'user_id', value: 'u39' } });
    expect(one.match).toMatchObject({ holds: true, why: { holds: true, rules: [{ holds: true, read: { 'trait.spent_90d': 39 } }] } });
    const other = await good({ parts: [], whom: { namespace: 'user_id', value: 'u29' } });
    expect(other.match).toMatchObject({ holds: false, why: { rules: [{ holds: false, read: { 'trait.spent_90d': 29 } }] } });
  });

  test('reads the state where all that is needed is kept', async () => {
    const condition: Condition = {
      combinator: 'and',
      rules: [{ field: 'trait.spent', operator: '>=', value: 38 }, tag('buyer')],
    };
    const whom = { namespace: 'user_id', value: 'u38' };
    const found = await shop.running.questions.preview(ask({ condition, whom }));
    expect(found).toMatchObject({ id: 'preview', count: 2, match: { from: 'state', holds: true } });
    const [, buyer] = (found.match!.why as { rules: readonly object[] }).rules;
    expect(buyer).toMatchObject({ holds: true, of: { holds: true, rules: [{ read: { 'trait.orders': 1 } }] } });
  });

  test('of a trait counts who would have it', async () => {
    const spent = await shop.running.questions.preview(ask({ project: grown(), of: { kind: 'trait', id: 'city' }, parts: [] }));
    expect(spent.count).toBe(1);
  });

  test('takes a definition alone, too, and puts it in the place of the one there is', async () => {
    const definition = defineSegment({ id: 'top', name, condition: trait('spent').atLeast(35) });
    const { count, overlap } = await shop.running.questions.preview(ask({ definition }));
    expect(count).toBe(5);
    expect(overlap!.map(({ id }) => id)).not.toContain('top');
  });

  test('refuses what cannot be released, and what is not there', async () => {
    const condition = trait('nothing').atLeast(1) as unknown as Condition;
    await expect(
      shop.running.questions.preview(ask({ condition: { combinator: 'and', rules: [condition as never] } })),
    ).rejects.toMatchObject({
      code: 'VOLANO_PROJECT_INVALID',
    });
    await expect(shop.running.questions.preview(ask({ of: { kind: 'segment', id: 'good' } }))).rejects.toMatchObject({
      code: 'VOLANO_RESOURCE_UNKNOWN',
    });
    await expect(good({ whom: { customer: 'nobody' } })).rejects.toMatchObject({ code: 'VOLANO_RESOURCE_UNKNOWN' });
  });

  test('changes nothing', async () => {
    expect(shop.running.releases.list).toHaveLength(1);
    expect(shop.running.counters()['segment:good']).toBeUndefined();
  });
});

describe('after the release', () => {
  test('all is as it was said', async () => {
    const said = await good({ parts: [] });
    await shop.running.applyProject(grown());
    await vi.waitFor(() => expect(shop.running.releases.plan.preparation).toBeUndefined(), PATIENCE);
    await shop.running.settle();
    expect(shop.running.counters()['segment:good']).toBe(said.count);
    expect(await good()).toMatchObject({ count: said.count, sample: Array(5).fill({ holds: true, from: 'state' }) });
    const { reach } = await good();
    expect(reach!.channels).toContainEqual({ id: 'mail', reachable: 1, refused: { 'address.missing': 9 } });
    expect(
      await shop.running.warehouse.query("SELECT count() AS n FROM segment_membership WHERE segment = 'good' AND left_at IS NULL"),
    ).toEqual([{ n: 10 }]);
  });
});
