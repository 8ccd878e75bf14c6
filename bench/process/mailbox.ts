/** A real mail server on loopback that takes everything and keeps nothing but a count. */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { answer } from './remote.ts';

let taken = 0;

async function start(): Promise<{ port: number }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, _session, done) => {
      stream.on('end', () => {
        taken += 1;
        done();
      });
      stream.resume();
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return { port: (server.server.address() as AddressInfo).port };
}

async function count(): Promise<number> {
  return taken;
}

export interface Mailbox {
  start: typeof start;
  count: typeof count;
}

answer<Mailbox>({ start, count });
