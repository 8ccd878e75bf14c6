import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import {
  dateSchema,
  eventFieldSchema,
  eventNameSchema,
  eventNamesSchema,
  ownPathSchema,
  patternSchema,
  propertyPathSchema,
  timeSchema,
  versionSchema,
} from './base.ts';

const accepted = (schema: z.ZodType, values: readonly unknown[]) => values.filter((value) => schema.safeParse(value).success);

describe('names of events', () => {
  test('of one event are exact', () => {
    expect(accepted(eventNameSchema, ['Order', '$page', 'A b', '', '*', 'Email *', 'A|B', 'A|'])).toEqual(['Order', '$page', 'A b']);
  });

  test('that are asked for may be several, or begin so', () => {
    const right = ['Order', '*', 'Email *', 'A|B', 'A | B*|*'];
    expect(accepted(eventNamesSchema, [...right, '', '|', 'A|', '|A', 'A||B', 'A| |B'])).toEqual(right);
    const fields = right.map((name) => `event.${name}`);
    expect(accepted(eventFieldSchema, [...fields, 'event.', 'event.A|', 'trait.x', 'Order'])).toEqual(fields);
  });
});

describe('paths', () => {
  const own = ['total', 'products[].sku', '$os', '$time.second'];
  const beside = ['$source', '$context.device.type', '$traits.plan', '$time.hour', '$local_time.clock'];

  test('read properties, or what stands beside them', () => {
    expect(accepted(propertyPathSchema, [...own, ...beside, '', 'a..b', 'a[]b', 'a[].b[]'])).toEqual([...own, ...beside]);
  });

  test('read properties only where these are all there is', () => {
    expect(accepted(ownPathSchema, [...own, ...beside])).toEqual(own);
  });
});

describe('times', () => {
  test('are ms, dates, or dates and times with an offset', () => {
    const right = [0, -5, '2026-05-01', '2024-02-29', '2026-05-01T10:30Z', '2026-05-01T10:30:15.25+08:00', '1900-01-01', '2299-12-31'];
    const wrong = [
      '',
      'soon',
      '2026-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-05-01T10:30',
      '2026-05-01 10:30Z',
      '2026-05-01T24:00Z',
      '2026-05-01T10:30+8',
    ];
    const strange = ['1899-12-31', '2300-01-01', true, null, {}, Number.NaN, Number.POSITIVE_INFINITY];
    expect(accepted(timeSchema, [...right, ...wrong, ...strange])).toEqual(right);
  });

  test('a day is a date alone', () => {
    expect(accepted(dateSchema, ['2026-05-01', '2026-05-01T00:00Z', 5, '2026-5-1', '2026-04-31'])).toEqual(['2026-05-01']);
  });

  test('say what they expect', () => {
    expect(timeSchema.safeParse('soon').error?.issues[0]?.message).toMatch(/^expected a time: ms since 1970 UTC/);
    expect(dateSchema.safeParse('soon').error?.issues[0]?.message).toBe('expected a date, e.g. "2026-05-01"');
  });
});

test('versions are numbers joined by dots, with a pre-release perhaps', () => {
  const right = ['1', '1.10', 'v1.2.3.4', '1.0-beta.2+build.7'];
  expect(accepted(versionSchema, [...right, 'one', '1.2.3.4.5', '1.', 1.2, ''])).toEqual(right);
});

test('patterns are what RE2 takes, and the refusal says why', () => {
  expect(accepted(patternSchema, ['^a+$', '(?i)b', '(a)\\1', '(?=a)', '('])).toEqual(['^a+$', '(?i)b']);
  expect(patternSchema.safeParse('(').error?.issues[0]?.message).toMatch(/^expected a regular expression of RE2/);
});
