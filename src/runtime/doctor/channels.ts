/** Through what messages go out: settings, secrets, and whether mail servers greet us. Nothing is sent. */
import { readFile } from 'node:fs/promises';
import { connect as connectPlain } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { loadChannels } from '../channels.ts';
import type { Environment } from '../config/index.ts';
import { said } from '../said.ts';
import { type Finding, found, problemOf, Trouble, within } from './finding.ts';

const GREETING_MS = 10_000;

export async function examineChannels(directory: string, environment: Environment): Promise<readonly Finding[]> {
  try {
    const plan = await loadChannels(directory, environment);
    const out = plan.routes.filter(({ carrier }) => carrier !== 'capture');
    for (const { channel } of plan.routes) plan.returnsSecret(channel);
    for (const channel of plan.open({ now: Date.now })) await channel.close();
    const exposed = plan.warnings.map((warning) => found('secret_exposed', { problem: problemOf(warning) }));
    if (out.length === 0) return [found('channels_none'), ...exposed];
    const names = out.map(({ channel, carrier }) => `${channel} (${carrier})`).join(', ');
    return [found('channels_ok', { channels: names }), ...exposed, ...(await examineMail(plan.path))];
  } catch (error) {
    return [found('channels_wrong', { problem: problemOf(error) })];
  }
}

interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly implicit: boolean;
}

/** Each mail server once. The file has been checked before. */
async function examineMail(path: string): Promise<readonly Finding[]> {
  const settings = Object.values(JSON.parse(await readFile(path, 'utf8')) as Record<string, Record<string, unknown>>);
  const servers = new Map<string, MailServer>();
  for (const { carrier, host, port, encryption } of settings) {
    if (carrier !== 'smtp' || typeof host !== 'string') continue;
    const implicit = encryption === 'implicit' || port === 465;
    const server = { host, port: typeof port === 'number' ? port : implicit ? 465 : 587, implicit };
    servers.set(`${server.host}:${server.port}`, server);
  }
  return Promise.all(
    [...servers].map(async ([server, settings]) => {
      try {
        await within(GREETING_MS, greet(settings));
        return found('mail_ok', { server });
      } catch (error) {
        return found('mail_silent', { server, problem: problemOf(error) });
      }
    }),
  );
}

/** Waits for the greeting, says EHLO, and takes its leave. Whether the certificate is right is the carrier's to judge, when it sends. */
async function greet({ host, port, implicit }: MailServer): Promise<void> {
  const socket = implicit ? connectTls({ host, port, servername: host, rejectUnauthorized: false }) : connectPlain({ host, port });
  try {
    await new Promise<void>((resolve, reject) => {
      let heard = '';
      let greeted = false;
      socket.setEncoding('utf8').on('data', (text: string) => {
        heard += text;
        const last = /(?:^|\n)(\d{3}) [^\n]*\n$/.exec(heard)?.[1];
        if (last === undefined) return;
        heard = '';
        if (!last.startsWith('2')) reject(new Trouble(said`it answers ${last}`));
        else if (greeted) resolve();
        else socket.write('EHLO volano.invalid\r\n');
        greeted = true;
      });
      socket.once('error', reject);
      socket.once('close', () => reject(new Trouble(said`it hung up`)));
    });
    socket.write('QUIT\r\n');
  } finally {
    socket.on('error', () => {});
    socket.end();
    socket.destroySoon();
  }
}
