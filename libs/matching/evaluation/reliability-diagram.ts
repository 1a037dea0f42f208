import type { ReliabilityBin } from './figures.js';

/**
 * Draws how confidence compares with reality, as SVG: one bar a bin, as high as the share of right answers in it, as
 * dark as the bin is full. Where confidence means what it says, the bars end on the diagonal.
 */
export function reliabilityDiagram(title: string, bins: readonly ReliabilityBin[]): string {
  const fullest = Math.max(1, ...bins.map((it) => it.count));
  const bars = bins.flatMap(({ count, meanConfidence, shareRight }, at) => {
    if (count === 0) return [];
    const [x, width, top] = [place(at / bins.length), SIDE / bins.length - 4, height(shareRight)];
    const opacity = (0.25 + (0.75 * count) / fullest).toFixed(2);
    return [
      `<rect x="${x + 2}" y="${top}" width="${width}" height="${height(0) - top}" fill="#2f6f9f" fill-opacity="${opacity}"/>`,
      `<circle cx="${place(meanConfidence)}" cy="${top}" r="4" fill="#c2452d"/>`,
      `<text x="${x + 2 + width / 2}" y="${height(0) - 6}" text-anchor="middle" fill="#111">${count}</text>`,
    ];
  });
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].flatMap((it) => [
    `<text x="${place(it)}" y="${height(0) + 18}" text-anchor="middle">${it}</text>`,
    `<text x="${MARGIN - 8}" y="${height(it) + 4}" text-anchor="end">${it}</text>`,
  ]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${PAGE}" height="${PAGE}" viewBox="0 0 ${PAGE} ${PAGE}" font-family="sans-serif" font-size="12">`,
    `<rect width="${PAGE}" height="${PAGE}" fill="#fff"/>`,
    `<text x="${PAGE / 2}" y="28" text-anchor="middle" font-size="15">${escape(title)}</text>`,
    ...bars,
    `<path d="M${place(0)} ${height(0)}L${place(1)} ${height(1)}" stroke="#888" stroke-dasharray="4 4"/>`,
    `<path d="M${place(0)} ${height(1)}V${height(0)}H${place(1)}" stroke="#333" fill="none"/>`,
    ...ticks,
    `<text x="${PAGE / 2}" y="${PAGE - 14}" text-anchor="middle">confidence of the first answer (in the bars: number of reports)</text>`,
    `<text transform="translate(16 ${PAGE / 2}) rotate(-90)" text-anchor="middle">share that is right</text>`,
    '</svg>\n',
  ].join('\n');
}

const MARGIN = 56;
const SIDE = 400;
const PAGE = SIDE + 2 * MARGIN;
const place = (share: number) => Math.round((MARGIN + share * SIDE) * 10) / 10;
const height = (share: number) => Math.round((MARGIN + (1 - share) * SIDE) * 10) / 10;

const escape = (text: string) => text.replace(/[&<>]/g, (it) => `&#${it.charCodeAt(0)};`);
