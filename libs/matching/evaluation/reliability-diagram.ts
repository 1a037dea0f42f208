import type { ReliabilityBin } from './figures.js';

/**
 * Draws how confidence compares with reality, as SVG: one bar a bin, as high as the share of right answers in it, as
 * dark as the bin is full. Where confidence means what it says, the dots lie on the diagonal.
 */
export function reliabilityDiagram(title: string, bins: readonly ReliabilityBin[]): string {
  const fullest = Math.max(1, ...bins.map((it) => it.count));
  const bars = bins.flatMap(({ count, shareRight }, at) => {
    if (count === 0) return [];
    const [x, width, top] = [place(at / bins.length) + 2, SIDE / bins.length - 4, height(shareRight)];
    const opacity = (0.25 + (0.75 * count) / fullest).toFixed(2);
    return [
      `<rect x="${x}" y="${top}" width="${width}" height="${height(0) - top}" fill="${BAR}" fill-opacity="${opacity}"/>`,
      `<text x="${x + width / 2}" y="${MARGIN - 12}" text-anchor="middle">${count}</text>`,
    ];
  });
  // The dots lie over all bars, and the numbers above them all, so that nothing hides anything.
  const dots = bins
    .filter(({ count }) => count > 0)
    .map(({ meanConfidence, shareRight }) => dot(place(meanConfidence), height(shareRight)));
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].flatMap((it) => [
    `<text x="${place(it)}" y="${height(0) + 18}" text-anchor="middle">${it}</text>`,
    `<text x="${MARGIN - 8}" y="${height(it) + 4}" text-anchor="end">${it}</text>`,
  ]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${PAGE}" height="${PAGE + LEGEND}" viewBox="0 0 ${PAGE} ${PAGE + LEGEND}" font-family="sans-serif" font-size="12">`,
    `<rect width="${PAGE}" height="${PAGE + LEGEND}" fill="#fff"/>`,
    `<text x="${PAGE / 2}" y="24" text-anchor="middle" font-size="15">${escape(title)}</text>`,
    `<text x="${MARGIN - 8}" y="${MARGIN - 12}" text-anchor="end">reports</text>`,
    ...bars,
    diagonal(place(0), height(0), place(1), height(1)),
    `<path d="M${place(0)} ${height(1)}V${height(0)}H${place(1)}" stroke="#333" fill="none"/>`,
    ...dots,
    ...ticks,
    `<text x="${PAGE / 2}" y="${PAGE - 16}" text-anchor="middle">confidence of the first answer</text>`,
    `<text transform="translate(16 ${PAGE / 2}) rotate(-90)" text-anchor="middle">share that is right</text>`,
    ...legend(PAGE + 4),
    '</svg>\n',
  ].join('\n');
}

function legend(top: number): string[] {
  const middle = MARGIN + 12;
  const entries: [mark: (y: number) => string, meaning: string][] = [
    [
      (y) => `<rect x="${MARGIN}" y="${y - 5}" width="24" height="10" fill="${BAR}"/>`,
      'reports of like confidence, the darker the more reports',
    ],
    [(y) => dot(middle, y), 'their mean confidence, and the share of them that is right'],
    [(y) => diagonal(MARGIN, y, MARGIN + 24, y), 'where both are equal: confidence means what it says'],
  ];
  return entries.flatMap(([mark, meaning], at) => [
    mark(top + at * 18),
    `<text x="${MARGIN + 34}" y="${top + at * 18 + 4}">${meaning}</text>`,
  ]);
}

const MARGIN = 56;
const SIDE = 400;
const PAGE = SIDE + 2 * MARGIN;
const LEGEND = 56;
const BAR = '#2f6f9f';
const place = (share: number) => Math.round((MARGIN + share * SIDE) * 10) / 10;
const height = (share: number) => Math.round((MARGIN + (1 - share) * SIDE) * 10) / 10;

const dot = (x: number, y: number) => `<circle cx="${x}" cy="${y}" r="4" fill="#c2452d" stroke="#fff"/>`;
const diagonal = (x: number, y: number, toX: number, toY: number) =>
  `<path d="M${x} ${y}L${toX} ${toY}" stroke="#333" stroke-dasharray="4 4"/>`;

const escape = (text: string) => text.replace(/[&<>]/g, (it) => `&#${it.charCodeAt(0)};`);
