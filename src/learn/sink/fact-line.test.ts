import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../core/index.ts';
import { facts } from '../tables/facts.ts';
import { FACT_COLUMNS, factLine, factObject } from './fact-line.ts';

const FACT: Fact = { kind: 'tag', action: 'set', customer: 'c1', at: 1_700_000_000_000, name: 'vip', version: 3 };
const PLACE = { partition: 2, seq: 9, position: 5, ordinal: 1 };

describe('the line of a fact', () => {
  test('is a list of the values of its columns', () => {
    expect(factLine(FACT, PLACE)).toBe('[2,9,5,1,"tag","set","c1",1700000000000,"vip",3,"","","",""]\n');
    const full: Fact = { ...FACT, journey: 'j', step: 's', subject: 'i', detail: { read: { 'trait.x': '"' } } };
    expect(factLine(full, PLACE)).toBe('[2,9,5,1,"tag","set","c1",1700000000000,"vip",3,"j","s","i",{"read":{"trait.x":"\\""}}]\n');
  });

  test('names columns of the table, all of them', () => {
    expect(facts.columns.map((column) => column.name)).toEqual([...FACT_COLUMNS]);
  });

  test('is one line, whatever the text', () => {
    const text = fc.string({ unit: 'binary' });
    const fact = fc.record({ customer: text, name: text, journey: text, step: text, subject: text, detail: fc.dictionary(text, text) });
    fc.assert(
      fc.property(fact, (some) => {
        const line = factLine({ ...FACT, ...some }, PLACE);
        expect(line.indexOf('\n')).toBe(line.length - 1);
        expect(JSON.parse(line)).toHaveLength(FACT_COLUMNS.length);
      }),
      { seed: 16, numRuns: 200 },
    );
  });
});

describe('the object of a line', () => {
  test('has what the fact has, and nothing else', () => {
    expect(JSON.parse(factObject(factLine(FACT, PLACE)))).toEqual({ ...PLACE, ...FACT });
    const full: Fact = { ...FACT, journey: 'j', step: 's', subject: 'i', detail: {} };
    expect(JSON.parse(factObject(factLine(full, PLACE)))).toEqual({ ...PLACE, ...full });
  });

  test('keeps an empty customer and an empty name: every fact has them', () => {
    expect(JSON.parse(factObject(factLine({ ...FACT, customer: '', name: '' }, PLACE)))).toMatchObject({ customer: '', name: '' });
  });

  test('is one line with its newline', () => {
    expect(factObject(factLine({ ...FACT, name: 'a\nb' }, PLACE))).toMatch(/^\{.*\}\n$/);
  });

  test.each(['', 'no JSON\n', '[1,2\n', '{"seq":1}\n', '7\n'])('of what is no list is what there is: %j', (line) => {
    expect(factObject(line)).toBe(line);
  });
});
