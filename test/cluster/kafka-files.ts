/** Kafka's program for the tests: its artefacts from Maven Central, copied once for each version of pom.xml, and the Java that runs them. */
import { execFile, spawnSync } from 'node:child_process';
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
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
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

function cacheFolder(): string {
  try {
    accessSync(NODE_MODULES, constants.W_OK);
    return join(NODE_MODULES, '.cache');
  } catch {
    return tmpdir();
  }
}
