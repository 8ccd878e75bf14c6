/** Language and colors, to be switched. */
import { DesktopOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons';
import { Button, Space } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Choices } from '../kit/choices.tsx';
import { type Theme, usePreferences } from './preferences.ts';

const THEMES: readonly (readonly [Theme, ReactNode])[] = [
  ['system', <DesktopOutlined key="system" />],
  ['light', <SunOutlined key="light" />],
  ['dark', <MoonOutlined key="dark" />],
];

export function PreferenceSwitches(): ReactNode {
  const { t } = useTranslation();
  const { language, theme, setLanguage, setTheme } = usePreferences();
  const other = language === 'zh' ? 'en' : 'zh';
  const items = THEMES.map(([key, icon]) => ({ key, icon, label: t(`shell.themes.${key}`) }));
  return (
    <Space size={4}>
      <Button type="text" lang={other} onClick={() => setLanguage(other)}>
        {other === 'zh' ? '中文' : 'English'}
      </Button>
      <Choices menu={{ items, selectedKeys: [theme], onClick: ({ key }) => setTheme(key as Theme) }}>
        <Button type="text" aria-label={t('shell.theme')} icon={THEMES.find(([key]) => key === theme)?.[1]} />
      </Choices>
    </Space>
  );
}
