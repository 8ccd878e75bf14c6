/** Language and colors, kept by this browser; a member's language is kept on the server too. */
import { useMutation } from '@tanstack/react-query';
import { Form, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/index.ts';
import { type Theme, useDoing, usePreferences } from '../../kit/index.ts';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

export function Appearance({ isMember }: { readonly isMember: boolean }): ReactNode {
  const { t } = useTranslation('account');
  const { language, theme, setLanguage, setTheme } = usePreferences();
  const doing = useDoing();
  const keep = useMutation({
    mutationFn: (wanted: 'en' | 'zh') => answerOf(api.PATCH('/v1/session', { body: { language: wanted } })),
    onError: doing.failed,
  });
  const choose = (wanted: 'en' | 'zh'): void => {
    setLanguage(wanted);
    if (isMember) keep.mutate(wanted);
  };
  const languages = [
    { value: 'en' as const, label: 'English' },
    { value: 'zh' as const, label: '中文' },
  ];
  return (
    <Form layout="vertical">
      <Form.Item label={t('language')}>
        <Segmented aria-label={t('language')} value={language} options={languages} onChange={choose} />
      </Form.Item>
      <Form.Item label={t('theme')}>
        <Segmented
          aria-label={t('theme')}
          value={theme}
          options={THEMES.map((value) => ({ value, label: t(`themes.${value}`) }))}
          onChange={setTheme}
        />
      </Form.Item>
    </Form>
  );
}
