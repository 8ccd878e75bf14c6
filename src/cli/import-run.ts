/** The importer behind `volano import`: reads the map, finds the write key, and sends through the door. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Said, VolanoError } from '../base/index.ts';
import { httpSender, importFile } from '../sense/index.ts';
import type { ImportOutcome, RunImportOptions } from './import.ts';
import { said } from './said.ts';

/** Sends the file; an interrupted import goes on where it stopped unless `restart` is set. */
export async function runImport(options: RunImportOptions): Promise<ImportOutcome> {
  const { file, url, rejects, restart, progress, dataFolder } = options;
  const map = await readJson(options.map, '--map', said`a JSON file`);
  const writeKey = options.writeKey ?? (await firstWriteKey(dataFolder));
  return importFile({ file, map, rejects, progress, resume: !restart, send: httpSender({ url, writeKey }) });
}

async function firstWriteKey(dataFolder: string): Promise<string> {
  const { sources } = (await readJson(join(dataFolder, 'sources.json'), '--write-key', said`a write key`)) as {
    sources?: readonly { writeKey?: string }[];
  };
  const key = sources?.[0]?.writeKey;
  if (key === undefined) throw new VolanoError('VOLANO_OPTION_INVALID', { option: '--write-key', expected: said`a write key`, value: '' });
  return key;
}

/** Throws VOLANO_OPTION_INVALID for the option that should have given a readable file. */
async function readJson(file: string, option: string, expected: Said): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new VolanoError('VOLANO_OPTION_INVALID', { option, expected, value: `${file}: ${(cause as Error).message}` }, { cause });
  }
}
