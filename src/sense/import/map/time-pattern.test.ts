import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileTimePattern } from './time-pattern.ts';

describe('patterns for times', () => {
  test.each([
    ['dd/MM/yyyy HH:mm', '31/12/2010 08:05', Date.UTC(2010, 11, 31, 8, 5)],
    ['d/M/yy H:mm', '1/2/11 8:05', Date.UTC(2011, 1, 1, 8, 5)],
    ['M/d/yyyy h:mm a', '2/28/2011 12:05 AM', Date.UTC(2011, 1, 28, 0, 5)],
    ['M/d/yyyy h:mm a', '2/28/2011 12:05 pm', Date.UTC(2011, 1, 28, 12, 5)],
    ['yyyyMMdd', '19970131', Date.UTC(1997, 0, 31)],
    ['yy-MM-dd', '70-01-02', Date.UTC(1970, 0, 2)],
    ['yy-MM-dd', '69-01-02', Date.UTC(2069, 0, 2)],
    ['yyyy年M月d日 HH:mm:ss.SSS', '2026年3月5日 23:59:58.123', Date.UTC(2026, 2, 5, 23, 59, 58, 123)],
    ['yyyy.MM.dd (HH)', '2026.03.05 (07)', Date.UTC(2026, 2, 5, 7)],
  ])('%s reads %s', (pattern, text, expected) => {
    expect(compileTimePattern(pattern)(text)).toBe(expected);
  });

  test.each([
    ['dd/MM/yyyy', '1/12/2010'],
    ['dd/MM/yyyy', '30/02/2010'],
    ['dd/MM/yyyy', '01/13/2010'],
    ['dd/MM/yyyy', '01/12/2010 10:00'],
    ['dd/MM/yyyy', 'x01/12/2010'],
    ['dd/MM/yyyy HH:mm', '01/12/2010 25:00'],
    ['d/M/yyyy h a', '1/1/2010 13 pm'],
    ['yyyy.MM.dd', '2026-03-05'],
  ])('%s does not take %s', (pattern, text) => {
    expect(compileTimePattern(pattern)(text)).toBeUndefined();
  });

  test.each(['HH:mm', 'yyyy', 'yyyy-MM', 'nonsense'])('"%s" names no day', (pattern) => {
    expect(() => compileTimePattern(pattern)).toThrow('year, a month and a day');
  });

  test('what is written by a pattern is read back', () => {
    const read = compileTimePattern('dd.MM.yyyy HH:mm:ss.SSS');
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }),
        (date) => {
          const [, year, month, day, time] = /^(\d+)-(\d\d)-(\d\d)T(.*)Z$/.exec(date.toISOString())!;
          expect(read(`${day}.${month}.${year} ${time}`)).toBe(date.getTime());
        },
      ),
    );
  });
});
