/** The document of the whole API, without a running product: for the typed client that is made of it. */
import fastify from 'fastify';
import { VERSION } from '../runtime/index.ts';
import type { ApiDependencies } from './deps.ts';
import { registerApi } from './register.ts';
import type { OpenApi } from './route/index.ts';

/** As `/openapi.json` answers it. */
export async function apiDocument(): Promise<OpenApi> {
  const server = fastify({ logger: false });
  // Routes are declared and none is asked, so nothing is needed of the product.
  await registerApi(server, { version: VERSION } as ApiDependencies, { host: '127.0.0.1' });
  try {
    return (await server.inject('/openapi.json')).json();
  } finally {
    await server.close();
  }
}
