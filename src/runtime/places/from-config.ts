/** Where log and state of a cluster lie, as its configuration names them. */
import type { ClusterConfig, SaslConfig, TlsConfig } from '../config/index.ts';
import type { KafkaPlace, PostgresPlace } from './places.ts';

export function clusterPlaces({ log, state }: Pick<ClusterConfig, 'log' | 'state'>): {
  readonly log: KafkaPlace;
  readonly state: PostgresPlace;
} {
  return {
    log: {
      carrier: 'kafka',
      brokers: log.brokers,
      topic: log.topic,
      partitions: log.partitions,
      replicas: log.replicas,
      ...((log.tls || log.sasl) && { security: { ...(log.tls && { tls: tlsOf(log.tls) }), ...(log.sasl && { sasl: saslOf(log.sasl) }) } }),
    },
    state: {
      carrier: 'postgres',
      url: withPassword(state.url.reveal(), state.password?.reveal()),
      schema: state.schema,
      connectionsMax: state.connections,
    },
  };
}

/** In the names of Node's own options. */
function tlsOf({ ca, certificate, key }: TlsConfig) {
  return { ...(ca !== undefined && { ca }), ...(certificate !== undefined && { cert: certificate }), ...(key && { key: key.reveal() }) };
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
