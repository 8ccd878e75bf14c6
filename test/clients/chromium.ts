/** A real Chromium for tests: Debian's, or the one that CHROMIUM names. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

export const CHROMIUM: string = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Why browser tests cannot run here; undefined when they can. With VOLANO_REQUIRE_BROWSER=1 (set in CI) they run, and fail. */
export const NO_BROWSER: string | undefined =
  existsSync(CHROMIUM) || process.env.VOLANO_REQUIRE_BROWSER === '1'
    ? undefined
    : `no Chromium at ${CHROMIUM}: install it, or set CHROMIUM`;

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
