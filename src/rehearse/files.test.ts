import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runJourneyTests, testFiles } from './files.ts';
import { shop } from './shop.suite.ts';

const AUTHORING = pathToFileURL(fileURLToPath(new URL('./authoring.ts', import.meta.url))).href;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-journeys-'));
  await writeFile(join(folder, 'project.json'), JSON.stringify(shop()));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, text: string) => writeFile(join(folder, name), `import * as v from ${JSON.stringify(AUTHORING)};\n${text}`);
const GOOD = "v.journeyTest('adds', () => v.customer('ada').does('Product Added').expect(v.entered('cart')));\n";
const BAD = "v.journeyTest('buys', () => v.customer('ada').does('Order Completed').expect(v.entered('cart')));\n";

describe('a folder', () => {
  test('has its tests run, file by file, each with a world of its own', async () => {
    await mkdir(join(folder, 'inner'));
    await mkdir(join(folder, 'node_modules'));
    await write('b.journey.mjs', GOOD + BAD);
    await write('inner/a.journey.mjs', GOOD);
    await write('node_modules/other.journey.mjs', BAD);
    await write('plain.mjs', BAD);
    expect(await testFiles(folder)).toEqual([join(folder, 'b.journey.mjs'), join(folder, 'inner/a.journey.mjs')]);
    const told: string[] = [];
    const run = await runJourneyTests(folder, {
      onOutcome: ({ file, name, line, passed }) => told.push(`${file}:${line} ${name} ${passed}`),
    });
    expect(run).toMatchObject({ passed: 2, failed: 1 });
    expect(told).toEqual(['b.journey.mjs:2 adds true', 'b.journey.mjs:3 buys false', 'inner/a.journey.mjs:2 adds true']);
    expect(run.outcomes[1]!.failure).toMatchObject({
      message: 'expected ada to have entered the journey "cart"',
      place: { file: join(folder, 'b.journey.mjs'), line: 3 },
    });
  });

  test('has those run that the filter names, by file or by name', async () => {
    await write('c.journey.mjs', GOOD + BAD);
    const names = async (filter: string) => (await runJourneyTests(folder, { filter })).outcomes.map(({ name }) => name);
    expect(await names('BUY')).toEqual(['buys']);
    expect(await names('c.journey')).toEqual(['adds', 'buys']);
    expect(await names('nothing')).toEqual([]);
  });

  test('with a file that cannot be loaded is refused, and so is one without a project', async () => {
    await write('d.journey.mjs', 'throw new Error("on purpose");');
    const refusal = { code: 'VOLANO_JOURNEY_TEST_INVALID', message: expect.stringContaining('on purpose') };
    await expect(runJourneyTests(folder)).rejects.toMatchObject(refusal);
    await rm(join(folder, 'project.json'));
    await expect(runJourneyTests(folder)).rejects.toMatchObject({ code: 'VOLANO_PROJECT_NOT_FOUND' });
  });

  test('whose script throws has that test fail at its own line', async () => {
    await write('e.journey.mjs', "v.journeyTest('slips', () => { throw new Error('a slip'); });\n");
    const { outcomes } = await runJourneyTests(folder);
    expect(outcomes[0]!.failure).toMatchObject({ message: 'a slip', place: { line: 2 } });
  });
});

test.each(['retail'])('the journey tests of examples/%s pass', async (name) => {
  const { outcomes } = await runJourneyTests(fileURLToPath(new URL(`../../examples/${name}`, import.meta.url)));
  expect(outcomes.length).toBeGreaterThan(10);
  expect(outcomes.filter(({ passed }) => !passed)).toEqual([]);
});
