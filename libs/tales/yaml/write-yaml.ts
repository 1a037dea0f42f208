import { Document, isPair, isScalar, Scalar, visit } from 'yaml';

/** One document a record; long text as blocks that read like text, log lines in blocks that keep them whole. */
export function writeYaml(records: readonly object[]): string {
  return records.map(writeDocument).join('---\n');
}

const WIDTH = 100;
/** Beyond this length a text goes into a block of its own. */
const INLINE_MAX = 80;
const fieldsOfLogLines: readonly unknown[] = ['signatures', 'logExcerpts'];

function writeDocument(record: object): string {
  const document = new Document(record, { aliasDuplicateObjects: false, compat: 'yaml-1.1' });
  visit(document, {
    Scalar(position, node, ancestors) {
      if (position === 'key' || typeof node.value !== 'string') return;
      const holdsLogLine = ancestors.some(
        (it) => isPair(it) && isScalar(it.key) && fieldsOfLogLines.includes(it.key.value),
      );
      const style = styleOf(node.value, holdsLogLine);
      if (style) node.type = style;
    },
  });
  return document.toString({ lineWidth: WIDTH, singleQuote: true, doubleQuotedAsJSON: true });
}

function styleOf(text: string, holdsLogLine: boolean): Scalar.Type | undefined {
  if (/[ \t]$/m.test(text)) return Scalar.QUOTE_DOUBLE;
  if (text.includes('\n')) return Scalar.BLOCK_LITERAL;
  if (text.length <= INLINE_MAX) return undefined;
  return holdsLogLine ? Scalar.BLOCK_LITERAL : Scalar.BLOCK_FOLDED;
}
