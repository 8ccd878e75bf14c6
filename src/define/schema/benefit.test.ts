import { describe, expect, test } from 'vitest';
import type { BenefitDefinition } from '../benefit.ts';
import { defineBenefit, defineJourney, defineTemplate, defineWorkspace } from '../build/definitions.ts';
import { benefit, send, wait } from '../build/steps.ts';
import { onEvent, onSegment } from '../build/triggers.ts';
import { text } from '../example.suite.ts';
import { keepsProperties, problemsOf, referencesOf } from '../index.ts';
import { benefitSchema } from './benefit.ts';

const name = text('Name');
const coupon = defineBenefit({ id: 'welcome', name, type: 'coupon' });
const faultsOf = (change: object): readonly string[] =>
  (benefitSchema.safeParse({ ...coupon, ...change }).error?.issues ?? []).map(({ path }) => path.join('.'));

describe('a benefit', () => {
  test.each<[string, BenefitDefinition]>([
    ['a coupon', coupon],
    ['a coupon with limits', { ...coupon, limits: { perCustomer: 1, total: 500 }, lowAt: 0, description: name }],
    ['points', defineBenefit({ id: 'thanks', name, type: 'points', points: 0.5 })],
  ])('%s is taken as it is written', (_, definition) => {
    expect(benefitSchema.parse(definition)).toEqual(definition);
  });

  test.each<[string, object]>([
    ['type', { type: 'gift' }],
    ['points', { type: 'points' }],
    ['points', { points: 5 }],
    ['points', { type: 'points', points: 0 }],
    ['lowAt', { type: 'points', points: 5, lowAt: 5 }],
    ['lowAt', { lowAt: -1 }],
    ['limits.perCustomer', { limits: { perCustomer: 0 } }],
    ['limits.total', { limits: { total: 1.5 } }],
    ['limits', { limits: { each: 1 } }],
    ['id', { id: 'Welcome Gift' }],
  ])('%s is named where it is wrong', (path, change) => {
    expect(faultsOf(change)).toEqual([path]);
  });
});

describe('a step that gives it', () => {
  const journey = (id: string) =>
    defineJourney({ id: 'greet', name, stage: 'acquire', trigger: onSegment('new'), reentry: 'once', steps: [benefit(id), wait('1d')] });

  test('names it, has an id of its own, and keeps what it gave', () => {
    const definition = journey('welcome');
    expect(definition.steps[0]).toEqual({ type: 'benefit', benefit: 'welcome', id: 'give-welcome' });
    expect(referencesOf(definition)).toContainEqual({ kind: 'benefit', id: 'welcome', path: 'steps[0].benefit' });
    expect(keepsProperties(definition)).toBe(true);
  });

  test('of a benefit that nobody has defined is a problem', () => {
    const workspace = defineWorkspace({ id: 'w', name, timeZone: 'UTC', currency: 'EUR', seed: 's' });
    const found = problemsOf({ definitions: [workspace, coupon, { ...journey('farewell'), trigger: onEvent('E') }] });
    expect(found.map(({ path, message }) => `${path} ${message}`)).toEqual([expect.stringContaining('there is no benefit "farewell"')]);
  });

  test('may be followed by a template that prints it', () => {
    const workspace = defineWorkspace({ id: 'w', name, timeZone: 'UTC', currency: 'EUR', seed: 's' });
    const purpose = { kind: 'purpose', id: 'p', name, basis: 'opt_out' } as const;
    const template = defineTemplate({ id: 'note', name, body: 'Your code: {{ event.coupon }}' });
    const steps = [benefit('welcome', { as: 'coupon' }), send({ channel: 'capture', template: 'note', purpose: 'p' })];
    const greet = defineJourney({ id: 'greet', name, stage: 'acquire', trigger: onEvent('E'), reentry: 'once', steps });
    expect(problemsOf({ definitions: [workspace, purpose, template, coupon, greet] })).toEqual([]);
  });
});
