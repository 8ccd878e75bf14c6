/** The frame of a screen: its heading, which takes the focus when the screen is entered, what can be done, and a part per subject. */
import { Card, Typography } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
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
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
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
  return (
    <Card size="small" title={title && <h2 className="part-title">{title}</h2>} extra={extra} className={`part ${className ?? ''}`}>
      {children}
    </Card>
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
