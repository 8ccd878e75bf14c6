/** What a step does, in a sentence. */
import { useTranslation } from 'react-i18next';
import type { Step } from './model.ts';

export function useStepWords(): (step: Step) => string {
  const { t } = useTranslation('quarantine');
  const shown = (value: unknown): string => (typeof value === 'string' && value !== '' ? value : JSON.stringify(value));
  return (step) => {
    if ('rename' in step) return t('says.rename', { from: step.rename, to: step.to });
    if ('set' in step) return t(step.ifMissing ? 'says.setMissing' : 'says.set', { path: step.set, value: shown(step.value) });
    if ('convert' in step) return t('says.convert', { path: step.convert, type: t(`conversions.${step.as}`) });
    if ('remove' in step) return t('says.remove', { path: step.remove });
    const [[from, to] = ['', '']] = Object.entries(step.values);
    return t('says.map', { path: step.map, from: shown(from), to: shown(to) });
  };
}
