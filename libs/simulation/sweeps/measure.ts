import type { Axis, Sweep } from '../scenario.js';

/** A sweep with its figures: plain data that a dashboard can draw. */
export interface MeasuredSweep {
  readonly id: string;
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly MeasuredSeries[];
}

export interface MeasuredSeries {
  readonly label: string;
  readonly points: readonly SweepPoint[];
}

/** `y` is the mean over the seeds of the series, `min` and `max` are the least and the most of them. */
export interface SweepPoint {
  readonly x: number;
  readonly y: number;
  readonly min: number;
  readonly max: number;
}

/** Where a point stands: in which series of the sweep, and at which of its values. */
export interface SweepPlace {
  readonly series: number;
  readonly at: number;
}

/** Every point of a sweep; each is measured by itself, in whatever order. */
export const placesOf = ({ series }: Sweep): SweepPlace[] =>
  series.flatMap(({ xs }, index) => xs.map((_, at) => ({ series: index, at })));

/** Runs the worlds of one point. */
export function measurePoint(sweep: Sweep, place: SweepPlace): SweepPoint {
  const { xs, seeds, measure } = sweep.series[place.series]!;
  const x = xs[place.at]!;
  const figures = Array.from({ length: seeds }, (_, seed) => measure(x, seed));
  return {
    x,
    y: figures.reduce((sum, figure) => sum + figure, 0) / figures.length,
    min: Math.min(...figures),
    max: Math.max(...figures),
  };
}

/** Joins points in the order of `placesOf` to the sweep that they are of. */
export function joinPoints({ id, title, x, y, series }: Sweep, points: readonly SweepPoint[]): MeasuredSweep {
  let next = 0;
  return {
    id,
    title,
    x,
    y,
    series: series.map(({ label, xs }) => ({ label, points: points.slice(next, (next += xs.length)) })),
  };
}

/** Measures a whole sweep at once. */
export const measureSweep = (sweep: Sweep): MeasuredSweep =>
  joinPoints(
    sweep,
    placesOf(sweep).map((place) => measurePoint(sweep, place)),
  );
