/** A ClickHouse that asks for a certificate gets ours, from the doctor as from the product, whoever vouches for the server. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { CERTIFICATE, KEY } from '../../src/act/channels/email/mail-server.suite.ts';
import { openWarehouseAt } from '../../src/runtime/cluster/index.ts';
import { Secret, type WarehouseConfig } from '../../src/runtime/config/index.ts';
import { examineWarehouse } from '../../src/runtime/doctor/warehouse.ts';

/** Of each request, whether it came with a certificate. */
let certified: boolean[] = [];
let server: Server;
const trusted = getCACertificates('default');

beforeAll(async () => {
  server = createServer({ key: KEY, cert: CERTIFICATE, requestCert: true, rejectUnauthorized: false }, (request, response) => {
    certified.push((request.socket as TLSSocket).getPeerX509Certificate() !== undefined);
    response.writeHead(403, { 'x-clickhouse-exception-code': '516' }).end('Code: 516. DB::Exception: nobody. (AUTHENTICATION_FAILED)');
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
});
afterAll(() => void server.close());
beforeEach(() => {
  certified = [];
});
afterEach(() => setDefaultCACertificates(trusted));

function at(tls: WarehouseConfig['tls']): WarehouseConfig {
  const url = new Secret(`https://localhost:${(server.address() as AddressInfo).port}`);
  return { url, database: 'volano', timeoutMs: 5_000, compression: false, ...(tls && { tls }) };
}

async function askedBoth(tls: WarehouseConfig['tls']): Promise<void> {
  expect(await examineWarehouse(at(tls))).toMatchObject([{ code: 'warehouse_unreachable' }]);
  await expect(openWarehouseAt(at(tls))).rejects.toMatchObject({ code: 'VOLANO_WAREHOUSE_DENIED' });
}

test('with an authority of our own', async () => {
  await askedBoth({ ca: CERTIFICATE, certificate: CERTIFICATE, key: new Secret(KEY) });
  expect(certified).toEqual([true, true]);
});

test('with the authorities of the system', async () => {
  setDefaultCACertificates([CERTIFICATE]);
  await askedBoth({ certificate: CERTIFICATE, key: new Secret(KEY) });
  expect(certified).toEqual([true, true]);
});

test('none where we have none', async () => {
  await askedBoth({ ca: CERTIFICATE });
  expect(certified).toEqual([false, false]);
});
