import { LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Axis, MeasuredSweep } from '../../../libs/simulation/index.js';

use([LineChart, ScatterChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

const SIZE = { width: 860, height: 520 };
/** Told apart by people who see no red or green, too (Okabe and Ito). */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00', '#000000'];
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect', 'emptyTriangle'];

/** Draws a sweep as SVG, one line a series. */
export function plotSweep(sweep: MeasuredSweep): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...SIZE });
  try {
    chart.setOption(optionsOf(sweep));
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

const optionsOf = ({ title, x, y, series }: MeasuredSweep): EChartsCoreOption => ({
  animation: false,
  backgroundColor: '#ffffff',
  color: COLOURS,
  title: {
    text: title,
    left: 'center',
    top: 12,
    textStyle: { fontSize: 15, width: SIZE.width - 60, overflow: 'break' },
  },
  legend: { bottom: 8, itemGap: 28 },
  grid: { left: 80, right: 40, top: 64, bottom: 96 },
  // What matters of x may be a few bytes far from zero.
  xAxis: { ...axisOf(x, 34), scale: true },
  yAxis: axisOf(y, 56),
  series: series.map(({ label, points }, at) => ({
    type: 'line',
    name: label,
    symbol: SYMBOLS[at % SYMBOLS.length],
    symbolSize: 8,
    data: points.map((point) => [point.x, Number.isFinite(point.y) ? point.y : null]),
  })),
});

const axisOf = ({ label, unit, scale = 'linear' }: Axis, nameGap: number) => ({
  type: scale === 'log' ? 'log' : 'value',
  name: `${label} (${unit})`,
  nameLocation: 'middle',
  nameGap,
  nameTextStyle: { fontSize: 13 },
  axisLine: { show: true },
});
