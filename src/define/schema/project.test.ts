import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example } from '../example.suite.ts';
import type { Definition, DefinitionKind } from '../project.ts';
import { projectSchema, publishedSchemas, SCHEMAS } from './project.ts';

const folder = new URL('../../../docs/schemas/', import.meta.url);
const published = publishedSchemas();
const ajv = new Ajv2020({ strict: true, strictTuples: false, allErrors: true, allowUnionTypes: true, formats: { email: true } });
const validators = new Map(Object.entries(published).map(([name, document]) => [name, ajv.compile(document)]));
const isPublishedValid = (name: string, value: unknown): boolean => validators.get(name)!(value) === true;

const named = example.definitions.map((one): [string, Definition] => [`${one.kind} ${one.id}`, one]);

describe('docs/schemas', () => {
  test('holds one document for each kind, one for the project, and that of the installation', () => {
    expect(readdirSync(folder).sort()).toEqual([...Object.keys(published), 'configuration'].map((name) => `${name}.json`).sort());
    expect(Object.keys(published).sort()).toEqual(['project', ...Object.keys(SCHEMAS)].sort());
  });

  test.each(Object.keys(published))('%s.json is what the code says (npm run schemas writes it)', (name) => {
    expect(JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))).toEqual(published[name]);
  });

  test.each(Object.entries(published))('%s.json names itself and stands alone', (name, document) => {
    expect(document.$id).toBe(`urn:volano:schema:${name}`);
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target!);
    const missing = references.filter((target) => !target.startsWith('#/$defs/') || !(target.slice(8) in (document.$defs as object)));
    expect(missing).toEqual([]);
  });
});

describe('what the builders return', () => {
  test.each(named)('%s', (_, definition) => {
    const validate = validators.get(definition.kind)!;
    const valid: boolean = validate(definition);
    expect([valid, validate.errors]).toEqual([true, null]);
    expect(SCHEMAS[definition.kind].safeParse(definition).error?.issues ?? []).toEqual([]);
  });

  test('makes a project', () => {
    expect(isPublishedValid('project', example)).toBe(true);
    expect(projectSchema.safeParse(example).success).toBe(true);
  });

  test('passes unchanged: nothing is filled in or dropped', () => {
    expect(projectSchema.parse(example)).toEqual(example);
  });
});

describe('what nobody may write', () => {
  const definitionOf = (kind: DefinitionKind): object => {
    const found: Definition | undefined = example.definitions.find((one) => one.kind === kind);
    return structuredClone(found!);
  };

  test.each<[DefinitionKind, string, unknown]>([
    ['tag', 'id', 'VIP customers'],
    ['tag', 'id', ''],
    ['tag', 'id', 'a'.repeat(65)],
    ['tag', 'expiry', '0d'],
    ['tag', 'expiry', '30 days'],
    ['tag', 'name', { en: 'only English' }],
    ['tag', 'owner', ''],
    ['tag', 'rule', { combinator: 'xor', rules: [] }],
    ['tag', 'rule', { combinator: 'and', rules: [{ field: 'trait.a', operator: '=' }] }],
    ['tag', 'rule', { combinator: 'and', rules: [{ field: 'a', operator: '=', value: 1 }] }],
    ['tag', 'rule', { combinator: 'and', rules: [{ field: 'event.A', operator: '=', value: 1 }] }],
    ['tag', 'rule', { combinator: 'and', rules: [{ field: 'trait.a', operator: 'performed', value: {} }] }],
    ['tag', 'rule', { combinator: 'and', rules: [{ field: 'trait.a', operator: 'in', value: [] }] }],
    ['tag', 'rule', { combinator: 'and', rules: [{ field: 'trait.a', operator: 'between', value: [1, 2, 3] }] }],
    ['tag', 'rule', { combinator: 'and', rules: [{ field: 'trait.a', operator: 'null', value: 1 }] }],
    ['trait', 'id', 'order-count'],
    ['journey', 'holdout', 1],
    ['journey', 'holdout', -0.1],
    ['journey', 'steps', []],
    ['journey', 'reentry', 'sometimes'],
    ['journey', 'trigger', { type: 'event' }],
    ['policy', 'globalControl', 0.2],
    ['policy', 'id', 'mine'],
    ['policy', 'quietHours', { from: '24:30', to: '08:00', classes: ['marketing'] }],
    ['policy', 'quietHours', { from: '22:00', to: '08:00', classes: ['marketing'], expireAfter: '0h' }],
    ['policy', 'acceptedFrequency', { trait: 'weekly', per: '7d', classes: [] }],
    ['policy', 'acceptedFrequency', { trait: 'weekly', classes: ['marketing'] }],
    ['policy', 'acceptedFrequency', { trait: 'Weekly', per: '7d', classes: ['marketing'] }],
    ['policy', 'acceptedFrequency', { trait: 'weekly', per: '7d', classes: ['marketing'], max: 3 }],
    ['policy', 'expiry', { marketing: 'soon' }],
    ['policy', 'expiry', { bulk: '1d' }],
    ['policy', 'caps', [{ id: 'a', max: 0, per: '1d', classes: ['marketing'] }]],
    ['policy', 'sensitiveWords', [{ id: 'a', severity: 'block', words: [] }]],
    ['policy', 'sensitiveWords', [{ id: 'a', severity: 'block' }]],
    ['policy', 'sensitiveWords', [{ id: 'a', severity: 'forbid', words: ['x'] }]],
    ['policy', 'sensitiveWords', [{ id: 'A', severity: 'warn', words: ['x'] }]],
    ['policy', 'sensitiveWords', [{ id: 'a', severity: 'warn', words: ['x'], channels: [] }]],
    ['policy', 'sensitiveWords', [{ id: 'a', severity: 'warn', words: ['x'], note: 'why' }]],
    ['policy', 'sensitiveWords', [{ id: 'a', severity: 'warn', words: ['x'], regex: true }]],
    ['namespace', 'priority', 0],
    ['namespace', 'limit', 1.5],
    ['workspace', 'currency', 'yuan'],
    ['template', 'body', ''],
    ['purpose', 'basis', 'maybe'],
  ])('%s with %s = %j', (kind, field, value) => {
    const definition = { ...definitionOf(kind), [field]: value };
    expect(SCHEMAS[kind].safeParse(definition).success).toBe(false);
    expect(isPublishedValid(kind, definition)).toBe(false);
  });

  test.each(Object.keys(SCHEMAS) as DefinitionKind[])('a field that %s does not have', (kind) => {
    const definition = { ...definitionOf(kind), colour: 'red' };
    expect(SCHEMAS[kind].safeParse(definition).success).toBe(false);
    expect(isPublishedValid(kind, definition)).toBe(false);
  });
});

/** A random place in a definition gets another value, or goes. */
const strayValue = fc.oneof(
  fc.jsonValue({ maxDepth: 1 }),
  fc.constantFrom<unknown>('and', '=', 'performed', '7d', 'vip', { last: '7d' }, true, 0),
);

function mutated(definition: Definition, choice: number, value: unknown): unknown {
  const copy = structuredClone(definition) as unknown as Record<string, unknown>;
  const places: (readonly [holder: Record<string, unknown>, key: string])[] = [];
  const visit = (holder: Record<string, unknown>): void => {
    for (const key of Object.keys(holder)) {
      places.push([holder, key]);
      if (typeof holder[key] === 'object' && holder[key] !== null) visit(holder[key] as Record<string, unknown>);
    }
  };
  visit(copy);
  const [holder, key] = places[choice % places.length]!;
  if (value === undefined && !Array.isArray(holder)) delete holder[key];
  else holder[key] = value ?? null;
  return copy;
}

test('checker and published schemas agree on definitions with a random fault', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...example.definitions),
      fc.nat(),
      fc.option(strayValue, { nil: undefined }),
      (definition, choice, value) => {
        const broken = mutated(definition, choice, value);
        const { kind } = definition;
        expect([kind, broken, isPublishedValid(kind, broken)]).toEqual([kind, broken, SCHEMAS[kind].safeParse(broken).success]);
      },
    ),
    { numRuns: 3_000 },
  );
});
