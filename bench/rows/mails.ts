/** P12: personal e-mails, rendered, with signed links, through a real mail server on loopback. */
import type { Mailbox } from '../process/mailbox.ts';
import type { Mailer } from '../process/mailer.ts';
import { Remote } from '../process/remote.ts';
import { type Bench, scaled, text } from './bench.ts';

const MESSAGES = 40_000;
const TARGET = 2_000;

export async function mails(bench: Bench): Promise<void> {
  const mailbox = new Remote<Mailbox>('./mailbox.ts');
  const mailer = new Remote<Mailer>('./mailer.ts');
  try {
    const { port } = await mailbox.ask('start', undefined as never);
    const messages = scaled(bench, MESSAGES, 2_000);
    await mailer.ask('prepare', { port, messages, directory: bench.directory() });
    const { receipts, seconds, cpuSeconds } = await mailer.ask('send', undefined as never);
    const taken = await mailbox.ask('count', undefined as never);
    if (receipts !== messages || taken !== messages)
      throw new Error(`of ${messages} mails ${taken} were taken and ${receipts} have a receipt`);
    const rate = messages / seconds;
    const detail = `${text(messages)} mails of the product's own delivery in ${text(seconds)} s, ${text((cpuSeconds / messages) * 1e6)} us CPU each, mail server on the same machine`;
    bench.record({ id: 'P12', value: rate, met: rate >= TARGET, detail });
    bench.say(`mails: ${text(rate)}/s`);
  } finally {
    await mailer.kill();
    await mailbox.kill();
  }
}
