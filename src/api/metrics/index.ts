export { createMetricsPage, type MetricsPage } from './metrics.ts';
