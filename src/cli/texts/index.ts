/** Texts of the command line in the reader's language. */
import { backupEn } from './backup-en.ts';
import { backupZh } from './backup-zh.ts';
import { benefitEn } from './benefit-en.ts';
import { benefitZh } from './benefit-zh.ts';
import { broadcastEn } from './broadcast-en.ts';
import { broadcastZh } from './broadcast-zh.ts';
import { contentEn } from './content-en.ts';
import { contentZh } from './content-zh.ts';
import { diagnosisEn } from './diagnosis-en.ts';
import { diagnosisZh } from './diagnosis-zh.ts';
import { doctorEn } from './doctor-en.ts';
import { doctorZh } from './doctor-zh.ts';
import { en } from './en.ts';
import { journeyEn } from './journey-en.ts';
import { journeyZh } from './journey-zh.ts';
import { memberEn } from './member-en.ts';
import { memberZh } from './member-zh.ts';
import { playbookEn } from './playbook-en.ts';
import { playbookZh } from './playbook-zh.ts';
import { pullEn } from './pull-en.ts';
import { pullZh } from './pull-zh.ts';
import { quarantineEn } from './quarantine-en.ts';
import { quarantineZh } from './quarantine-zh.ts';
import { rehearseEn } from './rehearse-en.ts';
import { rehearseZh } from './rehearse-zh.ts';
import { releaseEn } from './release-en.ts';
import { releaseZh } from './release-zh.ts';
import { rolloutEn } from './rollout-en.ts';
import { rolloutZh } from './rollout-zh.ts';
import { tagsEn } from './tags-en.ts';
import { tagsZh } from './tags-zh.ts';
import { writeKeyEn } from './write-key-en.ts';
import { writeKeyZh } from './write-key-zh.ts';
import { zh } from './zh.ts';

export type TextKey =
  | keyof typeof en
  | keyof typeof backupEn
  | keyof typeof benefitEn
  | keyof typeof broadcastEn
  | keyof typeof contentEn
  | keyof typeof diagnosisEn
  | keyof typeof doctorEn
  | keyof typeof journeyEn
  | keyof typeof memberEn
  | keyof typeof playbookEn
  | keyof typeof pullEn
  | keyof typeof quarantineEn
  | keyof typeof rehearseEn
  | keyof typeof releaseEn
  | keyof typeof rolloutEn
  | keyof typeof tagsEn
  | keyof typeof writeKeyEn;
export type Locale = 'en' | 'zh';

/** Fills a text of the catalogue. */
export type Say = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

/** All texts, by language. */
export const TEXTS: Readonly<Record<Locale, Readonly<Record<TextKey, string>>>> = {
  en: {
    ...en,
    ...backupEn,
    ...benefitEn,
    ...broadcastEn,
    ...contentEn,
    ...diagnosisEn,
    ...doctorEn,
    ...journeyEn,
    ...memberEn,
    ...playbookEn,
    ...pullEn,
    ...quarantineEn,
    ...rehearseEn,
    ...releaseEn,
    ...rolloutEn,
    ...tagsEn,
    ...writeKeyEn,
  },
  zh: {
    ...zh,
    ...backupZh,
    ...benefitZh,
    ...broadcastZh,
    ...contentZh,
    ...diagnosisZh,
    ...doctorZh,
    ...journeyZh,
    ...memberZh,
    ...playbookZh,
    ...pullZh,
    ...quarantineZh,
    ...rehearseZh,
    ...releaseZh,
    ...rolloutZh,
    ...tagsZh,
    ...writeKeyZh,
  },
};

/** VOLANO_LANG decides, then the terminal's own language; English unless it is Chinese. */
export function localeOf(environment: Readonly<Record<string, string | undefined>>): Locale {
  const wish = environment.VOLANO_LANG || environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return wish.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

export function sayIn(locale: Locale): Say {
  const texts = TEXTS[locale];
  return (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}
