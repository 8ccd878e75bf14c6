import { describe, expect, test } from 'vitest';
import type { RolloutReport, RolloutWish } from '../runtime/index.ts';
import type { OpenManagement } from './management.ts';
import { runProgram } from './program.ts';
import { rolloutCommand } from './rollout.ts';
import { rolloutLines } from './rollout-lines.ts';
import { rolloutIn } from './rollout-options.ts';
import { captured } from './terminal.suite.ts';

const report: RolloutReport = {
  id: '7',
  release: 7,
  state: 'running',
  stage: 1,
  settings: { stages: [{ percent: 1 }, { percent: 10, hold: '2d' }, { percent: 100 }] },
  journeys: [{ journey: 'cart', version: 2, before: 1 }],
  since: Date.UTC(2026, 0, 1),
  heldUntil: Date.UTC(2026, 0, 3),
  waitsFor: 'guardrail',
  findings: [
    {
      guardrail: { measure: 'error', noWorseBy: 0.05 },
      journey: 'cart',
      verdict: 'undecided',
      evidence: {
        measure: 'error',
        kind: 'noWorseBy',
        bound: 0.05,
        level: 0.95,
        minimum: 100,
        ...{ count: 1, of: 40, value: 0.025, low: 0, high: 0.2 },
        reference: { count: 3, of: 400, value: 0.0075, low: 0, high: 0.03 },
      },
    },
  ],
};

describe('what is said of it', () => {
  const said: [string, RolloutWish['action'] | undefined, number | undefined][] = [];
  const open = (async () => ({
    rollouts: async () => [report],
    sayOfRollout: async (id: string, { action, stage }: RolloutWish) => {
      said.push([id, action, stage]);
      return { ...report, state: 'halted' };
    },
    close: async () => undefined,
  })) as unknown as OpenManagement;
  const volano = async (locale: 'en' | 'zh', ...words: readonly string[]) => {
    const { world, out, err } = captured({ locale });
    const code = await runProgram(words, world, [rolloutCommand(world, open)]);
    return { code, out: out(), err: err() };
  };

  test('status tells the stage, what it waits for, and the figures, in both languages', async () => {
    const { out } = await volano('en', 'rollout', 'status');
    expect(out).toBe(
      [
        'rollout 7: cart: running, stage 2 of 3 (10 %); its time is over, and it waits for a guardrail that is undecided',
        '  undecided: error is at most 5 % worse than in the version before: cart: 2.5 % (1 of 40), the version before 0.75 % (3 of 400); at least 100 are needed',
      ].join('\n'),
    );
    expect((await volano('zh', 'rollout', 'status', '7')).out).toContain('灰度发布 7：cart：进行中，第 2/3 阶段（10 %）');
    expect((await volano('en', 'rollout', 'status', '8')).err).toContain('There is no rollout "8"');
    expect(JSON.parse((await volano('en', 'rollout', 'status', '--json')).out)).toEqual({ rollouts: [report] });
  });

  test('stages are counted from 1', async () => {
    await volano('en', 'rollout', 'advance', '7', '--stage', '3');
    await volano('en', 'rollout', 'halt', '7', '--reason', 'harm');
    expect(said).toEqual([
      ['7', 'advance', 2],
      ['7', 'halt', undefined],
    ]);
  });
});

describe('options', () => {
  test('say stages, holds, whose share, and guardrails', () => {
    expect(rolloutIn({})).toBeUndefined();
    expect(rolloutIn({ rollout: 'none' })).toBe('at_once');
    expect(rolloutIn({ rollout: '1,10%, 100', hold: '12h', by: 'store', guardrail: ['error=atMost:0.05'] })).toEqual({
      by: { trait: 'store' },
      stages: [1, 10, 100].map((percent) => ({ percent, hold: '12h' })),
      guardrails: [{ measure: 'error', atMost: 0.05 }],
    });
  });

  test.each([
    [{ rollout: '0,10' }],
    [{ rollout: '10,200' }],
    [{ rollout: 'all' }],
    [{ rollout: '10', hold: 'soon' }],
    [{ hold: '1d' }],
    [{ rollout: '10', guardrail: ['error=5'] }],
    [{ rollout: '10', guardrail: ['error=atLeast:0.5'] }],
    [{ rollout: '10', guardrail: ['luck=atMost:0.5'] }],
    [{ rollout: '10', guardrail: ['error=atMost:5'] }],
  ])('%j is refused', (values) => {
    expect(() => rolloutIn(values)).toThrow(expect.objectContaining({ code: 'VOLANO_OPTION_INVALID' }));
  });
});

test('a plan says how it would come, and what is there for everybody at once', () => {
  const { journeys, settings } = report;
  const lines = rolloutLines([{ ...settings, journeys }], captured().world);
  expect(lines).toEqual([
    'stage by stage: cart; of all customers: 1 % for 1d, 10 % for 2d, 100 % for 1d',
    '  no guardrail: each stage goes on when its time is over, and nothing halts it by itself',
    'Everything else (traits, tags, segments, templates, settings) is there for everybody at once.',
  ]);
});
