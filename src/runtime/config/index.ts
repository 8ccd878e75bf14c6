/** runtime/config: what an installation is configured to be, by one file and the environment. */
export type {
  ClusterConfig,
  Config,
  EmbeddedConfig,
  LogConfig,
  OidcConfig,
  Role,
  SaslConfig,
  ServerConfig,
  StateConfig,
  TlsConfig,
  WarehouseConfig,
} from './config.ts';
export { ROLES } from './config.ts';
export { CONFIG_FILE, type ConfigQuestion, environmentWith, loadConfig } from './load.ts';
export { type MachineToken, makeMachineToken, readMachineToken } from './machine-token.ts';
export { publishedConfigSchema } from './schema.ts';
export { type Environment, isReference, resolveSecret, Secret } from './secret.ts';
