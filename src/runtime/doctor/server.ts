/** Where the server listens, and where customers reach it. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { ServerConfig } from '../config/index.ts';
import { type Finding, found, problemOf } from './finding.ts';

const ANSWER_MS = 5_000;
const LOCAL = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

export async function examineServer(config: ServerConfig): Promise<readonly Finding[]> {
  const isLocal = LOCAL.test(config.host);
  const token = isLocal || config.adminToken ? found('token_ok') : found('token_missing', { host: config.host });
  return [await examinePort(config), await examinePublic(config, isLocal), token];
}

async function examinePort({ host, port }: ServerConfig): Promise<Finding> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return found('port_free', { host, port });
  } catch (error) {
    const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
    if (await isVolano(`http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`)) return found('port_ours', { host, port });
    return found('port_taken', { host, port, problem: problemOf(error) });
  } finally {
    server.close();
  }
}

async function examinePublic({ publicUrl }: ServerConfig, isLocal: boolean): Promise<Finding> {
  if (publicUrl === undefined) return found(isLocal ? 'public_none' : 'public_local');
  return found((await isVolano(publicUrl)) ? 'public_ok' : 'public_silent', { url: publicUrl });
}

async function isVolano(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(ANSWER_MS) });
    const health: unknown = await answer.json();
    return typeof health === 'object' && health !== null && 'status' in health;
  } catch {
    return false;
  }
}
