/** Alerts and dashboard ask for metrics that exist, and every metric is documented. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { openShop } from '../../src/api/dependencies.suite.ts';
import { createMetricsPage } from '../../src/api/metrics/index.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly description: string };
}
interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string }[];
}

const { groups } = parse(read('deploy/prometheus/alerts.yaml')) as {
  readonly groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[];
};
const rules = groups.flatMap((group) => group.rules);
const dashboard = JSON.parse(read('deploy/grafana/volano.json')) as {
  readonly panels: readonly Panel[];
  readonly annotations: { readonly list: readonly { readonly expr: string }[] };
};

const shop = await openShop();
const shown = await createMetricsPage().render({ ...shop.measures, quality: { alerts: 1, scores: { shop: 90 } } });
await shop.close();
/** Names as the page types them; a histogram is also asked by its buckets, sum and count. */
const metrics = new Map([...shown.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => [name, type] as const));

function unknownIn(expression: string): readonly string[] {
  const names = [...expression.matchAll(/\bvolano_[a-z0-9_]+/g)].map(([name]) => name);
  return names.filter((name) => {
    const histogram = name.replace(/_(bucket|sum|count)$/, '');
    return !metrics.has(name) && metrics.get(histogram) !== 'histogram';
  });
}

/** Brackets close, as far as a reader without PromQL's grammar can tell. */
function balanced(expression: string): boolean {
  const bare = expression.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  const open: string[] = [];
  for (const sign of bare) {
    if ('([{'.includes(sign)) open.push(sign);
    if (')]}'.includes(sign) && open.pop() !== '([{'[')]}'.indexOf(sign)]) return false;
  }
  return open.length === 0;
}

test('the page has what the product measures', () => {
  expect(metrics.get('volano_received_to_dispatched_seconds')).toBe('histogram');
  expect(metrics.get('volano_engine_lag_entries')).toBe('gauge');
});

test.each(rules.map((rule) => [rule.alert, rule] as const))('alert %s', (_, { expr, labels, annotations }) => {
  expect(unknownIn(expr)).toEqual([]);
  expect(balanced(expr), expr).toBe(true);
  expect(['critical', 'warning', 'info']).toContain(labels.severity);
  expect(annotations.summary).toMatch(/\S/);
  expect(annotations.description).toMatch(/\S/);
});

test('alerts have names of their own', () => {
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
});

const asking = dashboard.panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, expr] as const));
test.each([...asking, ...dashboard.annotations.list.map(({ expr }) => ['annotations', expr] as const)])('dashboard, %s: %s', (_, expr) => {
  expect(unknownIn(expr)).toEqual([]);
  expect(balanced(expr), expr).toBe(true);
});

test('panels have ids of their own and do not lie over each other', () => {
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  const taken = new Set<string>();
  for (const { title, gridPos } of dashboard.panels) {
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
        expect(taken.has(`${x},${y}`), title).toBe(false);
        expect(x).toBeLessThan(24);
        taken.add(`${x},${y}`);
      }
    }
  }
});

test('docs/metrics.md names every metric of the product, and no other', () => {
  const section = read('docs/metrics.md').split('## What `/metrics` shows')[1]?.split('\n## ')[0] ?? '';
  const documented = [...section.matchAll(/^\| `(volano_\w+)`/gm)].map(([, name]) => name!);
  const own = [...metrics.keys()].filter((name) => !/^volano_(process|nodejs)_/.test(name));
  expect(documented.sort()).toEqual(own.sort());
});
