/** A shop in the middle of its day, for tests of the API and of the console: real capture, figures that belong together. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CaptureChannel,
  type Channel,
  createInboxDesk,
  createInboxTokens,
  type Inbox,
  type NumberedLetter,
  openCapture,
  openInbox,
  type Redelivery,
} from '../act/index.ts';
import { createRecorder, type Distribution, dayText, LATENCY_BOUNDS_MS, VolanoError } from '../base/index.ts';
import type { EventEntry, Identifier, RulesDifference, SendCommand } from '../core/index.ts';
import type { ChannelDefinition, Release } from '../define/index.ts';
import { Desk, openMemoryState } from '../port/state/index.ts';
import { RehearsalDesk, SimulationDesk } from '../rehearse/index.ts';
import {
  BroadcastDesk,
  builtInShelf,
  Changes,
  ContentApprovals,
  type IdentityHistory,
  type JourneyDetail,
  type JourneyFigures,
  type JourneyStart,
  type MessagePage,
  type MessageState,
  openMembers,
  openWriteKeys,
  PlaybookDesk,
  type Preview,
  type PreviewQuestion,
  type ReleaseStanding,
  type RolloutReport,
  type StoredState,
  TestSender,
  type UnmergePreview,
} from '../runtime/index.ts';
import { CART_COMMAND, CART_STATE, NOON } from './cart.suite.ts';
import { CONTENT, POLICY, shopContent } from './content.suite.ts';
import type { ApiDependencies, Asker, Measures, Profile, TraceStep, UnmergeTarget } from './deps.ts';
import { CART_EXPLAINED, JOURNEYS_EXPLAINED, MAIL_EXPLAINED } from './explained.suite.ts';
import { CART_DETAIL, CART_JOURNEY, COUNTS, JOURNEY } from './journeys.suite.ts';
import { knownRowsOf } from './known.suite.ts';
import { MEASURED } from './measured.suite.ts';
import { GROUPS, HIGH_VALUE, LINEAGE, MATCH, REPURCHASE_DUE, ROWS } from './profile.suite.ts';
import { before, named, REPORT, reviewBetween } from './release.suite.ts';
import { DIAGNOSED, INFERRED, latestEvents, QUALITY, recentHours, shopQuarantine, wholeEvent } from './sensed.suite.ts';

/** A snapshot of the state. */
const STATE: StoredState = {
  engine: '6',
  position: 70,
  at: 1_000,
  reaches: 70,
  seq: 300,
  sunk: 280,
  takenAt: 2_000,
  file: { path: '70.zst', bytes: 4_096, rawBytes: 9_000, sha256: 'a' },
};

export { CART_COMMAND, NOON } from './cart.suite.ts';

export interface Shop {
  readonly dependencies: ApiDependencies;
  readonly capture: CaptureChannel;
  readonly inbox: Inbox;
  /** Through what tests of the channel `mail` go; to be changed by tests. */
  mail: Channel | undefined;
  /** What customers did in their inbox. */
  readonly returned: EventEntry[];
  /** What `measures` answers; to be changed by tests. */
  measures: Measures;
  steps: TraceStep[];
  messages: MessageState[];
  /** Newest first. */
  letters: NumberedLetter[];
  readonly redelivered: Redelivery[];
  /** Starts of journeys that were asked for. */
  readonly started: JourneyStart[];
  /** Merges that were undone. */
  readonly previewed: PreviewQuestion[];
  readonly bound: { readonly identifier: Identifier; readonly to: Identifier; readonly by: string }[];
  readonly unbound: { readonly identifier: Identifier; readonly by: string }[];
  readonly unmerged: { readonly target: UnmergeTarget; readonly by: string; readonly max: number }[];
  readonly applied: {
    readonly note?: string;
    readonly member?: Asker;
    readonly accept?: readonly string[];
    readonly definitions: number;
  }[];
  send(
    command: Partial<SendCommand>,
    content?: { format?: 'html' | 'text'; subject?: string; body?: string },
    definition?: ChannelDefinition,
  ): Promise<void>;
  close(): Promise<void>;
}

const SOME_TAG = { version: 1, owner: 'crm', state: 'live', inputs: [] } as const;
/** Tags without customers; what their routes answer is tested on a running product. */
const TAGS: ApiDependencies['tags'] = {
  figures: async () => ({
    ...{ at: NOON, position: 7, customers: 8_214, drawn: 200, contradictions: [{ tags: ['browsing', 'high_value'], customers: 31 }] },
    tags: [
      {
        ...{ ...SOME_TAG, id: 'browsing', name: { en: 'Browsing', zh: '近期浏览' }, holders: 1_204 },
        verdict: { state: 'good', findings: [{ finding: 'unused', severity: 'note' }], usedBy: [] },
      },
      {
        ...{ ...SOME_TAG, id: 'high_value', name: { en: 'High value', zh: '高价值' }, holders: 311 },
        verdict: {
          state: 'bad',
          findings: [
            {
              finding: 'silent',
              severity: 'bad',
              events: [{ event: 'Order Completed', lastAt: NOON - 40 * 86_400_000 }, { event: '$identify' }],
            },
            { finding: 'contradicted', severity: 'bad', customers: 31, share: 31 / 311, tags: ['browsing'] },
          ],
          usedBy: ['journey.win_back'],
        },
      },
    ],
  }),
  audit: async (request) => ({
    ...request,
    ...{ at: NOON, position: 7, drawn: 0, compared: 0, moved: 0, evaluating: false, tags: [], disagreements: [], disagreeing: 0 },
  }),
  sheet: async (tag) => ({ tag, version: 1, sheet: 's', at: NOON, position: 7, holders: 0, rows: [] }),
  judge: async ({ tag: _tag, right, wrong, ...sheet }) => {
    const of = right + wrong;
    return { ...sheet, right, wrong, at: NOON, accuracy: { count: right, of, share: right / of, low: 0, high: 1 } };
  },
};

const SAMPLE = [
  { customer: 'c1', identifiers: [['user_id', 'ada']], holds: true, read: { 'trait.orders': 2 }, from: 'state' },
] satisfies Preview['sample'];

const MAIL: ChannelDefinition = {
  kind: 'channel',
  id: 'mail',
  type: 'email',
  name: { en: 'E-mail', zh: '邮件' },
  from: { name: 'Shop', address: 'hello@shop.example' },
  rate: { max: 600, per: '1m' },
};
const MAIL_STATE = {
  ...{ breaker: 'half_open' as const, waiting: 12, active: 1, retrying: 2 },
  lastFailure: { reason: 'email_refused: 421 4.7.0 too many connections', at: NOON - 90_000 },
};

export async function openShop(): Promise<Shop> {
  const directory = mkdtempSync(join(tmpdir(), 'volano-shop-'));
  const capture = openCapture({ desk: new Desk(await openMemoryState(), 'capture'), now: () => NOON + 12 });
  const inbox = openInbox({ desk: new Desk(await openMemoryState(), 'inbox'), now: () => NOON + 12 });
  const members = openMembers({
    desk: new Desk(await openMemoryState(), 'members'),
    now: () => shop.dependencies.now(),
    cost: { cost: 16, block: 1, parallel: 1 },
  });
  const left = { desk: new Desk(await openMemoryState(), 'changes'), releases: () => [RELEASE], now: () => NOON };
  const changes = new Changes(left);
  const writeKeys = await openWriteKeys({
    desk: new Desk(await openMemoryState(), 'write-keys'),
    shared: false,
    configured: { sources: ['shop', 'pos', 'mini_program'].map((id) => ({ id, writeKey: `wk_of_${id}` })), place: 'sources.json' },
    own: { id: 'console', writeKey: 'wk_of_the_console' },
    now: () => shop.dependencies.now(),
  });
  const returned: EventEntry[] = [];
  const tests = new TestSender({
    routes: () => shop.measures.channels,
    definitionOf: () => undefined,
    open: (channel) => (channel === 'mail' ? shop.mail : undefined),
    now: () => NOON,
  });
  const applied: { note?: string; readonly accept?: readonly string[]; definitions: number }[] = [];
  const shop: Shop = {
    capture,
    inbox,
    mail: undefined,
    returned,
    applied,
    measures: busyMeasures(),
    steps: latestSteps(),
    messages: [CART_STATE],
    letters: [],
    redelivered: [],
    started: [],
    previewed: [],
    unmerged: [],
    bound: [],
    unbound: [],
    async send(command, content = {}, definition) {
      const { format = 'html', subject = 'Your cart is waiting', body = CART_MAIL } = content;
      await capture.deliver(
        {
          command: { ...CART_COMMAND, ...command },
          content: { format, subject, body },
          decidedAt: NOON + 8,
          ...(definition && { definition }),
        },
        new AbortController().signal,
      );
    },
    async close() {
      await capture.close();
      await inbox.close();
      await members.close();
      await changes.close();
      rmSync(directory, { recursive: true, force: true });
    },
    dependencies: {
      version: '0.1.0',
      now: () => NOON,
      measures: async () => shop.measures,
      members,
      changes,
      contentApprovals: new ContentApprovals({ ...left, changes }),
      rehearsals: new RehearsalDesk({
        ...{ project: () => changes.project(), releases: () => [RELEASE], now: () => NOON },
        knownRows: async (lookup) => ((await shop.dependencies.profileOf(lookup)) ? knownRowsOf(PROFILE, RELEASE, NOON) : undefined),
        knownPast: async () => undefined,
      }),
      simulations: new SimulationDesk({
        ...{ project: () => changes.project(), releases: () => [RELEASE], now: () => NOON },
        dataFolder: directory,
      }),
      broadcasts: new BroadcastDesk({ releases: () => [RELEASE], changes, review: async () => ({ findings: [] }), now: () => NOON }),
      playbooks: new PlaybookDesk({ shelf: builtInShelf(), releases: () => [RELEASE], changes }),
      outbox: capture,
      channels: () =>
        shop.measures.channels.map((route) => ({
          ...route,
          ...(route.channel === 'mail' && { definition: MAIL, state: MAIL_STATE }),
          credentials: route.channel === 'mail' ? [{ field: 'password', reference: 'env:SMTP_PASSWORD', present: true }] : [],
        })),
      testSend: (test) => tests.send(test),
      inbox: createInboxDesk({
        inbox,
        tokens: createInboxTokens([new Uint8Array(32).fill(7)]),
        append: async (events) => returned.push(...events),
        idsOf: async (customer) =>
          [PROFILE.customer, ...PROFILE.absorbed].includes(customer) ? [PROFILE.customer, ...PROFILE.absorbed] : [customer],
        now: () => NOON,
      }),
      deadLetters: {
        list: async ({ limit, before = Number.MAX_SAFE_INTEGER, channel }) =>
          shop.letters.filter((one) => one.number < before && (channel ?? one.command.channel) === one.command.channel).slice(0, limit),
        get: async (message) => shop.letters.find((one) => one.message === message),
        count: async () => shop.letters.length,
      },
      dictionary: { infer: async () => INFERRED, check: async () => ({ looked: 0, violating: 0, violations: [] }) },
      dataQuality: async () => QUALITY,
      recentHours: async (count) => recentHours(count),
      writeKeys,
      latestEvents: async (question) => latestEvents(question),
      event: async (id) => wholeEvent(id),
      diagnosis: {
        of: async () => DIAGNOSED,
        reroute: async ({ journey }) => {
          throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'journey', id: journey });
        },
      },
      quarantine: shopQuarantine(),
      tags: TAGS,
      benefits: {
        stock: async () => [{ benefit: 'welcome', type: 'coupon', given: 1, codes: 3, left: 2 }],
        bringIn: async (_, codes) => ({ codes: codes.length }),
      },
      journeys: {
        list: async () => [JOURNEY, figuresOf(CART_DETAIL)],
        of: async (id) => {
          if (id === CART_DETAIL.journey) return CART_DETAIL;
          if (id !== JOURNEY.journey) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'journey', id });
          return { ...JOURNEY, versions: JOURNEY.versions.map((one) => ({ ...one, steps: [] })) };
        },
      },
      startJourney: async (journey, asked) => {
        if (journey !== 'reminder') throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'journey', id: journey });
        shop.started.push(asked);
        return { messageId: asked.messageId ?? 'own' };
      },
      redeliver: async (redelivery) => {
        shop.redelivered.push(redelivery);
        return { messages: ['m1'] };
      },
      profileOf: async (lookup) => {
        if ('customer' in lookup) return [PROFILE.customer, ...PROFILE.absorbed].includes(lookup.customer) ? PROFILE : undefined;
        return PROFILE.identifiers.some(([namespace, value]) => namespace === lookup.namespace && value === lookup.value)
          ? PROFILE
          : undefined;
      },
      identityHistory: async (lookup) => ((await shop.dependencies.profileOf(lookup)) ? HISTORY : undefined),
      identityPreviews: { run: async () => RULES, progress: { done: 1, total: 4 } },
      bindings: {
        previewBind: async () => ({ outcome: 'merged', customer: PROFILE.customer, before: UNMERGE.after, after: UNMERGE.before }),
        bind: async (identifier, to, { by }) => {
          shop.bound.push({ identifier, to, by });
          return { outcome: 'merged', customer: PROFILE.customer };
        },
        previewUnbind: async () => UNMERGE,
        unbind: async (identifier, { by }) => {
          shop.unbound.push({ identifier, by });
          return { customer: 'c9' };
        },
      },
      previewUnmerge: async () => ({ profiles: 1, merges: 1, sample: [UNMERGE] }),
      unmerge: async (target, { by, max }) => {
        shop.unmerged.push({ target, by, max });
        return { profiles: 1, merges: 1, refused: [], left: 2 };
      },
      content: shopContent((lookup) => shop.dependencies.profileOf(lookup), NOON),
      recommendations: {
        ids: () => ['goes_with'],
        answer: async ({ recommendation, about }) => ({ recommendation, known: 2, items: [{ id: JSON.stringify(about) }] }),
      },
      decide: async ({ placement, whom, context, locale, log }) => {
        if (placement !== 'home') throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'placement', id: placement });
        const asked = JSON.stringify({ whom, context, locale, log });
        return { decision: 'd1', placement, version: 1, customer: 'c1', chosen: 'gift', content: { fields: { asked } }, candidates: [] };
      },
      timeline: async (lookup, { kinds }) => {
        const customer = 'customer' in lookup ? lookup.customer : 'c1';
        return { customer, rows: customer === PROFILE.customer ? ROWS.filter(({ kind }) => kinds.includes(kind)) : [], position: 7 };
      },
      lineage: async (lookup) => {
        const customer = 'customer' in lookup ? lookup.customer : 'c1';
        return { customer, traits: customer === PROFILE.customer ? LINEAGE : [] };
      },
      groupMembers: async ({ limit }) => ({
        members: [{ customer: PROFILE.customer, since: NOON, identifiers: PROFILE.identifiers }].slice(0, limit),
        next: `${NOON}-x`,
      }),
      groupHistory: async ({ from, to }) =>
        Array.from({ length: to - from + 1 }, (_, index) => ({
          day: new Date((from + index) * 86_400_000).toISOString().slice(0, 10),
          entered: 1,
          left: 0,
          size: index,
        })),
      segmentFlow: async ({ segment, from, to }) => ({
        from: dayText(from),
        to: dayText(to),
        cameFrom: [
          ...['members', 'repurchase_due'].filter((id) => id !== segment).map((id, index) => ({ segment: id, customers: 7 - index })),
          { segment: null, customers: 2 },
        ],
        wentTo: [{ segment: null, customers: 1 }],
      }),
      today: () => Math.floor(NOON / 86_400_000),
      search: async ({ prefix, namespaces }) => ({
        customers: PROFILE.identifiers
          .filter(([namespace, value]) => namespaces.includes(namespace) && value.startsWith(prefix))
          .map((matched) => ({ customer: PROFILE.customer, matched, identifiers: PROFILE.identifiers })),
      }),
      groups: async () => ({ groups: GROUPS, position: 7, behind: 0 }),
      preview: async (question) => {
        const { of = { kind: 'segment' as const, id: 'preview' }, sample, parts } = question;
        shop.previewed.push(question);
        return {
          ...of,
          at: NOON,
          position: 7,
          customers: 4,
          count: 1,
          share: 0.25,
          ...(parts.includes('sample') && { sample: SAMPLE.slice(0, sample) }),
          ...(question.whom && { match: MATCH }),
        };
      },
      explain: async ({ lookup, message }) => {
        const captured = message === undefined ? undefined : await capture.get(message);
        const profile = captured ? PROFILE : await shop.dependencies.profileOf(lookup);
        if (!profile) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'customer', id: JSON.stringify(lookup) });
        const { customer, absorbed, position } = profile;
        const about = { customer, absorbed, release: 3, at: NOON, position, timeZone: 'UTC' };
        if (message === undefined) return { ...about, journeys: JOURNEYS_EXPLAINED };
        if (message === CART_COMMAND.message) return { ...about, message: CART_EXPLAINED };
        if (message === MAIL_EXPLAINED.message) return { ...about, message: MAIL_EXPLAINED };
        if (captured) return { ...about, message: { ...CART_EXPLAINED, message, chain: [] } };
        throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'message', id: message });
      },
      latestSteps: async (limit) => shop.steps.slice(0, limit),
      stepsOf: async (customers, limit) => shop.steps.filter(({ customer }) => customers.includes(customer)).slice(0, limit),
      messagesOf: async (customers, { limit, before }) =>
        messagePage(
          shop.messages.filter(({ customer }) => customers.includes(customer)),
          limit,
          before,
        ),
      visitorKey: () => ({ source: 'console', writeKey: 'wk_of_the_console' }),
      backupFrames: async function* () {},
      snapshot: async () => STATE,
      kept: async () => ({ snapshots: [STATE], first: 7 }),
      measured: MEASURED,
      report: async () => REPORT,
      releases: async () => [
        { number: 3, note: 'Quieter evenings', at: NOON - 86_400_000, definitions: RELEASE.definitions.length, changed: 3 },
        { number: 2, note: 'Opening', at: NOON - 9 * 86_400_000, definitions: EARLIER.definitions.length, changed: 1 },
      ],
      standing: () => STANDING,
      release: async (number) => [RELEASE, EARLIER, FIRST].find((one) => one.number === number),
      calendar: async ({ from = '2026-01-05', to = from }, whom) =>
        whom && 'customer' in whom && whom.customer !== 'c1' ? undefined : { from, to, entries: [], overlaps: [], unknown: [] },
      forecast: async ({ segment, at = NOON }) => ({ segment, at, members: 0, asked: 0, verdicts: [] }),
      drafts: {
        list: async () => [{ id: 'd1', by: 'ada', at: NOON, note: 'Back to longer waits', base: 3, definitions: 7 }],
        review: async (id) => {
          if (id !== 'd1') throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'draft', id });
          return reviewBetween(RELEASE, EARLIER);
        },
        approve: async (id, member) => {
          if (member === undefined) throw new VolanoError('VOLANO_MEMBER_UNKNOWN');
          if (id !== 'd1') throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'draft', id });
          return { number: 4, definitions: 7, changed: 1, by: 'ada', approvedBy: typeof member === 'object' ? member.signedIn : member };
        },
        reject: async (id) => {
          if (id !== 'd1') throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'draft', id });
        },
      },
      rollouts: {
        list: async () => [ROLLOUT],
        say: async (id, { action, stage = 1 }) => {
          if (id !== ROLLOUT.id) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'rollout', id });
          return action === 'halt' ? { ...ROLLOUT, state: 'halted' } : { ...ROLLOUT, stage };
        },
      },
      rollback: async ({ to = 2, dryRun }) => ({ ...reviewBetween(RELEASE, EARLIER), number: dryRun ? 4 : to + 2 }),
      review: async () => ({
        number: 4,
        changes: [],
        findings: [],
        journeys: [],
        rollouts: [],
        groups: [],
      }),
      apply: async (project, wish) => {
        applied.push({ ...wish, definitions: project.definitions.length });
        if (wish.member === 'ada') return { draft: 'd1' };
        return { number: 4, definitions: project.definitions.length, changed: 1 };
      },
    },
  };
  return shop;
}

const ROLLOUT: RolloutReport = {
  id: '3',
  release: 3,
  state: 'running',
  stage: 0,
  settings: { stages: [{ percent: 10 }, { percent: 100 }] },
  journeys: [{ journey: 'cart', version: 2, before: 1 }],
  since: NOON,
  heldUntil: NOON + 86_400_000,
  waitsFor: 'hold',
  findings: [],
};

const CART_MAIL = `<!doctype html><html><body style="margin:0;font-family:system-ui,sans-serif;color:#222">
<div style="padding:28px;background:#f7efe9"><h1 style="margin:0;font-size:22px">晓雯，您的购物车还在等您</h1>
<p style="margin:8px 0 0;color:#6b5b52">Your cart is waiting</p></div>
<div style="padding:24px 28px"><p>山茶花精华 Camellia serum 30 ml <strong style="float:right">¥268.00</strong></p>
<p style="color:#777">We keep it for you until Sunday.</p>
<a href="https://shop.example/cart" style="display:inline-block;padding:10px 20px;border-radius:6px;background:#222;color:#fff;text-decoration:none">Back to the cart 返回购物车</a></div>
</body></html>`;

export const PROFILE: Profile = {
  customer: CART_COMMAND.customer,
  absorbed: ['c0lxq88aa00000009zz'],
  identifiers: [
    ['user_id', 'u-20817'],
    ['phone', '+8613800001234'],
    ['unionid', 'oX3f9-a2'],
    ['anonymous_id', '5d1c1f7e-7e51-4e2a-9d8b'],
  ],
  traits: {
    first_name: '晓雯',
    orders_90d: 3,
    revenue_365d: 1842.5,
    last_order_at: NOON - 41 * 86_400_000,
    favorite_categories: ['skin care', 'gifts'],
    is_member: true,
    average_order_value: 614.1667,
    birthday: null,
  },
  tags: [
    { id: 'high_value', since: NOON, owner: 'crm' },
    { id: 'browsing', since: NOON, touchedAt: NOON, expiresAt: NOON + 7 * 86_400_000 },
  ],
  completeness: { known: 3, of: 4, share: 0.75 },
  segments: [
    { id: 'repurchase_due', since: NOON },
    { id: 'members', since: NOON },
  ],
  journeys: [
    {
      journey: 'cart_abandonment',
      version: 2,
      step: 'wait_answer',
      enteredAt: NOON - 7_200_000,
      waitsUntil: NOON + 86_400_000,
      holdout: false,
    },
    { journey: 'win_back', version: 1, step: 'first_wait', enteredAt: NOON - 86_400_000, holdout: true },
  ],
  consent: [
    { purpose: 'offers', granted: true },
    { purpose: 'research', granted: false },
  ],
  reach: {
    channels: [
      { channel: 'mail', closed: { rule: 'suppressed.channel', read: { channel: 'mail', reason: 'bounced', since: NOON - 86_400_000 } } },
      { channel: 'order_sms' },
    ],
    purposes: [
      { purpose: 'offers' },
      {
        purpose: 'research',
        closed: {
          rule: 'consent.withdrawn',
          read: { purpose: 'research', basis: 'opt_in', choice: 'withdrawn', chosenAt: NOON - 3_600_000 },
        },
      },
    ],
    caps: [{ cap: 'marketing_per_day', count: 1, max: 1, classes: ['marketing'] }],
    accepted: { cap: '', trait: 'accepted_per_week', accepted: 2, count: 1, max: 2, classes: ['marketing'] },
    quiet: { until: NOON + 6 * 3_600_000, timezone: 'Asia/Shanghai', classes: ['marketing'] },
  },
  sends: [
    {
      message: 'm000000004z7k009',
      journey: 'cart_abandonment',
      step: 'remind',
      channel: 'order_sms',
      purpose: 'offers',
      messageClass: 'marketing',
      stale: { rule: 'goal.event', read: { event: 'Order Completed' } },
    },
  ],
  position: 282_114,
};

/** One definition of the release waits for its past. */
export const STANDING: ReleaseStanding = {
  release: 3,
  state: 'preparing',
  evaluating: false,
  lag: { entries: 2, rows: 10 },
  preparing: { since: 3, step: 'reading', progress: 0.5, events: 50, eventsAll: 100, customers: 7, attempts: 0 },
  isBrought: true,
  definitions: [
    { kind: 'journey', id: 'win_back', version: 1, state: 'live', release: 1, since: 10 },
    { kind: 'segment', id: 'loyal', version: 1, state: 'preparing', release: 3 },
  ],
};

const RELEASE: Release = {
  number: 3,
  note: 'Quieter evenings',
  definitions: [
    named('workspace', 'shop', { en: 'Lighthouse', zh: '灯塔', timeZone: 'Asia/Shanghai', currency: 'CNY', seed: 'shop' }),
    named('journey', 'cart_abandonment', { en: 'Cart abandonment', zh: '购物车挽回', ...CART_JOURNEY }),
    named('journey', 'win_back', { en: 'Win-back', zh: '沉默召回' }),
    named('journey', 'first_order', { en: 'After the first order', zh: '首单关怀' }),
    ...CONTENT.map((definition) => ({ version: definition.id === 'cart_reminder' ? 2 : 1, definition })),
    { version: 1, definition: POLICY },
    named('purpose', 'offers', { en: 'Offers', zh: '优惠信息' }),
    named('purpose', 'research', { en: 'Research', zh: '调研' }),
    named('namespace', 'user_id', { en: 'Account', zh: '账号' }),
    named('namespace', 'phone', { en: 'Phone', zh: '手机号' }),
    named('namespace', 'unionid', { en: 'WeChat unionid', zh: '微信 unionid' }),
    named('namespace', 'anonymous_id', { en: 'Device', zh: '设备' }),
    named('trait', 'first_name', { en: 'First name', zh: '名字' }),
    named('trait', 'orders_90d', { en: 'Orders, last 90 days', zh: '近 90 天订单数' }),
    named('trait', 'revenue_365d', { en: 'Revenue, last 365 days', zh: '近 365 天消费额' }),
    named('trait', 'last_order_at', { en: 'Last order', zh: '最近下单时间', aggregate: 'last', event: 'Order Completed' }),
    named('trait', 'favorite_categories', { en: 'Favorite categories', zh: '偏好品类' }),
    named('trait', 'is_member', { en: 'Member', zh: '会员' }),
    named('trait', 'average_order_value', { en: 'Average order value (AOV)', zh: '客单价' }),
    named('tag', 'high_value', { en: 'High value', zh: '高价值', owner: 'crm', rule: HIGH_VALUE }),
    named('tag', 'browsing', { en: 'Browsing', zh: '近期浏览' }),
    named('segment', 'repurchase_due', { en: 'Repurchase due', zh: '复购窗口期', condition: REPURCHASE_DUE }),
    named('segment', 'members', { en: 'Members', zh: '会员' }),
    named('event', 'Product Viewed', {
      en: 'Product viewed',
      zh: '浏览商品',
      owner: 'Ada',
      properties: { product_id: { type: 'string', required: true } },
    }),
    named('event', 'Order Completed', {
      ...{ en: 'Order completed', zh: '完成订单', owner: 'Ada', enforcement: 'quarantine', lateAfter: '3d' },
      description: { en: 'An order is paid, online or in a store.', zh: '线上或门店订单已付款。' },
      properties: {
        order_id: { type: 'string', required: true, description: { en: 'Of the shop system', zh: '商城系统的订单号' } },
        total: { type: 'number', required: true, unit: 'CNY', min: 0 },
        currency: { type: 'string', allowed: ['CNY'] },
        phone: { type: 'string', dataClass: 'personal' },
      },
    }),
  ],
};

function figuresOf({ versions, ...journey }: JourneyDetail): JourneyFigures {
  return { ...journey, versions: versions.map(({ steps: _, ...version }) => version) };
}
const EARLIER = before(RELEASE);
const FIRST: Release = { ...EARLIER, number: 1, definitions: [] };

function latestSteps(): TraceStep[] {
  const about = { customer: CART_COMMAND.customer, version: 2, journey: 'cart_abandonment', name: 'cart_abandonment' };
  const entered: TraceStep = {
    id: '0-91',
    at: NOON - 7_200_000,
    kind: 'decision',
    action: 'entered',
    ...about,
    rule: 'trigger.event',
    read: { 'trait.orders_90d': 3, 'property.total': 268 },
  };
  const verdict: TraceStep = {
    id: '0-97',
    at: NOON,
    kind: 'verdict',
    action: 'send',
    ...about,
    step: 'remind',
    rule: 'allowed',
    read: { purpose: 'offers', choice: 'granted', caps: { marketing_per_day: 0 } },
  };
  const decided: TraceStep = { ...about, id: '0-98', at: NOON, kind: 'message', action: 'decided', name: 'cart_reminder', step: 'remind' };
  const other = { customer: 'c0lxr01ce00000012aa', version: 1 };
  return [
    { ...verdict, id: '0-130', at: NOON },
    {
      id: '0-129',
      at: NOON - 900,
      kind: 'verdict',
      action: 'suppress',
      name: 'win_back',
      ...other,
      journey: 'win_back',
      step: 'offer',
      rule: 'cap.user',
      read: { cap: 'marketing_per_day', count: 1, max: 1, timezone: 'Asia/Shanghai' },
    },
    {
      id: '0-128',
      at: NOON - 1_400,
      kind: 'verdict',
      action: 'defer',
      name: 'first_order',
      ...other,
      journey: 'first_order',
      step: 'thank',
      rule: 'quiet_hours.deferred',
      read: { timezone: 'Europe/London' },
    },
    { ...decided, id: '0-127', at: NOON - 2_000 },
    {
      id: '0-126',
      at: NOON - 2_100,
      kind: 'segment',
      action: 'entered',
      name: 'repurchase_due',
      ...other,
      read: { 'trait.orders_90d': 2 },
    },
    {
      id: '0-125',
      at: NOON - 3_000,
      kind: 'decision',
      action: 'not_entered',
      name: 'cart_abandonment',
      ...other,
      journey: 'cart_abandonment',
      rule: 'reentry.active',
    },
    { ...entered, id: '0-124', at: NOON - 4_000 },
    {
      id: '0-123',
      at: NOON - 5_000,
      kind: 'journey',
      action: 'converted',
      name: 'cart_abandonment',
      ...other,
      journey: 'cart_abandonment',
      rule: 'goal.event',
      read: { event: 'Order Completed' },
    },
  ];
}

export function distribution(bounds: readonly number[], values: readonly (readonly [value: number, times: number])[]): Distribution {
  const recorder = createRecorder(bounds);
  for (const [value, times] of values) for (let i = 0; i < times; i++) recorder.record(value);
  return recorder.snapshot();
}

function busyMeasures(): Measures {
  return {
    at: NOON,
    door: { requests: 3_214, accepted: 286_411, quarantined: 37, held: 5, duplicates: 1_204 },
    log: { end: 291_870 },
    engine: {
      position: 291_864,
      behind: 6,
      processed: 291_864,
      oldestUnprocessedAt: NOON - 4,
      wakeOverdueAt: NOON - 30,
      movedAt: NOON - 2,
      batchSize: distribution([1, 10, 100, 1_000, 10_000], [[64, 400]]),
      batchMs: distribution(LATENCY_BOUNDS_MS, [[6, 400]]),
      stepMs: distribution([0.01, 0.1, 1, 10], [[0.04, 2_000]]),
    },
    sink: { written: 911_204, behind: 320, oldestPendingAt: NOON - 180, movedAt: NOON - 150 },
    delivery: {
      open: 2,
      deferred: 0,
      deadLetters: 0,
      oldestDecidedAt: NOON - 9,
      totals: { sent: 12_918, failed: 4, retried: 11, withdrawn: 0, unreadable: 0 },
      receivedToDispatchedMs: distribution(LATENCY_BOUNDS_MS, [
        [3, 800],
        [7, 5_200],
        [14, 4_900],
        [38, 1_700],
        [90, 260],
        [180, 40],
        [700, 3],
      ]),
      channels: [{ channel: 'capture', breaker: 'closed', waiting: 0, active: 2, retrying: 0 }],
    },
    disk: { freeBytes: 48 * 1024 ** 3, totalBytes: 120 * 1024 ** 3 },
    customers: 8_214,
    events: 286_411,
    facts: {
      'identity/created': 8_610,
      'identity/merged': 396,
      'profile/changed': 402_118,
      'tag/set': 31_204,
      'tag/removed': 22_871,
      'segment/entered': 40_118,
      'segment/left': 32_007,
      'decision/entered': 19_644,
      'decision/not_entered': 5_120,
      'journey/entered': 19_644,
      'journey/moved': 24_803,
      'journey/converted': 4_127,
      'verdict/send': 12_922,
      'verdict/defer': 2_310,
      'verdict/suppress': 5_408,
      'message/decided': 12_922,
      'message/sent': 12_918,
      'message/failed': 4,
    },
    refusals: {
      'cap.user': 2_604,
      'holdout.journey': 1_811,
      'quiet_hours.deferred': 2_310,
      'consent.withdrawn': 612,
      'holdout.global': 381,
    },
    release: 3,
    journeys: { versions: [COUNTS], wrong: [] },
    channels: [
      { channel: 'mail', carrier: 'smtp' },
      { channel: 'order_sms', carrier: 'capture' },
    ],
  };
}

const LEARNT = { at: NOON - 1_000, position: 7, event: '$identify', source: 'web', message: 'i-1' };

/** How the profile came to be. */
const HISTORY: IdentityHistory = {
  customer: PROFILE.customer,
  links: PROFILE.identifiers.map((identifier) => ({ identifier, customer: PROFILE.customer, ...LEARNT })),
  merges: PROFILE.absorbed.map((from) => ({ from, into: PROFILE.customer, ...LEARNT })),
  apart: [],
};

const PART = { events: 3, traits: { orders: 2 }, tags: ['buyer'], segments: [], journeys: [] };

const GROUPING = { profiles: 2, merges: 1, dropped: 0, quarantined: 0, blocked: 0, unidentified: 0 };
/** What other identity rules would make of the history. */
const RULES: RulesDifference = {
  events: 4,
  before: GROUPING,
  after: { ...GROUPING, profiles: 3, merges: 0 },
  split: { count: 1, examples: [[[['user_id', 'ada']], [['card', '2']]]] },
  joined: { count: 0, examples: [] },
};

/** What would become of it. */
const UNMERGE: UnmergePreview = {
  before: { customer: PROFILE.customer, identifiers: PROFILE.identifiers, ...PART },
  after: [
    { customer: PROFILE.customer, identifiers: PROFILE.identifiers.slice(0, 1), ...PART },
    { customer: PROFILE.absorbed[0]!, identifiers: PROFILE.identifiers.slice(1), ...PART },
  ],
};

/** A page begins behind the message that it names by its number. */
function messagePage(all: readonly MessageState[], limit: number, before = '0-0-0'): MessagePage {
  const from = Number(before.split('-')[2]);
  const next = from + limit;
  return { messages: all.slice(from, next), ...(next < all.length && { next: `0-0-${next}` }) };
}
