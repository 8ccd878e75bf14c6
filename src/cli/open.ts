/** Finding the engine that plan, apply, releases and report speak with. */
import { existsSync } from 'node:fs';
import { answers, managementClient } from './client.ts';
import type { Management, Where } from './management.ts';

/** Starts an engine on a data folder, on any free port. */
export type StartOn = (dataFolder: string) => Promise<{ readonly url: string; readonly machineToken?: string; close(): Promise<void> }>;

/**
 * The running server at the address. When none was asked for and none answers, an engine runs on the data folder for as long as the
 * command takes; its lock keeps two from doing so at once.
 */
export async function openManagement(where: Where, start: StartOn): Promise<Management> {
  const { url, dataFolder } = where;
  if (dataFolder === undefined || !existsSync(dataFolder) || (await answers(url))) return managementClient(where);
  const running = await start(dataFolder);
  return {
    ...managementClient({
      url: running.url,
      ...(running.machineToken !== undefined && { token: running.machineToken }),
      ...(where.member !== undefined && { member: where.member }),
      ...(where.json && { json: where.json }),
    }),
    close: () => running.close(),
  };
}
