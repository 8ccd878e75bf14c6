/** Renders a part or a screen as the console would, in front of a server that answers what the test says. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { type RenderResult, render, screen } from '@testing-library/react';
import { App, ConfigProvider } from 'antd';
import { type ReactNode, Suspense } from 'react';
import { I18nextProvider } from 'react-i18next';
import { vi } from 'vitest';
import { type Language, startTexts } from '../i18n.ts';
import { Shortcuts } from '../kit/shortcuts.tsx';

/** Path, or verb and path -> answer. A path without a query answers for every query. `Response`s are given as they are. */
export type Answers = Readonly<Record<string, unknown>>;

export interface Rendered extends RenderResult {
  /** What the server was asked, `GET /v1/...`, in order, with the body of what was sent. */
  readonly asked: readonly { readonly request: string; readonly body?: unknown }[];
}

export interface RenderOptions {
  readonly answers?: Answers;
  readonly language?: Language;
  /** Address within the console, and the path that it is matched by. */
  readonly at?: string;
  readonly path?: string;
}

export async function renderConsole(part: ReactNode, options: RenderOptions = {}): Promise<Rendered> {
  const { answers = {}, language = 'en', at = '/', path = at } = options;
  const asked: { request: string; body?: unknown }[] = [];
  vi.stubGlobal('fetch', async (input: Request | string, init?: RequestInit) => {
    const request = new Request(
      new URL(typeof input === 'string' ? input : input.url, 'http://console.test'),
      typeof input === 'string' ? init : input,
    );
    const { pathname, search } = new URL(request.url);
    const text = await request.clone().text();
    asked.push({ request: `${request.method} ${pathname}${search}`, ...(text !== '' && { body: JSON.parse(text) }) });
    return answerTo(answers, request.method, pathname, search);
  });
  const texts = await startTexts(language);
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const root = createRootRoute();
  const route = createRoute({ getParentRoute: () => root, path, component: () => part });
  const elsewhere = createRoute({ getParentRoute: () => root, path: '$', component: () => null });
  const router = createRouter({ routeTree: root.addChildren([route, elsewhere]), history: createMemoryHistory({ initialEntries: [at] }) });
  const result = render(
    <I18nextProvider i18n={texts}>
      <ConfigProvider theme={{ token: { motion: false }, zeroRuntime: true }}>
        <App>
          <QueryClientProvider client={queries}>
            <Shortcuts>
              <Suspense fallback="...">
                <RouterProvider router={router as never} />
              </Suspense>
            </Shortcuts>
          </QueryClientProvider>
        </App>
      </ConfigProvider>
    </I18nextProvider>,
  );
  return { ...result, asked };
}

function answerTo(answers: Answers, verb: string, pathname: string, search: string): Response {
  for (const key of [`${verb} ${pathname}${search}`, `${verb} ${pathname}`, `${pathname}${search}`, pathname]) {
    const answer = answers[key];
    if (answer instanceof Response) return answer.clone();
    if (answer !== undefined) return Response.json(answer);
  }
  // Nobody has left anything unpublished.
  if (verb === 'GET' && /^\/v1\/changes\/[^/]+\/[^/]+$/.test(pathname)) return Response.json({ change: null });
  return Response.json({ code: 'VOLANO_RESOURCE_UNKNOWN', reason: `no answer for ${verb} ${pathname}${search}` }, { status: 404 });
}

/** The question that asks this. Its title stands in it twice. */
export async function questionOf(title: string): Promise<HTMLElement> {
  const [found] = await screen.findAllByText(title);
  return found!.closest<HTMLElement>('[role="dialog"]')!;
}
