/** The parts of ECharts that charts here are made of; a screen that needs another kind adds it. */
import { BarChart, LineChart, SankeyChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, LineChart, SankeyChart, AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, CanvasRenderer]);

const PALETTE = {
  light: ['#0b7d69', '#b8441f', '#3d6fb5', '#8a5607', '#7a4fa3', '#5d6470'],
  dark: ['#3fc3a8', '#f2895f', '#7aa7e8', '#e5b45a', '#b993dd', '#a3abb6'],
} as const;

export function start(place: HTMLElement, scheme: 'light' | 'dark'): EChartsType {
  const soft = scheme === 'dark' ? '#a3abb6' : '#5d6470';
  const line = scheme === 'dark' ? '#2a3038' : '#e3e0d9';
  const axis = { axisLine: { lineStyle: { color: line } }, axisLabel: { color: soft }, splitLine: { lineStyle: { color: line } } };
  const theme = {
    color: [...PALETTE[scheme]],
    textStyle: { fontFamily: 'inherit' },
    legend: { textStyle: { color: soft } },
    categoryAxis: axis,
    valueAxis: axis,
    timeAxis: axis,
    logAxis: axis,
    sankey: { label: { color: scheme === 'dark' ? '#e8eaed' : '#1c1f23' } },
    tooltip: { renderMode: 'richText' },
  };
  return init(place, theme);
}
