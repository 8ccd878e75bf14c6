/** The look of antd's parts: the colors of base.css, close together, in both schemes. */
import { type ThemeConfig, theme } from 'antd';
import type { Scheme } from './preferences.ts';

const FONT = 'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "WenQuanYi Micro Hei", sans-serif';

interface Colors {
  readonly layout: string;
  readonly card: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  /** Each with what it stands on when it is text. */
  readonly accent: readonly [ink: string, ground: string];
  readonly warn: readonly [ink: string, ground: string];
  readonly bad: readonly [ink: string, ground: string];
  /** On the accent, and chosen in a menu. */
  readonly onAccent: string;
  readonly chosen: string;
}

const COLORS: Readonly<Record<Scheme, Colors>> = {
  light: {
    layout: '#f6f5f1',
    card: '#ffffff',
    ink: '#1c1f23',
    soft: '#5d6470',
    line: '#e3e0d9',
    accent: ['#0b7d69', '#e3f4ef'],
    warn: ['#8a5607', '#fbeed4'],
    bad: ['#b3261e', '#fbe9e7'],
    onAccent: '#ffffff',
    chosen: '#075a4b',
  },
  dark: {
    layout: '#101317',
    card: '#181c22',
    ink: '#e8eaed',
    soft: '#a3abb6',
    line: '#2a3038',
    accent: ['#3fc3a8', '#143a34'],
    warn: ['#e5b45a', '#3a2e14'],
    bad: ['#f28b82', '#43201d'],
    // White would be hard to read on it.
    onAccent: '#06251f',
    chosen: '#9be8d6',
  },
};

/** `isStill`: without movement, as whoever asks their system for it wants. */
export function themeOf(scheme: Scheme, isStill = false): ThemeConfig {
  const { layout, card, ink, soft, line, accent, warn, bad, onAccent, chosen } = COLORS[scheme];
  return {
    algorithm: scheme === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: accent[0],
      colorLink: accent[0],
      ...{ colorInfo: accent[0], colorInfoBg: accent[1], colorInfoText: accent[0] },
      ...{ colorSuccess: accent[0], colorSuccessBg: accent[1], colorSuccessText: accent[0] },
      ...{ colorWarning: warn[0], colorWarningBg: warn[1], colorWarningText: warn[0] },
      ...{ colorError: bad[0], colorErrorBg: bad[1], colorErrorText: bad[0] },
      ...{ colorBgLayout: layout, colorBgContainer: card, colorBorderSecondary: line },
      colorTextBase: ink,
      // What is said more quietly is still to be read.
      ...{ colorTextSecondary: soft, colorTextTertiary: soft, colorTextDescription: soft, colorTextPlaceholder: soft },
      fontFamily: FONT,
      borderRadius: 6,
      controlHeight: 30,
      motion: !isStill,
    },
    components: {
      Layout: { siderBg: card, headerBg: card, headerHeight: 48, headerPadding: '0 16px', bodyBg: layout },
      Menu: {
        itemHeight: 32,
        itemMarginBlock: 2,
        itemBg: 'transparent',
        subMenuItemBg: 'transparent',
        itemSelectedBg: accent[1],
        itemSelectedColor: chosen,
      },
      Button: { primaryShadow: 'none', dangerShadow: 'none', primaryColor: onAccent },
      // Seeds are shifted by the algorithm of the dark scheme; as text they have to stay readable.
      Tag: { colorSuccess: chosen, colorInfo: chosen, colorWarning: warn[0], colorError: bad[0] },
      Table: { headerBg: 'transparent', cellPaddingBlockSM: 6, cellPaddingInlineSM: 10 },
    },
  };
}
