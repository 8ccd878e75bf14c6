/** What becomes of customers in journeys: read from counts, and over a shop that runs. */
import { describe, expect, test } from 'vitest';
import type { JourneyDefinition, Released, Step } from '../../define/index.ts';
import type { JourneyCounts } from '../engine/index.ts';
import { order, Shop, shopProject } from '../shop.suite.ts';
import { JourneyDesk, type JourneyDeskWorld } from './figures.ts';
import { createJourneyWatch } from './watch.ts';

const text = { en: 'Care', zh: '关怀' };
const post = (id: string): Step => ({ type: 'send', id, channel: 'capture', template: 'note', purpose: 'p' });
const branching: Step = {
  type: 'branch',
  id: 'worth',
  branches: [{ when: { combinator: 'and', rules: [] }, steps: [post('gift')] }],
  otherwise: [post('plain')],
};
const version = (number: number, ...steps: readonly Step[]): Released<JourneyDefinition> => ({
  version: number,
  definition: { kind: 'journey', id: 'care', name: text, stage: 'retain', trigger: { type: 'start' }, reentry: 'once', steps },
});
const counts = (more: Partial<JourneyCounts>): JourneyCounts => ({
  ...{ journey: 'care', version: 1, entered: 0, movedIn: 0, movedOut: 0, completed: 0, converted: 0, exited: {}, failed: {}, steps: {} },
  ...more,
});
const first = counts({
  ...{ entered: 7, movedOut: 2, completed: 1, exited: { 'exit.event': 1, merged: 1 }, failed: { 'exit.step': 1 } },
  steps: {
    zap: { entered: 3, waiting: 0, proceeded: 3, exited: {}, failed: {} },
    worth: { entered: 7, waiting: 1, proceeded: 2, exited: { merged: 1, 'exit.event': 1 }, failed: { 'exit.step': 2 } },
  },
});
const second = counts({
  ...{ version: 2, entered: 1, movedIn: 2 },
  steps: { gift: { entered: 3, waiting: 3, proceeded: 0, exited: {}, failed: {} } },
});

function world(all: readonly JourneyCounts[], definitions = [version(1, branching), version(2, branching)]): JourneyDeskWorld {
  const releases = {
    list: [{ number: 2, definitions: [definitions.at(-1)!] }],
    plan: { journeys: { definitions: new Map([['care', definitions]]) } },
    journeyText: () => text,
  } as unknown as JourneyDeskWorld['releases'];
  return { journeyCounts: async () => all, releases };
}

describe('a journey', () => {
  test('is told over all versions, and version by version, the latest first', async () => {
    const [care, ...others] = await new JourneyDesk(world([first, second])).list();
    expect(others).toEqual([]);
    expect(care).toMatchObject({
      ...{ journey: 'care', name: text, isLive: true, entered: 8, waiting: 4, completed: 1, converted: 0 },
      ...{ exited: 2, exitedBy: { 'exit.event': 1, merged: 1 }, failed: 1, wrong: [] },
      versions: [
        { version: 2, isLive: true, entered: 1, movedIn: 2, waiting: 3 },
        { version: 1, isLive: false, entered: 7, movedOut: 2, waiting: 1 },
      ],
    });
    expect(care!.versions[0]).not.toHaveProperty('steps');
  });

  test('has its steps in reading order, those that nobody has come to among them, and those that no definition has behind them', async () => {
    const { versions } = await new JourneyDesk(world([first, second])).of('care');
    expect(versions.map(({ steps }) => steps.map(({ step, type, entered, failed }) => [step, type, entered, failed]))).toEqual([
      [
        ['worth', 'branch', 0, 0],
        ['gift', 'send', 3, 0],
        ['plain', 'send', 0, 0],
      ],
      [
        ['worth', 'branch', 7, 2],
        ['gift', 'send', 0, 0],
        ['plain', 'send', 0, 0],
        ['zap', undefined, 3, 0],
      ],
    ]);
  });

  test('that nobody has entered is there, and one that nobody knows is not', async () => {
    const desk = new JourneyDesk(world([]));
    expect(await desk.of('care')).toMatchObject({ entered: 0, versions: [{ version: 2, isLive: true }] });
    await expect(desk.of('none')).rejects.toMatchObject({ code: 'VOLANO_RESOURCE_UNKNOWN' });
  });

  test('that no release has any more is told as long as it is counted', async () => {
    const gone = counts({ journey: 'gone', entered: 1, completed: 1 });
    expect((await new JourneyDesk(world([gone])).list()).map(({ journey, isLive }) => [journey, isLive])).toEqual([
      ['care', true],
      ['gone', false],
    ]);
  });

  test('whose figures do not add up says so', async () => {
    const [care] = await new JourneyDesk(world([{ ...first, completed: 0 }])).list();
    expect(care!.wrong).toEqual([{ journey: 'care', version: 1, entered: 7, found: 6 }]);
  });
});

describe('the watch', () => {
  test('reads again after five seconds, tells of versions that matter, and of all that is wrong', async () => {
    let now = 0;
    let reads = 0;
    const over = counts({ version: 0, entered: 4, completed: 3 });
    const { releases } = world([]);
    const journeyCounts = async () => {
      reads++;
      if (reads === 3) throw new Error('no answer');
      return [over, first, second];
    };
    const look = createJourneyWatch({ journeyCounts, releases, now: () => now });
    const seen = await look();
    expect(seen.versions.map((one) => one.version)).toEqual([1, 2]);
    expect(seen.wrong).toEqual([{ journey: 'care', version: 0, entered: 4, found: 3 }]);
    now = 4_999;
    expect([await look(), reads]).toEqual([seen, 1]);
    now = 5_000;
    await look();
    expect(reads).toBe(2);
    now = 10_000;
    expect(await look()).toEqual(seen);
  });
});

test('of a shop that runs: what is counted is what its customers do, also after a restart', async () => {
  const shop = await Shop.open();
  try {
    await shop.running.applyProject(shopProject());
    await shop.batch(order('ada', 'o1', 5), order('bob', 'o2', 6), order('ada', 'o3', 7));
    await shop.running.settle();
    const expected = { entered: 2, waiting: 2, completed: 0, wrong: [] };
    expect(await shop.running.questions.journeys.of('after_order')).toMatchObject({
      ...expected,
      versions: [
        {
          steps: [
            { step: 'thank', entered: 2, proceeded: 2 },
            { step: 'rest', entered: 2, waiting: 2 },
            { step: 'invite', entered: 0 },
          ],
        },
      ],
    });
    expect((await shop.running.measures()).journeys).toMatchObject({ versions: [{ journey: 'after_order', entered: 2 }], wrong: [] });
    await shop.reopen();
    expect((await shop.running.questions.journeys.list())[0]).toMatchObject(expected);
  } finally {
    await shop.close();
  }
});
