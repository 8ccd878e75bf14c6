/**
 * How many segments an SMS takes (3GPP TS 23.038 and 23.040). A text of the default GSM alphabet alone has 160 septets in one segment, 153 in each of several: the
 * header that joins them takes 7. Any other text is UCS-2: 70 units of UTF-16, then 67. No character is split between segments.
 *
 * National shift tables (Turkish, Spanish, Portuguese, ten languages of India) would keep texts of those languages in 7 bits; which of them a provider uses cannot be known
 * from here, so they are not counted with: what is shown is never less than what is billed.
 */

export type SmsEncoding = 'gsm7' | 'ucs2';

/** What a text comes to as an SMS. */
export interface SmsLength {
  readonly encoding: SmsEncoding;
  /** Of the whole text: septets in GSM-7, in which a few characters count twice, else units of UTF-16. */
  readonly units: number;
  readonly segments: number;
  /** What keeps the text from being GSM-7, each character once, in order. Empty for GSM-7. */
  readonly foreign: readonly string[];
}

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENDED = '\f^{}\\[~]|€';
const SEPTETS: ReadonlyMap<string, number> = new Map([
  ...[...BASIC].map((character) => [character, 1] as const),
  ...[...EXTENDED].map((character) => [character, 2] as const),
]);
const SIZES: Readonly<Record<SmsEncoding, { readonly single: number; readonly each: number }>> = {
  gsm7: { single: 160, each: 153 },
  ucs2: { single: 70, each: 67 },
};

/** Encoding, length and number of segments of a text. */
export function smsLengthOf(text: string): SmsLength {
  const characters = [...text];
  const foreign = [...new Set(characters.filter((character) => !SEPTETS.has(character)))];
  const encoding = foreign.length === 0 ? 'gsm7' : 'ucs2';
  const sizes = characters.map((character) => (encoding === 'gsm7' ? SEPTETS.get(character)! : character.length));
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const { single, each } = SIZES[encoding];
  if (units <= single) return { encoding, units, segments: 1, foreign };
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > each) {
      segments += 1;
      used = 0;
    }
    used += size;
  }
  return { encoding, units, segments, foreign };
}
