/** A path into nested data as text: `signatures`, 0, `example` reads `signatures[0].example`. */
export function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (whole, part) =>
      typeof part === 'number' ? `${whole}[${part}]` : whole ? `${whole}.${String(part)}` : String(part),
    '',
  );
}
