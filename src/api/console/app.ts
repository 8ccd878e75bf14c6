/**
 * Serves the console that Vite builds: one page for every address below `/console/`, and its files, each named for what is in it and so good for ever.
 * It holds no customer's data: everybody may load it.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { VolanoError } from '../../base/index.ts';
import { pagePolicy } from '../access/index.ts';
import { CONTENT_TYPES } from './files.ts';

/** Beside the sources and beside what is built of them alike. */
const APP_DIRECTORY: string = fileURLToPath(new URL('../../../console/dist', import.meta.url));

const PAGE = 'index.html';
/** Stands in the page where each answer has a nonce of its own. */
const NONCE = /__NONCE__/g;
const FOR_EVER = 'public, max-age=31536000, immutable';
/** In the order of preference: what was compressed beforehand. */
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

export interface ConsoleApp {
  readonly directory: string;
  /** Paths of its files with slashes; undefined when it has not been built. */
  readonly paths: ReadonlySet<string> | undefined;
}

export async function findApp(directory: string = APP_DIRECTORY): Promise<ConsoleApp> {
  if (!existsSync(join(directory, PAGE))) return { directory, paths: undefined };
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => relative(directory, join(entry.parentPath, entry.name)));
  return { directory, paths: new Set(files.map((path) => path.split(sep).join('/'))) };
}

export function registerApp(scope: FastifyInstance, app: ConsoleApp): void {
  const open = { config: { permission: 'open' } } as const;
  scope.get('/console', open, (_request, reply) => reply.redirect('/console/', 308));
  scope.get('/console/*', open, (request, reply) => {
    const path = (request.params as { '*': string })['*'];
    if (app.paths?.has(path) && path !== PAGE) return sendFile(app, path, { request, reply });
    if (isMissingFile(app, path)) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'file', id: path });
    return sendPage(app, reply);
  });
}

/** What a script or a style asks for and is not there. Addresses of screens may have a dot too: `customers/ada@shop.example`. */
function isMissingFile({ paths }: ConsoleApp, path: string): boolean {
  if (path === PAGE || extname(path) === '') return false;
  const parts = path.split('/');
  const [folder = ''] = parts;
  return parts.length === 1 || parts.includes('..') || [...(paths ?? [])].some((one) => one.startsWith(`${folder}/`));
}

async function sendPage({ directory, paths }: ConsoleApp, reply: FastifyReply): Promise<FastifyReply> {
  if (!paths) throw new VolanoError('VOLANO_CONSOLE_NOT_BUILT', { path: directory });
  const nonce = randomBytes(16).toString('base64url');
  const page = (await readFile(join(directory, PAGE), 'utf8')).replace(NONCE, nonce);
  reply.header('cache-control', 'no-store').header('content-security-policy', pagePolicy(nonce));
  return reply.type(CONTENT_TYPES['.html']!).send(page);
}

async function sendFile(
  { directory, paths }: ConsoleApp,
  path: string,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): Promise<FastifyReply> {
  const contentType = CONTENT_TYPES[extname(path)];
  if (contentType === undefined) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'file', id: path });
  const taken = String(request.headers['accept-encoding'] ?? '');
  const [encoding, ending] = ENCODINGS.find(([name, end]) => new RegExp(`\\b${name}\\b`).test(taken) && paths?.has(`${path}${end}`)) ?? [];
  reply.header('vary', 'accept-encoding').header('cache-control', FOR_EVER);
  if (encoding) reply.header('content-encoding', encoding);
  return reply.type(contentType).send(await readFile(join(directory, `${path}${ending ?? ''}`)));
}
