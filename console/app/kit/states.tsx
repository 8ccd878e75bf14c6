/** What a screen, or a part of it, shows when it has nothing to show: loading, empty, a problem, no permission. */
import { Alert, Button, Empty, Result, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, remedyOf } from '../api/index.ts';
import { SHELL } from '../i18n.ts';
import { useMissing } from './roles.ts';

export function Loading({ lines = 6 }: { readonly lines?: number }): ReactNode {
  const { t } = useTranslation(SHELL);
  return (
    <div role="status" aria-label={t('states.loading')}>
      <Skeleton active title={false} paragraph={{ rows: lines }} />
    </div>
  );
}

/** `text`: what is not there; `hint`: how it comes to be there. */
export function Nothing(props: { readonly text: string; readonly hint?: ReactNode; readonly action?: ReactNode }): ReactNode {
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<Described text={props.text} hint={props.hint} />}>
      {props.action}
    </Empty>
  );
}

function Described({ text, hint }: { readonly text: string; readonly hint: ReactNode }): ReactNode {
  return (
    <>
      <div className="nothing-text">{text}</div>
      {hint && <div className="soft">{hint}</div>}
    </>
  );
}

/** A refusal or failure: what the server says, what to do, its code, and another attempt where `retry` is given. */
export function Problem({ error, retry }: { readonly error: unknown; readonly retry?: () => void }): ReactNode {
  const { t } = useTranslation(SHELL);
  const remedy = remedyOf(error);
  const code = error instanceof ApiError ? error.code : undefined;
  const reason = error instanceof Error && error.message !== '' ? error.message : undefined;
  return (
    <Alert
      className="problem"
      type="error"
      showIcon
      title={t(`errors.${remedy}.title`)}
      description={
        <>
          {reason && <p>{reason}</p>}
          <p>
            {t(`errors.${remedy}.remedy`)} {code && <code>{code}</code>}
          </p>
        </>
      }
      action={retry && <Button onClick={retry}>{t('errors.retry')}</Button>}
    />
  );
}

/** Instead of what somebody may not see. */
export function NoPermission({ permission }: { readonly permission: string }): ReactNode {
  const { t } = useTranslation(SHELL);
  return (
    <Result status="403" title={t('states.noPermission')} subTitle={t('states.noPermissionHint', { permission: useMissing(permission) })} />
  );
}

export interface Asked<Answer> {
  readonly data: Answer | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** The three states of a query in one place: loading, a problem with another attempt, or what `children` make of the answer. */
export function Answered<Answer>({
  of,
  children,
}: {
  readonly of: Asked<Answer>;
  readonly children: (answer: Answer) => ReactNode;
}): ReactNode {
  if (of.data !== undefined) return children(of.data);
  return of.error ? <Problem error={of.error} retry={() => void of.refetch()} /> : <Loading />;
}
