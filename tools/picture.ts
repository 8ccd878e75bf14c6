/** `npm run picture`: the picture in the README, taken of the running product: a small year of omni, then a visitor who taps. */
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startDemoApp } from '../src/cli/engine.ts';
import { demoSay, examplesFolder, openOmni, runDemo } from '../src/runtime/demo/index.ts';
import { loadProject } from '../src/runtime/project/index.ts';
import { launchChromium } from '../test/clients/chromium.ts';

const FILE = join(import.meta.dirname, '../docs/images/be-the-customer.png');
const CUSTOMERS = 400;
const BYTES_MAX = 400_000;

async function main(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'volano-picture-'));
  const note = (text: string): void => void process.stderr.write(`${text}\n`);
  const scenario = await openOmni({ folder: examplesFolder('omni'), customers: CUSTOMERS, seed: 'picture' });
  try {
    const { app } = await runDemo({
      scenario,
      project: await loadProject(scenario.folder),
      startApp: startDemoApp,
      directory,
      port: 0,
      screen: { note, redraw: () => undefined, interactive: false, columns: 100 },
      say: demoSay('en'),
      clock: () => performance.now(),
    });
    try {
      await app.goLive();
      await take(`${app.url}/try`);
    } finally {
      await app.close();
    }
  } finally {
    await scenario.end();
    await rm(directory, { recursive: true });
  }
  const { size } = await stat(FILE);
  note(`${FILE}: ${size} bytes`);
  if (size > BYTES_MAX) throw new Error(`The picture has ${size} bytes; at most ${BYTES_MAX} are wanted.`);
}

/** A visitor signs in, puts two things into the cart and orders: the confirmation lies on the phone. */
async function take(address: string): Promise<void> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1360, height: 900 }, locale: 'en-US', colorScheme: 'light' });
    await page.goto(address);
    await page.getByLabel('Sign in as…').selectOption('lin');
    const inbox = page.locator('.inbox');
    await inbox.getByText('Welcome back').waitFor();
    await page.getByRole('button', { name: 'Add to cart: Camellia repair serum' }).click();
    await inbox.getByText('May an advisor help?').waitFor();
    await page.getByRole('button', { name: 'Add to cart: White tea gift set' }).click();
    await page.getByText('2 in the cart').waitFor();
    await page.waitForTimeout(1_500);
    await page.getByRole('button', { name: 'Place order' }).click();
    await inbox.getByText('is confirmed').waitFor();
    await page.locator('.stopwatch[data-state="kept"]').waitFor();
    await page.locator('.decided').getByText('Delivered').first().waitFor();
    await page.mouse.move(0, 0);
    // Where no Chinese font is installed, the switch to Chinese would be two empty boxes.
    await page.locator('.language').evaluate('(button) => { button.style.visibility = "hidden"; }');
    await mkdir(dirname(FILE), { recursive: true });
    await page.screenshot({ path: FILE });
  } finally {
    await browser.close();
  }
}

await main();
