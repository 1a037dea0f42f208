import type { Rule } from './sources.js';

const LINES_MAX = 400;
const LINES_SMELL = 200;
const SHARE_THAT_MAY_SMELL = 0.1;

/** No file is longer than anybody reads, and few are longer than a story. */
export const isReadable: Rule = (sources) => {
  const sizes = [...sources].map(([path, text]) => ({ path, lines: text.split('\n').length - 1 }));
  const long = sizes.filter(({ lines }) => lines > LINES_SMELL);
  const tooLong = sizes.filter(({ lines }) => lines > LINES_MAX);
  return [
    ...tooLong.map(({ path, lines }) => `${path} has ${lines} lines; ${LINES_MAX} are the most.`),
    ...(long.length <= sizes.length * SHARE_THAT_MAY_SMELL
      ? []
      : [
          `More than one file in ten is over ${LINES_SMELL} lines: ${long.map(({ path }) => path).join(', ')}.`,
        ]),
  ];
};
