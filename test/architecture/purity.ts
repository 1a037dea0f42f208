import ts from 'typescript';
import { isSpec } from './directions.js';
import { parse, visit, type Rule } from './sources.js';

/** Folders whose business the world outside is; the client is a program outside. */
const IMPURE = /^libs\/runtime\/|^libs\/client\/|\/(postgres|bullmq|redis|nest|posix|jose)\//;
const CLOCKS_AND_DICE = ['Date.now', 'Math.random', 'performance.now', 'crypto.randomUUID'];
const WORLD = ['process', 'console', 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'];

/** Pure code knows no clock, no dice and no environment: the same arguments give the same answer for ever. */
export const isPure: Rule = (sources) =>
  [...sources]
    .filter(([path]) => path.startsWith('libs/') && !IMPURE.test(path) && !isSpec(path))
    .flatMap(([path, text]) => {
      const found: string[] = [];
      visit(parse(path, text), (node) => {
        if (isImpure(node)) found.push(`${path} is pure and must not use ${node.getText()}.`);
      });
      return found;
    });

function isImpure(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && !node.arguments?.length;
  if (ts.isPropertyAccessExpression(node)) return CLOCKS_AND_DICE.includes(node.getText());
  return ts.isIdentifier(node) && WORLD.includes(node.text) && isUsed(node);
}

/** Not the name of a property, a parameter or a method that happens to be called so. */
function isUsed(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isCallExpression(parent)) return parent.expression === node;
  return ts.isPropertyAccessExpression(parent) && parent.expression === node;
}
