/**
 * HTTP requests to addresses that a configuration names.
 *
 * G1. A connection is opened to a public address only, checked in the look-up that the connection itself uses: a name that points elsewhere
 *     by then, or is an address itself, is refused. `allowPrivate` names the hosts that may be private.
 * G2. Only over TLS, except for hosts in `allowHttp`.
 * G3. A redirect is an answer and not followed.
 * G4. What comes back is bounded in time and size, and whatever goes wrong is a result.
 */
import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { Agent as HttpAgent, type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './addresses.ts';

export interface EgressPolicy {
  /** Names of hosts that may be reached at addresses that are not public. */
  readonly allowPrivate?: readonly string[];
  /** Names of hosts that may be reached without TLS. */
  readonly allowHttp?: readonly string[];
  /** Default: that of the system. */
  readonly lookup?: LookupFunction;
}

export interface EgressRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export type EgressResult =
  /** `text`: at most the first 64 KiB of the body. */
  | { readonly kind: 'answer'; readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string }
  /** Never tried: the policy forbids it. */
  | { readonly kind: 'refused'; readonly problem: 'address_not_public' | 'tls_required' }
  /** `problem` is a code of Node or `timeout`, `aborted`. `unknown`: whether it arrived; false when there never was a connection. */
  | { readonly kind: 'broken'; readonly problem: string; readonly unknown: boolean };

export interface Egress {
  send(request: EgressRequest): Promise<EgressResult>;
  close(): void;
}

export const ANSWER_BYTES_MAX: number = 64 * 1024;
const SOCKETS_MAX = 64;

class AddressNotPublic extends Error {}

/** Connections are kept and used again; close it in the end. */
export function createEgress(policy: EgressPolicy): Egress {
  const agents = {
    http: new HttpAgent({ keepAlive: true, maxSockets: SOCKETS_MAX }),
    https: new HttpsAgent({ keepAlive: true, maxSockets: SOCKETS_MAX }),
  };
  const lookup = guarded(policy);
  return {
    async send(request) {
      const url = new URL(request.url);
      const problem = problemOf(url, policy);
      if (problem) return { kind: 'refused', problem };
      const timeout = AbortSignal.timeout(request.timeoutMs);
      let unknown = false;
      const onConnected = (): void => {
        unknown = true;
      };
      try {
        return await exchange({ url, request, lookup, agents, onConnected, signal: AbortSignal.any([request.signal, timeout]) });
      } catch (error) {
        if (error instanceof AddressNotPublic) return { kind: 'refused', problem: 'address_not_public' };
        const problem = timeout.aborted ? 'timeout' : codeOf(error);
        return { kind: 'broken', problem: request.signal.aborted ? 'aborted' : problem, unknown };
      }
    },
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

/** What can be said of an address without looking it up. */
export function problemOf(
  url: URL,
  { allowPrivate = [], allowHttp = [] }: EgressPolicy,
): 'address_not_public' | 'tls_required' | undefined {
  const host = hostOf(url);
  if (url.protocol !== 'https:' && !allowHttp.includes(host)) return 'tls_required';
  if (isIP(host) !== 0 && !isPublicAddress(host) && !allowPrivate.includes(host)) return 'address_not_public';
  return undefined;
}

/** Without brackets; numbers in whatever notation have become an address by now. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

/** One closed address among those of a name is enough to refuse it: which of them is used is not ours to choose. */
function guarded({ allowPrivate = [], lookup = systemLookup }: EgressPolicy): LookupFunction {
  return (hostname, options, callback) => {
    if (allowPrivate.includes(hostname)) {
      lookup(hostname, options, callback);
      return;
    }
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const addresses = found as unknown as readonly LookupAddress[];
      if (error) callback(error, '', 0);
      else if (!addresses.every(({ address }) => isPublicAddress(address))) callback(new AddressNotPublic(), '', 0);
      else if (options.all) callback(null, [...addresses]);
      else callback(null, addresses[0]?.address ?? '', addresses[0]?.family);
    });
  };
}

interface Exchange {
  readonly url: URL;
  readonly request: EgressRequest;
  readonly lookup: LookupFunction;
  readonly agents: { readonly http: HttpAgent; readonly https: HttpsAgent };
  /** From then on the request may arrive. */
  readonly onConnected: () => void;
  readonly signal: AbortSignal;
}

function exchange({ url, request, lookup, agents, onConnected, signal }: Exchange): Promise<EgressResult> {
  const { method, body, headers } = request;
  const secure = url.protocol === 'https:';
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const outgoing = (secure ? requestHttps : requestHttp)(url, {
      method,
      headers: { ...headers, ...length },
      agent: secure ? agents.https : agents.http,
      lookup,
      signal,
    });
    outgoing.once('socket', (socket) => {
      if (outgoing.reusedSocket) onConnected();
      else socket.once(secure ? 'secureConnect' : 'connect', onConnected);
    });
    outgoing.once('error', reject);
    outgoing.once('response', (answer) => {
      read(answer).then((text) => resolve({ kind: 'answer', status: answer.statusCode ?? 0, headers: answer.headers, text }), reject);
    });
    outgoing.end(body);
  });
}

/** The beginning of a body. A longer one costs its connection. */
async function read(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= ANSWER_BYTES_MAX) break;
  }
  return Buffer.concat(chunks).toString('utf8', 0, ANSWER_BYTES_MAX);
}

/** Messages of errors may quote what was sent; codes do not. */
function codeOf(error: unknown): string {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? code : 'connection_error';
}
