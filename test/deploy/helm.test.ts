/** The Helm chart, as far as it can be judged without Helm: its values, what templates ask of them, and that they close what they open. */
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROLES } from '../../src/runtime/config/config.ts';
import { configSchema, publishedConfigSchema } from '../../src/runtime/config/schema.ts';

const chart = new URL('../../deploy/helm/volano/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, chart), 'utf8');
const values = parse(read('values.yaml')) as Record<string, unknown> & { readonly config: object; readonly roles: object };
const schema = JSON.parse(read('values.schema.json')) as Record<string, unknown> & { readonly properties: object };
const templates = readdirSync(new URL('templates/', chart)).map((name) => [name, read(`templates/${name}`)] as const);

test('the values are what their schema says, and the schema knows every one', () => {
  const isValid = new Ajv({ allErrors: true, strict: false }).compile(schema);
  expect(isValid(values), JSON.stringify(isValid.errors)).toBe(true);
  expect(isValid({ ...values, replicas: 3 })).toBe(false);
  expect(isValid({ ...values, mode: 'clustered' })).toBe(false);
  expect(Object.keys(schema.properties).sort()).toEqual([...Object.keys(values), 'global'].sort());
});

test('several partitions come with somebody who finds out whose each event is', () => {
  const isValid = new Ajv({ strict: false }).compile(schema);
  const of = (partitions: number, identity: object, mode = 'cluster') => ({
    ...values,
    mode,
    config: { ...values.config, log: { brokers: ['kafka:9092'], partitions } },
    roles: { ...values.roles, identity },
  });
  expect(isValid(of(12, { replicas: 0 }))).toBe(false);
  expect(isValid(of(12, { replicas: 0, autoscaling: { enabled: false } }))).toBe(false);
  for (const good of [of(12, { replicas: 2 }), of(12, { replicas: 0, autoscaling: { enabled: true } }), of(1, { replicas: 0 })])
    expect(isValid(good), JSON.stringify(isValid.errors)).toBe(true);
  expect(isValid(of(12, { replicas: 0 }, 'embedded'))).toBe(true);
});

test('the configuration of the values is one that Volano takes', () => {
  expect(configSchema.safeParse({ mode: values.mode, ...values.config }).error).toBeUndefined();
});

test('all that a configuration may have can be in the values, but for what the chart says itself', () => {
  const { config } = schema.properties as { readonly config: { readonly properties: object } };
  const known = Object.keys(publishedConfigSchema().properties as object).filter((name) => !['$schema', 'mode', 'roles'].includes(name));
  expect(Object.keys(config.properties).sort()).toEqual(known.sort());
});

test('there is a Deployment for each role', () => {
  expect([...Object.keys(values.roles), 'all'].sort()).toEqual([...ROLES].sort());
});

test.each(templates)('%s asks only for values that there are', (_, text) => {
  for (const [, path = ''] of text.matchAll(/\.Values\.([A-Za-z.]+)/g)) {
    const found = path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], values);
    expect(found, path).toBeDefined();
  }
});

test.each(templates)('%s closes what it opens, and includes what is defined', (_, text) => {
  const actions = [...text.matchAll(/\{\{-?\s*(.*?)\s*-?\}\}/gs)].map(([, action = '']) => action);
  expect(text.split('{{').length).toBe(text.split('}}').length);
  const opened = actions.filter((action) => /^(if|range|with|define|block)\b/.test(action)).length;
  expect(actions.filter((action) => action === 'end').length).toBe(opened);
  const defined = templates.flatMap(([, other]) => [...other.matchAll(/define "([^"]+)"/g)].map(([, name]) => name));
  for (const [, name] of text.matchAll(/include "([^"]+)"/g)) expect(defined).toContain(name);
});

test('the rules of the chart are those of deploy/prometheus', () => {
  expect(read('alerts.yaml')).toBe(readFileSync(new URL('../../prometheus/alerts.yaml', chart), 'utf8'));
});

test('pods are restricted', () => {
  const [, pod] = templates.find(([name]) => name === '_pod.tpl')!;
  for (const line of [
    'runAsNonRoot: true',
    'readOnlyRootFilesystem: true',
    'allowPrivilegeEscalation: false',
    'drop: [ALL]',
    'type: RuntimeDefault',
    'enableServiceLinks: false',
  ])
    expect(pod).toContain(line);
});
