import { describe, expect, test } from 'vitest';
import type { Fact } from '../../core/index.ts';
import { Counters, counterName } from './counters.ts';

const fact = (kind: Fact['kind'], action: string, more: Partial<Fact> = {}): Fact => ({
  kind,
  action,
  customer: 'c',
  at: 0,
  name: 'x',
  version: 1,
  ...more,
});

function counted(...facts: readonly Fact[]): Record<string, number> {
  const counters = new Counters(new Map());
  for (const one of facts) counters.fact(one);
  return Object.fromEntries(counters.values);
}

describe('counters are a function of the facts', () => {
  test('sizes of tags and segments: in by set and entered, out by whatever ends it', () => {
    const ins = [fact('tag', 'set'), fact('tag', 'set'), fact('tag', 'set'), fact('segment', 'entered'), fact('segment', 'entered')];
    const outs = [
      fact('tag', 'removed'),
      fact('tag', 'expired'),
      fact('tag', 'retracted'),
      fact('segment', 'left'),
      fact('segment', 'retracted'),
    ];
    expect(counted(...ins)).toMatchObject({ 'tag:x': 3, 'segment:x': 2 });
    expect(counted(...ins, ...outs)).toMatchObject({ 'tag:x': 0, 'segment:x': 0, 'tag.set': 3, 'tag.expired': 1 });
  });

  test('customers inside a journey, by version: moving neither adds nor takes', () => {
    const walk = [
      fact('journey', 'entered'),
      fact('journey', 'moved'),
      fact('journey', 'moved'),
      fact('journey', 'entered', { version: 2 }),
    ];
    expect(counted(...walk)).toMatchObject({ 'journey.active:x@1': 1, 'journey.active:x@2': 1, 'journey.entered:x': 2 });
    for (const end of ['completed', 'converted', 'exited'])
      expect(counted(...walk, fact('journey', end))).toMatchObject({ 'journey.active:x@1': 0 });
  });

  test('refusals by rule; messages allowed have none', () => {
    const verdicts = [
      fact('verdict', 'send', { detail: { rule: 'allowed' } }),
      fact('verdict', 'suppress', { detail: { rule: 'cap' } }),
      fact('verdict', 'defer'),
    ];
    expect(counted(...verdicts)).toEqual({
      'verdict.send': 1,
      'verdict.suppress': 1,
      'verdict.suppress:cap': 1,
      'verdict.defer': 1,
      'verdict.defer:': 1,
    });
  });

  test('profiles by what identity creates', () => {
    expect(counted(fact('identity', 'created'), fact('identity', 'linked'), fact('identity', 'created')).customers).toBe(2);
  });
});

test('names of counters: the two separators and any two words never share one', () => {
  expect(counterName('tag', ':', 'set')).toBe('tag:set');
  expect(counterName('tag', '.', 'set')).toBe('tag.set');
  expect(counterName('tag', ':', 'vip')).toBe('tag:vip');
  expect(counterName('tag', ':', 'set')).toBe('tag:set');
});
