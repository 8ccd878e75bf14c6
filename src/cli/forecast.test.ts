import { describe, expect, test } from 'vitest';
import { forecastCommand } from './forecast.ts';
import type { Management } from './management.ts';
import { runProgram } from './program.ts';
import { captured } from './terminal.suite.ts';

const answer = {
  segment: 'buyers',
  at: 0,
  members: 4,
  asked: 4,
  verdicts: [
    { verdict: 'send', rule: 'allowed', customers: 3 },
    { verdict: 'suppress', rule: 'consent.missing', customers: 1 },
  ],
} as const;

async function volano(words: readonly string[], more: object = {}) {
  const { world, out, err } = captured();
  const asked: unknown[] = [];
  const forecast: Management['forecast'] = async (question) => {
    asked.push(question);
    return { ...answer, ...more };
  };
  const command = forecastCommand(world, async () => ({ forecast, close: async () => undefined }) as unknown as Management);
  const code = await runProgram(['forecast', ...words], world, [command]);
  return { code, out: out(), err: err(), asked };
}

const about = ['--segment', 'buyers', '--channel', 'mail', '--purpose', 'offers'];

describe('volano forecast', () => {
  test('says how many would get it, and what keeps it from the others', async () => {
    const { code, out, asked } = await volano(about);
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'Segment "buyers" has 4 members.',
      'verdict  rule             customers  share',
      'sent     allowed                  3  75.0%',
      'dropped  consent.missing          1  25.0%',
    ]);
    expect(asked).toEqual([{ segment: 'buyers', channel: 'mail', purpose: 'offers', messageClass: 'marketing' }]);
  });

  test('says when not all were asked, and asks about a time', async () => {
    const { out, asked } = await volano([...about, '--at', '2026-05-01T09:30Z', '--class', 'service'], { members: 9_000 });
    expect(out).toContain('9000 members; 4 drawn ones were asked');
    expect(asked).toMatchObject([{ at: Date.parse('2026-05-01T09:30Z'), messageClass: 'service' }]);
  });

  test('is one document with --json', async () => {
    expect(JSON.parse((await volano([...about, '--json'])).out)).toEqual(answer);
  });

  test.each([[about.slice(2)], [[...about, '--class', 'spam']], [[...about, '--at', 'noon']]])('%j is refused', async (words) => {
    expect((await volano(words)).code).toBe(2);
  });
});
