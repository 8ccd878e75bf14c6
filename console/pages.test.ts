import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CART_COMMAND, NOON, PROFILE } from '../src/api/dependencies.suite.ts';
import { NO_BROWSER } from '../test/clients/chromium.ts';
import { Stage } from './browser.suite.ts';

describe.skipIf(NO_BROWSER !== undefined)(`outbox, customers and the bar${NO_BROWSER ? ` (skipped: ${NO_BROWSER})` : ''}`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open();
    for (let index = 0; index < 60; index++) {
      const text = {
        format: 'text' as const,
        subject: `Thank you ${index}`,
        body: `Dear customer,\n\nyour order ${index} is on its way.\n谢谢`,
      };
      await stage.shop.send({ message: `m${index}`, customer: 'someone', at: NOON - (60 - index) * 60_000, variables: {} }, text);
    }
    await stage.shop.send({});
  });
  afterAll(() => stage.close());

  test('the outbox lists the newest first and loads older ones', async () => {
    const { page, complaints } = await stage.visit('/outbox');
    await page.getByText('61 captured, 61 readable').waitFor();
    expect(await page.locator('.messages li').count()).toBe(50);
    expect(await page.locator('.messages li').first().textContent()).toMatch(/Your cart is waiting.*Cart abandonment · Cart reminder/s);
    await page.getByText('Choose a message to read it.').waitFor();
    await page.getByRole('button', { name: 'Older messages' }).click();
    await expect.poll(() => page.locator('.messages li').count()).toBe(61);
    expect(await page.getByRole('button', { name: 'Older messages' }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a message is shown as its receiver sees it, and why it was sent', async () => {
    const { page, complaints } = await stage.visit('/outbox');
    await page.locator('.messages a').first().click();
    await page.getByRole('heading', { name: 'Your cart is waiting' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/outbox/${CART_COMMAND.message}`);
    await page.frameLocator('iframe').getByText('Back to the cart').waitFor();
    const view = await page.locator('.message-view').textContent();
    expect(view).toMatch(/Journey\s*Cart abandonment · version 2/);
    expect(view).toMatch(/Template\s*Cart reminder · version 3/);
    expect(view).toMatch(/Received to captured\s*15 ms/);
    await page.locator('.chain').getByText('Verdict: send').waitFor();
    const chain = await page.locator('.chain').textContent();
    expect(chain).toMatch(/Signal.*Product Added.*from shop.*total 268.*events 0-40/s);
    expect(chain).toMatch(
      /Identity.*Identifier linked.*Phone.*\+8613800001234.*Knowledge.*Trait changed.*Orders, last 90 days.*from 2.*to 3/s,
    );
    expect(chain).toMatch(/Trigger.*triggered by event.*trigger Product Added.*Decision.*Entry decided.*Treatment/s);
    expect(chain).toMatch(/Verdict: send.*allowed.*purpose Offers.*choice granted.*facts 0-97/s);
    expect(chain).toMatch(/Delivery.*Message sent.*Receipt.*Delivered.*Clicked.*Conversion.*Converted.*goal reached by event/s);
    expect(await page.locator('.receipts').textContent()).toMatch(/Message sent.*Delivered.*Clicked/s);
    expect(view).toMatch(/trait\.first_name\s*晓雯/);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('reading another message keeps the list and its place; going back works', async () => {
    const { page } = await stage.visit('/outbox');
    await page.getByRole('button', { name: 'Older messages' }).click();
    await expect.poll(() => page.locator('.messages li').count()).toBe(61);
    await page.locator('.messages a', { hasText: 'Thank you 3' }).last().click();
    await page.getByText('your order 3 is on its way.').waitFor();
    expect(await page.locator('.messages li').count()).toBe(61);
    expect(await page.locator('.messages a[aria-current]').textContent()).toContain('Thank you 3');
    expect(await page.getByText('Nothing is known of how it came about.').count()).toBe(1);
    expect(await page.getByText('This template reads no values.').count()).toBe(1);
    await page.goBack();
    await page.getByText('Choose a message to read it.').waitFor();
    await page.context().close();
  });

  test('what a message brings along cannot run, send or leave its frame', async () => {
    const body = `<h1>Hello</h1><script>parent.document.title = 'taken'</script><img src="/console/mark.svg" onerror="parent.document.title = 'taken'">
      <a href="/customers" target="_top">leave</a><form action="/v1/releases"><button>send</button></form>`;
    await stage.shop.send({ message: 'evil' }, { subject: '<img src=x onerror=alert(1)>', body });
    const { page } = await stage.visit('/outbox/evil');
    const frame = page.frameLocator('iframe');
    await frame.getByText('Hello').waitFor();
    expect(await page.locator('iframe').getAttribute('sandbox')).toBe('');
    await frame.getByText('leave').click();
    await frame.getByText('send').click();
    expect(await page.title()).toBe('Outbox · Volano');
    expect(new URL(page.url()).pathname).toBe('/outbox/evil');
    await page.getByRole('heading', { name: '<img src=x onerror=alert(1)>' }).waitFor();
    await page.context().close();
  });

  test('the outbox finds the messages of a customer by identifier, and says when there are none', async () => {
    const { page } = await stage.visit('/outbox');
    await page.getByLabel('Identifier').selectOption('phone');
    await page.getByLabel('Value').fill('+8613800001234');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByText('Messages to Phone +8613800001234').waitFor();
    await expect.poll(() => page.locator('.messages li').count()).toBeGreaterThanOrEqual(1);
    expect(await page.locator('.messages').textContent()).not.toContain('Thank you');
    await page.getByLabel('Value').fill('0');
    await page.keyboard.press('Enter');
    await page.getByText('No messages to this customer').waitFor();
    await page.getByRole('link', { name: 'Show all' }).click();
    await expect.poll(() => page.locator('.messages li').count()).toBe(50);
    await page.context().close();
  });

  test('an e-mail with a picture that counts openings is shown without complaint and without counting', async () => {
    const body = '<p>Only for you</p><img src="http://localhost/t/o/1.abc.def" width="1" height="1" alt="">';
    await stage.shop.send({ message: 'counted' }, { subject: 'Counted', body });
    const { page, complaints } = await stage.visit('/outbox/counted');
    await page.frameLocator('iframe').getByText('Only for you').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a message that is not kept here tells why it came, where the address says to whom', async () => {
    const { page } = await stage.visit(`/outbox/m_mailed?customer=${PROFILE.customer}`);
    await page.getByText('It went through a channel of its own; its text is not kept here.').waitFor();
    expect(await page.locator('.chain').textContent()).toMatch(/Signal.*Product Added.*Conversion.*Converted/s);
    expect(await page.locator('.receipts').textContent()).toMatch(/Message sent.*Delivered.*Clicked/s);
    await page.context().close();
  });

  test('an unknown message is an error with its reason', async () => {
    const { page } = await stage.visit('/outbox/nothing');
    await page.getByRole('alert').getByText('There is no message "nothing".').waitFor();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await page.context().close();
  });

  test('a customer: identifiers, traits by name and type, tags, segments, journeys, consent', async () => {
    const { page, complaints } = await stage.visit('/customers', { locale: 'zh-CN' });
    await page.getByText('按任意标识查找客户').waitFor();
    await page.getByLabel('标识类型').selectOption('phone');
    await page.getByLabel('标识', { exact: true }).fill('+8613800001234');
    await page.getByRole('button', { name: '查询' }).click();
    await page.getByRole('heading', { name: '客户属性' }).waitFor();
    const shown = await page.locator('.profile').textContent();
    expect(shown).toMatch(/近 90 天订单数\s*3/);
    expect(shown).toMatch(/最近下单时间\s*2024年5月8日/);
    expect(shown).toMatch(/会员\s*是/);
    expect(shown).toMatch(/近期浏览 有效至 2024年6月25日/);
    expect(shown).toMatch(/购物车挽回 版本 2 › wait_answer/);
    expect(shown).toMatch(/沉默召回.*空白对照组/s);
    expect(shown).toMatch(/优惠信息 已同意.*可用/s);
    expect(shown).toContain(PROFILE.absorbed[0]);
    await page.getByRole('link', { name: '发给该客户的消息' }).click();
    await page.getByText('Your cart is waiting').first().waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a customer: why, and why not, by journey', async () => {
    const { page, complaints } = await stage.visit(`/customers/${PROFILE.customer}`);
    const why = page.locator('.card', { hasText: 'Why, and why not, by journey' });
    await why.locator('[data-standing]').first().waitFor();
    expect(await why.locator('[data-standing="inside"]').textContent()).toMatch(/Cart abandonment.*inside.*wait_answer.*remind.*sent/s);
    expect(await why.locator('[data-standing="refused"]').textContent()).toMatch(
      /After the first order.*Not entered 2 times.*entry condition not met.*Orders, last 90 days 3.*facts 0-80/s,
    );
    expect(await why.locator('[data-standing="untriggered"]').textContent()).toMatch(
      /never triggered.*never in the segment that starts it.*segment Repurchase due.*inside no.*Member missing/s,
    );
    await why.getByRole('link', { name: 'remind' }).click();
    await page.getByRole('heading', { name: 'Your cart is waiting' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/outbox/${CART_COMMAND.message}`);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('a customer: what is open, what is closed and why, and what is on its way', async () => {
    const { page, complaints } = await stage.visit(`/customers/${PROFILE.customer}`);
    const reach = page.locator('.reach');
    await reach.waitFor();
    const told = (selector: string) => reach.locator(selector).textContent();
    expect(await reach.locator('.warning').textContent()).toBe('Quiet hours on their clock (Asia/Shanghai) until Jun 18, 2024, 21:30:00');
    expect(await told('[data-channel="mail"]')).toMatch(
      /mail.*closed.*channel suppressed for this customer.*reason messages come back.*since/s,
    );
    expect(await told('[data-channel="order_sms"]')).toMatch(/open$/);
    expect(await told('[data-purpose="offers"]')).toMatch(/Offers granted.*open$/);
    expect(await told('[data-purpose="research"]')).toMatch(
      /Research withdrawn.*closed.*consent withdrawn.*choice withdrawn.*chosen Jun 18/s,
    );
    expect(await told('[data-cap="marketing_per_day"]')).toMatch(/marketing.*1 of 1/);
    expect(await told('[data-cap="accepted_per_week"]')).toMatch(/What they accept.*1 of 2/);
    expect(await told('[data-message]')).toMatch(/Cart abandonment › remind.*order_sms.*will be withdrawn:.*goal reached by event/s);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('dead letters: none is said; some are listed with the reason and sent again', async () => {
    const { page, complaints } = await stage.visit('/outbox');
    await page.getByRole('link', { name: 'Dead letters' }).click();
    await page.getByText('Nothing has failed').waitFor();
    const failure = { reason: 'address_refused: 550 no such mailbox', attempts: 3, decidedAt: NOON, failedAt: NOON + 60_000 };
    stage.shop.letters = [
      { number: 2, message: 'm2', command: { ...CART_COMMAND, message: 'm2' }, ...failure },
      { number: 1, message: 'm1', command: { ...CART_COMMAND, message: 'm1' }, ...failure },
    ];
    await page.reload();
    const row = page.locator('tr[data-message="m1"]');
    await row.waitFor();
    expect(await row.textContent()).toMatch(/Cart abandonment › Cart reminder.*550 no such mailbox.*3/s);
    await row.getByRole('button', { name: 'Send again m1' }).click();
    await page.getByText('1 on their way again').waitFor();
    expect(stage.shop.redelivered).toMatchObject([{ message: 'm1' }]);
    expect(await row.getByRole('button').isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Send all 2 again' }).click();
    await expect.poll(() => stage.shop.redelivered.length).toBe(2);
    expect(complaints).toEqual([]);
    stage.shop.letters = [];
    await page.context().close();
  });

  test('nobody is said kindly', async () => {
    const { page } = await stage.visit('/customers?namespace=phone&value=1');
    await page.getByText('Nobody has this identifier').waitFor();
    await page.context().close();
  });

  test('language and color scheme are switched and remembered', async () => {
    const { page } = await stage.visit('/outbox');
    await page.getByRole('button', { name: 'Switch to Chinese' }).click();
    await page.getByRole('heading', { name: '发件箱' }).waitFor();
    await page.getByRole('button', { name: '配色：跟随系统' }).click();
    await page.getByRole('button', { name: '配色：浅色' }).click();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await page.reload();
    await page.getByRole('heading', { name: '发件箱' }).waitFor();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await page.context().close();
  });

  test('pages are reached by keyboard and named, and nothing overflows on a phone', async () => {
    const { page } = await stage.visit('/', { width: 390 });
    await page.locator('.pill').getByText('Healthy').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('Skip to content');
    for (const path of ['/', '/outbox', `/outbox/${CART_COMMAND.message}`, `/customers/${PROFILE.customer}`]) {
      await page.goto(`${stage.origin}${path}`);
      await page.locator('.card:visible').first().waitFor();
      const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
      expect(width, path).toBeLessThanOrEqual(390);
      expect(await page.locator('h1').count(), path).toBe(1);
    }
    await page.context().close();
  });

  test('an address that is none says so', async () => {
    const answer = await fetch(`${stage.origin}/nothing`);
    expect(answer.status).toBe(404);
  });

  test('a server that asks for the token gets it from a form, once per tab', async () => {
    await stage.restart({ host: '0.0.0.0', adminToken: 's3cret' });
    const { page } = await stage.visit('/');
    await page.getByRole('heading', { name: 'Admin token' }).waitFor();
    await page.getByLabel('Token').fill('wrong');
    await page.getByRole('button', { name: 'Open the console' }).click();
    await page.getByText('The server refused this token.').waitFor();
    await page.getByLabel('Token').fill('s3cret');
    await page.getByRole('button', { name: 'Open the console' }).click();
    await page.locator('.pill').getByText('Healthy').waitFor();
    await page.getByRole('link', { name: 'Outbox' }).click();
    await page.locator('.messages a', { hasText: 'Your cart is waiting' }).first().click();
    await page.frameLocator('iframe').getByText('Back to the cart').waitFor();
    await page.context().close();
    await stage.restart();
  });
});
