/** Starts a new channel: its carrier, a test that holds it to the contract in front of a real HTTP server, and its line in the list of carriers. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CARRIER_TYPES } from '../src/act/channels/carrier.ts';
import type { ChannelType } from '../src/define/index.ts';

export interface NewChannel {
  /** Root of the repository. */
  readonly root: string;
  /** Lower-case words joined by dashes, e.g. `line-works`. */
  readonly name: string;
  /** What type of channel it carries; default push. */
  readonly type?: string;
}

/** Writes the files and returns their paths from the root. Throws an Error that says what is wrong with the request. */
export function newChannel({ root, name, type = 'push' }: NewChannel): readonly string[] {
  if (!/^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/.test(name))
    throw new Error(`"${name}": write lower-case words joined by dashes, e.g. line-works`);
  if (!CARRIER_TYPES.includes(type as ChannelType))
    throw new Error(`"${type}" is no type of channel. Take one of ${CARRIER_TYPES.join(', ')}`);
  const folder = `src/act/channels/${name}`;
  if (existsSync(join(root, folder))) throw new Error(`${folder} is there already`);
  const list = readFileSync(join(root, LIST), 'utf8');
  if (list.includes(` ${camelOf(name)}Carrier `)) throw new Error(`a carrier "${name.replaceAll('-', '_')}" is there already`);
  const words = { name, type, carrier: name.replaceAll('-', '_'), camel: camelOf(name), pascal: pascalOf(name) };
  mkdirSync(join(root, folder));
  const files: readonly (readonly [path: string, text: string])[] = [
    [`${folder}/${name}.ts`, implementationOf(words)],
    [`${folder}/${name}.test.ts`, testOf(words)],
    [LIST, listed(list, words)],
  ];
  for (const [path, text] of files) writeFileSync(join(root, path), text);
  return files.map(([path]) => path);
}

const LIST = 'src/act/channels/carriers.ts';

interface Words {
  readonly name: string;
  readonly type: string;
  readonly carrier: string;
  readonly camel: string;
  readonly pascal: string;
}

function camelOf(name: string): string {
  return name.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
}

function pascalOf(name: string): string {
  const camel = camelOf(name);
  return camel.charAt(0).toUpperCase() + camel.slice(1);
}

function listed(list: string, { name, camel }: Words): string {
  const imports = [...list.matchAll(/^import \{ \w+Carrier \} from '\.\/[^']+';$/gm)].map(([line]) => line);
  const names = /export const CARRIERS[^=]*= \[([^\]]*)\]/.exec(list)?.[1];
  if (imports.length === 0 || names === undefined) throw new Error(`${LIST} does not look as expected: add the carrier by hand`);
  const pathOf = (line: string): string => line.slice(line.indexOf("'"));
  const line = `import { ${camel}Carrier } from './${name}/${name}.ts';`;
  const lines = [...imports, line].sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
  const all = [...names.split(','), `${camel}Carrier`]
    .map((one) => one.trim())
    .filter(Boolean)
    .sort();
  return list
    .replace(imports.join('\n'), lines.join('\n'))
    .replace(/(export const CARRIERS[^=]*= )\[[^\]]*\]/, (_whole, before: string) => `${before}[${all.join(', ')}]`);
}

function implementationOf({ type, carrier, camel, pascal }: Words): string {
  return `/** The ${carrier} channel: hands messages over as JSON to an HTTP API. */
import { z } from 'zod';
import { type Carrier, type CarrierContext, defineCarrier } from '../carrier.ts';
import type { Channel, OutgoingMessage } from '../channel.ts';
import { checkDestination, createEgress, DESTINATION_FIELDS, type Destination, outcomeOf, secretSchema } from '../egress/index.ts';

export interface ${pascal}Settings extends Destination {
  readonly carrier: '${carrier}';
  /** Reference of the access token: \`env:NAME\` or \`file:PATH\`. */
  readonly token: string;
}

const TIMEOUT_MS_DEFAULT = 10_000;

const settings: z.ZodType<${pascal}Settings> = z
  .strictObject({ carrier: z.literal('${carrier}'), ...DESTINATION_FIELDS, token: secretSchema })
  .superRefine(checkDestination);

/** \`{ "carrier": "${carrier}", "url": "https://...", "token": "env:NAME" }\` in channels.json. */
export const ${camel}Carrier: Carrier = defineCarrier({ name: '${carrier}', types: ['${type}'], settings, open: open${pascal} });

function open${pascal}(settings: ${pascal}Settings, { channel, secretOf, now, lookup }: CarrierContext): Channel {
  const token = secretOf(settings.token);
  const { url, timeoutMs = TIMEOUT_MS_DEFAULT, allowPrivate = [], allowHttp = [] } = settings;
  const egress = createEgress({ allowPrivate, allowHttp, ...(lookup && { lookup }) });
  return {
    id: channel,
    async deliver(message, signal) {
      const result = await egress.send({
        url,
        method: 'POST',
        headers: { authorization: \`Bearer \${token}\`, 'content-type': 'application/json', 'user-agent': 'Volano' },
        body: JSON.stringify(bodyOf(message)),
        timeoutMs,
        signal,
      });
      return outcomeOf({ result, prefix: '${carrier}', now: now(), secrets: [token] });
    },
    async close() {
      egress.close();
    },
  };
}

/** What the API is told. \`id\` is the same at every attempt: the receiving end knows by it what it has already. */
function bodyOf({ command, content }: OutgoingMessage): object {
  return { id: command.message, to: command.to ?? null, title: content.subject ?? null, text: content.body };
}
`;
}

function testOf({ name, carrier, camel }: Words): string {
  return `import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Channel } from '../channel.ts';
import { channelContract, outgoing } from '../channel.suite.ts';
import { answering, LOCAL, Receiver } from '../receiver.suite.ts';
import { ${camel}Carrier } from './${name}.ts';

const TOKEN = 'a token that nobody may see';
const signal = new AbortController().signal;
let receiver: Receiver;
let channels: Channel[] = [];

function open(): Channel {
  const read = ${camel}Carrier.read({ carrier: '${carrier}', url: receiver.url, token: 'env:TOKEN', ...LOCAL });
  if (!read.ok) throw new Error(\`\${read.field}: \${read.problem}\`);
  const channel = read.open({ channel: 'one', secretOf: () => TOKEN, now: Date.now });
  channels.push(channel);
  return channel;
}

async function closeAll(): Promise<void> {
  for (const channel of channels) await channel.close();
  channels = [];
  await receiver.close();
}

channelContract('${carrier}', {
  async open() {
    receiver = await Receiver.open();
    return open();
  },
  async reopen(channel) {
    await channel.close();
    return open();
  },
  arrived: async () => receiver.received.map(({ body }) => (JSON.parse(body) as { id: string }).id),
  exactlyOnce: false,
  refusing: {
    secrets: [TOKEN],
    retryable: () => {
      receiver.answer = answering(503, TOKEN);
    },
    final: () => {
      receiver.answer = answering(422, TOKEN);
    },
  },
  close: closeAll,
});

beforeEach(async () => {
  receiver = await Receiver.open();
});
afterEach(closeAll);

test('a message is told as the API wants it', async () => {
  const message = outgoing('m1', { to: 'somebody' });
  await open().deliver(message, signal);
  const [{ body, headers } = { body: '', headers: {} }] = receiver.received;
  expect(JSON.parse(body)).toEqual({ id: 'm1', to: 'somebody', title: message.content.subject, text: message.content.body });
  expect(headers).toMatchObject({ authorization: \`Bearer \${TOKEN}\`, 'content-type': 'application/json' });
});

test.each([
  [{ token: TOKEN }, 'token'],
  [{ url: 'http://api.example/' }, 'url'],
  [{ more: 1 }, ''],
])('settings with %j are refused at "%s"', (given, field) => {
  const read = ${camel}Carrier.read({ carrier: '${carrier}', url: 'https://api.example/', token: 'env:TOKEN', ...given });
  expect(read).toMatchObject({ ok: false, field });
});
`;
}
