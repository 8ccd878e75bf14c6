/** Everything that the product needs around it, looked at without changing it. */
import { VolanoError, wordsOf } from '../../base/index.ts';
import { type Config, type ConfigQuestion, environmentWith, loadConfig } from '../config/index.ts';
import { examineChannels } from './channels.ts';
import { type Finding, found } from './finding.ts';
import { examineLog } from './log.ts';
import { examineMachine } from './machine.ts';
import { examineOidc } from './oidc.ts';
import { examineServer } from './server.ts';
import { examineState } from './state.ts';
import { examineWarehouse } from './warehouse.ts';

/** What was found, in the order of the text. Never rejects: what cannot be looked at has failed. */
export async function examine(question: ConfigQuestion): Promise<readonly Finding[]> {
  const machine = await examineMachine(question.directory);
  let config: Config;
  try {
    config = await loadConfig(question);
  } catch (error) {
    if (!(error instanceof VolanoError)) throw error;
    return [...machine, found('config_wrong', { problem: wordsOf(error) })];
  }
  const { path, mode, roles, warnings } = config;
  const configured = [
    found('config_ok', { path: path ?? '–', mode, roles: roles.join(', ') }),
    ...warnings.map((warning) => found('secret_exposed', { problem: wordsOf(warning) })),
  ];
  const around = await Promise.all([
    examineServer(config.server),
    config.oidc ? examineOidc(config.oidc) : [],
    examineChannels(question.directory, environmentWith(config, question.environment)),
    config.mode === 'cluster' ? examineLog(config.log) : [],
    config.mode === 'cluster' ? examineState(config.state, config.log.partitions) : [],
    config.warehouse ? examineWarehouse(config.warehouse) : [],
  ]);
  return [...machine, ...configured, ...around.flat()];
}
