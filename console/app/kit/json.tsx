/** JSON as it came, to be read and copied. */
import { Typography } from 'antd';
import type { ReactNode } from 'react';

export function Json({ title, value }: { readonly title: string; readonly value: unknown }): ReactNode {
  const text = typeof value === 'string' ? value : JSON.stringify(value, undefined, 2);
  return (
    <section className="json">
      <Typography.Paragraph className="json-head" copyable={{ text }}>
        {title}
      </Typography.Paragraph>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it with the keys. */}
      <pre tabIndex={0}>{text}</pre>
    </section>
  );
}
