import type { Registry } from 'prom-client';
import type { Distribution } from '../../base/index.ts';

/**
 * Shows a distribution as a Prometheus histogram. prom-client can only observe values one by one; a registry, however, asks its metrics
 * for their values, and that is all this one can answer. A value of the distribution divided by `unit` is one of the metric.
 */
export function registerDistribution(
  registry: Registry,
  [name, help]: readonly [string, string],
  { distribution, unit }: { readonly distribution: Distribution; readonly unit: number },
): void {
  const { bounds, counts, count, sum } = distribution;
  let below = 0;
  const buckets = bounds.map((bound, index) => {
    below += counts[index] ?? 0;
    return { metricName: `${name}_bucket`, labels: { le: bound / unit }, value: below };
  });
  const values = [
    ...buckets,
    { metricName: `${name}_bucket`, labels: { le: '+Inf' }, value: count },
    { metricName: `${name}_sum`, labels: {}, value: sum / unit },
    { metricName: `${name}_count`, labels: {}, value: count },
  ];
  const metric = { name, help, get: async () => ({ name, help, type: 'histogram', aggregator: 'sum', values }), reset: () => undefined };
  registry.registerMetric(metric as unknown as Parameters<Registry['registerMetric']>[0]);
}
