/** What comes back about messages, as its customers bring it about: a mail opened in a real browser, its link, its page to unsubscribe, a text message answered. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MailServer, readMail } from '../src/act/channels/email/mail-server.suite.ts';
import { NO_BROWSER } from '../test/clients/chromium.ts';
import { reachingProject, TryStage } from './try.suite.ts';

const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
/** Chances of a busy machine; how fast it is, the benches say. */
const SOON = { timeout: 10_000 };

describe.skipIf(NO_BROWSER !== undefined)(`receipts${NO_BROWSER ? ` (skipped: ${NO_BROWSER})` : ''}`, () => {
  let mails: MailServer;
  let shop: Server;
  let shopUrl: string;
  let stage: TryStage;

  beforeAll(async () => {
    process.env.VOLANO_TEST_RETURNS = SECRET;
    mails = await MailServer.open({ authOptional: true });
    shop = createServer((_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Care</h1>'));
    await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
    shopUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
    const returns = 'env:VOLANO_TEST_RETURNS';
    const mail = { carrier: 'smtp', host: '127.0.0.1', port: mails.port, encryption: 'none', returns };
    stage = await TryStage.open({ project: reachingProject(shopUrl), channels: { mail, text: { carrier: 'capture', returns } } });
  }, 60_000);
  afterAll(async () => {
    await stage.close();
    await mails.close();
    shop.close();
  });

  async function signedIn(person: string, name: string): Promise<Page> {
    const { page } = await stage.visit('/try');
    await page.getByLabel('Sign in as…').selectOption(person);
    await page.locator('.known').getByText(name).waitFor();
    return page;
  }
  const add = (page: Page) => page.getByRole('button', { name: 'Add to cart: Baby bath oil' }).click();
  const actions = async (value: string): Promise<string[]> => {
    const profile = await stage.running.profileOf({ namespace: 'email', value });
    return (await stage.running.stepsOf([profile!.customer], 100)).filter(({ kind }) => kind === 'message').map(({ action }) => action);
  };
  const latestMail = () => readMail(mails.received.at(-1)!.raw);
  async function report(path: string, body: object): Promise<unknown> {
    const text = JSON.stringify(body);
    const [id, at] = [`r${Math.random()}`, new Date()];
    const signature = new Webhook(SECRET).sign(id, at, text);
    const headers = { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)) };
    const answer = await fetch(`${stage.running.url}${path}`, {
      method: 'POST',
      headers: { ...headers, 'webhook-signature': signature },
      body: text,
    });
    return answer.json();
  }

  test('a mail that is opened and clicked in a browser is known of its customer, and its page to unsubscribe changes the next decision', async () => {
    const page = await signedIn('lin', 'Lin Yue');
    await add(page);
    await expect.poll(() => mails.received.length, SOON).toBe(1);
    const reader = await page.context().newPage();
    await reader.setContent(latestMail().parts['text/html']!);
    await expect.poll(() => actions('lin@visitor.example'), SOON).toContain('opened');
    await reader.getByRole('link', { name: 'How to use it' }).click();
    await reader.getByRole('heading', { name: 'Care' }).waitFor();
    expect(reader.url()).toBe(`${shopUrl}/care`);
    await expect.poll(() => actions('lin@visitor.example'), SOON).toContain('clicked');
    await page.locator('.known').getByText('Clicks in mails').waitFor();
    await page.locator('.inbox li').getByText('Clicked').waitFor();
    const unsubscribe = latestMail().header('list-unsubscribe')!.slice(1, -1);
    await reader.goto(unsubscribe);
    await reader.getByText('Care', { exact: false }).first().waitFor();
    expect(await actions('lin@visitor.example')).not.toContain('unsubscribed');
    await reader.getByRole('button').click();
    await expect.poll(() => actions('lin@visitor.example'), SOON).toContain('unsubscribed');
    await page.locator('.choices').getByText('Care · withdrawn').waitFor();
    await add(page);
    await page.locator('.watch-state').getByText('Not sent. Journey put: consent withdrawn').waitFor();
    expect(mails.received).toHaveLength(1);
    await page.context().close();
  });

  test('a scanner that follows the link is told apart', async () => {
    const page = await signedIn('emma', 'Emma Hart');
    await add(page);
    await expect.poll(() => mails.received.length, SOON).toBe(2);
    const link = /href="([^"]*\/t\/c\/[^"]*)"/.exec(latestMail().parts['text/html']!)![1]!;
    await fetch(link, { redirect: 'manual', headers: { 'user-agent': 'Barracuda Sentinel (EE)' } });
    await expect.poll(() => actions('emma@visitor.example'), SOON).toContain('clicked');
    await page.getByRole('link', { name: 'Why did I get this?' }).click();
    await page.locator('.because-chain li', { hasText: 'Receipt' }).getByText('by a machine yes').first().waitFor();
    await page.context().close();
  });

  test('a complaint closes the channel; the answer TD to a text message withdraws its purpose', async () => {
    const page = await signedIn('chen', 'Chen Hao');
    await add(page);
    await expect.poll(() => mails.received.length, SOON).toBe(3);
    const mailed = latestMail().header('message-id')!.slice(1).split('@')[0]!;
    await page.getByRole('button', { name: 'Place order' }).click();
    await page.locator('.inbox').getByText('Your order is on its way.').waitFor();
    const [text] = await stage.running.outbox.list({ limit: 1 });
    expect(
      await report('/v1/returns/text/replies', { from: '+8613800138003', text: '　ｔｄ ', message: text!.command.message }),
    ).toMatchObject({
      accepted: 1,
    });
    await page.locator('.choices').getByText('Care · withdrawn').waitFor();
    expect(await report('/v1/returns/mail', { events: [{ message: mailed, kind: 'complained' }] })).toEqual({ accepted: 1, unknown: 0 });
    await expect.poll(() => actions('chen@visitor.example'), SOON).toContain('complained');
    await page.getByRole('link', { name: 'Profile' }).click();
    await page.locator('.ant-tag', { hasText: 'Care · withdrawn · consent withdrawn' }).waitFor();
    await page.locator('.ant-tag', { hasText: 'Mail · channel suppressed for this customer' }).hover();
    await page.getByRole('tooltip').getByText('reason: the customer complained').waitFor();
    await page.context().close();
  });
});
