/**
 * Charts: ECharts, loaded when the first one is seen, in the colors at hand. What it shows is also said in words (`label`), for whoever cannot see it.
 * Its tips are drawn on the canvas, as their markup would bring styles that the security policy refuses.
 */
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useScheme } from '../shell/preferences.ts';

export type ChartOption = EChartsCoreOption;

export interface ChartProps {
  readonly option: ChartOption;
  readonly label: string;
  /** Px. */
  readonly height?: number;
}

export function Chart({ option, label, height = 240 }: ChartProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  const latest = useRef(option);
  const scheme = useScheme();
  useEffect(() => {
    let gone = false;
    let watcher: ResizeObserver | undefined;
    void import('./echarts.ts').then(({ start }) => {
      if (gone || !place.current) return;
      chart.current = start(place.current, scheme);
      chart.current.setOption(latest.current);
      watcher = new ResizeObserver(() => chart.current?.resize());
      watcher.observe(place.current);
    });
    return () => {
      gone = true;
      watcher?.disconnect();
      chart.current?.dispose();
      chart.current = undefined;
    };
  }, [scheme]);
  useEffect(() => {
    latest.current = option;
    chart.current?.setOption(option, { notMerge: true });
  }, [option]);
  return <div ref={place} role="img" aria-label={label} style={{ height, width: '100%' }} />;
}
