/** What is wrong with definitions, in Chinese: by the English as it stands in the code, with numbered holes. A test keeps both equal. */
import { CONDITIONS_ZH } from './zh-conditions.ts';
import { CONTENT_ZH } from './zh-content.ts';
import { JOURNEYS_ZH } from './zh-journeys.ts';
import { SHAPES_ZH } from './zh-shapes.ts';

export const SAID_ZH: Readonly<Record<string, string>> = {
  ...SHAPES_ZH,
  ...CONDITIONS_ZH,
  ...JOURNEYS_ZH,
  ...CONTENT_ZH,
};
