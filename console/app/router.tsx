/** Addresses: every screen below the shell, each loaded when it is first seen. */
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Nothing, Problem } from './kit/states.tsx';
import { SCREENS } from './screens/registry.ts';
import { type Session, useSession } from './session/session.ts';
import { Shell } from './shell/shell.tsx';

const root = createRootRouteWithContext()({
  component: () => <Shell session={useSession() as Session} />,
  errorComponent: ({ error, reset }) => <Problem error={error} retry={reset} />,
  notFoundComponent: Unknown,
});

const routes = SCREENS.flatMap(({ paths, load }) =>
  paths.map((path) => createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load, 'Screen') })),
);

export const router = createRouter({
  routeTree: root.addChildren(routes),
  basepath: '/console',
  scrollRestoration: true,
  defaultErrorComponent: ({ error, reset }) => <Problem error={error} retry={reset} />,
});

function Unknown(): ReactNode {
  const { t } = useTranslation();
  return <Nothing text={t('states.unknownAddress')} />;
}
