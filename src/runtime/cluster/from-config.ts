/** The carriers of a cluster as its configuration names them. */
import { openClickHouseWarehouse, type Warehouse } from '../../port/warehouse/index.ts';
import type { ClusterConfig, SaslConfig, TlsConfig, WarehouseConfig } from '../config/index.ts';
import type { ClusterOptions } from './installation.ts';

/** What a process of the configured cluster stands on, and what it does. */
export function clusterOptions({ log, state, warehouse, roles }: ClusterConfig): ClusterOptions {
  return {
    roles,
    log: {
      carrier: 'kafka',
      brokers: log.brokers,
      topic: log.topic,
      partitions: log.partitions,
      replicas: log.replicas,
      retentionMs: log.retentionMs,
      ...((log.tls || log.sasl) && { security: { ...(log.tls && { tls: tlsOf(log.tls) }), ...(log.sasl && { sasl: saslOf(log.sasl) }) } }),
    },
    state: {
      carrier: 'postgres',
      url: withPassword(state.url.reveal(), state.password?.reveal()),
      schema: state.schema,
      connectionsMax: state.connections,
    },
    openWarehouse: () => openWarehouseAt(warehouse),
  };
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

/** In the names of Node's own options. */
function tlsOf(config: TlsConfig) {
  const { certificate, ...rest } = pemOf(config);
  return { ...rest, ...(certificate !== undefined && { cert: certificate }) };
}

function saslOf({ mechanism, username, password }: SaslConfig) {
  return { mechanism, username, password: password.reveal() };
}

function withPassword(address: string, password: string | undefined): string {
  if (password === undefined) return address;
  const url = new URL(address);
  url.password = password;
  return url.href;
}
