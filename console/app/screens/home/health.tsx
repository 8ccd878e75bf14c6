/** How each part of the loop is, and what to do where it is not well. */
import { useQuery } from '@tanstack/react-query';
import { Badge } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, answerOf, api } from '../../api/index.ts';
import { Answered, useLanguage } from '../../kit/index.ts';

const EVERY_MS = 5_000;
const TONES: Readonly<Record<string, 'success' | 'warning' | 'error'>> = { ok: 'success', degraded: 'warning', stopped: 'error' };

export function Health(): ReactNode {
  const { t } = useTranslation('home');
  const language = useLanguage();
  const asked = useQuery({
    queryKey: ['health', language],
    queryFn: ({ signal }) => report(answerOf(api.GET('/health', { params: { query: { lang: language } }, signal }))),
    refetchInterval: EVERY_MS,
  });
  return (
    <Answered of={asked}>
      {({ parts }) => (
        <ul className="home-parts">
          {parts.map(({ part, state, message, action }) => (
            <li key={part} data-state={state}>
              <Badge
                status={TONES[state] ?? 'default'}
                text={
                  <>
                    <strong>{t(`parts.${part}`, { defaultValue: part })}</strong> · {t(`health.${state}`, { defaultValue: state })}
                  </>
                }
              />
              <div className="soft">{message}</div>
              {action && <div>{action}</div>}
            </li>
          ))}
        </ul>
      )}
    </Answered>
  );
}

/** Where something has stopped, the report comes as a failure. */
async function report<Report>(asked: Promise<Report>): Promise<Report> {
  return asked.catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 503 && error.body !== undefined) return error.body as Report;
    throw error;
  });
}
