/**
 * A screen gone through by keys alone: from its beginning by Tab to its end, as somebody does who has no mouse.
 *
 * K1. Tab comes to everything that can be pressed, chosen or written in, or to one of its group, which arrow keys go through.
 * K2. Wherever the keyboard is can be seen: something is drawn around it, and it lies in sight.
 * K3. Tab goes on and leaves at the end.
 * K4. Lists open and close by keys, tables are sorted, and what is folded is unfolded.
 * K5. What opens above the screen takes the focus in, closes by Escape, and gives the focus back to what opened it.
 */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What opens something above each screen (K5), by the screen's name and its own: of several that do the same, one. */
export const OPENERS: Readonly<Record<string, readonly string[]>> = {
  channels: ['Send test'],
  'content-2': ['Approve', 'Send a test', 'Roll back to version 1'],
  'customers-2': ['Why this message: m000000004z7k001', 'Converted'],
  'customers-4': ['Why this tag: high_value'],
  'customers-5': ['Bind an identifier', 'Take out', 'Unmerge'],
  'customers-8': ['Cart abandonment › Cart reminder'],
  'dead-letters': ['Send all again'],
  dictionary: ['Product viewed'],
  journeys: ['Start from a playbook', 'New journey'],
  'journeys-2': ['0 problems', 'Add a step: at the beginning', 'Add a step: behind Wait for: Order Completed, 3 days at most'],
  'measure-2': ['Recency 5, frequency 2: 118 customers'],
  members: ['Invite'],
  quarantine: ['Correct and replay', 'Drop', 'Order completed'],
  releases: ['Publish'],
  'releases-2': ['Next stage', 'Pause', 'Halt', 'Win-back'],
  'segments-2': ['Why this segment: repurchase_due'],
  sources: ['Make a write key'],
  stream: ['Product viewed'],
  tokens: ['Make a token'],
  unpublished: ['Publish all', 'Discard the change of “Regular”'],
};

/** Around every screen. */
export const SHELL_OPENERS: readonly string[] = ['Colors'];

const STOPS_MAX = 400;
/** Parts of one field of a date that Tab goes through. */
const PARTS_MAX = 8;

interface Stop {
  /** Tab has left the screen. */
  readonly isEnd: boolean;
  /** Times in a row that it is here. */
  readonly times: number;
  readonly isAgain: boolean;
  readonly name: string;
  /** What opens, sorts or unfolds, as the page's own functions know it. */
  readonly kind: 'list' | 'sorter' | 'fold' | 'other';
  readonly problems: readonly string[];
}

/** What is wrong with the screen at hand, or with the dialog that is open over it (K1 to K4). */
export async function wrongByKeys(page: Page): Promise<readonly string[]> {
  await page.evaluate(WALK);
  const wrong: string[] = [];
  const tried = new Set<string>();
  for (let stops = 0; ; stops++) {
    await page.keyboard.press('Tab');
    const stop = (await page.evaluate('keyboard.stop()')) as Stop;
    wrong.push(...stop.problems);
    if (stop.isEnd) break;
    if (stop.isAgain || stop.times > PARTS_MAX || stops > STOPS_MAX) {
      wrong.push(`Tab stays within the screen at: ${stop.name}`);
      break;
    }
    if (stop.kind === 'other' || (tried.has(stop.kind) && stop.kind !== 'list')) continue;
    tried.add(stop.kind);
    if (!(await works(page, stop.kind))) wrong.push(`keys do not work a ${stop.kind}: ${stop.name}`);
  }
  return [...new Set([...wrong, ...((await page.evaluate('keyboard.missed()')) as readonly string[])])];
}

/** K4, at what has the focus; it is left as it was. */
async function works(page: Page, kind: Exclude<Stop['kind'], 'other'>): Promise<boolean> {
  const state = (): Promise<unknown> => page.evaluate('keyboard.state()');
  const before = await state();
  const [there, back] = kind === 'list' ? ['ArrowDown', 'Escape'] : ['Enter', 'Enter'];
  await page.keyboard.press(there);
  const isOpen = await becomes(state, (now) => now !== before);
  await page.keyboard.press(back);
  // A table has a third order before it is as it was.
  return isOpen && (kind === 'sorter' || (await becomes(state, (now) => now === before)));
}

async function becomes(state: () => Promise<unknown>, is: (now: unknown) => boolean): Promise<boolean> {
  for (let tries = 0; tries < 40; tries++) {
    if (is(await state())) return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return false;
}

/** K5: at a button, a link or a row, by its name. */
export async function opensByKeys(page: Page, name: string): Promise<void> {
  await expect.poll(() => page.evaluate(`(${OPENER})(${JSON.stringify(name)})`), { message: `something named ${name}` }).toBe(true);
  const above = (): Promise<unknown> => page.evaluate(ABOVE);
  expect(await above()).toEqual({ shown: 0, isWithin: false, isBack: true });
  await page.keyboard.press('Enter');
  await expect.poll(above, { message: `${name} opens, and the focus is in it` }).toEqual({ shown: 1, isWithin: true, isBack: false });
  // A menu Tab leaves; past the last of a dialog the browser itself comes, and then its first.
  if (await page.evaluate(IN_DIALOG)) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(ASTRAY), `Tab leads from what ${name} has opened to what lies beneath`).toBe(false);
  }
  await page.keyboard.press('Escape');
  await expect.poll(above, { message: `Escape closes what ${name} has opened, and the focus is on it again` }).toEqual({
    ...{ shown: 0, isWithin: false, isBack: true },
  });
}

/** Gives the focus to what has the name, and remembers it. Rows are named by what stands in them. */
const OPENER = `(name) => {
  const named = (element) => (element.getAttribute('aria-label') ?? element.textContent).replace(/\\s+/g, ' ').trim();
  const all = [...document.querySelectorAll('button, a[href], tr[tabindex], [role="button"]')].filter((one) => one.checkVisibility({ visibilityProperty: true }));
  window.opener_ = all.find((one) => named(one) === name && !one.disabled) ?? all.find((one) => one.matches('tr') && named(one).includes(name));
  window.opener_?.focus();
  return document.activeElement === window.opener_;
}`;

/** A drawer has the focus on its frame, which stays when it is closed. */
const ABOVE = `(() => {
  const shown = [...document.querySelectorAll('[role="dialog"], .ant-dropdown')]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !/-hidden|-leave/.test(one.className))
    .map((one) => one.closest('.ant-drawer, .ant-modal-wrap') ?? one);
  const active = document.activeElement;
  return { shown: shown.length, isWithin: shown.some((one) => one.contains(active)), isBack: active === window.opener_ };
})()`;

const IN_DIALOG = `document.activeElement.closest('.ant-drawer, .ant-modal-wrap') !== null`;
const ASTRAY = `document.querySelector('#root').contains(document.activeElement)`;

const WALK = `(() => {
  const dialogs = [...document.querySelectorAll('[role="dialog"]')].filter((one) => one.checkVisibility());
  const main = document.querySelector('main');
  const home = dialogs.at(-1) ?? main;
  const stops = [];
  const html = (element) => element.outerHTML.slice(0, 200);
  const styleOf = (element) => {
    const of = (one, pseudo) => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor } = getComputedStyle(one, pseudo);
      return [outlineStyle === 'none' ? '' : outlineStyle + outlineWidth + outlineColor, boxShadow, borderColor, backgroundColor];
    };
    return of(element).concat(of(element, '::after')).join();
  };
  // The ring may be that of a field's frame, or of what stands for a box that is ticked.
  const around = (element) => {
    const parts = [element, ...element.children, ...(element.closest('label')?.querySelectorAll('*') ?? [])];
    for (let up = element.parentElement, steps = 0; up && steps < 4; up = up.parentElement, steps++) parts.push(up);
    return parts.map(styleOf).join();
  };
  const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  // A field draws its ring, and gives it up, a moment later.
  const isRinged = async (element) => {
    const before = document.activeElement;
    element.focus();
    await frames();
    const ring = around(element);
    before.focus();
    for (let tries = 0; tries < 10 && around(element) === ring; tries++) await frames();
    return around(element) !== ring;
  };
  // Several stops may lie within the frame of one field.
  const fieldOf = (element) => element?.closest('.ant-picker-range, .ant-select');
  const isSeen = (element) => {
    const shown = element.closest('label') ?? element;
    const { x, y, width, height } = shown.getBoundingClientRect();
    const at = document.elementFromPoint(x + width / 2, y + Math.min(height / 2, 20));
    return at !== null && (shown.contains(at) || at.contains(shown));
  };
  const kindOf = (element) => {
    // What completes what is written opens when there is something to complete.
    if (element.closest('.ant-select-auto-complete')) return 'other';
    if (element.matches('[role="combobox"]')) return 'list';
    if (element.matches('th')) return 'sorter';
    return element.matches('[aria-expanded]') ? 'fold' : 'other';
  };
  const stop = async () => {
    const element = document.activeElement;
    const last = stops.at(-1);
    const problems = [];
    const within = element && home.contains(element) && element !== home;
    if (last?.element === element) last.times++;
    else if (last?.element.isConnected && !(fieldOf(element) && fieldOf(element) === fieldOf(last.element))) {
      if (around(last.element) === last.around && !(await isRinged(last.element))) problems.push('nothing is drawn around: ' + html(last.element));
    }
    const isAgain = last?.element !== element && stops.some((one) => one.element === element);
    if (within && !isAgain && last?.element !== element) {
      // What is drawn on a canvas is brought into sight with the next frame.
      if (!isSeen(element)) await frames();
      if (!isSeen(element)) problems.push('out of sight: ' + html(element));
      stops.push({ element, times: 1, around: around(element) });
    }
    // Out of a dialog Tab comes to its beginning again.
    const isEnd = !within || (home !== main && isAgain);
    return { isEnd, isAgain, times: stops.at(-1)?.times ?? 0, name: element ? html(element) : '', kind: within ? kindOf(element) : 'other', problems };
  };
  const isPointer = (element) => ['pointer', 'grab'].includes(getComputedStyle(element).cursor);
  const control = 'a[href], button, input, select, textarea, summary, iframe, [role="button"], [role="switch"], [role="combobox"], [tabindex], [draggable="true"], [contenteditable="true"]';
  // Arrow keys in the field do the same, and so does Backspace.
  const spared = 'iframe, .ant-input-number-action, .ant-select-selection-item-remove, h1, h2, [role="tabpanel"], [role="dialog"], .ant-drawer';
  // Of these one is come to by Tab, and the others by arrow keys from there.
  const groups = ['[role="tablist"]', '[role="radiogroup"]', '.journey-canvas', '.ant-radio-group', '[role="listbox"]', '[role="menu"]'];
  const isOfGroup = (element) => groups.some((group) => {
    const own = element.closest(group);
    return own && stops.some((one) => own.contains(one.element));
  });
  const missed = () => [...home.querySelectorAll('*')]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && (one.matches(control) || (isPointer(one) && !isPointer(one.parentElement))))
    .filter((one) => !one.matches(':disabled, [aria-disabled="true"]') && !one.closest(spared) && !isOfGroup(one))
    .filter((one) => !stops.some(({ element }) => element === one || element.contains(one) || one.contains(element)))
    .map((one) => 'keys do not come to: ' + html(one));
  const state = () => {
    const element = document.activeElement;
    return element?.getAttribute('aria-expanded') ?? element?.getAttribute('aria-sort') ?? 'none';
  };
  window.keyboard = { stop, missed, state };
  if (home === main) main.focus();
})()`;
