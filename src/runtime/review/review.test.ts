/** Against the product as a whole: real customers inside, real members. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { all, type Definition, defineSegment, type JourneyDefinition, type Project, trait } from '../../define/index.ts';
import { order, Shop, shopProject } from '../shop.suite.ts';
import type { Review } from './review.ts';
import { asRollback, projectBackTo } from './rollback.ts';
import { assertSound } from './sound.ts';

const name = { en: 'Name', zh: '名称' };
let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.running.applyProject(shopProject());
  for (let user = 0; user < 5; user++) await shop.batch(order(`u${user}`, `o${user}`, 10));
  await shop.running.settle();
});
afterAll(() => shop.close());

const review = (project: Project): Promise<Review> => shop.running.questions.review(project);
const withChanged = (change: (one: Definition) => Definition | undefined): Project => ({
  definitions: shopProject().definitions.flatMap((one) => change(one) ?? []),
});
const journey = (change: (steps: readonly object[]) => readonly object[]): Project =>
  withChanged((one) => (one.kind === 'journey' ? ({ ...one, steps: change(one.steps) } as Definition) : one));

describe('a review', () => {
  test('of what is in force says that nothing changes', async () => {
    expect(await review(shopProject())).toMatchObject({ number: 1, changes: [], journeys: [], groups: [] });
  });

  test('counts who is at which step, and what becomes of it', async () => {
    const steps = shopProject().definitions.find((one) => one.kind === 'journey')!.steps;
    const resting = steps.find(({ type }) => type === 'wait')!.id;
    const about = (becomes: string, said: object = { edit: 'stay', isSaid: false }) => [
      { journey: 'after_order', action: 'changed', inside: 5, steps: [{ version: 1, step: resting, inside: 5, becomes, ...said }] },
    ];
    const without = journey((all) => all.filter((one) => (one as { id: string }).id !== resting));
    expect((await review(journey((all) => all.slice(0, -1)))).journeys).toEqual(about('same'));
    expect((await review(without)).journeys).toEqual(about('removed'));
    const longer = journey((all) => all.map((one) => ((one as { id: string }).id === resting ? { ...one, duration: '2d' } : one)));
    expect((await review(longer)).journeys).toEqual(about('changed'));

    const [finding] = (await review(without)).findings.filter(({ lint }) => lint === 'occupied-step');
    expect(finding).toMatchObject({ severity: 'error', kind: 'journey', id: 'after_order', path: `edits.${resting}` });
    expect(finding!.text.en).toContain(`5 rest at step "${resting}" of version 1`);
    expect(finding!.text.en).toContain(`--edit after_order/${resting}=stay`);
    const answered = await shop.running.questions.review(without, { edits: { after_order: { [resting]: 'exit' } } });
    expect(answered.findings.some(({ lint }) => lint === 'occupied-step')).toBe(false);
    expect(answered.journeys).toEqual(about('removed', { edit: 'exit', isSaid: true }));
  });

  test('shows what is said of those inside where nothing else changes', async () => {
    const { journeys, changes } = await shop.running.questions.review(shopProject(), { edits: { after_order: { '*': 'exit' } } });
    expect(changes).toEqual([]);
    expect(journeys).toMatchObject([{ journey: 'after_order', inside: 5, steps: [{ becomes: 'same', edit: 'stay', isSaid: false }] }]);
  });

  test('counts the members of segments and tags that change or go, and leaves new ones to the preview', async () => {
    const project = withChanged((one) => {
      if (one.kind === 'segment' && one.id === 'top') return { ...one, description: name };
      return one;
    });
    const { groups } = await review({ definitions: [...project.definitions, newSegment()] });
    expect(groups).toEqual([
      { kind: 'segment', id: 'new', action: 'added' },
      { kind: 'segment', id: 'top', action: 'changed', members: expect.any(Number) },
    ]);
  });

  test('finds what the lints find', async () => {
    const { findings } = await review({ definitions: [...shopProject().definitions, newSegment(true)] });
    expect(findings.filter(({ severity }) => severity === 'error').map(({ lint, id }) => `${lint} ${id}`)).toEqual(['never-true new']);
    expect(findings.map(({ lint }) => lint)).toContain('captured-send');
    expect(() => assertSound(findings)).toThrow('--accept never-true of volano apply');
    expect(() => assertSound(findings)).toThrow('segment "new" at condition');
    expect(() => assertSound(findings, ['never-true'])).not.toThrow();
  });

  test('warns of a journey whose only date is over, and not of one to come', async () => {
    const on = (date: string): Definition => {
      const { kpi, ...one } = shopProject().definitions.find(({ kind }) => kind === 'journey') as JourneyDefinition;
      return { ...one, id: 'once_only', trigger: { type: 'schedule', date, at: '09:00' }, reentry: 'once' } as Definition;
    };
    const past = async (date: string) =>
      (await review({ definitions: [...shopProject().definitions, on(date)] })).findings.filter(({ lint }) => lint === 'past-schedule');
    expect(await past('2024-02-29')).toMatchObject([{ severity: 'warning', kind: 'journey', id: 'once_only', path: 'trigger.date' }]);
    expect((await past('2024-02-29'))[0]!.text.en).toContain('2024-02-29 at 09:00');
    expect(await past('2099-01-01')).toEqual([]);
  });

  test('of a project that is wrong is refused', async () => {
    await expect(review({ definitions: [] })).rejects.toMatchObject({ code: 'VOLANO_PROJECT_INVALID' });
  });
});

describe('the way back', () => {
  test('asks what becomes of those who rest at what came since, and they go where it is said', async () => {
    const { running } = shop;
    const rest = { type: 'wait', id: 'ponder', duration: '9d' };
    const forth = journey((all) => all.map((one) => ((one as { type: string }).type === 'wait' ? rest : one)));
    await running.applyProject(forth, 'longer', { edits: { after_order: { '*': { moveTo: 'ponder' } } } });
    // Those inside follow in a pass of its own, which ticks carry on.
    await expect.poll(() => running.counters()['journey.active:after_order@2']).toBe(5);
    await running.settle();

    const { project, number } = projectBackTo(running.releases.list, undefined);
    expect(number).toBe(1);
    const { findings } = asRollback(await review(project));
    expect(findings.map(({ lint, path }) => `${lint} ${path}`)).toEqual(['occupied-step edits.ponder']);
    const steps = shopProject().definitions.find((one) => one.kind === 'journey')!.steps;
    const edits = { after_order: { ponder: { moveTo: steps.find(({ type }) => type === 'wait')!.id } } };
    expect(asRollback(await running.questions.review(project, { edits })).findings).toEqual([]);
    const { release } = await running.applyProject(project, undefined, { edits, backTo: number });
    expect(release).toMatchObject({ number: 3, backTo: 1, edits: [{ journey: 'after_order', version: 1 }] });
    const moved = { 'journey.active:after_order@1': 5, 'journey.active:after_order@2': 0 };
    await expect.poll(() => running.counters()).toMatchObject(moved);
    await running.settle();
    expect(running.releases.list[1]).toMatchObject({ number: 2, note: 'longer' });
  });

  test('from a journey that was new asks once what becomes of all inside, and is made when they leave', async () => {
    const { running } = shop;
    const fresh = shopProject().definitions.find(({ kind }) => kind === 'journey') as JourneyDefinition;
    const before = running.releases.list.at(-1)!.number;
    await running.applyProject({ definitions: [...shopProject().definitions, { ...fresh, id: 'fresh' }] });
    for (let user = 0; user < 3; user++) await shop.batch(order(`f${user}`, `f${user}`, 10));
    await running.settle();

    const { project, number } = projectBackTo(running.releases.list, undefined);
    expect(number).toBe(before);
    const asked = asRollback(await review(project));
    expect(asked.journeys).toMatchObject([
      { journey: 'fresh', action: 'removed', inside: 3, steps: [{ becomes: 'removed', isSaid: false }] },
    ]);
    expect(asked.findings.map(({ lint, id, path }) => `${lint} ${id} ${path}`)).toEqual(['occupied-step fresh edits.*']);
    expect(asked.findings[0]!.text.en).toContain('3 are inside');
    // Who does not ask first is refused all the same, and so is what leaves somebody behind.
    await expect(running.applyProject(project, undefined, { backTo: number })).rejects.toMatchObject({ code: 'VOLANO_DEFINITION_IN_USE' });
    const stay = { fresh: { '*': 'stay' } } as const;
    await expect(running.questions.review(project, { edits: stay })).rejects.toMatchObject({ code: 'VOLANO_DEFINITION_IN_USE' });
    const edits = { fresh: { '*': 'exit' } } as const;
    expect(asRollback(await running.questions.review(project, { edits })).findings).toEqual([]);
    await running.applyProject(project, undefined, { edits, backTo: number });
    await running.settle();
    expect(running.counters()).toMatchObject({ 'journey.active:fresh@1': 0 });
  });

  test('leads to a release that there is', () => {
    expect(() => projectBackTo([], undefined)).toThrow('There is no release 0');
    expect(() => projectBackTo(shop.running.releases.list, 9)).toThrow('There is no release 9');
  });
});

function newSegment(isImpossible = false): Definition {
  const orders = trait('orders');
  return defineSegment({ id: 'new', name, condition: isImpossible ? all(orders.is(1), orders.is(2)) : orders.atLeast(1) });
}
