/** The console as a whole: what everything in it stands on. */
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App, ConfigProvider } from 'antd';
import en from 'antd/locale/en_US';
import zh from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useQuery } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { type ReactNode, Suspense, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { I18nextProvider } from 'react-i18next';
import { createQueries } from './api/index.ts';
import type { Language } from './i18n.ts';
import { saidAnew } from './kit/changes/anew.ts';
import { Shortcuts } from './kit/shortcuts.tsx';
import { Loading, Problem } from './kit/states.tsx';
import { nonce } from './nonce.ts';
import { router } from './router.tsx';
import { Entrance, FIRST_OWNER, Join, sessionQuery, useLink, useSession } from './session/index.ts';
import { keepLanguage, keepTheme, keptTheme, type Preferences, PreferencesContext, type Scheme, type Theme } from './shell/preferences.ts';
import { themeOf } from './shell/theme.ts';

const LOCALES = { en, zh } as const;

export function Console({ texts }: { readonly texts: i18n }): ReactNode {
  const preferences = usePreferenceState(texts);
  const { language, scheme } = preferences;
  const queries = useMemo(() => createQueries(() => void queries.invalidateQueries({ queryKey: sessionQuery.queryKey })), []);
  const asked = useRef(language);
  useEffect(() => {
    // What the server says in words it has said in the language before.
    if (asked.current !== language) void saidAnew(queries);
    asked.current = language;
  }, [language, queries]);
  return (
    <PreferencesContext value={preferences}>
      <I18nextProvider i18n={texts}>
        <ConfigProvider
          csp={{ nonce }}
          locale={LOCALES[language]}
          theme={themeOf(scheme, matchMedia('(prefers-reduced-motion: reduce)').matches)}
        >
          <App>
            <QueryClientProvider client={queries}>
              <Shortcuts>
                <Suspense fallback={<Loading />}>
                  <Door />
                </Suspense>
              </Shortcuts>
            </QueryClientProvider>
          </App>
        </ConfigProvider>
      </I18nextProvider>
    </PreferencesContext>
  );
}

/** The screens, or what stands before them. */
function Door(): ReactNode {
  const { error, refetch } = useQuery(sessionQuery);
  const session = useSession();
  const [link, leave] = useLink();
  if (link !== undefined) return <Join link={link} onDone={leave} />;
  if (!session) return error ? <Problem error={error} retry={() => void refetch()} /> : <Loading />;
  if (session.state === 'open' && session.isUnowned && location.search === FIRST_OWNER) return <Entrance session={{ state: 'setup' }} />;
  return session.state === 'open' || session.state === 'in' ? <RouterProvider router={router} /> : <Entrance session={session} />;
}

function usePreferenceState(texts: i18n): Preferences {
  const [language, setLanguage] = useState(texts.language as Language);
  const [theme, setTheme] = useState<Theme>(() => keptTheme(localStorage));
  const isDark = useSyncExternalStore(watchScheme, () => darkQuery().matches);
  const scheme: Scheme = theme === 'system' ? (isDark ? 'dark' : 'light') : theme;
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  }, [language]);
  useEffect(() => {
    document.documentElement.dataset.theme = scheme;
  }, [scheme]);
  return {
    language,
    theme,
    scheme,
    setLanguage: (next) => {
      keepLanguage(localStorage, next);
      void texts.changeLanguage(next).then(() => setLanguage(next));
    },
    setTheme: (next) => {
      keepTheme(localStorage, next);
      setTheme(next);
    },
  };
}

function darkQuery(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)');
}

function watchScheme(watcher: () => void): () => void {
  const query = darkQuery();
  query.addEventListener('change', watcher);
  return () => query.removeEventListener('change', watcher);
}
