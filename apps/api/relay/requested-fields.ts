import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';

/**
 * The names of the fields that an operation asks for below the field that is resolved, at the end of any of the given
 * paths: of `nodes.record` and `edges.node.record`, say, so that what nobody asked for is not read.
 */
export function requestedFields(info: GraphQLResolveInfo, ...paths: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const path of paths) {
    const steps = path === '' ? [] : path.split('.');
    for (const { selectionSet } of info.fieldNodes) walk(selectionSet, steps, info, found);
  }
  return found;
}

/** The names of the fields that are asked for of the nodes of a connection, or of something within them. */
export const requestedOfNodes = (info: GraphQLResolveInfo, within = '') => {
  const rest = within === '' ? '' : `.${within}`;
  return requestedFields(info, `nodes${rest}`, `edges.node${rest}`);
};

function walk(
  selectionSet: SelectionSetNode | undefined,
  [step, ...steps]: readonly string[],
  info: GraphQLResolveInfo,
  found: Set<string>,
): void {
  for (const selection of selectionSet?.selections ?? []) {
    if (selection.kind === Kind.FIELD) {
      if (step === undefined) found.add(selection.name.value);
      else if (selection.name.value === step) walk(selection.selectionSet, steps, info, found);
    } else {
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : info.fragments[selection.name.value];
      walk(fragment?.selectionSet, step === undefined ? [] : [step, ...steps], info, found);
    }
  }
}
