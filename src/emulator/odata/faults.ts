import { badRequest, GraphFault, unsupportedQuery } from '../errors.ts';

/** 400 of the OData layer in front of the directory, which has a code of its own. */
export function invalidQuery(message: string): GraphFault {
  return new GraphFault(400, 'BadRequest', message);
}

/** A filter that cannot be parsed, or that compares what cannot be compared. */
export function invalidFilter(message: string): GraphFault {
  return invalidQuery(`Invalid filter clause: ${message}`);
}

/** An option or an argument that the directory does not know (microsoft-graph-docs issue 3879 shows the text). */
export function unrecognizedArgument(name: string): GraphFault {
  return badRequest(`Unrecognized query argument specified: '${name}'.`);
}

/**
 * What an advanced query would have allowed, or nothing would: the text is documented for `endsWith` without the
 * header (advanced queries page, example of an error).
 */
export function unsupported(): GraphFault {
  return unsupportedQuery('Unsupported Query.');
}

/** An operator that the property does not have, or that it has in advanced queries only (facts, section 8). */
export function unsupportedClause(property: string, resource: string): GraphFault {
  return unsupportedQuery(
    `Unsupported or invalid query filter clause specified for property '${property}' of resource '${resource}'.`,
  );
}

/** `ne` without the header, and `contains` always; docs-contrib issues 9043 and 8578 show both texts. */
export function unsupportedOperator(operator: string): GraphFault {
  return unsupportedQuery(`Filter operator '${operator}' is not supported.`);
}

/** More alternatives than the directory's index takes (facts, section 8). */
export function tooManyClauses(count: number, limit: number): GraphFault {
  return unsupportedQuery(
    `Too many child clauses specified in search filter expression containing 'OR' operators: ${count}. Max allowed: ${limit}.`,
  );
}
