/** Who made or proposed something, in words: a member by name, and what is no member said to be none. */
import { useTranslation } from 'react-i18next';
import type { Maker } from '../api/index.ts';
import { SHELL } from '../i18n.ts';

export function useMakerName(): (maker: Maker) => string {
  const { t } = useTranslation(SHELL);
  return (maker) => {
    if (maker.kind === 'operator') return t('maker.operator');
    return maker.kind === 'member' ? maker.name : t(`maker.${maker.kind}`, { name: maker.name });
  };
}
