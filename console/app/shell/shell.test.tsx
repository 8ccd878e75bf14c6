import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { useDoing } from '../kit/index.ts';
import { NOON, SHOP } from '../test/answers.ts';
import { renderConsole } from '../test/render.tsx';
import { areasOf, Navigation, screenAt } from './navigation.tsx';
import { keepLanguage, keepTheme, keptLanguage, keptTheme, PreferencesContext } from './preferences.ts';
import { Shell } from './shell.tsx';
import { PreferenceSwitches } from './switches.tsx';
import { themeOf } from './theme.ts';
import { Who } from './who.tsx';

function Empty() {
  return null;
}

const screenOf = (name: string, area: 'home' | 'records', ...paths: [string, ...string[]]) => ({
  ...{ name, area, order: 1, paths, title: { en: name, zh: name } },
  load: async () => ({ Screen: Empty }),
});
const SCREENS = [
  screenOf('home', 'home', '/'),
  screenOf('stream', 'records', '/stream'),
  screenOf('streams', 'records', '/stream/all', '/stream/$id'),
];

test('areas have their screens, and a screen its addresses', () => {
  expect(areasOf(SCREENS).map(({ area, screens }) => [area, screens.length])).toEqual([
    ['home', 1],
    ['records', 2],
  ]);
  expect(['/', '/stream', '/stream/x', '/stream/all/1', '/other'].map((path) => screenAt(SCREENS, path)?.name)).toEqual([
    'home',
    'stream',
    'stream',
    'streams',
    undefined,
  ]);
});

test('what one may not see is in the navigation, and leads nowhere', async () => {
  await renderConsole(
    <Navigation session={{ state: 'in', id: 'ada', name: 'Ada', roles: [], permissions: new Set(['overview.read', 'messages.read']) }} />,
    { answers: SHOP },
  );
  await screen.findByRole('link', { name: 'Home' });
  screen.getByRole('link', { name: 'Outbox' });
  expect(screen.queryByRole('link', { name: 'Quarantine' })).toBeNull();
  expect(screen.getByText('Quarantine').closest('[aria-disabled="true"]')).not.toBeNull();
});

test.each([
  ['en', 'Outbox', 'Quarantine'],
  ['zh', '发件箱', '隔离区'],
] as const)('what one may not see is headed by its name all the same, in %s', async (language, outbox, quarantine) => {
  const session = { state: 'in', id: 'ada', name: 'Ada', roles: [], permissions: new Set(['overview.read']) } as const;
  const preferences = { language, theme: 'light', scheme: 'light', setLanguage: vi.fn(), setTheme: vi.fn() } as const;
  await renderConsole(
    <PreferencesContext value={preferences}>
      <Shell session={session} />
    </PreferencesContext>,
    { answers: SHOP, language, at: '/outbox', path: '/$screen' },
  );
  const heading = await screen.findByRole('heading', { level: 1, name: outbox });
  expect([document.activeElement, document.title]).toEqual([heading, `${outbox} · Volano`]);
  screen.getByText(/messages\.read/);
  fireEvent.keyDown(document.body, { key: 'g' });
  fireEvent.keyDown(document.body, { key: 'q' });
  const next = await screen.findByRole('heading', { level: 1, name: quarantine });
  expect(document.activeElement).toBe(next);
});

test('the language is the one that was chosen, or the first that there are texts in', () => {
  expect(keptLanguage(localStorage, ['fr', 'zh-TW', 'en'])).toBe('zh');
  expect(keptLanguage(localStorage, ['fr'])).toBe('en');
  keepLanguage(localStorage, 'en');
  expect(keptLanguage(localStorage, ['zh-CN'])).toBe('en');
  expect(keptTheme(localStorage)).toBe('system');
  keepTheme(localStorage, 'dark');
  expect(keptTheme(localStorage)).toBe('dark');
});

test('language and colors are switched', async () => {
  const [setLanguage, setTheme] = [vi.fn(), vi.fn()];
  const preferences = { language: 'en', theme: 'light', scheme: 'light', setLanguage, setTheme } as const;
  await renderConsole(
    <PreferencesContext value={preferences}>
      <PreferenceSwitches />
    </PreferencesContext>,
    { answers: SHOP },
  );
  fireEvent.click(await screen.findByRole('button', { name: '中文' }));
  fireEvent.click(screen.getByRole('button', { name: 'Colors' }));
  fireEvent.click(await screen.findByText('Dark'));
  expect([setLanguage.mock.calls, setTheme.mock.calls]).toEqual([[['zh']], [['dark']]]);
});

test('the member is named and signs out; where there is none, the first owner can be made', async () => {
  const { asked } = await renderConsole(
    <Who session={{ state: 'in', id: 'ada', name: 'Ada', roles: ['analyst'], permissions: new Set() }} />,
    {
      answers: { ...SHOP, 'DELETE /v1/session': {} },
    },
  );
  fireEvent.click(await screen.findByRole('button', { name: /Ada/ }));
  await screen.findByText('Roles: analyst');
  fireEvent.click(screen.getByText('Sign out'));
  await vi.waitFor(() => expect(asked.map(({ request }) => request)).toContain('DELETE /v1/session'), { timeout: 30_000 });
  await renderConsole(<Who session={{ state: 'open', isUnowned: true }} />, { answers: SHOP });
  expect((await screen.findByRole('link', { name: 'Create the first owner' })).getAttribute('href')).toBe('/console/?first-owner');
});

test('both schemes keep text readable on what it stands on', () => {
  for (const scheme of ['light', 'dark'] as const) {
    const { token, components } = themeOf(scheme);
    expect(contrast(token!.colorTextSecondary!, token!.colorBgContainer!), scheme).toBeGreaterThanOrEqual(4.5);
    const tag = components!.Tag as Record<string, string>;
    expect(contrast(tag.colorSuccess!, token!.colorSuccessBg!), scheme).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tag.colorWarning!, token!.colorWarningBg!), scheme).toBeGreaterThanOrEqual(4.5);
    expect(contrast(tag.colorError!, token!.colorErrorBg!), scheme).toBeGreaterThanOrEqual(4.5);
  }
  expect([themeOf('light', true).token!.motion, themeOf('light').token!.motion]).toEqual([false, true]);
});

function Archive({ undo }: { readonly undo: () => void }) {
  const doing = useDoing();
  return (
    <button type="button" onClick={() => doing.done(`Archived ${NOON}`, undo)}>
      Archive
    </button>
  );
}

test('what is done can be taken back for a while', async () => {
  const undo = vi.fn();
  await renderConsole(<Archive undo={undo} />, { answers: SHOP });
  fireEvent.click(await screen.findByRole('button', { name: 'Archive' }));
  await screen.findByText(`Archived ${NOON}`);
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(undo).toHaveBeenCalledOnce();
});

/** As WCAG has it, of two colors `#rrggbb`. */
function contrast(a: string, b: string): number {
  const luminance = (color: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [high, low] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return (high! + 0.05) / (low! + 0.05);
}
