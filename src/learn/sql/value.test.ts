import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromScaled, SCALED_MAX, toScaled } from '../../base/index.ts';
import { openTrial } from './trial.suite.ts';
import {
  asDecimal,
  asList,
  asScalar,
  asTime,
  bind,
  decimalOfTagged,
  jsonOfTagged,
  missing,
  saturated,
  taggedLiteral,
  taggedOfRaw,
  timeOfText,
  type Value,
} from './value.ts';

const trial = openTrial();

const scalars = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  fc.constantFrom(1e20, 2 ** 64, -(2 ** 63), 1e21, 1e-7, '', 'n1', 's', 'b1', '-'),
);

describe('tagged texts', () => {
  it.each([
    ['', ''],
    ['null', ''],
    ['{"a":1}', ''],
    ['[1]', ''],
    ['"a"', 'sa'],
    ['""', 's'],
    ['"\\u00e9\\n"', 'sé\n'],
    ['"null"', 'snull'],
    ['true', 'b1'],
    ['false', 'b0'],
    ['1', 'n1'],
    ['1.0', 'n1'],
    ['1e0', 'n1'],
    ['-0', 'n0'],
    ['-1.50', 'n-1.5'],
    ['100000000000000000000', 'n100000000000000000000'],
    ['1e300', 'n1e300'],
  ])('%s is %s', async (raw, expected) => {
    expect(await trial.values(taggedOfRaw('x'), 'String', [raw])).toEqual([expected]);
  });

  it('of a JSON value and of a definition are the same exactly when the values are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(scalars, scalars), { minLength: 1, maxLength: 20 }), async (pairs) => {
        const same = pairs.map(([, wanted], index) => `(list[${index + 1}] = ${taggedLiteral(wanted)})`);
        const raws = await trial.values<string>(
          taggedOfRaw('x'),
          'String',
          pairs.map(([json]) => JSON.stringify(json)),
        );
        const [row] = await trial.warehouse.query<{ value: number[] }>(
          `SELECT [${same.join(', ')}] AS value FROM (SELECT {list:Array(String)} AS list)`,
          { list: raws },
        );
        expect(row!.value.map(Boolean)).toEqual(pairs.map(([json, wanted]) => Object.is(json, wanted)));
      }),
      { numRuns: 40, seed: 3 },
    );
  });

  it('give their JSON back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(scalars, { minLength: 1, maxLength: 20 }), async (list) => {
        const tagged = await trial.values<string>(
          taggedOfRaw('x'),
          'String',
          list.map((one) => JSON.stringify(one)),
        );
        const json = await trial.values<string>(jsonOfTagged('x'), 'String', tagged);
        expect(json.map((text) => JSON.parse(text))).toEqual(list);
      }),
      { numRuns: 40, seed: 4 },
    );
  });
});

describe('decimals', () => {
  it('round as the engine does', async () => {
    const edges = [0, 0.5, 0.00005, 0.00004999, -0.00005, 1.005, 4.35, 0.03125, -0.03125, 900_719_925_474.0991, 9e11, 1e12, -1e12, 1e300];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.constantFrom(...edges), fc.double({ noNaN: true, noDefaultInfinity: true })), { minLength: 1, maxLength: 40 }),
        async (list) => {
          const scaled = await trial.values<number | null>(
            decimalOfTagged('x'),
            'String',
            list.map((number) => `n${number}`),
          );
          expect(scaled.map((one) => (one === null ? undefined : one + 0))).toEqual(
            list.map((number) => withoutMinusZero(toScaled(number))),
          );
        },
      ),
      { numRuns: 60, seed: 5 },
    );
  });

  it('of tagged texts: numbers only', async () => {
    const tagged = ['n1.5', 's1.5', 'b1', '', 'n1e12', 'n-0.00005', 'n100000000000000000000'];
    expect(await trial.values(decimalOfTagged('x'), 'String', tagged)).toEqual([15_000, null, null, null, null, -1, null]);
  });

  it('stop at the ends of their range', async () => {
    const wide = ['0', '5', `${SCALED_MAX}`, `${SCALED_MAX}0`, `-${SCALED_MAX}0`, `-${SCALED_MAX}`];
    const list = await trial.values<number>(saturated('toInt128(x)'), 'String', wide);
    expect(list).toEqual([0, 5, SCALED_MAX, SCALED_MAX, -SCALED_MAX, -SCALED_MAX]);
  });

  it('stop there however often the query has run', async () => {
    // ClickHouse compiles an expression from the third run on.
    for (let run = 0; run < 6; run++) expect(await trial.values(saturated('toInt128(x)'), 'Int64', [45])).toEqual([45]);
  });
});

describe('times', () => {
  const london = (texts: readonly string[]): Promise<(number | null)[]> => trial.values(timeOfText('x', 'Europe/London'), 'String', texts);

  it.each([
    ['2024-01-15', '2024-01-15T00:00:00Z'],
    ['2024-07-15', '2024-07-14T23:00:00Z'],
    ['2024-03-31', '2024-03-31T00:00:00Z'],
    ['2024-04-01', '2024-03-31T23:00:00Z'],
    ['2024-07-15T10:00Z', '2024-07-15T10:00:00Z'],
    ['2024-07-15T10:00:59.999Z', '2024-07-15T10:00:59.999Z'],
    ['2024-07-15T10:00:59.9999Z', '2024-07-15T10:00:59.999Z'],
    ['2024-07-15T10:00:00+14:00', '2024-07-14T20:00:00Z'],
    ['2024-07-15T10:00:00-03:30', '2024-07-15T13:30:00Z'],
    ['1900-01-01T00:00:00Z', '1900-01-01T00:00:00Z'],
    ['2299-12-31T23:59:59Z', '2299-12-31T23:59:59Z'],
    ['1969-12-31T23:59:59.999Z', '1969-12-31T23:59:59.999Z'],
  ])('%s is %s', async (text, instant) => {
    expect(await london([text])).toEqual([Date.parse(instant)]);
  });

  it('other texts are none', async () => {
    const texts = [
      '',
      'x',
      '2024',
      '2024-7-15',
      '2024-02-30',
      '2023-02-29',
      '2024-13-01',
      '2024-00-10',
      '2024-07-15T10:00',
      '2024-07-15 10:00Z',
    ];
    const more = [
      '2024-07-15T25:00Z',
      '2024-07-15T10:60Z',
      '2024-07-15T10:00:60Z',
      '2024-07-15t10:00z',
      '1899-12-31',
      '2300-01-01',
      '2024-07-15T10:00+0800',
    ];
    expect(await london([...texts, ...more])).toEqual([...texts, ...more].map(() => null));
  });
});

describe('conversions between kinds', () => {
  const kinds: Record<string, { value: Value; columns: Record<string, string> }> = {
    decimal: { value: { kind: 'decimal', sql: 'x' }, columns: { x: 'toNullable(toInt64(15000))' } },
    noDecimal: { value: { kind: 'decimal', sql: 'x' }, columns: { x: "CAST(NULL, 'Nullable(Int64)')" } },
    time: { value: { kind: 'time', sql: 'x' }, columns: { x: 'toNullable(toFloat64(1711843200000))' } },
    text: { value: { kind: 'scalar', sql: 'x' }, columns: { x: "'s2024-03-31T00:00Z'" } },
    number: { value: { kind: 'scalar', sql: 'x' }, columns: { x: "'n2.5'" } },
    nothing: { value: { kind: 'scalar', sql: 'x' }, columns: { x: "''" } },
    list: { value: { kind: 'list', sql: 'x' }, columns: { x: "['sa', 'n1']" } },
    noList: { value: { kind: 'list', sql: 'x' }, columns: { x: 'emptyArrayString()' } },
    either: { value: { kind: 'either', sql: 'x', list: 'y' }, columns: { x: "''", y: "['sa']" } },
    neither: { value: { kind: 'either', sql: 'x', list: 'y' }, columns: { x: "''", y: 'emptyArrayString()' } },
  };

  it.each([
    ['decimal', { missing: 0, scalar: 'n1.5', list: [], decimal: 15_000, time: 1.5 }],
    ['noDecimal', { missing: 1, scalar: '', list: [], decimal: null, time: null }],
    ['time', { missing: 0, scalar: 'n1711843200000', list: [], decimal: null, time: 1_711_843_200_000 }],
    ['text', { missing: 0, scalar: 's2024-03-31T00:00Z', list: [], decimal: null, time: 1_711_843_200_000 }],
    ['number', { missing: 0, scalar: 'n2.5', list: [], decimal: 25_000, time: 2.5 }],
    ['nothing', { missing: 1, scalar: '', list: [], decimal: null, time: null }],
    ['list', { missing: 0, scalar: '', list: ['sa', 'n1'], decimal: null, time: null }],
    ['noList', { missing: 1, scalar: '', list: [], decimal: null, time: null }],
    ['either', { missing: 0, scalar: '', list: ['sa'], decimal: null, time: null }],
    ['neither', { missing: 1, scalar: '', list: [], decimal: null, time: null }],
  ])('%s', async (kind, expected) => {
    const { value, columns } = kinds[kind]!;
    const read = {
      missing: Number(await trial.value(`toUInt8(${missing(value)})`, columns)),
      scalar: await trial.value(asScalar(value), columns),
      list: await trial.value(asList(value), columns),
      decimal: await trial.value(asDecimal(value), columns),
      time: await trial.value(asTime(value, 'UTC'), columns),
    };
    expect(read).toEqual(expected);
  });

  it('a scaled decimal reads as the number it stands for', async () => {
    const list = [1, -1, 123_456, 33_333, SCALED_MAX];
    const read = await trial.values<string>(asScalar({ kind: 'decimal', sql: 'toNullable(x)' }), 'Int64', list);
    expect(read).toEqual(list.map((scaled) => `n${fromScaled(scaled)}`));
  });
});

it('writes an expression once however often it is used', () => {
  expect(bind('x0', (name) => `${name} + ${name}`)).toBe('x0 + x0');
  const bound = bind('f(a)', (name) => `${name} + ${name}`);
  expect(bound.split('f(a)')).toHaveLength(2);
});

function withoutMinusZero(scaled: number | undefined): number | undefined {
  return scaled === undefined ? undefined : scaled + 0;
}
