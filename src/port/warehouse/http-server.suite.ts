/**
 * A ClickHouse server for tests: its HTTP protocol, as far as the official client speaks it, in front of the embedded engine. Each request
 * runs on a connection of its own, as on a server, with the settings and parameters of its URL.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type ClickHouseClientConfigOptions, createClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';

export interface TestServer {
  readonly url: string;
  /** Settings of every request so far. */
  readonly settings: readonly Readonly<Record<string, string>>[];
  close(): Promise<void>;
}

/** Keys of the URL that are the protocol's own. */
const PROTOCOL = new Set(['query', 'query_id', 'database', 'session_id', 'default_format', 'enable_http_compression', 'wait_end_of_query']);

/** Of the kind that a server's default database has; the embedded engine's own is another. */
const DATABASE = 'served';

export async function startTestServer(path: string): Promise<TestServer> {
  const settings: Record<string, string>[] = [];
  // One connection stays open, so that the engine does too.
  const keeper = createChdbConnection({ path });
  const server = createServer((request, response) => {
    const given: Record<string, string> = {};
    settings.push(given);
    answer(path, given, { request, response }).catch((error: Error & { cause?: Error; clickhouseCode?: number; code?: string }) => {
      const message = error.cause?.message ?? error.message;
      response.writeHead(500, { 'x-clickhouse-exception-code': String(error.clickhouseCode ?? error.code) }).end(message);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    settings,
    close: async () => {
      await closed(server);
      await keeper.close();
    },
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function answer(path: string, settings: Record<string, string>, { request, response }: Exchange): Promise<void> {
  const body = await text(request);
  const parameters: Record<string, string | string[]> = {};
  const url = new URL(request.url ?? '/', 'http://localhost');
  for (const [key, value] of url.searchParams) {
    if (key.startsWith('param_')) parameters[key.slice('param_'.length)] = plainValue(value);
    else if (!PROTOCOL.has(key)) settings[key] = value;
  }
  const query = url.searchParams.get('query');
  const connection = createChdbConnection({ path });
  const client = createClient({ connection: connection as unknown as NonNullable<ClickHouseClientConfigOptions['connection']> });
  try {
    await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${DATABASE} ENGINE = Atomic` });
    await client.command({ query: `USE ${DATABASE}` });
    for (const [key, value] of Object.entries(settings)) await client.command({ query: `SET ${key} = '${value}'` });
    if (query !== null) {
      const [, table = '', columns, format] = /^INSERT INTO (\S+)(?: \((.*)\))? FORMAT (\S+)$/.exec(query) ?? [];
      if (format !== 'JSONEachRow' && format !== 'JSONCompactEachRow')
        throw new Error(`The test server takes inserts of JSON rows only, not: ${query}`);
      await connection.chdb.rawInsert({ table, values: Buffer.from(body), format, ...(columns && { columns: columns.split(', ') }) });
      response.end();
      return;
    }
    const bound = Object.keys(parameters).length > 0 ? { query_params: parameters } : {};
    const result = await client.exec({ query: body, ...bound });
    response.end(await text(result.stream));
  } finally {
    await client.close();
  }
}

/** A parameter travels in the escaped form of tab-separated text, a list of texts in quotes; the embedded engine takes them plain. */
function plainValue(value: string): string | string[] {
  if (!value.startsWith("['")) return unescaped(value);
  return Array.from(value.matchAll(/'((?:[^'\\]|\\.)*)'/gs), ([, item = '']) => unescaped(item));
}

function unescaped(value: string): string {
  const plain: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', 0: '\0' };
  return value.replace(/\\(.)/gs, (_, character: string) => plain[character] ?? character);
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
