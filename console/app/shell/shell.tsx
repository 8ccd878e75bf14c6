/** What stands around every screen: navigation, who is there, language and colors. */
import { MenuOutlined } from '@ant-design/icons';
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { Button, Layout, Tooltip } from 'antd';
import { type ReactNode, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats, useLanguage } from '../kit/formats.ts';
import { useLive } from '../kit/live.ts';
import { Page } from '../kit/page.tsx';
import { useShortcuts } from '../kit/shortcuts.tsx';
import { Loading, NoPermission } from '../kit/states.tsx';
import mark from '../mark.svg';
import { SCREENS } from '../screens/registry.ts';
import { may, type Session } from '../session/session.ts';
import { useKeptFocus } from './focus.ts';
import { Navigation, screenAt } from './navigation.tsx';
import { PreferenceSwitches } from './switches.tsx';
import { Who } from './who.tsx';
import './shell.css';
import { Drawer } from '../kit/dialog.tsx';

export function Shell({ session }: { readonly session: Session }): ReactNode {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const content = useRef<HTMLElement>(null);
  useGoing();
  useKeptFocus(content);
  return (
    <Layout className="shell">
      <a className="skip" href="#content">
        {t('shell.skip')}
      </a>
      <Layout.Sider width={216} theme="light" className="shell-side">
        <Brand />
        <Navigation session={session} />
      </Layout.Sider>
      <Layout>
        <Layout.Header className="shell-head">
          <Button className="shell-menu" type="text" aria-label={t('shell.menu')} icon={<MenuOutlined />} onClick={() => setOpen(true)} />
          <Pulse />
          <div className="shell-right">
            <PreferenceSwitches />
            <Who session={session} />
          </div>
        </Layout.Header>
        <main id="content" className="shell-content" tabIndex={-1} ref={content}>
          <Permitted session={session} />
        </main>
      </Layout>
      <Drawer placement="left" size={260} open={isOpen} onClose={() => setOpen(false)} title={<Brand />} styles={{ body: { padding: 8 } }}>
        <Navigation session={session} onLeave={() => setOpen(false)} />
      </Drawer>
    </Layout>
  );
}

/** The screen at this address, or why it is not shown. */
function Permitted({ session }: { readonly session: Session }): ReactNode {
  const { pathname } = useLocation();
  const language = useLanguage();
  const screen = screenAt(SCREENS, pathname);
  if (screen?.permission !== undefined && !may(session, screen.permission))
    return (
      <Page key={screen.name} title={screen.title[language]}>
        <NoPermission permission={screen.permission} />
      </Page>
    );
  return (
    <Suspense fallback={<Loading />}>
      <Outlet />
    </Suspense>
  );
}

function Brand(): ReactNode {
  return (
    <div className="brand">
      <img src={mark} alt="" width={24} height={24} />
      <span>Volano</span>
    </div>
  );
}

/** Whether live values come, and how far the engine is. */
function Pulse(): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  const { state, update } = useLive();
  const behind = update?.counters.engine.behind ?? 0;
  const text = state === 'live' && update ? t('pulse.live', { release: update.counters.release }) : t(`pulse.${state}`);
  const note = state === 'live' ? t('pulse.behind', { count: behind, number: formats.number(behind) }) : t('pulse.lostHint');
  return (
    <Tooltip title={note}>
      <span className={`pulse pulse-${state}`} role="status">
        {text}
      </span>
    </Tooltip>
  );
}

/** `g` and a letter go to a screen: the first letter of its address that no screen before it has. */
function useGoing(): void {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const taken = new Set<string>();
  const shortcuts = SCREENS.flatMap(({ paths: [path], title }) => {
    const letter = path === '/' ? 'h' : [...path.split('/').at(-1)!].find((one) => /[a-z]/.test(one) && !taken.has(one));
    if (letter === undefined) return [];
    taken.add(letter);
    return [{ keys: `g ${letter}`, text: t('shortcuts.go', { title: title[language] }), act: () => void navigate({ to: path }) }];
  });
  useShortcuts(shortcuts);
}
