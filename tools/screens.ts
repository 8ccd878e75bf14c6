/** Pictures of every screen of the console, in both languages, light and dark, into docs/screens: `npm run screens [NAME ...]`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { openConsole } from '../console/browser.suite.ts';
import { screenVisits } from '../console/screens.suite.ts';

const FOLDER = fileURLToPath(new URL('../docs/screens', import.meta.url));
const LOCALES = { en: 'en-US', zh: 'zh-CN' } as const;
const QUALITY = 0.8;

const wanted = process.argv.slice(2);
const visits = (await screenVisits()).filter(({ name }) => wanted.length === 0 || wanted.includes(name));
mkdirSync(FOLDER, { recursive: true });
const stage = await openConsole();
const { page: painter } = await stage.visit('/health');
for (const [language, locale] of Object.entries(LOCALES)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page } = await stage.visit('/console/', { locale, colorScheme });
    for (const { name, path } of visits) {
      await page.goto(`${stage.origin}${path}`);
      await page.locator('h1').waitFor();
      // Until what was asked for is drawn, and a live value or two has come.
      await page.waitForTimeout(2_500);
      const file = `${name}.${language}.${colorScheme}.webp`;
      writeFileSync(join(FOLDER, file), await webpOf(painter, await page.screenshot({ type: 'png' })));
      process.stdout.write(`docs/screens/${file}\n`);
    }
    await page.context().close();
  }
}
await stage.close();

/** Chromium encodes it: a picture of a screen is a fifth of its PNG. */
async function webpOf(page: Page, png: Buffer): Promise<Buffer> {
  const url: string = await page.evaluate(`(async () => {
    const bytes = Uint8Array.from(atob('${png.toString('base64')}'), (one) => one.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = Object.assign(document.createElement('canvas'), { width: bitmap.width, height: bitmap.height });
    canvas.getContext('2d').drawImage(bitmap, 0, 0);
    return canvas.toDataURL('image/webp', ${QUALITY});
  })()`);
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}
