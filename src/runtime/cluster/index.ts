/** runtime/cluster: the installation of many machines. */
export { clusterOptions, openWarehouseAt } from './from-config.ts';
export { type ClusterOptions, clustered } from './installation.ts';
