/** Numbers as the page writes them: in full in tables; in charts and headlines short from ten thousand up, in the reader's own steps. */
import type { ReportLocale } from '../text/index.ts';

export interface Numbers {
  /** A count: 9,999, then 12.3K, 4.5M; in Chinese 1.2 万, 3.4 亿. */
  readonly count: (value: number) => string;
  /** An amount of the report's currency, in the same steps. */
  readonly money: (value: number) => string;
  /** A count and an amount in full, with separators of thousands. */
  readonly whole: (value: number) => string;
  readonly amount: (value: number) => string;
  /** A share of 1 as per cent. */
  readonly percent: (share: number) => string;
  /** A difference of shares in percentage points, with its sign. */
  readonly points: (difference: number) => string;
  /** A difference of amounts, with its sign. */
  readonly moneyDifference: (difference: number) => string;
  readonly amountDifference: (difference: number) => string;
}

type Step = readonly [from: number, unit: number, name: string, rounding: number];
const STEPS: Readonly<Record<ReportLocale, readonly Step[]>> = {
  en: [
    [1e6, 1e6, 'M', 50],
    [1e4, 1e3, 'K', 0.005],
  ],
  zh: [
    [1e8, 1e8, '\u2009亿', 500],
    [1e4, 1e4, '\u2009万', 0.005],
  ],
};

/** `currency`: ISO 4217. */
export function numbersIn(locale: ReportLocale, currency: string): Numbers {
  const sign = signOf(currency);
  const short = (value: number, places: number): string => {
    // What rounds up to a step is in it.
    const step = STEPS[locale].find(([from, , , below]) => Math.abs(value) >= from - below);
    return step ? `${fixed(value / step[1], 1)}${step[2]}` : fixed(value, places);
  };
  const signed = (value: number, text: (value: number, places: number) => string): string =>
    `${value <= -0.005 ? '-' : ''}${sign}${text(Math.abs(value), 2)}`;
  const money = (value: number): string => signed(value, short);
  const amount = (value: number): string => signed(value, fixed);
  return {
    count: (value) => short(value, 0),
    money,
    whole: (value) => fixed(value, 0),
    amount,
    percent: (share) => `${fixed(share * 100, 1)}%`,
    points: (difference) => `${plus(difference * 100, 1)}${fixed(difference * 100, 1)}${locale === 'zh' ? '\u2009个百分点' : ' pp'}`,
    moneyDifference: (difference) => `${plus(difference, 2)}${money(difference)}`,
    amountDifference: (difference) => `${plus(difference, 2)}${amount(difference)}`,
  };
}

/** What rounds to nothing has no sign. */
function fixed(value: number, places: number): string {
  const text = value.toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places });
  return /^-[0.,]*$/.test(text) ? text.slice(1) : text;
}

function plus(value: number, places: number): string {
  return Number(value.toFixed(places)) > 0 ? '+' : '';
}

function signOf(currency: string): string {
  const parts = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0);
  return parts.find(({ type }) => type === 'currency')?.value ?? `${currency} `;
}
