import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

/** The program's text, by path from the project's folder: what every rule is checked on. */
export type Sources = ReadonlyMap<string, string>;

/** A rule returns a sentence for each place that breaks it. */
export type Rule = (sources: Sources) => string[];

/** Everything that is written by hand under `apps`, `libs` and `test`. */
export function readSources(root: string): Sources {
  const filesIn = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? filesIn(posix.join(folder, entry.name)) : [posix.join(folder, entry.name)],
    );
  const paths = ['apps', 'libs', 'test']
    .flatMap(filesIn)
    .filter((path) => path.endsWith('.ts') && !path.includes('/generated/'));
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

export interface Import {
  /** Path of the imported source, or the name of the package: `libs/kernel/index.ts`, `pg`, `node:fs`. */
  readonly target: string;
  readonly isPackage: boolean;
  /** It is gone when the program runs. */
  readonly isTypeOnly: boolean;
}

/** What a source imports, types included; read once. */
export function importsOf(path: string, text: string): readonly Import[] {
  const known = read.get(path);
  if (known?.text === text) return known.imports;
  const imports = readImports(path, text);
  read.set(path, { text, imports });
  return imports;
}

const read = new Map<string, { text: string; imports: readonly Import[] }>();

function readImports(path: string, text: string): Import[] {
  const imports: Import[] = [];
  const add = (specifier: ts.Node | undefined, isTypeOnly: boolean) => {
    if (specifier && ts.isStringLiteralLike(specifier))
      imports.push(resolved(path, specifier.text, isTypeOnly));
  };
  visit(parse(path, text), (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node.importClause?.phaseModifier === TYPE);
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node))
      add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
  });
  return imports;
}

export function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

export function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
}

const TYPE = ts.SyntaxKind.TypeKeyword;

function resolved(path: string, specifier: string, isTypeOnly: boolean): Import {
  if (!specifier.startsWith('.')) return { target: packageName(specifier), isPackage: true, isTypeOnly };
  const target = posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts');
  return { target, isPackage: false, isTypeOnly };
}

/** `@scope/name/sub/path` belongs to the package `@scope/name`; modules of Node keep their whole name. */
function packageName(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
