/** What a process of a configured cluster stands on. */
import { openClickHouseWarehouse, type Warehouse } from '../../port/warehouse/index.ts';
import type { ClusterConfig, TlsConfig, WarehouseConfig } from '../config/index.ts';
import { clusterPlaces } from '../places/index.ts';
import type { ClusterOptions } from './installation.ts';

/** What a process of the configured cluster stands on, and what it does. */
export function clusterOptions(config: ClusterConfig): ClusterOptions {
  return { ...clusterPlaces(config), roles: config.roles, openWarehouse: () => openWarehouseAt(config.warehouse) };
}

/** A ClickHouse server's, also for an installation that is embedded otherwise. Rejects as `openClickHouseWarehouse` does. */
export function openWarehouseAt({
  url,
  database,
  cluster,
  username,
  password,
  tls,
  timeoutMs,
  compression,
}: WarehouseConfig): Promise<Warehouse> {
  return openClickHouseWarehouse({
    url: url.reveal(),
    database,
    queryMsMax: timeoutMs,
    compression,
    ...(cluster !== undefined && { cluster }),
    ...(username !== undefined && { username }),
    ...(password && { password: password.reveal() }),
    ...(tls && { tls: pemOf(tls) }),
  });
}

function pemOf({ key, ...open }: TlsConfig) {
  return { ...open, ...(key && { key: key.reveal() }) };
}
