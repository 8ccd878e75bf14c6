import { afterAll, expect, test } from 'vitest';
import { NOON, openShop } from '../dependencies.suite.ts';
import type { Measures } from '../deps.ts';
import { Readiness } from './ready.ts';

const shop = await openShop();
afterAll(() => shop.close());
const WELL: Measures = shop.measures;
const BEHIND: Measures = { ...WELL, engine: { ...WELL.engine, behind: 5, oldestUnprocessedAt: NOON - 4_001, movedAt: NOON } };
const STOPPED: Measures = { ...WELL, log: { end: 1, problem: 'VOLANO_DISK_FULL' } };

const codes = (readiness: Readiness, measures: Measures): readonly string[] =>
  readiness.report(measures, 'en').reasons.map(({ code }) => code);

test('a process that has just started is ready when it has caught up', () => {
  const readiness = new Readiness();
  expect(codes(readiness, BEHIND)).toEqual(['engine_behind']);
  expect(readiness.report(WELL, 'en')).toEqual({ ready: true, reasons: [] });
});

test('later lag leaves it ready, what has stopped does not', () => {
  const readiness = new Readiness();
  expect(codes(readiness, WELL)).toEqual([]);
  expect(codes(readiness, BEHIND)).toEqual([]);
  expect(codes(readiness, STOPPED)).toEqual(['log_refuses']);
  expect(codes(readiness, WELL)).toEqual([]);
});

test('a warehouse or a disk that is full for a while leaves the door open', () => {
  const sink = { ...WELL.sink, behind: 5, movedAt: NOON - 60_000, problem: 'memory' };
  expect(codes(new Readiness(), { ...WELL, sink, disk: { freeBytes: 1, totalBytes: 2 } })).toEqual([]);
});

test('reasons come in the language that is asked for', () => {
  expect(new Readiness().report(BEHIND, 'zh').reasons[0]?.message).toContain('超过 4 秒承诺');
});
