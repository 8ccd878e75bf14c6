import { describe, expect, test } from 'vitest';
import {
  all,
  type Definition,
  defineChannel,
  definePurpose,
  defineSegment,
  defineTemplate,
  defineTrait,
  defineWorkspace,
  event,
  type JourneyDefinition,
  lintProject,
  type Project,
  trait,
} from '../define/index.ts';
import * as room from '../runtime/broadcast/index.ts';
import { broadcastCommand } from './broadcast.ts';
import type { Management } from './management.ts';
import { runProgram } from './program.ts';
import { captured } from './terminal.suite.ts';

const name = { en: 'Name', zh: '名称' };
const base: readonly Definition[] = [
  defineWorkspace({ id: 'w', name, timeZone: 'UTC', currency: 'EUR', seed: 's' }),
  definePurpose({ id: 'offers', name, basis: 'opt_in' }),
  defineTrait({ id: 'email', name, type: 'string' }),
  defineChannel({ id: 'mail', type: 'email', name, from: { name: 'Shop', address: 'shop@example.com' } }),
  defineSegment({ id: 'buyers', name, condition: event('Order Completed').performed() }),
  defineTemplate({ id: 'news', name, subject: 'News', body: 'News' }),
];
const NOW = Date.parse('2026-11-30T12:00Z');

interface Server {
  readonly definitions?: readonly Definition[];
  readonly inside?: number;
  readonly draft?: string;
}

/** A server that keeps what it is told. */
async function volano(words: readonly string[], { definitions = base, inside = 0, draft }: Server = {}) {
  const { world, out, err } = captured();
  const applied: Project[] = [];
  const management = {
    release: async () => ({ number: 3, definitions: definitions.map((definition) => ({ version: 1, definition })) }),
    plan: async (project: Project) => ({
      number: 3,
      changes: [],
      groups: [],
      findings: lintProject(project, () => undefined),
      journeys: inside > 0 ? [{ journey: 'broadcast_news_20261201', inside, steps: [] }] : [],
    }),
    apply: async (project: Project) => {
      applied.push(project);
      return { number: 4, changes: [], ...(draft !== undefined && { draft }) };
    },
    forecast: async ({ segment, at = 0 }: { readonly segment: string; readonly at?: number }) => ({
      segment,
      at,
      members: 4,
      asked: 4,
      verdicts: [
        { verdict: 'send', rule: 'allowed', customers: 3 },
        { verdict: 'suppress', rule: 'consent.missing', customers: 1 },
      ],
    }),
    close: async () => undefined,
  };
  const command = broadcastCommand(world, {
    loadProject: async () => ({ definitions }),
    open: async () => management as unknown as Management,
    room: async () => room,
    now: () => NOW,
  });
  const code = await runProgram(['broadcast', ...words], world, [command]);
  return { code, out: out(), err: err(), applied };
}

const about = ['--channel', 'mail', '--purpose', 'offers', '--at', '2026-12-01T10:00'];
const added = (project: Project | undefined): JourneyDefinition | undefined => project?.definitions.find((one) => one.kind === 'journey');

describe('volano broadcast', () => {
  test('shows what guard will drop, and makes a release with the journey and nothing else', async () => {
    const { code, out, applied } = await volano(['buyers', 'news', ...about]);
    expect(code).toBe(0);
    expect(out).toContain('Segment "buyers" has 4 members.');
    expect(out).toMatch(/dropped\s+consent\.missing\s+1\s+25\.0%/);
    expect(out).toContain('Release 4 has it.');
    expect(applied[0]?.definitions.slice(0, -1)).toEqual(base);
    expect(added(applied[0])).toMatchObject({ id: 'broadcast_news_20261201', trigger: { date: '2026-12-01', at: '10:00' }, holdout: 0.1 });
  });

  test('only says it with --dry-run, and as one document with --json', async () => {
    const dry = await volano(['buyers', 'news', ...about, '--dry-run']);
    expect(dry.applied).toEqual([]);
    expect(dry.out).toContain('Nothing was released or written.');
    const { out } = await volano(['buyers', 'news', ...about, '--json']);
    expect(JSON.parse(out)).toMatchObject({
      journey: { id: 'broadcast_news_20261201' },
      forecast: { members: 4, at: Date.parse('2026-12-01T10:00Z') },
      number: 4,
    });
  });

  test('waits for a second person where the workspace asks for one', async () => {
    const { out } = await volano(['buyers', 'news', ...about], { draft: 'd1' });
    expect(out).toContain('d1');
    expect(out).not.toContain('Release 4');
  });

  test('refuses what the lints refuse, unless it is accepted', async () => {
    const never = defineSegment({ id: 'never', name, condition: all(trait('email').is('a'), trait('email').is('b')) });
    const words = ['never', 'news', ...about];
    const { code, out, applied } = await volano(words, { definitions: [...base, never] });
    expect((await volano([...words, '--accept', 'never-true'], { definitions: [...base, never] })).code).toBe(0);
    expect(code).toBe(1);
    expect(out).toContain('error');
    expect(applied).toEqual([]);
  });

  test.each([
    ['a time that has passed', ['buyers', 'news', ...about.slice(0, 4), '--at', '2026-11-30T12:00'], 'VOLANO_BROADCAST_PAST'],
    ['a time with a zone', ['buyers', 'news', ...about.slice(0, 4), '--at', '2026-12-01T10:00Z'], 'VOLANO_BROADCAST_TIME'],
    ['an unknown segment', ['nobody', 'news', ...about], 'VOLANO_RESOURCE_UNKNOWN'],
    ['an unknown way', ['buyers', 'news', ...about, '--fallback', 'pigeon'], 'VOLANO_RESOURCE_UNKNOWN'],
    ['a share that is none', ['buyers', 'news', ...about, '--holdout', '1'], 'VOLANO_OPTION_INVALID'],
  ])('%s is refused', async (_, words, error) => {
    const { code, err, applied } = await volano(words);
    expect(code).toBe(2);
    expect(err).toContain(error);
    expect(applied).toEqual([]);
  });
});

describe('volano broadcast cancel', () => {
  test('takes it out before it starts, and leaves the rest', async () => {
    const made = (await volano(['buyers', 'news', ...about])).applied[0]!.definitions;
    const dry = await volano(['cancel', 'broadcast_news_20261201', '--dry-run'], { definitions: made });
    expect(dry.applied).toEqual([]);
    const { code, out, applied } = await volano(['cancel', 'broadcast_news_20261201'], { definitions: made });
    expect(code).toBe(0);
    expect(out).toContain('Release 4 is without "broadcast_news_20261201".');
    expect(applied[0]?.definitions).toEqual(base);
  });

  test('is too late once somebody is inside, and knows broadcasts only', async () => {
    const made = (await volano(['buyers', 'news', ...about])).applied[0]!.definitions;
    const late = await volano(['cancel', 'broadcast_news_20261201'], { definitions: made, inside: 2 });
    expect(late.code).toBe(2);
    expect(late.err).toContain('VOLANO_BROADCAST_STARTED');
    expect(late.applied).toEqual([]);
    expect((await volano(['cancel', 'none'], { definitions: made })).err).toContain('VOLANO_RESOURCE_UNKNOWN');
  });
});
