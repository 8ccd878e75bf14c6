/**
 * The frame of a screen: its heading, which takes the focus when the screen is entered, what can be done, and a part per subject. What waits for its texts
 * or its code waits in its own place: nothing that is shown already goes away under the hand that reaches for it.
 */
import { Card, Typography } from 'antd';
import { type ReactNode, Suspense, useEffect, useRef } from 'react';
import { Loading } from './states.tsx';
import './page.css';

export interface PageProps {
  readonly title: string;
  readonly text?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, text, actions, children }: PageProps): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Volano`;
  }, [title]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {text && <Typography.Text type="secondary">{text}</Typography.Text>}
        </div>
        {actions && (
          <div className="page-actions">
            <Suspense fallback={null}>{actions}</Suspense>
          </div>
        )}
      </header>
      <Suspense fallback={<Loading />}>{children}</Suspense>
    </div>
  );
}

/** One subject of a screen, as a card with a heading of second rank. */
export function Part(props: {
  readonly title?: ReactNode;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}): ReactNode {
  const { title, extra, children, className } = props;
  const frame = { size: 'small', className: `part ${className ?? ''}` } as const;
  const waiting = (
    <Card {...frame}>
      <Loading />
    </Card>
  );
  return (
    <Suspense fallback={waiting}>
      <Card {...frame} title={title && <h2 className="part-title">{title}</h2>} extra={extra}>
        {children}
      </Card>
    </Suspense>
  );
}

/** A label over a figure; `isBad` where it should not be as it is. */
export function Figure(props: {
  readonly label: ReactNode;
  readonly value: ReactNode;
  readonly note?: ReactNode;
  readonly isBad?: boolean;
}): ReactNode {
  return (
    <div className={props.isBad ? 'figure figure-bad' : 'figure'}>
      <div className="soft">{props.label}</div>
      <div className="figure-value">{props.value}</div>
      {props.note && <div className="soft">{props.note}</div>}
    </div>
  );
}
