/**
 * An answer of the service that is not a success: thrown anywhere below the HTTP layer, turned there into the error
 * body that Graph documents (`{"error": {"code", "message", "innerError"}}`).
 */
export class GraphFault extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly details: readonly FaultDetail[];

  constructor(
    status: number,
    code: string,
    message: string,
    more: { headers?: Record<string, string>; details?: FaultDetail[] } = {},
  ) {
    super(message);
    this.name = 'GraphFault';
    this.status = status;
    this.code = code;
    this.headers = more.headers ?? {};
    this.details = more.details ?? [];
  }
}

/** One entry of `error.details`, as validateProperties answers it. */
export interface FaultDetail {
  target: string;
  code: string;
  message: string;
  prefix?: string;
  suffix?: string;
}

/** 400 Request_BadRequest, the directory's answer to nearly every wrong value. */
export function badRequest(message: string): GraphFault {
  return new GraphFault(400, 'Request_BadRequest', message);
}

/** 400 Request_UnsupportedQuery: the query is understood, and not one the directory answers. */
export function unsupportedQuery(message: string): GraphFault {
  return new GraphFault(400, 'Request_UnsupportedQuery', message);
}

/** 404 with the one text that the directory uses for an object, a link or a manager that is not there. */
export function notFound(id: string): GraphFault {
  return new GraphFault(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

/** 403 Authorization_RequestDenied, the same text for every missing permission or role. */
export function denied(): GraphFault {
  return new GraphFault(
    403,
    'Authorization_RequestDenied',
    'Insufficient privileges to complete the operation.',
  );
}

/** 400 for a property value of the wrong type, length or form. */
export function invalidValue(property: string, resource: string): GraphFault {
  return badRequest(`Invalid value specified for property '${property}' of resource '${resource}'.`);
}

/** 400 while a referenced object is not (or not yet) visible to the directory. */
export function referencesMissing(): GraphFault {
  return badRequest("The source resource object or one of the objects being referenced don't exist.");
}

/** 400 for a second object with the same value of a unique property. */
export function duplicateValue(property: string): GraphFault {
  return badRequest(`Another object with the same value for property ${property} already exists.`);
}
