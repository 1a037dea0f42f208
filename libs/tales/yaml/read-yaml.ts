import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Document, type ParsedNode } from 'yaml';
import type { Fault } from '../fault.js';
import { positionsIn } from '../position.js';
import type { Source, SourceRecord } from '../source.js';
import { listTree, mappingTree, recordsOf, scalarTree, type SyntaxTree } from '../syntax-tree.js';
import { tooDeepAt } from './nesting.js';

/** Reads YAML 1.2: one record a document, or a list of records in a document. */
export function readYaml(text: string): Source {
  const positionOf = positionsIn(text);
  const deep = tooDeepAt(text);
  if (deep !== undefined) {
    const reason = 'The nesting is deeper than any record needs.';
    return { records: [], faults: [{ ...positionOf(deep), code: 'SYNTAX', reason }] };
  }
  const records: SourceRecord[] = [];
  const faults: Fault[] = [];
  // The library compares each key with all others of its mapping, which a hostile file turns into minutes; see treeOf.
  const documents = parseAllDocuments(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  for (const document of documents as Document.Parsed[]) {
    const problems = [...document.errors, ...document.warnings].map(({ message, pos }): Fault => ({
      ...positionOf(pos[0]),
      code: 'SYNTAX',
      reason: sentence(message),
    }));
    const fault: Reporter = (offset, code, reason) => problems.push({ ...positionOf(offset), code, reason });
    const tree = problems.length === 0 && treeOf(document.contents, fault);
    faults.push(...problems);
    if (tree && problems.length === 0 && tree.value !== null) records.push(...recordsOf(tree, positionOf));
  }
  return { records, faults };
}

type Reporter = (offset: number, code: Fault['code'], reason: string) => void;

/** The library's own conversion would expand aliases, which lets a few lines grow to gigabytes. */
function treeOf(node: ParsedNode | null, fault: Reporter, keyOffset?: number): SyntaxTree {
  const offset = keyOffset ?? node?.range[0] ?? 0;
  if (isAlias(node)) {
    fault(offset, 'ALIAS_NOT_ALLOWED', `The value refers to another one (*${node.source}).`);
  } else if (isSeq<ParsedNode>(node)) {
    return listTree(
      node.items.map((it) => treeOf(it, fault)),
      offset,
    );
  } else if (isMap<ParsedNode, ParsedNode | null>(node)) {
    const children = new Map<string, SyntaxTree>();
    for (const { key, value } of node.items) {
      if (!isScalar(key)) {
        fault(key.range[0], 'SYNTAX', 'A key must be a word, not a list or a mapping.');
        continue;
      }
      const name = String(key.value);
      const at = key.range[0];
      if (children.has(name)) fault(at, 'DUPLICATE_KEY', `The key \`${name}\` stands twice in one mapping.`);
      children.set(name, treeOf(value, fault, at));
    }
    return mappingTree(children, offset);
  }
  return scalarTree(isScalar(node) ? node.value : null, offset);
}

function sentence(message: string): string {
  return message.endsWith('.') ? message : `${message}.`;
}
