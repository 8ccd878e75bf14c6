import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, dayText } from '../../base/index.ts';
import { before, type SeriesUnit, type SpanQuestion, spanOf, startsOf } from './span.ts';

const dayIn = (text: string): number => Date.parse(`${text}T00:00:00Z`) / DAY;
const TODAY = dayIn('2026-03-01');
const texts = (question: SpanQuestion): readonly string[] => startsOf(spanOf(question, TODAY)).map(dayText);

describe('days', () => {
  test('unless said otherwise they are the last thirty, each a row', () => {
    expect(spanOf({}, TODAY)).toEqual({ first: dayIn('2026-01-31'), last: TODAY, by: 'day' });
    expect(texts({})).toHaveLength(30);
  });

  test('of one of both the other follows', () => {
    expect(spanOf({ to: '2026-02-10' }, TODAY)).toMatchObject({ first: dayIn('2026-01-12'), last: dayIn('2026-02-10') });
    expect(spanOf({ from: '2026-02-28' }, TODAY)).toMatchObject({ first: TODAY - 1, last: TODAY });
  });

  test('one day is enough', () => {
    expect(texts({ from: '2026-02-28', to: '2026-02-28' })).toEqual(['2026-02-28']);
  });

  test.each<[string, SpanQuestion, SeriesUnit]>([
    ['three months', { from: '2025-12-01', to: '2026-03-01' }, 'day'],
    ['a year', { from: '2025-03-01', to: '2026-03-01' }, 'week'],
    ['three years', { from: '2023-03-01', to: '2026-03-01' }, 'month'],
  ])('of %s the rows stay few', (_, question, by) => {
    expect(spanOf(question, TODAY).by).toBe(by);
  });
});

describe('rows', () => {
  test('weeks begin on Monday, but the first one where the span does', () => {
    // 2026-02-11 is a Wednesday.
    expect(texts({ from: '2026-02-11', to: '2026-02-24', by: 'week' })).toEqual(['2026-02-11', '2026-02-16', '2026-02-23']);
    expect(texts({ from: '2026-02-16', to: '2026-02-22', by: 'week' })).toEqual(['2026-02-16']);
  });

  test('months are those of the calendar', () => {
    expect(texts({ from: '2025-12-15', to: '2026-02-01', by: 'month' })).toEqual(['2025-12-15', '2026-01-01', '2026-02-01']);
  });

  test('every day of the span lies in exactly one row', () => {
    const question = fc.record({
      first: fc.integer({ min: 0, max: 30_000 }),
      days: fc.integer({ min: 1, max: 300 }),
      by: fc.constantFrom<SeriesUnit>('day', 'week', 'month'),
    });
    fc.assert(
      fc.property(question, ({ first, days, by }) => {
        const span = { first, last: first + days - 1, by };
        const starts = startsOf(span);
        expect(starts[0]).toBe(first);
        expect(starts.at(-1)).toBeLessThanOrEqual(span.last);
        expect(starts.every((start, i) => i === 0 || start > starts[i - 1]!)).toBe(true);
      }),
    );
  });

  test('the days before are as many, and end where the span begins', () => {
    const span = spanOf({ from: '2026-02-11', to: '2026-02-24', by: 'week' }, TODAY);
    const past = before(span);
    expect([dayText(past.first), dayText(past.last), past.by]).toEqual(['2026-01-28', '2026-02-10', 'week']);
  });
});

describe('what is refused', () => {
  test.each<[string, SpanQuestion, string]>([
    ['a word', { from: 'yesterday' }, 'from'],
    ['a day that there is not', { to: '2026-02-30' }, 'to'],
    ['another way of writing', { to: '01.02.2026' }, 'to'],
    ['before there was time', { from: '1969-12-31', to: '1970-01-02' }, 'from'],
    ['an end before the beginning', { from: '2026-02-02', to: '2026-02-01' }, 'to'],
    ['a beginning in the future', { from: '2026-03-02' }, 'to'],
    ['more than ten years', { from: '2015-03-01', to: '2026-03-01' }, 'from'],
    ['too many rows', { from: '2024-03-01', to: '2026-03-01', by: 'day' }, 'by'],
  ])('%s', (_, question, field) => {
    expect(() => spanOf(question, TODAY)).toThrow(
      expect.objectContaining({ code: 'VOLANO_QUERY_INVALID', details: expect.objectContaining({ field }) }),
    );
  });
});
