import { describe, expect, it } from 'vitest';
import type { EventEntry } from '../entry.ts';
import { all, declared, planOf, Trial, tag } from './trial.suite.ts';

const city = declared('city', 'string', { reconcile: { by: 'source', order: ['crm', 'web'] } });
const size = declared('size', 'string', { reconcile: { by: 'most_frequent' } });
const plan = planOf([city, size, tag('roman', all(['trait.city', '=', 'Rome']))]);

let messages = 0;
const said = (trial: Trial, source: string, traits: EventEntry['traits'] & object, age = 0): Trial =>
  trial.take({
    type: 'event',
    call: 'identify',
    event: '$identify',
    messageId: `m${messages++}`,
    source,
    time: trial.now - age,
    receivedAt: trial.now,
    identifiers: [],
    properties: {},
    traits,
  });

describe('whose word counts', () => {
  it('is decided by the rule, and tags follow', () => {
    const trial = new Trial(plan);
    said(trial, 'web', { city: 'Rome' });
    expect([trial.trait('city'), trial.holds()]).toEqual(['Rome', ['roman']]);
    said(trial, 'crm', { city: 'Oslo' }, 9_000);
    said(trial, 'web', { city: 'Bonn' });
    expect([trial.trait('city'), trial.holds()]).toEqual(['Oslo', []]);
  });

  it('a change is told once, a word that changes nothing not at all', () => {
    const trial = new Trial(plan);
    said(trial, 'crm', { city: 'Oslo' });
    said(trial, 'web', { city: 'Rome' });
    said(trial, 'crm', { city: null });
    expect(trial.facts.filter(({ kind }) => kind === 'profile').map(({ detail }) => [detail?.from, detail?.to])).toEqual([
      [null, 'Oslo'],
      ['Oslo', 'Rome'],
    ]);
  });

  it('survives storing, and a merge weighs what was said of both', () => {
    const [one, other] = [new Trial(plan), new Trial(plan)];
    for (const value of ['M', 'L', 'L']) said(one, 'web', { size: value, city: 'Rome' });
    for (const value of ['M', 'M']) said(other, 'crm', { size: value, city: 'Oslo' });
    one.store();
    other.store();
    one.load();
    other.load();
    expect(one.trait('size')).toBe('L');
    one.absorb(other);
    expect([one.trait('size'), one.trait('city')]).toEqual(['M', 'Oslo']);
  });

  it('what was said before there was a rule counts as one word of no named source', () => {
    const before = planOf([declared('city', 'string'), declared('size', 'string')]);
    const trial = new Trial(before);
    said(trial, 'crm', { city: 'Oslo', size: 'S' });
    trial.store();
    trial.load(plan);
    expect(trial.trait('city')).toBe('Oslo');
    said(trial, 'web', { city: 'Rome', size: 'S' }, 9_000);
    said(trial, 'web', { size: 'L' });
    expect([trial.trait('city'), trial.trait('size')]).toEqual(['Rome', 'S']);
  });
});
