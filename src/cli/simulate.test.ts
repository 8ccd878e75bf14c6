import { describe, expect, test } from 'vitest';
import { type FolderSimulation, type SimulationReport, Tally } from '../rehearse/index.ts';
import { runProgram } from './program.ts';
import { simulateCommand } from './simulate.ts';
import { captured } from './terminal.suite.ts';

const END = Date.UTC(2026, 5, 1);
const DAY = 86_400_000;
const PROJECT = { definitions: [] };

function reportOf(messages: number): SimulationReport {
  return {
    ...new Tally({ number: 4, definitions: [] }).result(),
    release: 4,
    changes: 2,
    since: END - 90 * DAY,
    until: END,
    entries: 10_000,
    events: 9_000,
    outcomes: { fromHistory: 3, assumed: 7, leftOut: 1 },
    pastFrom: END - 200 * DAY,
    journeys: [
      {
        journey: 'cart',
        entered: 100,
        turnedAway: { 'reentry.once': 4 },
        completed: 10,
        converted: 5,
        exited: { 'exit.event': 1 },
        steps: [{ step: 'remind', customers: 90, sent: messages, deferred: 2, suppressed: 3 }],
      },
    ],
    messages: {
      decided: messages,
      sent: messages,
      failed: 0,
      withdrawn: 0,
      byTemplate: { note: messages },
      byDay: [{ day: '2026-05-01', messages }],
    },
    channels: [
      { channel: 'mail', messages: 1 },
      { channel: 'text', messages, price: 0.05, cost: messages * 0.05 },
    ],
    cost: messages * 0.05,
    currency: 'EUR',
    perCustomer: [{ messages: 1, count: messages }],
    perCustomerDay: [{ messages: 10, count: 1 }],
    verdicts: { allowed: messages, 'cap.user': 3 },
    conflicts: { customerDays: 6, customers: 5, pairs: [{ journeys: ['cart', 'lapsed'], customerDays: 6 }] },
    breaks: messages > 20 ? [{ journey: 'cart', step: 'remind', measure: 'error', raised: 2, rerouted: 1 }] : [],
  };
}

async function cli(words: readonly string[], options: Parameters<typeof captured>[0] = {}) {
  const asked: FolderSimulation[] = [];
  const { world, out, err } = captured(options);
  let now = 0;
  const command = simulateCommand(world, {
    loadProject: async () => PROJECT,
    simulate: async (question) => {
      asked.push(question);
      now += 6_000;
      question.onProgress?.(50, 200);
      return reportOf(asked.length === 1 ? 20 : 30);
    },
    clock: () => now,
  });
  const exit = await runProgram(['simulate', ...words], world, [command]);
  return { exit, asked, out: out(), err: err() };
}

describe('volano simulate', () => {
  test('runs the project over the last 90 days of the history', async () => {
    const { exit, asked, err } = await cli(['shop', '--data', 'there']);
    expect(exit).toBe(0);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ dataFolder: 'there', candidate: { project: PROJECT } });
    expect(asked[0]!.since(END)).toBe(END - 90 * DAY);
    expect(asked[0]!.until).toBeUndefined();
    expect(err).toContain('Simulating draft: 25%');
  });

  test('shows two side by side', async () => {
    const { out, asked } = await cli(['--release', '3', '--compare', 'current', '--since', '2026-05-01', '--until', '10d']);
    expect(asked.map(({ candidate }) => candidate)).toEqual([{ number: 3 }, 'current']);
    expect(asked[0]!.until?.(END)).toBe(END - 10 * DAY);
    // The second goes over what the first went over, whatever has come in since.
    expect([asked[1]!.since(END + DAY), asked[1]!.until?.(END + DAY)]).toEqual([END - 90 * DAY, END]);
    const lines = out.split('\n').map((line) => line.trim().replace(/ {2,}/g, '  '));
    expect(lines).toContain('release 3: 2 definitions differ from the release that was in force.');
    expect(lines).toContain('Figures: release 3 / current release.');
    expect(lines).toContain('remind  90 / 90  20 / 30  2 / 2  3 / 3');
    expect(lines).toContain('cart/remind  error  0 / 2  0 / 1');
    expect(lines).toContain('text  20 / 30  1.00 / 1.50');
    expect(lines).toContain('mail  1 / 1  –');
    expect(lines).toContain('cap.user  3 / 3');
    expect(lines).toContain('1  20 / 30  0 / 0');
    expect(lines).toContain('10+  0 / 0  1 / 1');
    expect(lines).toContain('cart and lapsed: 6 / 6');
    expect(out).toContain('The log begins at 2025-11-13T00:00');
  });

  test('speaks Chinese, and JSON', async () => {
    expect((await cli([], { locale: 'zh' })).out).toContain('决定发送的消息：20');
    const { out } = await cli(['--compare', 'draft', '--json']);
    expect(JSON.parse(out)).toMatchObject({ simulation: { release: 4, cost: 1 }, compared: { cost: 1.5 } });
  });

  test.each([
    ['--release', 'latest'],
    ['--compare', '0'],
  ])('refuses %s %s', async (option, value) => {
    const { exit, err } = await cli([option, value]);
    expect(exit).toBe(2);
    expect(err).toContain('VOLANO_OPTION_INVALID');
  });
});
