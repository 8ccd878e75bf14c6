/** Kafka's program for the tests: its artefacts from Maven Central, copied once for each version of pom.xml, and the Java that runs them. */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const POM = fileURLToPath(new URL('pom.xml', import.meta.url));
const NODE_MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));
const JAVA_MIN = 17;

/** Path of the Java to run. Throws when there is none that is new enough, saying what to install. */
export function findJava(): string {
  const java = javaProgram('java');
  const { stderr } = spawnSync(java, ['-version'], { encoding: 'utf8' });
  const version = Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0);
  if (version >= JAVA_MIN) return java;
  const found = version ? `Java ${version}` : 'no Java';
  throw new Error(
    `Kafka for the cluster tests needs Java ${JAVA_MIN} or newer and ${found} was found. Install Debian's openjdk-17-jre-headless and maven, or set KAFKA_BROKERS to brokers that run.`,
  );
}

/** Folder of Kafka's jars, fetched with Maven when they are not there yet. */
export async function kafkaJars(): Promise<string> {
  const parent = join(cacheFolder(), 'volano-kafka');
  const folder = join(parent, createHash('sha256').update(readFileSync(POM)).digest('hex').slice(0, 16));
  if (existsSync(folder)) return folder;
  mkdirSync(parent, { recursive: true });
  const fetched = mkdtempSync(join(parent, 'fetch-'));
  const words = ['-q', '-B', '-f', POM, 'dependency:copy-dependencies', `-DoutputDirectory=${fetched}`, '-DincludeScope=runtime'];
  try {
    await promisify(execFile)('mvn', words, { timeout: 300_000 });
    // Whole or not at all: another run may be fetching too, and the first to be done is as good as the second.
    if (!existsSync(folder)) renameSync(fetched, folder);
  } catch (cause) {
    if (existsSync(folder)) return folder;
    const missing = (cause as { code?: unknown }).code === 'ENOENT';
    const problem = missing ? "Maven is missing: install Debian's maven" : 'Maven could not fetch Kafka';
    throw new Error(`${problem}, or set KAFKA_BROKERS to brokers that run.`, { cause });
  } finally {
    rmSync(fetched, { recursive: true, force: true });
  }
  return folder;
}

export interface Certificate {
  /** A key store (PKCS #12) with the certificate and its key. */
  readonly keystore: string;
  readonly password: string;
  /** The certificate, PEM, which is its own authority. */
  readonly ca: string;
}

/** Makes a certificate for a server at 127.0.0.1. */
export function makeCertificate(folder: string): Certificate {
  const [keystore, password] = [join(folder, 'keystore.p12'), 'for-tests'];
  const store = ['-keystore', keystore, '-storetype', 'PKCS12', '-storepass', password, '-alias', 'broker'];
  const make = ['-genkeypair', '-keyalg', 'EC', '-dname', 'CN=Kafka for tests', '-ext', 'san=ip:127.0.0.1', '-validity', '30'];
  execFileSync(javaProgram('keytool'), [...make, ...store], { stdio: 'pipe' });
  const ca = execFileSync(javaProgram('keytool'), ['-exportcert', '-rfc', ...store], { encoding: 'utf8', stdio: 'pipe' });
  return { keystore, password, ca };
}

function javaProgram(name: string): string {
  return process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', name) : name;
}

function cacheFolder(): string {
  try {
    accessSync(NODE_MODULES, constants.W_OK);
    return join(NODE_MODULES, '.cache');
  } catch {
    return tmpdir();
  }
}
