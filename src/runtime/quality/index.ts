/** The quality of the data: measured, alerts raised and told. */
export { QualityDesk } from './desk.ts';
export { openNotifier } from './notifier.ts';
export { QualityWatch } from './watch.ts';
