/** The page's charts, drawn here as SVG: the page needs no script. Colours that follow the page's scheme are put in as CSS variables. */
import { BarChart, type BarSeriesOption, CustomChart, type CustomSeriesOption, LineChart, type LineSeriesOption } from 'echarts/charts';
import { GridComponent, type GridComponentOption } from 'echarts/components';
import { type ComposeOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, CustomChart, GridComponent, SVGRenderer]);

export type ChartOption = ComposeOption<BarSeriesOption | LineSeriesOption | CustomSeriesOption | GridComponentOption>;

/** ECharts reads colours, so each variable has a colour that stands for it until the drawing is done. */
const INKS: Readonly<Record<Ink, string>> = {
  ink: '#010101',
  soft: '#020202',
  line: '#030303',
  accent: '#040404',
  warm: '#050505',
  mute: '#060606',
  warn: '#070707',
};
export type Ink = 'ink' | 'soft' | 'line' | 'accent' | 'warm' | 'mute' | 'warn';

/** The colour to name in an option. */
export function ink(name: Ink): string {
  return INKS[name];
}

export const WIDTH = 920;

/** An SVG element drawn for `WIDTH` by `height` that scales with the page, and on a small screen stays readable and scrolls. Decoration: the table beside it says the same. */
export function draw(option: ChartOption, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  try {
    chart.setOption({
      animation: false,
      backgroundColor: 'transparent',
      textStyle: { fontFamily: 'inherit', color: ink('ink') },
      ...option,
    });
    const svg = chart.renderToSVGString();
    const drawing = Object.entries(INKS)
      .reduce(
        (text, [name, color]) =>
          text.replaceAll(new RegExp(`${color}|rgb\\(${color.slice(1).match(/../g)!.map(Number).join(',')}\\)`, 'g'), `var(--${name})`),
        svg,
      )
      .replace(/<svg width="\d+" height="\d+"/, '<svg aria-hidden="true"')
      .replace(/<style[\s\S]*?<\/style>/g, '');
    return `<div class="chart">${drawing}</div>`;
  } finally {
    chart.dispose();
  }
}
