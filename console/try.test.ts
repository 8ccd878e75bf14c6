import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MailServer } from '../src/act/channels/email/mail-server.suite.ts';
import { NO_BROWSER } from '../test/clients/chromium.ts';
import { askingProject, reachingProject, TryStage } from './try.suite.ts';

/** The stopwatch has the times of the message: how fast a busy machine is, the benches say. */
const TOLD = '.stopwatch:is([data-state="kept"], [data-state="late"])';

describe.skipIf(NO_BROWSER !== undefined)(`be the customer${NO_BROWSER ? ` (skipped: ${NO_BROWSER})` : ''}`, () => {
  let stage: TryStage;
  beforeAll(async () => {
    stage = await TryStage.open();
  }, 60_000);
  afterAll(() => stage.close());

  test('a tap is answered on the phone, the stopwatch shows the times of the message, and why is said', async () => {
    const { page, complaints } = await stage.visit('/try');
    await page.getByText('Nothing yet').waitFor();
    await page.getByRole('button', { name: 'Add to cart: Baby bath oil' }).click();
    await page.locator('.inbox').getByText('Good choice: Baby bath oil.').waitFor();
    await page.locator(TOLD).waitFor();
    const [message] = await stage.running.outbox.list({ limit: 1 });
    const seconds = ((message!.capturedAt - message!.command.receivedAt) / 1_000).toFixed(3);
    expect(await page.locator('.digits').textContent()).toBe(seconds);
    expect(await page.locator('.watch-parts').textContent()).toMatch(/Received.*Decided.*Dispatched/s);
    await page.locator('.decided').getByText('Verdict: send').waitFor();
    expect(await page.locator('.decided').textContent()).toMatch(/Entry decided.*Cart advice.*triggered by event.*allowed.*purpose Care/s);
    await page.locator('.known .fresh').getByText('Keen').waitFor();
    expect(await page.locator('.known .changes').textContent()).toMatch(/Put into the cart\s*1/);
    await page.getByRole('link', { name: 'Why did I get this?' }).click();
    await page.getByRole('heading', { name: 'A word on your cart' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/console/outbox/${message!.command.message}`);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('what is refused names its rule, and consent changes the next decision', async () => {
    const { page, complaints } = await stage.visit('/try');
    const look = page.getByRole('button', { name: 'Look at Camellia repair serum' });
    await look.click();
    await page.locator('.watch-state').getByText('Not sent. Offer on a look: no consent').waitFor();
    expect(await page.locator('.inbox li').count()).toBe(0);
    const offers = page.getByRole('switch', { name: 'Offers' });
    expect(await offers.getAttribute('aria-checked')).toBe('false');
    await offers.click();
    await page.locator('.choices').getByText('granted').waitFor();
    await page.locator('.decided').getByText('Consent granted').waitFor();
    await look.click();
    await page.locator('.inbox').getByText('Ten off Camellia repair serum.').waitFor();
    await offers.click();
    await page.locator('.choices').getByText('withdrawn', { exact: false }).first().waitFor();
    await page.locator('.decided').getByText('Consent withdrawn').waitFor();
    await look.click();
    await page.locator('.watch-state').getByText('Not sent. Offer on a look: consent withdrawn').waitFor();
    expect(await page.locator('.inbox li').count()).toBe(1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('to unsubscribe changes the next decision', async () => {
    const { page, complaints } = await stage.visit('/try');
    const add = page.getByRole('button', { name: 'Add to cart: Camellia repair serum' });
    await add.click();
    await page.locator('.inbox').getByText('Good choice').waitFor();
    await page.getByRole('button', { name: 'Unsubscribe' }).click();
    await page.locator('.decided').getByText('Consent withdrawn').waitFor();
    await page.locator('.choices').getByText('Care · withdrawn').waitFor();
    await add.click();
    await page.locator('.watch-state').getByText('Not sent. Cart advice: consent withdrawn').waitFor();
    expect(await page.locator('.inbox li').count()).toBe(1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('who signs in on another device is recognized as the same customer', async () => {
    const { page } = await stage.visit('/try');
    await page.getByLabel('Sign in as…').selectOption('emma');
    await page.locator('.known').getByText('Emma Hart').waitFor();
    await page.getByRole('button', { name: 'Start over' }).click();
    await page.locator('.known').getByText('Nobody knows this visitor yet.').waitFor();
    await page.getByRole('button', { name: 'Add to cart: White tea gift set' }).click();
    await page.locator('.inbox').getByText('Good choice: White tea gift set.').waitFor();
    await page.getByLabel('Sign in as…').selectOption('emma');
    await page.locator('.known').getByText('Recognized: 1 earlier profile joined this one').waitFor();
    await page.context().close();
  });

  test('is Chinese for a Chinese browser, and its calls say so', async () => {
    const { page, complaints } = await stage.visit('/try', { locale: 'zh-CN', colorScheme: 'dark' });
    await page.getByRole('heading', { name: '扮演客户' }).waitFor();
    await page.getByRole('button', { name: '加购婴儿沐浴油' }).click();
    await page.locator('.inbox').getByText('Good choice: 婴儿沐浴油.').waitFor();
    await page.locator('.watch-state').getByText('接收后').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('is used by keyboard, tells what comes, and fits on a phone', async () => {
    const { page } = await stage.visit('/try', { width: 390 });
    const add = page.getByRole('button', { name: 'Add to cart: Cooking class: dim sum' });
    await add.focus();
    await page.keyboard.press('Enter');
    await page.locator('.inbox').getByText('Good choice: Cooking class: dim sum.').waitFor();
    expect(await page.locator('.inbox').getAttribute('aria-live')).toBe('polite');
    expect(await page.locator('.watch-state').getAttribute('role')).toBe('status');
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Add to cart: Cooking class: dim sum');
    expect(Number(await page.evaluate('document.documentElement.scrollWidth'))).toBeLessThanOrEqual(390);
    expect(await page.locator('h1').count()).toBe(1);
    await page.getByRole('link', { name: 'Show the message' }).click();
    await expect.poll(() => page.locator('.inbox li').isVisible()).toBe(true);
    await page.context().close();
  });

  test('a reload keeps the visitor and what it got', async () => {
    const { page } = await stage.visit('/try');
    await page.getByRole('button', { name: 'Add to cart: Baby bath oil' }).click();
    await page.locator('.inbox').getByText('Good choice').waitFor();
    await page.reload();
    await page.locator('.inbox').getByText('Good choice').waitFor();
    await page.getByText('1 in the cart').waitFor();
    await page.context().close();
  });
});

describe.skipIf(NO_BROWSER !== undefined)(`be the customer of captured e-mail${NO_BROWSER ? ` (skipped: ${NO_BROWSER})` : ''}`, () => {
  let stage: TryStage;
  beforeAll(async () => {
    stage = await TryStage.open({ project: askingProject() });
  }, 60_000);
  afterAll(() => stage.close());

  test('its link is followed and its unsubscribing done from the phone, and both change what comes next', async () => {
    const { page, complaints } = await stage.visit('/try');
    await page.getByLabel('Sign in as…').selectOption('emma');
    await page.locator('.known').getByText('Emma Hart').waitFor();
    const add = page.getByRole('button', { name: 'Add to cart: Baby bath oil' });
    await add.click();
    const mail = page.locator('.inbox li', { has: page.getByText('In your cart') });
    await mail.getByRole('button', { name: 'Follow: How to use it' }).click();
    await page.locator('.decided').getByText('Clicked').waitFor();
    await page.locator('.inbox').getByText('Any question about it?').waitFor();
    expect(page.url()).toContain('/try');
    await mail.getByRole('button', { name: 'Unsubscribe' }).click();
    await page.locator('.choices').getByText('Care · withdrawn').waitFor();
    await add.click();
    await page.locator('.watch-state').getByText('Not sent. Journey put: consent withdrawn').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe.skipIf(NO_BROWSER !== undefined)(`be the customer of channels that go out${NO_BROWSER ? ` (skipped: ${NO_BROWSER})` : ''}`, () => {
  let stage: TryStage;
  let server: MailServer;
  beforeAll(async () => {
    server = await MailServer.open({ authOptional: true });
    const mail = { carrier: 'smtp', host: '127.0.0.1', port: server.port, encryption: 'none' };
    stage = await TryStage.open({ project: reachingProject(), channels: { app: { carrier: 'in_app' }, mail } });
  }, 60_000);
  afterAll(async () => {
    await stage.close();
    await server.close();
  });

  test("a message in the app's inbox arrives live, and to read it comes back", async () => {
    const { page, complaints } = await stage.visit('/try');
    await page.getByText('those on their way through a real channel appear here').waitFor();
    await page.getByRole('button', { name: 'Look at Camellia repair serum' }).click();
    const note = page.locator('.inbox li');
    await note.getByText('Still here: Camellia repair serum.').waitFor();
    await page.locator(TOLD).waitFor();
    expect(await page.locator('.watch-parts').textContent()).toMatch(/Received.*Decided.*Dispatched/s);
    expect(await note.locator('.note-head').textContent()).toContain('In the app: App');
    await note.getByRole('button', { name: 'Read' }).click();
    await note.locator('.badge').getByText('read').waitFor();
    await page.locator('.known .fresh').getByText('Reader').waitFor();
    await page.locator('.decided').getByText('Opened').waitFor();
    await note.getByRole('link', { name: 'Why did I get this?' }).click();
    await page.getByText('What it looked like is not kept').waitFor();
    await page.locator('.because-chain').getByText('Opened').waitFor();
    expect(await page.locator('.because-chain').textContent()).toMatch(/Signal.*Product Viewed.*Verdict: send.*Message sent.*Opened/s);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a message through the mail server shows its state by receipts; a server that refuses is said', async () => {
    const { page, complaints } = await stage.visit('/try');
    await page.getByLabel('Sign in as…').selectOption('emma');
    await page.locator('.known').getByText('Emma Hart').waitFor();
    await page.getByRole('button', { name: 'Add to cart: Baby bath oil' }).click();
    const note = page.locator('.inbox li').first();
    await note.getByText('Handed over to Mail (mail server); its text is not kept here.').waitFor();
    await note.getByText('Delivered').waitFor();
    await page.locator(TOLD).waitFor();
    expect(server.received).toHaveLength(1);
    expect(server.received[0]!.to).toEqual(['emma@visitor.example']);
    server.refusal = { at: 'rcpt', code: 550, text: 'no such mailbox' };
    await page.getByRole('button', { name: 'Add to cart: White tea gift set' }).click();
    await page.locator('.watch-state').getByText('Mail (mail server) did not take it.').waitFor();
    await page.locator('.inbox li').first().getByText('Bounced').waitFor();
    await page.getByRole('button', { name: 'Add to cart: White tea gift set' }).click();
    await page.locator('.watch-state').getByText('Not sent. Journey put: channel suppressed for this customer').waitFor();
    await page.getByRole('link', { name: 'Profile' }).click();
    const closed = page.locator('.ant-tag', { hasText: 'Mail · channel suppressed for this customer' });
    await closed.hover();
    await page.getByRole('tooltip').getByText('reason: messages come back').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a visitor who starts over has an empty phone, and the inbox of the one before stays theirs', async () => {
    const { page, complaints } = await stage.visit('/try');
    await page.getByRole('button', { name: 'Look at Cedar scented candle' }).click();
    await page.locator('.inbox').getByText('Still here: Cedar scented candle.').waitFor();
    await page.getByRole('button', { name: 'Start over' }).click();
    await page.getByText('Nothing yet').waitFor();
    await page.getByRole('button', { name: 'Look at Baby bath oil' }).click();
    await page.locator('.inbox').getByText('Still here: Baby bath oil.').waitFor();
    expect(await page.locator('.inbox li').count()).toBe(1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
