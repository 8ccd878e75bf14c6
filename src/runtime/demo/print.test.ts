import { describe, expect, test } from 'vitest';
import type { Check } from './check/checks.ts';
import { checksText } from './print.ts';
import { demoProgress, type Screen, totalsOf } from './progress.ts';
import type { DemoResult } from './run.ts';
import { en } from './texts/en.ts';
import { demoSay } from './texts/index.ts';
import { zh } from './texts/zh.ts';

const CHECKS: readonly Check[] = [
  { name: 'events', expected: 541_909, live: 541_909, warehouse: 541_909, ok: true },
  { name: 'cleaned_revenue', expected: 8_911_407.904, live: 8_911_407.904, warehouse: null, ok: true },
  { name: 'disagreements', expected: 0, live: 1, warehouse: null, ok: false, examples: ['c1 trait orders: 2 / 3'] },
];
const RESULT = { checks: CHECKS, elapsedSeconds: 12.3 } as unknown as DemoResult;

function fakeScreen(interactive: boolean): Screen & { readonly lines: string[] } {
  const lines: string[] = [];
  const keep = (line: string): void => void lines.push(line);
  return { lines, note: keep, redraw: keep, interactive, columns: 400 };
}

describe('texts', () => {
  test('Chinese and English name the same holes in every text', () => {
    const holes = (text: string): readonly string[] => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();
    for (const [key, text] of Object.entries(en)) expect(holes(zh[key as keyof typeof en]), key).toEqual(holes(text));
  });

  test('a hole without a value stays visible', () => {
    expect(demoSay('en')('stage.start')).toContain('{folder}');
  });
});

describe('checksText', () => {
  test('one line a check, columns in line, failures with examples and counted', () => {
    const lines = checksText(RESULT, demoSay('en')).split('\n');
    expect(lines[2]).toMatch(/^events {2,}541,909 {2,}541,909 {2,}541,909 {2}ok$/);
    expect(lines[3]).toMatch(/8,911,407\.904 {2,}8,911,407\.904 {2,}– {2}ok$/);
    expect(lines[4]).toMatch(/0 {2,}1 {2,}– {2}FAILED$/);
    expect(new Set(lines.slice(2, 5).map((line) => line.replace(/(ok|FAILED)$/, '').length)).size).toBe(1);
    expect(lines.slice(5)).toEqual(['  c1 trait orders: 2 / 3', '2 checks ok, 1 failed, 12.3 s in all.']);
  });

  test('every check has a name in the catalogue', () => {
    for (const { name } of CHECKS) expect(Object.keys(en)).toContain(`check.${name}`);
  });

  test('Chinese characters take two columns', () => {
    const [, head = '', row = ''] = checksText(RESULT, demoSay('zh')).split('\n');
    const width = (text: string): number => [...text].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0);
    expect(width(head.slice(0, head.indexOf('应为') + 2))).toBe(width(row.slice(0, row.indexOf('541,909') + 7)));
  });
});

describe('demoProgress', () => {
  const counters = {
    customers: 12_345,
    'tag:vip': 3,
    'tag:new': 4,
    'segment:buyers': 9,
    'decision.entered': 5,
    'verdict.send': 2,
    'message.decided': 1,
  };

  function run(interactive: boolean): readonly string[] {
    const screen = fakeScreen(interactive);
    let now = 0;
    const progress = demoProgress({
      screen,
      say: demoSay('en'),
      range: { from: 0, to: 1_000 },
      counters: () => counters,
      clock: () => now,
    });
    for (const [at, time] of [
      [100, 100],
      [300, 300],
      [5_400, 500],
      [5_500, 600],
    ] as const) {
      now = at;
      progress.update({ time, calls: time * 10 });
    }
    progress.end();
    return screen.lines;
  }

  test('redraws a bar on a terminal', () => {
    const lines = run(true);
    expect(lines.length).toBe(4);
    expect(lines[0]).toContain(
      '[######..............] 30% 1970-01-01 10,000 events/s · 12,345 customers · 7 tags · 9 memberships · 7 decisions · 1 messages',
    );
    expect(lines.at(-1)).toBe('');
  });

  test('writes a line every five seconds elsewhere, and the last state', () => {
    const lines = run(false);
    expect(lines.map((line) => /\((\d+%)\)/.exec(line)?.[1])).toEqual(['50%', '60%']);
  });

  test('verdicts by rule are not counted twice', () => {
    expect(totalsOf({ 'verdict.suppress': 4, 'verdict.suppress:cap': 4, 'journey.entered:x': 1 }).decisions).toBe(4);
  });

  test('without any state the end shows nothing', () => {
    const screen = fakeScreen(true);
    demoProgress({ screen, say: demoSay('en'), range: { from: 0, to: 1 }, counters: () => ({}), clock: () => 0 }).end();
    expect(screen.lines).toEqual([]);
  });
});
