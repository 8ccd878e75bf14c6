/** docs/operators.md: every example is a definition as the schemas want it, right in a project, and answered alike by both evaluators. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  COMPOSITE_OPERATORS,
  type Condition,
  type Definition,
  HISTORY_OPERATORS,
  problemsOf,
  TIME_OPERATORS,
  VALUE_OPERATORS,
} from '../../src/define/index.ts';
import { readKnowledge } from '../../src/learn/sql/index.ts';
import { evaluateHistory } from './engine.ts';
import { type EventRow, entryOf, type Known, ms } from './notation.ts';
import { openEvents, type StoredEvents } from './stored.ts';
import { tables } from './tables/index.ts';

const page = await readFile(new URL('../../docs/operators.md', import.meta.url), 'utf8');
const NAME = { en: '-', zh: '-' };

/** What the examples refer to. */
const GIVEN: readonly Definition[] = [
  { kind: 'workspace', id: 'w', name: NAME, timeZone: 'Asia/Shanghai', currency: 'EUR', seed: 's' },
  ...Object.entries({
    plan: 'string',
    score: 'number',
    signed_up: 'time',
    tags: 'list',
    lists: 'list',
    vip: 'boolean',
    app_version: 'string',
    birthday: 'time',
    latitude: 'number',
    longitude: 'number',
  } as const).map(([id, type]): Definition => ({ kind: 'trait', id, name: NAME, type })),
  { kind: 'segment', id: 'buyers', name: NAME, condition: { combinator: 'and', rules: [{ field: 'event.Order', operator: 'performed' }] } },
  {
    kind: 'tag',
    id: 'buyer',
    name: NAME,
    owner: 'crm',
    rule: { combinator: 'and', rules: [{ field: 'event.Order', operator: 'performed' }] },
  },
];

const operators = [...VALUE_OPERATORS, ...TIME_OPERATORS, ...COMPOSITE_OPERATORS, ...HISTORY_OPERATORS];

/** Code of the page that is JSON, once each. In a table a `|` has a backslash before it. */
const examples = [...new Set([...page.matchAll(/`(\{"[^`]*\})`/g)].map(([, json]) => json!.replaceAll('\\|', '|')))];

function definitionOf(json: string, index: number): Definition {
  const value = JSON.parse(json) as Record<string, unknown>;
  const id = `example_${index}`;
  if ('field' in value || 'rules' in value) {
    const condition = ('rules' in value ? value : { combinator: 'and', rules: [value] }) as unknown as Condition;
    return { kind: 'segment', id, name: NAME, condition };
  }
  return { kind: 'trait', id, name: NAME, ...value } as Definition;
}

const definitions = [...GIVEN, ...examples.map(definitionOf)];
const NOW = ms('2026-05-20T12:00:00Z');
const NEWCOMER: readonly EventRow[] = [['View', '2026-05-20T11:00:00Z', { sku: 'A', price: 5 }]];
const CUSTOMER: readonly EventRow[] = [
  [
    '$identify',
    '2026-05-01T00:00:00Z',
    {
      plan: 'pro',
      score: 7,
      signed_up: '2026-05-01',
      tags: ['a', 'b', 'vip-1'],
      lists: ['spring'],
      vip: true,
      app_version: '2.1.0',
      birthday: '1990-05-25',
      latitude: 31.24,
      longitude: 121.5,
      owns: [{ sku: 'A', n: 2 }],
    },
  ],
  ['View', '2026-05-11T10:00:00Z', { sku: 'A', price: 12 }],
  ['View', '2026-05-18T10:00:00Z', { sku: 'A', price: 10 }],
  ['Cart', '2026-05-18T11:00:00Z', { sku: 'A' }],
  ['Order', '2026-05-18T12:00:00Z', { total: 120, channel: 'web', products: [{ sku: 'A', category: 'x', price: 120 }] }],
  ['Session Ended', '2026-05-18T12:30:00Z', { seconds: 900 }],
  ['Email Opened', '2026-05-19T12:30:00Z', { template_id: 'welcome' }, 'own-1'],
  ['Cart', '2026-05-20T09:00:00Z', { sku: 'B' }],
];

let path: string;
let events: StoredEvents;
let stored: Map<string, Known>;

beforeAll(async () => {
  path = await mkdtemp(join(tmpdir(), 'volano-operators-'));
  events = await openEvents(path);
  const rows = [CUSTOMER, NEWCOMER].flatMap((list, index) =>
    list.map((row, place) => ({ customer: `c${index}`, entry: entryOf(row, place) })),
  );
  await events.add(rows);
  const known = await readKnowledge(events.warehouse, definitions, { now: NOW, edges: { ...scored() } });
  stored = new Map(known.map(({ customer, ...rest }) => [customer, rest]));
});

afterAll(async () => {
  await events.close();
  await rm(path, { recursive: true, force: true });
});

/** Edges of the scores among the examples. */
function scored(): Record<string, number[]> {
  return Object.fromEntries(definitions.flatMap((one) => ('score' in one ? [[one.id, [10_000, 20_000, 50_000, 80_000]]] : [])));
}

function answer(known: Known | undefined, { kind, id }: Definition): unknown {
  return kind === 'trait' ? known?.traits[id] : known?.segments.includes(id);
}

describe('docs/operators.md', () => {
  it('is right as a project', () => {
    expect(problemsOf({ definitions }).map(({ message }) => message)).toEqual([]);
  });

  it.each([
    { customer: 'c0', rows: CUSTOMER },
    { customer: 'c1', rows: NEWCOMER },
  ])('means the same in engine and warehouse, for $customer', ({ customer, rows }) => {
    const arrivals = rows.map((row, place) => ({ at: ms(row[1]), event: entryOf(row, place) }));
    const known = evaluateHistory(definitions, arrivals, NOW, scored(), customer);
    const differing = definitions.filter((one) => JSON.stringify(answer(known, one)) !== JSON.stringify(answer(stored.get(customer), one)));
    expect(differing).toEqual([]);
  });

  it('has questions that are true of the customer and others that are not', () => {
    const holds = definitions.filter(({ kind }) => kind === 'segment').map((one) => answer(stored.get('c0'), one));
    expect([holds.includes(true), holds.includes(false)]).toEqual([true, true]);
  });

  it('shows every operator, negations aside', () => {
    const positive = operators.filter((operator) => !/^(not|doesNot|no)[A-Z]|DoesNot|None$/.test(operator));
    const missing = positive.filter((operator) => !page.includes(`"operator":"${operator}"`));
    expect(positive.length).toBeGreaterThan(45);
    expect(missing).toEqual([]);
  });
});

it('every operator stands in a truth reasoned by hand', () => {
  const written = JSON.stringify(tables.map(({ truths, given }) => [truths, given]));
  expect(operators.filter((operator) => !written.includes(`"operator":"${operator}"`))).toEqual([]);
});
