/** The images: Dockerfile and compose.yaml, as far as they can be judged without Docker. */

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROLES } from '../../src/runtime/config/config.ts';
import { loadConfig } from '../../src/runtime/config/index.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

interface Service {
  readonly image: string;
  readonly profiles?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly healthcheck?: unknown;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly deploy?: { readonly resources: { readonly limits: Readonly<Record<string, string>> } };
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const compose = parse(read('deploy/compose.yaml'), { merge: true }) as Compose;
const services = Object.entries(compose.services);
const ours = services.filter(([, { image }]) => image === 'volano:latest');

test('there is a container for each role, and one that does everything', () => {
  // With one partition the engine resolves identity itself.
  const roles = ROLES.filter((role) => role !== 'identity');
  expect(ours.map(([, { environment }]) => environment!.VOLANO_ROLES).sort()).toEqual([...roles].sort());
  for (const [name, { environment, profiles }] of ours)
    expect(profiles, name).toEqual([environment!.VOLANO_ROLES === 'all' ? 'all' : 'roles']);
});

test.each(ours)('%s reads its configuration from variables and secrets', async (_, { environment = {}, secrets = [] }) => {
  const folder = mkdtempSync(join(tmpdir(), 'volano-compose-'));
  const defaults = (value: string): string => value.replace(/\$\{\w+:-([^}]*)\}/g, '$1');
  const given = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, defaults(value)]));
  // Each secret that is named is mounted.
  const named = Object.values(given).flatMap((value) => /^file:\/run\/secrets\/(.+)$/.exec(value)?.[1] ?? []);
  expect([...named].sort()).toEqual([...secrets].sort());
  const inPlace = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value.replace(/^file:.*/, 'a-secret')]));
  const config = await loadConfig({ directory: folder, environment: inPlace });
  expect(config).toMatchObject({ mode: 'cluster', roles: [environment.VOLANO_ROLES], log: { brokers: ['kafka:9092'], replicas: 1 } });
  rmSync(folder, { recursive: true });
});

test.each(services)('%s is bounded, restarted, and waits for what it needs', (name, service) => {
  expect(service.deploy?.resources.limits).toMatchObject({ cpus: expect.any(String), memory: expect.any(String) });
  for (const secret of service.secrets ?? []) expect(compose.secrets, secret).toHaveProperty(secret);
  for (const volume of service.volumes ?? []) expect(compose.volumes).toHaveProperty(volume.split(':', 1)[0]!);
  for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
    expect(condition).toBe('service_healthy');
    expect(compose.services[needed]?.healthcheck, needed).toBeDefined();
  }
  if (service.image === 'volano:latest') expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
  else expect(service.image, name).toMatch(/^(apache\/kafka|postgres|clickhouse\/clickhouse-server):\d/);
});

test('secrets.sh makes every secret that is mounted, and leaves those that are there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'volano-secrets-'));
  cpSync(new URL('deploy/secrets.sh', root), join(folder, 'secrets.sh'));
  const made = (): Record<string, string> =>
    Object.fromEntries(Object.entries(compose.secrets).map(([name, { file }]) => [name, readFileSync(join(folder, file), 'utf8')]));
  execFileSync('sh', [join(folder, 'secrets.sh')]);
  const first = made();
  execFileSync('sh', [join(folder, 'secrets.sh')]);
  expect(made()).toEqual(first);
  expect(first.write_keys).toMatch(/^default:wk_[\w-]{8,}$/);
  expect(Buffer.from(first.link_key!, 'base64')).toHaveLength(32);
  rmSync(folder, { recursive: true });
});

test('the image is built of files that are there, and runs as nobody in particular', () => {
  const dockerfile = read('deploy/Dockerfile');
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths = '']) => paths.split(' '));
  const kept = read('deploy/Dockerfile.dockerignore');
  for (const path of copied) {
    expect(existsSync(new URL(path, root)), path).toBe(true);
    expect(kept).toContain(`!${path.split('/', 1)[0]}`);
  }
  expect([...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image)).toEqual(['node:24-bookworm-slim', 'node:24-bookworm-slim']);
  expect(dockerfile).toMatch(/^USER 10001:10001$/m);
  expect(dockerfile).toContain('npm prune --omit=dev');
  expect(dockerfile).toMatch(/^HEALTHCHECK /m);
});
