import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toScaled } from '../../base/index.ts';
import type { Condition, Rule } from '../../define/index.ts';
import { quoted } from '../tables/index.ts';
import { openTestWarehouse, type TestWarehouse } from '../warehouse.suite.ts';
import { filterSql, numbersSql, textSql } from './filter.ts';

let world: TestWarehouse;
beforeAll(async () => {
  world = await openTestWarehouse();
});
afterAll(() => world.close());

async function evaluated(sql: string, properties: string): Promise<unknown> {
  const [row] = await world.warehouse.query<{ value: unknown }>(`SELECT ${sql} AS value FROM (SELECT ${quoted(properties)} AS properties)`);
  return row?.value;
}

const P = '{"n":5,"f":2.5,"s":"Torino","it\'s":1,"b":true,"no":false,"null":null,"list":[1],"object":{"x":7},"text5":"5"}';

describe('a filter', () => {
  test.each<[rule: Omit<Rule, 'field'> & { property: string }, holds: boolean]>([
    [{ property: 'n', operator: '=', value: 5 }, true],
    [{ property: 'n', operator: '=', value: '5' }, false],
    [{ property: 'text5', operator: '=', value: 5 }, false],
    [{ property: 'text5', operator: '>', value: 1 }, false],
    [{ property: 'n', operator: '!=', value: '5' }, true],
    [{ property: 'n', operator: '>', value: 5 }, false],
    [{ property: 'n', operator: '>=', value: 5 }, true],
    [{ property: 'f', operator: '<', value: 2.6 }, true],
    [{ property: 'f', operator: '<=', value: 2.4 }, false],
    [{ property: 's', operator: '=', value: 'Torino' }, true],
    [{ property: 's', operator: '<', value: 'Venezia' }, true],
    [{ property: 's', operator: '!=', value: 'Torino' }, false],
    [{ property: "it's", operator: '=', value: 1 }, true],
    [{ property: 'b', operator: '=', value: true }, true],
    [{ property: 'no', operator: '=', value: false }, true],
    [{ property: 'no', operator: '=', value: true }, false],
    [{ property: 'b', operator: '>', value: false }, false],
    [{ property: 'n', operator: 'in', value: [1, 5] }, true],
    [{ property: 'n', operator: 'in', value: ['5'] }, false],
    [{ property: 'n', operator: 'in', value: [] }, false],
    [{ property: 'n', operator: 'notIn', value: [] }, true],
    [{ property: 's', operator: 'notIn', value: ['Torino', 'Roma'] }, false],
    [{ property: 'object.x', operator: '=', value: 7 }, true],
    [{ property: 'absent', operator: '=', value: 1 }, false],
    [{ property: 'absent', operator: '!=', value: 1 }, true],
    [{ property: 'absent', operator: 'null' }, true],
    [{ property: 'null', operator: 'null' }, true],
    [{ property: 'object', operator: 'null' }, true],
    [{ property: 'list', operator: 'null' }, false],
    [{ property: 'no', operator: 'notNull' }, true],
    [{ property: 'null', operator: 'notNull' }, false],
    [{ property: 'null', operator: '=', value: false }, false],
  ])('%j is %s', async ({ property, ...rule }, holds) => {
    const condition: Condition = { combinator: 'and', rules: [{ field: `property.${property}`, ...rule }] };
    expect(await evaluated(filterSql(condition), P)).toBe(holds ? 1 : 0);
    expect(await evaluated(filterSql({ ...condition, not: true }), P)).toBe(holds ? 0 : 1);
  });

  const yes: Rule = { field: 'property.n', operator: '=', value: 5 };
  const no: Rule = { field: 'property.n', operator: '=', value: 6 };
  test.each<[Condition, number]>([
    [{ combinator: 'and', rules: [yes, no] }, 0],
    [{ combinator: 'or', rules: [yes, no] }, 1],
    [{ combinator: 'and', rules: [yes, { combinator: 'or', rules: [no, yes] }] }, 1],
    [{ combinator: 'or', rules: [no, { combinator: 'and', not: true, rules: [no] }] }, 1],
    [{ combinator: 'and', rules: [] }, 1],
    [{ combinator: 'or', rules: [] }, 0],
  ])('%j joins its rules', async (condition, holds) => {
    expect(await evaluated(filterSql(condition), P)).toBe(holds);
  });

  test.each<Rule>([
    { field: 'trait.x', operator: '=', value: 1 },
    { field: 'property.products[].x', operator: '=', value: 1 },
    { field: 'property.s', operator: 'contains', value: 'x' },
    { field: 'property.s', operator: '=' },
    { field: 'property.s', operator: 'in', value: 'x' },
    { field: 'property.s', operator: '>', value: ['x'] },
  ])('%j is refused, with its place', (rule) => {
    expect(() => filterSql({ combinator: 'and', rules: [rule] })).toThrow(
      expect.objectContaining({ code: 'VOLANO_DEFINITION_INVALID', details: expect.objectContaining({ path: rule.field }) }),
    );
  });
});

describe('the numbers of a property', () => {
  test.each([
    ['revenue', '{"revenue":12.5}', 125_000],
    ['revenue', '{"revenue":-3.99995}', -40_000],
    ['revenue', '{"revenue":0.00005}', 1],
    ['revenue', '{"revenue":"12.5"}', 0],
    ['revenue', '{"revenue":true}', 0],
    ['revenue', '{}', 0],
    ['totals.net', '{"totals":{"net":7}}', 70_000],
    ['products[].price', '{"products":[{"price":1.5},{"price":2},{"sku":"x"},{"price":"9"},7]}', 35_000],
    ['prices[]', '{"prices":[1,2.25,"3",null]}', 32_500],
    ['products[].price', '{"products":{"price":5}}', 0],
    ['products[].price', '{}', 0],
  ])('%s of %s are %i ten-thousandths', async (path, properties, sum) => {
    expect(await evaluated(numbersSql(path), properties)).toBe(sum);
  });

  test('are rounded as the engine rounds', async () => {
    const values = fc.sample(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { seed: 21, numRuns: 300 });
    const rows = values.map((value) => `SELECT ${quoted(JSON.stringify({ v: value }))} AS properties`).join(' UNION ALL ');
    const answers = await world.warehouse.query<{ properties: string; scaled: number }>(
      `SELECT properties, ${numbersSql('v')} AS scaled FROM (${rows})`,
    );
    for (const { properties, scaled } of answers) {
      const { v } = JSON.parse(properties) as { v: number };
      expect([v, scaled]).toEqual([v, toScaled(v)]);
    }
  });
});

test.each([
  ['{"key":"536365"}', '536365'],
  ['{"key":536365}', '536365'],
  ['{"key":"é\\"值"}', 'é"值'],
  ['{}', ''],
])('the key of %s is %s', async (properties, key) => {
  expect(await evaluated(textSql('key'), properties)).toBe(key);
});
