/** What the server has, as it has it. */
import { Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DescribedProfile } from '../../api/index.ts';
import { Part } from '../../kit/index.ts';

export function RawTab({ of }: { readonly of: DescribedProfile }): ReactNode {
  const { t } = useTranslation('customers');
  return (
    <Part title={t('raw.title', { position: of.position })}>
      <Json of={of} label={t('tabs.raw')} />
    </Part>
  );
}

export function Json({ of, label }: { readonly of: unknown; readonly label: string }): ReactNode {
  const { t } = useTranslation('customers');
  const text = JSON.stringify(of, undefined, 2);
  return (
    <div className="customers-raw">
      <Typography.Text copyable={{ text, tooltips: [t('raw.copy'), t('raw.copied')] }}>{t('raw.copy')}</Typography.Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section aria-label={label} tabIndex={0}>
        <pre>{text}</pre>
      </section>
    </div>
  );
}
