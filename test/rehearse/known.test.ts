/** Customers of a running product, led through journeys in virtual time: what is known of them counts, and nothing comes back. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../src/base/index.ts';
import {
  all,
  branch,
  type Definition,
  defineJourney,
  definePolicy,
  defineProject,
  defineSegment,
  defineTrait,
  type JourneyDefinition,
  onEvent,
  onSegment,
  type Project,
  send,
  setTag,
  trait,
  wait,
} from '../../src/define/index.ts';
import { snapshotLmdbState, type Table } from '../../src/port/state/index.ts';
import { RehearsalDesk } from '../../src/rehearse/index.ts';
import { runTrial } from '../../src/rehearse/trial/trial.ts';
import type { TrialAct, TrialReport, TrialWish } from '../../src/rehearse/trial/wish.ts';
import { inCluster } from '../../src/runtime/installed.suite.ts';
import { order, Shop, shopProject, view } from '../../src/runtime/shop.suite.ts';

const name = { en: 'Name', zh: '名称' };
const OFFER = { channel: 'capture', template: 'again', purpose: 'offers' } as const;
const HOLDOUT = 0.5;

/** In force: who bought is thanked, of which one in 20 hours is allowed; half of those who look are held out of being reminded. */
function inForce(): Project {
  const { definitions } = shopProject();
  return defineProject(
    // What is left by time alone would change the state while it is looked at.
    ...definitions.filter(({ kind, id }) => kind !== 'policy' && id !== 'busy'),
    definePolicy({ caps: [{ id: 'one_a_night', max: 1, per: '20h', classes: ['marketing'] }] }),
    defineSegment({ id: 'regulars', name, condition: trait('orders').atLeast(2) }),
    defineJourney({
      ...{ id: 'after_view', name, stage: 'activate', trigger: onEvent('View'), reentry: 'once', holdout: HOLDOUT },
      steps: [wait('2d', { id: 'days' }), send({ id: 'remind', ...OFFER })],
    }),
  );
}

const drafted = (...more: readonly Definition[]): Project => defineProject(...inForce().definitions, ...more);
const onAsked = (steps: Parameters<typeof defineJourney>[0]['steps'], more: Partial<JourneyDefinition> = {}): JourneyDefinition =>
  defineJourney({ id: 'draft', name, stage: 'retain', trigger: onEvent('Asked'), reentry: 'always', steps, ...more });
const ASKS: TrialAct = { afterMs: 0, event: 'Asked', properties: {} };

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.running.applyProject(inForce());
  await shop.batch(
    ...['first', 'second'].map((id) => order('buyer', `o-${id}`, 20)),
    { type: 'identify', userId: 'buyer', messageId: 'i-buyer', traits: { city: 'Turin' } },
    view('looker', 'v-looker'),
    { ...view('silent', 'v-silent'), context: { consent: { categoryPreferences: { offers: false } } } },
    ...Array.from({ length: 20 }, (_, index) => ({ type: 'identify', userId: `new${index}`, messageId: `n${index}`, traits: {} })),
  );
  await shop.running.settle();
}, 120_000);
afterAll(() => shop.close());

async function tried(user: string, wish: Partial<TrialWish> = {}): Promise<TrialReport> {
  const known = await shop.running.questions.knownRows({ namespace: 'user_id', value: user });
  expect(known).toBeDefined();
  const about = { project: inForce(), journey: 'after_view', start: known!.at, lengthMs: HOUR, script: [ASKS], known: known! };
  return runTrial({ ...about, ...wish });
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

/** All rows of the stored state, by table. */
async function stored(): Promise<readonly string[]> {
  await shop.running.settle();
  const within = await mkdtemp(join(tmpdir(), 'volano-known-'));
  const snapshot = await snapshotLmdbState(join(shop.directory, 'state'), within);
  const tables: readonly Table[] = ['customer', 'past', 'identifier', 'identity', 'timer', 'outbox', 'fact', 'dedupe', 'hop', 'meta'];
  const rows = await Promise.all(
    tables.map(async (table) => {
      const range = { start: new Uint8Array(0), end: Buffer.of(255), limit: 1_000_000 };
      return (await snapshot.state.range(table, range)).map((pair) => [table, ...pair.map(digest)].join(' '));
    }),
  );
  await snapshot.close();
  await rm(within, { recursive: true });
  return rows.flat();
}

test('what a customer has bought decides, and is said with the segments', async () => {
  const journey = onAsked([
    branch({
      id: 'loyal',
      when: all(trait('spent').atLeast(40)),
      then: [setTag('buyer', { id: 'yes' })],
      otherwise: [setTag('buyer', { id: 'no' })],
    }),
  ]);
  const wish = { project: drafted(journey), journey: 'draft' };
  const [bought, nothing] = [await tried('buyer', wish), await tried('looker', wish)];
  expect([bought, nothing].map(({ steps }) => steps.map(({ step }) => step))).toEqual([
    ['loyal', 'yes'],
    ['loyal', 'no'],
  ]);
  const { customer } = (await shop.running.profileOf({ namespace: 'user_id', value: 'buyer' }))!;
  expect(bought).toMatchObject({
    customer,
    known: { identifiers: [['user_id', 'buyer']], segments: expect.arrayContaining(['regulars']), tags: ['buyer'], unknownPast: [] },
  });
});

test('a cap that is used up holds a message back, until its window is over', async () => {
  const journey = onAsked([send({ id: 'now', ...OFFER }), wait('2d', { id: 'pause' }), send({ id: 'later', ...OFFER })]);
  const wish = { project: drafted(journey), journey: 'draft', lengthMs: 3 * DAY };
  const verdicts = ({ happenings }: TrialReport) =>
    happenings.filter(({ kind, journey: of }) => kind === 'verdict' && of === 'draft').map(({ step, detail }) => [step, detail.rule]);
  // The thanks of the order count.
  expect(verdicts(await tried('buyer', wish))).toEqual([
    ['now', 'cap.user'],
    ['later', 'allowed'],
  ]);
  expect(verdicts(await tried('looker', wish))[0]).toEqual(['now', 'allowed']);
});

test('a consent that was withdrawn is withdrawn, until the script grants it', async () => {
  const wish = { project: drafted(onAsked([send({ id: 'now', ...OFFER })])), journey: 'draft' };
  const refused = await tried('silent', wish);
  expect(refused.messages).toEqual([]);
  expect(refused.happenings.find(({ kind }) => kind === 'verdict')).toMatchObject({ detail: { rule: 'consent.withdrawn' } });
  const granted = await tried('silent', { ...wish, script: [{ afterMs: 0, consent: { purpose: 'offers', granted: true } }, ASKS] });
  expect(granted.messages).toMatchObject([{ step: 'now', status: 'sent' }]);
});

test('who is inside goes on from there, on the version it is on', async () => {
  const report = await tried('buyer', { journey: 'after_order', script: [], lengthMs: 3 * DAY });
  expect(report.known!.inside).toMatchObject({ step: 'rest' });
  expect(report).toMatchObject({
    entered: 0,
    steps: [{ step: 'rest', at: report.start }, { step: 'invite' }],
    messages: [{ step: 'invite', content: { body: 'Come again' } }],
  });
  expect(report.whyNot).toBeUndefined();
});

test('who is in a segment already is told why its journey did not begin', async () => {
  const journey = onAsked([setTag('buyer')], { trigger: onSegment('regulars') });
  const wish = { project: drafted(journey), journey: 'draft' };
  expect((await tried('buyer', wish)).whyNot).toMatchObject({ rule: 'trigger.segment_before_release', read: { inside: true } });
  expect((await tried('looker', wish)).whyNot).toMatchObject({ rule: 'trigger.segment_outside', read: { inside: false } });
});

test('what needs a past that nobody has kept and cannot be told begins with nothing, and is named', async () => {
  const views = defineTrait({ id: 'views', name, aggregate: 'count', event: 'View' });
  const seen = (id: string) => [branch({ id, when: all(trait('views').atLeast(1)), then: [setTag('buyer', { id: `${id}-yes` })] })];
  const journey = onAsked([...seen('before'), wait('1d', { id: 'pause' }), ...seen('after')]);
  const script = [ASKS, { afterMs: HOUR, event: 'View', properties: {} }];
  const report = await tried('looker', { project: drafted(views, journey), journey: 'draft', script, lengthMs: 2 * DAY });
  expect(report.known!.unknownPast).toEqual(expect.arrayContaining([{ kind: 'trait', id: 'views' }]));
  expect(report.known!.unknownPast).not.toContainEqual({ kind: 'trait', id: 'orders' });
  expect(report.steps.map(({ step }) => step)).toEqual(['before', 'pause', 'after', 'after-yes']);
});

describe('who is held out', () => {
  test('is so in a test as it then is in earnest, and the answer says so', async () => {
    const users = Array.from({ length: 20 }, (_, index) => `new${index}`);
    const seen: TrialAct = { afterMs: 0, event: 'View', properties: {} };
    const foretold = new Map<string, boolean>();
    for (const user of users) {
      const drawn = await tried(user, { script: [seen], lengthMs: 3 * DAY });
      const heldOut = drawn.known!.leftOut === 'holdout';
      foretold.set(user, heldOut);
      expect(drawn.messages).toHaveLength(heldOut ? 0 : 1);
      const rules = drawn.happenings.filter(({ kind }) => kind === 'verdict').map(({ detail }) => detail.rule);
      expect(rules).toEqual([heldOut ? 'holdout.journey' : 'allowed']);
      // Chance may be left aside: what it says is said all the same.
      const letIn = await tried(user, { script: [seen], lengthMs: 3 * DAY, holdout: 'nobody' });
      expect([letIn.messages.length, letIn.known!.leftOut === 'holdout']).toEqual([1, heldOut]);
    }
    expect(new Set(foretold.values()).size).toBe(2);
    await shop.batch(...users.map((user) => view(user, `v-${user}`)));
    await shop.running.settle();
    const unlike: string[] = [];
    for (const user of users) {
      const profile = await shop.running.profileOf({ namespace: 'user_id', value: user });
      if (profile!.journeys.find(({ journey }) => journey === 'after_view')?.holdout !== foretold.get(user)) unlike.push(user);
    }
    expect(unlike).toEqual([]);
  });
});

describe('beside the running product', () => {
  const desk = (project: Project = drafted(onAsked([send({ id: 'now', ...OFFER })]))) =>
    new RehearsalDesk({
      project: async () => project,
      releases: () => shop.running.releases.list,
      knownRows: (lookup) => shop.running.questions.knownRows(lookup),
      knownPast: (known) => shop.running.questions.knownPast(known),
      now: Date.now,
    });

  test.skipIf(inCluster)('the state is as it was, byte for byte, and nothing was captured', async () => {
    const rehearsals = desk();
    const [before, captured] = [await stored(), (await shop.running.outbox.list({ limit: 1_000 })).length];
    expect(before.length).toBeGreaterThan(50);
    const whom = { namespace: 'user_id', value: 'looker' };
    const report = await rehearsals.test({ journey: 'draft', lengthMs: HOUR, script: [ASKS], whom }, 'ada');
    expect(report).toMatchObject({ entered: 1, messages: [{ status: 'sent' }], release: 1 });
    expect(await stored()).toEqual(before);
    expect((await shop.running.outbox.list({ limit: 1_000 })).length).toBe(captured);
    await rehearsals.close();
  });

  test.skipIf(inCluster)('what needs a past that nobody has kept has it from the customer’s events', async () => {
    const views = defineTrait({ id: 'views', name, aggregate: 'count', event: 'View' });
    const keen = defineSegment({ id: 'keen', name, condition: trait('views').atLeast(1) });
    const then = [setTag('buyer', { id: 'yes' })];
    const rehearsals = desk(drafted(views, keen, onAsked([branch({ id: 'seen', when: all(trait('views').atLeast(1)), then })])));
    const whom = (value: string) => ({ namespace: 'user_id', value });
    const [looker, buyer] = await Promise.all(
      ['looker', 'buyer'].map((user) => rehearsals.test({ journey: 'draft', lengthMs: DAY, script: [ASKS], whom: whom(user) }, user)),
    );
    expect(looker!.known).toMatchObject({ segments: ['keen'], unknownPast: [] });
    expect(looker!.steps.map(({ step }) => step)).toEqual(['seen', 'yes']);
    expect(buyer!.known).toMatchObject({ segments: ['regulars'], unknownPast: [] });
    expect(buyer!.steps.map(({ step }) => step)).toEqual(['seen']);
    await rehearsals.close();
  });

  test('somebody whom nobody knows is unknown', async () => {
    const rehearsals = desk();
    const asked = rehearsals.test({ journey: 'draft', lengthMs: DAY, script: [], whom: { namespace: 'user_id', value: 'nobody' } }, 'ada');
    await expect(asked).rejects.toMatchObject({ code: 'VOLANO_RESOURCE_UNKNOWN', details: { kind: 'customer', id: 'user_id:nobody' } });
    await rehearsals.close();
  });
});

describe('a journey that is being rolled out', () => {
  const staged = (days: string): Definition =>
    defineJourney({
      ...{ id: 'staged', name, stage: 'activate', trigger: onEvent('Signed Up'), reentry: 'once' },
      steps: [wait(days as '1d', { id: 'days' })],
      rollout: { stages: [{ percent: 50 }, { percent: 100 }] },
    });
  const users = Array.from({ length: 20 }, (_, index) => `new${index}`);
  const signs: TrialAct = { afterMs: 0, event: 'Signed Up', properties: {} };

  test('comes to a customer in a test as it does in earnest', async () => {
    await shop.running.applyProject(drafted(staged('1d')), undefined, { rollout: 'at_once' });
    await shop.running.applyProject(drafted(staged('2d')));
    await shop.running.settle();
    const foretold = new Map<string, number>();
    for (const user of users) {
      const report = await tried(user, { project: drafted(staged('2d')), journey: 'staged', script: [signs] });
      foretold.set(user, report.happenings.find(({ kind, action }) => kind === 'journey' && action === 'entered')!.version);
    }
    expect([...new Set(foretold.values())].sort()).toEqual([1, 2]);
    const changed = drafted(staged('2d'), onAsked([setTag('buyer')]));
    const [user, version] = [...foretold][0]!;
    const beside = await tried(user, { project: changed, journey: 'staged', script: [signs] });
    expect(beside.happenings.find(({ kind, action }) => kind === 'journey' && action === 'entered')).toMatchObject({ version });
    await shop.batch(...users.map((userId) => ({ type: 'track', event: 'Signed Up', userId, messageId: `s-${userId}` })));
    await shop.running.settle();
    const lived = await Promise.all(
      users.map(async (value) => {
        const profile = await shop.running.profileOf({ namespace: 'user_id', value });
        return [value, profile!.journeys.find(({ journey }) => journey === 'staged')?.version] as const;
      }),
    );
    expect(lived).toEqual([...foretold]);
  });
});
