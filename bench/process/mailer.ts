/** Delivery as the product has it, over the e-mail channel: from rows of the outbox to mails with links of their own. */
import {
  CARRIERS,
  createRenderer,
  createTracker,
  type Delivery,
  LETTERS_DESK,
  openDeadLetters,
  startDelivery,
} from '../../src/act/index.ts';
import type { SendCommand } from '../../src/core/index.ts';
import type { ChannelDefinition, TemplateDefinition } from '../../src/define/index.ts';
import { openDeskFolder, openMemoryState } from '../../src/port/state/index.ts';
import { answer } from './remote.ts';

const name = { en: 'Mail', zh: '邮件' };
const CHANNEL: ChannelDefinition = {
  kind: 'channel',
  id: 'mail',
  type: 'email',
  name,
  from: { name: 'Shop', address: 'hello@shop.example' },
};
const TEMPLATE: TemplateDefinition = {
  kind: 'template',
  id: 'offer',
  name,
  subject: '{{ trait.first_name }}, your {{ event.name }} is waiting',
  preview: 'Still {{ event.price }} today',
  body: `<h1>Hello {{ trait.first_name }}</h1><p>You looked at <a href="https://shop.example/p/{{ event.sku }}">{{ event.name }}</a> for {{ event.price }}.</p>
{% for item in event.also %}<p>{{ forloop.index }}. <a href="https://shop.example/p/{{ item }}">{{ item | upcase }}</a></p>{% endfor %}
<p>${'A few words about why this is good for you, as such mails have them. '.repeat(8)}</p>`,
};

interface Preparation {
  readonly port: number;
  readonly messages: number;
  /** For the marks of hand-overs. */
  readonly directory: string;
}

let delivery: Delivery | undefined;
let ids: string[] = [];
let receipts = 0;

async function prepare({ port, messages, directory }: Preparation): Promise<void> {
  const state = await openMemoryState();
  const commands = Array.from({ length: messages }, (_, i) => commandOf(i));
  ids = commands.map(({ message }) => message);
  await state.commit(
    commands.map((command) => ({ table: 'outbox', key: Buffer.from(command.message), value: Buffer.from(JSON.stringify(command)) })),
  ).durable;
  const carrier = CARRIERS.find((one) => one.name === 'smtp')!.read({
    carrier: 'smtp',
    host: '127.0.0.1',
    port,
    encryption: 'none',
    connections: 16,
  });
  if (!carrier.ok) throw new Error(carrier.problem.en);
  const channel = carrier.open({ channel: 'mail', now: Date.now, secretOf: () => '' });
  // Rows are there already: only `send` wakes them.
  const unseen = { getMany: state.getMany.bind(state), range: async () => [] };
  delivery = await startDelivery({
    state: unseen,
    channels: [channel],
    letters: openDeadLetters({ desk: await openDeskFolder({ ...LETTERS_DESK, path: directory }) }),
    definitionOf: () => CHANNEL,
    renderer: createRenderer({ templateOf: () => TEMPLATE, timeZone: () => 'UTC' }),
    tracker: createTracker({ keys: [new Uint8Array(32).fill(7)], publicUrl: 'https://mail.shop.example', now: Date.now }),
    append: async (entries) => {
      receipts += entries.filter((entry) => entry.type === 'receipt' && entry.kind === 'sent').length;
    },
    now: Date.now,
    random: Math.random,
  });
}

/** Hands all over; resolves when every one has its receipt. */
async function send(): Promise<{ receipts: number; seconds: number; cpuSeconds: number }> {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  delivery!.wake(ids);
  await delivery!.settled();
  const { user, system } = process.cpuUsage(before);
  return { receipts, seconds: (performance.now() - startedAt) / 1_000, cpuSeconds: (user + system) / 1e6 };
}

function commandOf(i: number): SendCommand {
  const event = { name: `Serum ${i % 97}`, sku: `sku-${i % 997}`, price: `${(i % 90) + 10}.00`, also: ['mask', 'oil', 'soap'] };
  return {
    type: 'send',
    message: `m-${i}`,
    customer: `c-${i}`,
    channel: 'mail',
    template: 'offer',
    templateVersion: 1,
    journey: 'browse',
    journeyVersion: 1,
    step: 'remind',
    instance: `j-${i}`,
    purpose: 'offers',
    messageClass: 'marketing',
    variables: { trait: { first_name: `Ada ${i}` }, event, customer: { id: `c-${i}` }, message: { id: `m-${i}` } },
    at: 0,
    receivedAt: 0,
    to: `ada-${i}@home.example`,
  };
}

export interface Mailer {
  prepare: typeof prepare;
  send: typeof send;
}

answer<Mailer>({ prepare, send });
